"""_letters.yaml: "I got a letter": who sent it, what kind it is, and which topics fit. Pure."""

from collections.abc import Collection, Iterator

from msgspec import Struct
from msgspec.structs import replace

from bot.kb.letter import LetterKind, Letters, Sender
from bot.kb.problems import Page
from bot.kb.schema import LETTERS, LETTERS_TRANSLATION, fits
from bot.kb.suggest import hint
from bot.kb.yaml_strict import Fields, Items, Node, Text


class WrittenLetters(Struct, frozen=True):
    """The guide as it stands in one file.

    Attributes:
        page: notes problems of that file.
        letters: the guide.
        lines: where each sender ("uwv") and kind ("uwv:ww") stands.
    """

    page: Page
    letters: Letters
    lines: dict[str, int]


def read_letters(
    node: Node, page: Page, known: Collection[str], *, source: bool
) -> WrittenLetters | None:
    """The guide of one file; None when it is faulty (noted).

    Args:
        node: what the file says.
        page: where problems are noted.
        known: ids of all topics; a topic that is not there (yet) is warned of and left out.
        source: whether this is the source language, which holds the topics.
    """
    if not fits(node, LETTERS if source else LETTERS_TRANSLATION, page, "_letters"):
        return None
    if not isinstance(node, Fields):
        return None
    lines: dict[str, int] = {}
    senders = tuple(
        _sender(name, fields, page, known, lines)
        for name, fields in _tables(node, "senders", lines)
    )
    topic = _value(node, "topic")
    if source and topic not in known:
        page.warn(node.names["topic"], "unknown_related", name=topic, hint=hint(topic, known))
    return WrittenLetters(page, Letters(topic, senders), lines)


def _sender(
    sender_id: str, fields: Fields, page: Page, known: Collection[str], lines: dict[str, int]
) -> Sender:
    kinds = tuple(
        LetterKind(name, _value(kind, "name"), _topics(kind, page, known))
        for name, kind in _tables(fields, "kinds", lines, f"{sender_id}:")
    )
    words = tuple(text.value for text in _texts(fields, "words"))
    return Sender(sender_id, _value(fields, "name"), words, kinds)


def _topics(kind: Fields, page: Page, known: Collection[str]) -> tuple[str, ...]:
    texts = tuple(_texts(kind, "topics"))
    for text in texts:
        if text.value not in known:
            near = hint(text.value, known)
            page.warn(text.line, "unknown_related", name=text.value, hint=near)
    return tuple(text.value for text in texts if text.value in known)


def translated(source: WrittenLetters, other: WrittenLetters, lang: str) -> Letters:
    """The source's guide in the words of the other file; what is missing stays as it is, noted."""
    for place in other.lines.keys() - source.lines.keys():
        near = hint(place.rpartition(":")[2], [name.rpartition(":")[2] for name in source.lines])
        other.page.error(other.lines[place], "unknown_letter", name=place, hint=near)
    for place in source.lines.keys() - other.lines.keys():
        source.page.warn(source.lines[place], "not_translated", lang=lang, name=place)
    senders = tuple(
        _translated(sender, other.letters.sender(sender.id)) for sender in source.letters.senders
    )
    return Letters(source.letters.topic, senders)


def _translated(sender: Sender, words: Sender | None) -> Sender:
    """One sender; people use the words of the source language too: "de gemeente wrote me"."""
    if words is None:
        return sender
    names = {kind.id: kind.name for kind in words.kinds}
    kinds = tuple(replace(kind, name=names.get(kind.id, kind.name)) for kind in sender.kinds)
    both = (*words.words, sender.name, *sender.words)
    return Sender(sender.id, words.name, both, kinds)


def _tables(
    fields: Fields, name: str, lines: dict[str, int], prefix: str = ""
) -> Iterator[tuple[str, Fields]]:
    """Id and fields of each entry of the table behind that name; their lines are kept."""
    table = fields.fields.get(name)
    if isinstance(table, Fields):
        for key, value in table.fields.items():
            if isinstance(value, Fields):
                lines[prefix + key] = table.names[key]
                yield key, value


def _texts(fields: Fields, name: str) -> Iterator[Text]:
    found = fields.fields.get(name)
    items = found.items if isinstance(found, Items) else ()
    return (item for item in items if isinstance(item, Text))


def _value(fields: Fields, name: str) -> str:
    found = fields.fields.get(name)
    return found.value if isinstance(found, Text) else ""
