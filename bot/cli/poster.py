"""`wegwijs poster`: a library's poster to print, with QR codes."""

import argparse
import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from bot import bootstrap
from bot.cli.options import add_config, add_knowledge, settings
from bot.cli.writing import CannotWrite
from bot.kb.load import read
from bot.kb.suggest import hint
from bot.ports import CannotRun
from bot.poster import Door, draw, matrix_door, telegram_door
from bot.settings import Settings, SettingsError, TelegramSettings

if TYPE_CHECKING:
    from bot.cli.options import Commands


def add_commands(commands: "Commands") -> None:
    """Poster."""
    poster = commands.add_parser(
        "poster", help="make a library's poster to print: one A4 page with QR codes"
    )
    poster.add_argument("library", metavar="LIBRARY", help="its id, for example haarlem")
    poster.add_argument("--out", metavar="FILE", type=Path, help="the PDF (poster-LIBRARY.pdf)")
    add_config(poster)
    add_knowledge(poster)
    poster.set_defaults(command=_poster)


def _poster(options: argparse.Namespace) -> int:
    found = settings(options)
    reading = read(bootstrap.knowledge_path(found))
    library = reading.libraries.get(options.library)
    if library is None:
        near = hint(options.library, reading.libraries)
        known = ", ".join(sorted(reading.libraries))
        raise CannotWrite(f"„{options.library}” is geen bibliotheek.{near} Er zijn: {known}")
    words = reading.words["nl"].messages
    doors = _doors(found, library.id, words)
    if not doors:
        raise SettingsError("no network is configured: set telegram.token or matrix.user_id")
    out = options.out or Path(f"poster-{library.id}.pdf")
    try:
        out.write_bytes(draw(library.name, doors, words))
    except OSError as error:
        raise CannotWrite(f"{out} kan niet worden geschreven: {error.strerror}") from None
    print(out)
    return 0


def _doors(found: Settings, library: str, words: Mapping[str, str]) -> list[Door]:
    doors = []
    if found.telegram.token:
        name = asyncio.run(_username(found.telegram))
        doors.append(telegram_door(name, library, words))
    if found.matrix.user_id:
        doors.append(matrix_door(found.matrix.user_id, library, words))
    return doors


class _Me(msgspec.Struct):
    username: str


class _Answer(msgspec.Struct):
    result: _Me


async def _username(telegram: TelegramSettings) -> str:
    """Ask Telegram how the bot is called. Raises CannotRun; never tells the token."""
    import aiohttp  # noqa: PLC0415  # only this command needs it here

    url = f"{telegram.api_url}/bot{telegram.token}/getMe"
    limit = aiohttp.ClientTimeout(total=20)
    try:
        async with aiohttp.ClientSession(timeout=limit) as session, session.get(url) as answer:
            return msgspec.json.decode(await answer.read(), type=_Answer).result.username
    except (aiohttp.ClientError, TimeoutError, msgspec.DecodeError):
        raise CannotRun("Telegram does not tell the bot's name; see: wegwijs doctor") from None
