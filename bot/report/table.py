"""The knowledge base as a table, one topic a line: CSV by RFC 4180. Pure.

Spreadsheets take a cell that begins with "=" or the like for a formula, which can fetch and send
things. Editors' texts are no formulas: such a cell gets an apostrophe in front, as OWASP advises
("CSV Injection").
"""

import csv
import io
import re
from collections.abc import Mapping

from bot.kb.knowledge import Words
from bot.kb.topic import PARTS, Topic
from bot.markup import plain

COLUMNS = (
    *("topic", "theme", "lang", "title", "urgent", "answer"),
    *PARTS,
    *("links", "sources", "upl", "related", "changed", "review_by", "questions"),
)
"""The names in the first line; most are those of the topics' files. `questions` is how many."""

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_BULLET = re.compile(r"^- ", re.MULTILINE)


def table(words: Mapping[str, Words], separator: str = ",") -> str:
    """All topics of these languages; lines end with CR LF, texts may hold line breaks.

    Args:
        words: the texts, by language.
        separator: between cells; RFC 4180 wants a comma, Excel in Dutch a semicolon.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for language in words.values():
        for topic in language.topics.values():
            cells = _cells(topic)
            writer.writerow([_harmless(cells[column]) for column in COLUMNS])
    return out.getvalue()


def _cells(topic: Topic) -> dict[str, str]:
    return {
        "topic": topic.id,
        "theme": topic.theme,
        "lang": topic.lang,
        "title": topic.title,
        "urgent": "true" if topic.urgent else "",
        "answer": _text(topic.answer),
        **{part: _text(topic.parts.get(part, "")) for part in PARTS},
        "links": "\n".join(f"{link.label} ({link.url})" for link in topic.links),
        "sources": "\n".join(f"{source.url} ({source.checked})" for source in topic.sources),
        "upl": "; ".join(topic.upl),
        "related": " ".join(topic.related),
        "changed": topic.changed,
        "review_by": topic.review_by,
        "questions": str(len(topic.questions)),
    }


def _text(markdown: str) -> str:
    """Plain text; "- " in front of an item would look like a formula."""
    return _BULLET.sub("• ", plain(markdown))


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
