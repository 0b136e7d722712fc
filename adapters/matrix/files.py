"""The small files in the store's folder: written whole or not at all, readable by us alone."""

import os
import secrets
from pathlib import Path
from typing import TypeVar

import msgspec

from bot.ports import CannotRun

T = TypeVar("T")


def read(path: Path, kind: type[T]) -> T | None:
    """What the file holds, or None when there is no such file.

    Raises:
        CannotRun: the file is there and is not ours, or damaged.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        message = f"{path} can't be read; restore it from the backup of the Matrix store"
        raise CannotRun(message) from error


def write(path: Path, value: object) -> None:
    """Replace the file in one step, so that a crash leaves the old one or the new one.

    Raises:
        CannotRun: the folder can't be written to.
    """
    scratch = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(scratch, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.json.encode(value))
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise CannotRun(f"{path.parent} can't be written to; check owner and space") from error


def folder(path: Path) -> None:
    """Make the store's folder, for us alone.

    Raises:
        CannotRun: it can't be made.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotRun(f"{path} can't be made; set [matrix] store_path to another") from error


def passphrase(path: Path) -> str:
    """The passphrase kept in this file; made the first time.

    For operators who set none. It guards copies of the database alone, not of the whole folder.
    """
    kept = read(path, str)
    if kept is None:
        kept = secrets.token_urlsafe(32)
        write(path, kept)
    return kept
