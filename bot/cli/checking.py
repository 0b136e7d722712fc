"""`wegwijs check` and `readability`: what an editor wants to know before others read it."""

import argparse
import asyncio
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot import bootstrap
from bot.cli.options import settings
from bot.kb.addresses import Place
from bot.kb.checking import Checked, look, look_without, measured
from bot.kb.load import Place as KnowledgePlace
from bot.kb.problems import KnowledgeError, Problem
from bot.kb.sentences import SENTENCES
from bot.report.readable import as_csv, as_table
from bot.settings import SettingsError

if TYPE_CHECKING:
    from bot.cli.options import Commands
    from bot.report.links import Link

_LINK = {
    "moved": "de pagina {url} is verhuisd naar {where}. Pas het adres aan",
    "gone": "de pagina {url} bestaat niet meer ({status}). Zoek het nieuwe adres",
    "refused": "de website laat programma's niet toe: {url} ({status}). Kijk zelf of de pagina er is",
    "failed": "de website heeft een storing: {url} ({status}). Probeer het later nog eens",
    "unreachable": "de website is niet bereikbaar: {url}. Klopt het adres? Probeer het later nog eens",
}
_NO_NETWORK = "geen enkele website is bereikbaar, dus niets is gecontroleerd. Is er internet?"
_NOT_ASKED = (
    "De voorbeeldvragen zijn niet uitgeprobeerd. Dat doet: wegwijs check --phrases (een minuut)."
)


def add_commands(commands: "Commands") -> None:
    """Check and readability."""
    checking = commands.add_parser(
        "check",
        help="check the knowledge base",
        description="Prints all mistakes of all files, in Dutch, one a line: path:line: what is "
        "wrong, what to do. Exit status 1 when one of them is an error.",
    )
    checking.add_argument("folder", metavar="DIR", type=Path, nargs="?", help="another folder")
    checking.add_argument(
        "--today", metavar="DATE", help="the day that review dates are compared with"
    )
    checking.add_argument(
        "--phrases",
        action="store_true",
        help="learn the example questions and ask them, also without having learnt them (slow)",
    )
    checking.add_argument(
        "--links",
        action="store_true",
        help="ask every web address whether it still leads somewhere",
    )
    checking.set_defaults(command=_check)
    reading = commands.add_parser(
        "readability",
        help="how easy the answers are to read",
        description="Per topic: Flesch-Douma, words per sentence, longest sentence, hard words.",
    )
    reading.add_argument("folder", metavar="DIR", type=Path, nargs="?", help="another folder")
    reading.add_argument("--csv", action="store_true", help="for a spreadsheet")
    reading.set_defaults(command=_readability)


def folder_of(options: argparse.Namespace) -> Path:
    """The folder that is asked for, else the one of the settings."""
    return options.folder or bootstrap.knowledge_path(settings(options))


def today() -> date:
    """The day, here."""
    return datetime.now(UTC).astimezone().date()


def _check(options: argparse.Namespace) -> int:
    """Print all mistakes of all files; 1 when there are errors, 0 for warnings only."""
    folder, day = folder_of(options), _day(options.today)
    where = KnowledgePlace(folder, bootstrap.cache_path(), bootstrap.base_of(folder))
    checked = look(where, day, learn=options.phrases)
    problems = set(checked.problems)
    if options.phrases:
        problems |= set(look_without(folder))
    if options.links:
        problems |= set(_links(checked, folder))
    for problem in sorted(problems):
        print(problem)
    errors = sum(problem.severity == "error" for problem in problems)
    print(f"{errors} fouten, {len(problems) - errors} waarschuwingen.", file=sys.stderr)
    if not (checked.asked or errors):
        print(_NOT_ASKED, file=sys.stderr)
    return 1 if errors else 0


def _ask(urls: list[str]) -> "list[Link]":
    """Ask these web addresses, with a dot for each answer."""
    from bot.report.links import check_links  # noqa: PLC0415  # aiohttp takes half a second

    def progress(_: "Link") -> None:
        print(".", end="", file=sys.stderr, flush=True)

    return asyncio.run(check_links(urls, on_answer=progress))


def _links(checked: Checked, folder: Path) -> list[Problem]:
    """Ask all web addresses; what is gone is an error, what may pass is a warning."""
    places = checked.addresses()
    found = _ask(sorted(places))
    well = sum(link.state == "well" for link in found)
    print(f"\n{len(found)} websites gevraagd, {well} in orde.", file=sys.stderr)
    if found and all(link.state == "unreachable" for link in found):
        return [Problem(str(folder), 1, _NO_NETWORK)]
    return [
        _told(link, place) for link in found if link.state in _LINK for place in places[link.url]
    ]


def _told(link: "Link", place: Place) -> Problem:
    message = _LINK[link.state].format(url=link.url, where=link.where, status=link.status)
    return Problem(place.path, place.line, message, "error" if link.state == "gone" else "warning")


def _day(text: str | None) -> date:
    """A day as "2026-11-23"; today without one. Raises SettingsError for another form."""
    if text is None:
        return today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SettingsError(f'--today: "{text}" is not a day; write 2026-11-23') from None


def _readability(options: argparse.Namespace) -> int:
    found = measured(folder_of(options))
    if not found:
        raise KnowledgeError([Problem(str(folder_of(options)), 1, SENTENCES["no_source"])])
    print(as_csv(found) if options.csv else as_table(found), end="")
    return 0
