"""What several commands share: options, settings, and logging."""

import argparse
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from bot.settings import KnowledgeSettings, Settings, read

if TYPE_CHECKING:
    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  # argparse gives it no public name


def add_config(command: argparse.ArgumentParser, *, required: bool = False) -> None:
    """--config FILE."""
    command.add_argument(
        "--config",
        metavar="FILE",
        type=Path,
        required=required,
        help="settings in TOML; each key also as WEGWIJS_<SECTION>__<KEY> in the environment",
    )


def add_knowledge(command: argparse.ArgumentParser) -> None:
    """--knowledge DIR."""
    command.add_argument(
        "--knowledge", metavar="DIR", type=Path, help="another knowledge base than the built-in one"
    )


def settings(options: argparse.Namespace) -> Settings:
    """The settings that the options ask for. Raises SettingsError."""
    found = read(getattr(options, "config", None))
    if folder := getattr(options, "knowledge", None):
        return replace(found, knowledge=KnowledgeSettings(path=str(folder)))
    return found


def start_logging(level: int = logging.INFO) -> None:
    """Log to standard error: time, level, part, text. Libraries speak up for warnings only."""
    logging.basicConfig(
        level=logging.WARNING,
        stream=sys.stderr,
        format="%(asctime)s %(levelname)-7s %(name)s: %(message)s",
    )
    for ours in ("bot", "adapters"):
        logging.getLogger(ours).setLevel(level)
