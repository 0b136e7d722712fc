"""`wegwijs export`: the knowledge base for other programs, websites and spreadsheets."""

import argparse
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from bot import bootstrap
from bot.cli.options import add_config, add_knowledge, settings
from bot.kb.knowledge import Words
from bot.kb.load import read
from bot.report.faq import faq
from bot.report.table import table
from bot.settings import SettingsError

if TYPE_CHECKING:
    from bot.cli.options import Commands

_ABOUT = """questions: titles and example questions, one JSON object a line.
faq: all questions with their answers, as schema.org's FAQPage (JSON-LD), for a website.
csv: all topics, one a line, for a spreadsheet."""


def add_commands(commands: "Commands") -> None:
    """Export."""
    exporting = commands.add_parser(
        "export",
        help="print the knowledge base for other programs",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    exporting.add_argument("what", choices=list(_EXPORTS))
    exporting.add_argument("--lang", metavar="CODE", help="one language only")
    exporting.add_argument(
        "--excel",
        action="store_true",
        help="csv only: with the mark and the semicolons by which Excel in Dutch knows it",
    )
    add_config(exporting)
    add_knowledge(exporting)
    exporting.set_defaults(command=_export)


def _export(options: argparse.Namespace) -> int:
    """Print bytes: UTF-8 and the line ends of each format, whatever the terminal is set to."""
    words = read(bootstrap.knowledge_path(settings(options))).words
    if options.excel and options.what != "csv":
        raise SettingsError("--excel: only a csv can be made for Excel")
    if options.lang and options.lang not in words:
        languages = ", ".join(words)
        raise SettingsError(f'--lang: "{options.lang}" is not there; there are {languages}')
    chosen = {options.lang: words[options.lang]} if options.lang else words
    sys.stdout.flush()
    sys.stdout.buffer.write(_EXPORTS[options.what](chosen, options))
    sys.stdout.buffer.flush()
    return 0


def _questions(words: Mapping[str, Words], _options: argparse.Namespace) -> bytes:
    lines = (
        msgspec.json.encode({"topic": topic.id, "lang": lang, "text": text})
        for lang, language in words.items()
        for topic in language.topics.values()
        for text in dict.fromkeys((topic.title, *topic.questions))
    )
    return b"".join(line + b"\n" for line in lines)


def _faq(words: Mapping[str, Words], _options: argparse.Namespace) -> bytes:
    return faq(words).encode()


def _csv(words: Mapping[str, Words], options: argparse.Namespace) -> bytes:
    if options.excel:
        return table(words, separator=";").encode("utf-8-sig")
    return table(words).encode()


_EXPORTS = {"questions": _questions, "faq": _faq, "csv": _csv}
