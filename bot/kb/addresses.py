"""Every web address in the knowledge base, with the places where it stands. Pure."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from bot.kb.problems import Report
from bot.kb.yaml_strict import Fields, Items, Node, Text, parse

_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"”'{}]+[^\s<>()\[\]\"”'{}.,;:!?]")


class Place(Struct, frozen=True, order=True):
    """A file, and a line in it."""

    path: str
    line: int


def addresses(files: Mapping[str, bytes]) -> dict[str, list[Place]]:
    """All web addresses of these files (contents by path); what can't be read has none."""
    found: dict[str, list[Place]] = {}
    for path, data in files.items():
        node = parse(data, Report().page(path))
        for text in _texts(node) if node else ():
            for match in _ADDRESS.finditer(text.value):
                place = Place(path, text.line_at(match.start()))
                found.setdefault(match[0], []).append(place)
    return found


def _texts(node: Node) -> Iterator[Text]:
    match node:
        case Text():
            yield node
        case Items(items=items):
            for item in items:
                yield from _texts(item)
        case Fields(fields=fields):
            for value in fields.values():
                yield from _texts(value)
