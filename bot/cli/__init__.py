"""The command line: one module for each group of commands; none of them decides anything.

Exit status: 0 well, 1 something is wrong with what was given (knowledge, settings, questions),
2 the command was typed wrong, 3 a network or database can't be used, 130 interrupted.
"""

import argparse
import sys
from collections.abc import Sequence

from bot import __version__
from bot.cli import data, doctor, knowledge, serve, talk
from bot.kb.problems import KnowledgeError
from bot.ports import CannotRun
from bot.settings import SettingsError
from bot.store import StoreError

OK, WRONG, CANNOT_RUN, INTERRUPTED = 0, 1, 3, 130


def run(arguments: Sequence[str]) -> int:
    """Carry out one command; returns the exit status. Never ends in a traceback for a mistake."""
    options = parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except KnowledgeError as error:
        return _complain(str(error), WRONG)
    except SettingsError as error:
        return _complain(str(error), WRONG)
    except (CannotRun, StoreError) as error:
        return _complain(str(error), CANNOT_RUN)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of a pipe has seen enough ("wegwijs export … | head")
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED


def parser() -> argparse.ArgumentParser:
    """All commands with their help."""
    top = argparse.ArgumentParser(
        prog="wegwijs",
        description="The library's chatbot for the digital government.",
        epilog="Start here: wegwijs demo",
    )
    top.add_argument("--version", action="version", version=f"wegwijs {__version__}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for group in (talk, serve, doctor, knowledge, data):
        group.add_commands(commands)
    return top


def _complain(text: str, status: int) -> int:
    print(f"wegwijs: {text}" if "\n" not in text else text, file=sys.stderr)
    return status
