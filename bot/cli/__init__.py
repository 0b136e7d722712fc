"""The command line: one module for each group of commands; none of them decides anything.

Exit status: 0 well, 1 something is wrong with what was given (knowledge, settings, questions),
2 the command was typed wrong, 3 a network or database can't be used, 4 a defect of Wegwijs itself,
130 interrupted.
"""

import argparse
import sys
from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError

from bot import __version__
from bot.cli import checking, data, doctor, export, gaps, knowledge, poster, serve, talk, writing
from bot.cli.writing import CannotWrite
from bot.defects import where
from bot.kb.problems import KnowledgeError
from bot.ports import CannotRun
from bot.settings import SettingsError
from bot.store import StoreError

OK, WRONG, CANNOT_RUN, DEFECT, INTERRUPTED = 0, 1, 3, 4, 130


def run(arguments: Sequence[str]) -> int:
    """Carry out one command; returns the exit status. Never ends in a traceback."""
    options = parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except BrokenPipeError:
        sys.stderr.close()  # the reader of a pipe has seen enough ("wegwijs export … | head")
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  # a traceback could quote what somebody wrote
        text, status = _explain(error)
        print(f"wegwijs: {text}" if "\n" not in text else text, file=sys.stderr)
        return status


def _explain(error: Exception) -> tuple[str, int]:
    """What to tell about this error, and the exit status."""
    match error:
        case KnowledgeError() | SettingsError() | CannotWrite():
            return str(error), WRONG
        case CannotRun() | StoreError():
            return str(error), CANNOT_RUN
        case SQLAlchemyError():
            reason = str(getattr(error, "orig", None) or type(error).__name__).splitlines()[0]
            return f"the database failed: {reason}", CANNOT_RUN
        case _:
            return f"stopped by a defect of Wegwijs itself: {where(error)}", DEFECT


def parser() -> argparse.ArgumentParser:
    """All commands with their help."""
    top = argparse.ArgumentParser(
        prog="wegwijs",
        description="The library's chatbot for the digital government.",
        epilog="Start here: wegwijs demo",
    )
    top.add_argument("--version", action="version", version=f"wegwijs {__version__}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for group in (talk, serve, doctor, checking, writing, knowledge, export, poster, gaps, data):
        group.add_commands(commands)
    return top
