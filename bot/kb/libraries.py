"""libraries/<id>.yaml: one library, the places it serves, and what it says in its own words. Pure."""

from collections.abc import Iterator

from bot.kb.contacts import Contacts, fill, read_contacts
from bot.kb.draft import SOURCE, Draft, text_at, texts_in, values_at
from bot.kb.problems import Page
from bot.kb.reading_hours import dated, read_branches
from bot.kb.schema import LIBRARY, fits
from bot.kb.suggest import hint
from bot.kb.topic import PARTS, Library, Local
from bot.kb.topics import ANSWER_LIMIT, parts_of, read_links, visible
from bot.kb.yaml_strict import Fields, Items, Node, Text

ADD_LIMIT = 300
"""Characters of a local addition that a citizen sees; the answer above it may have 600."""

ITSELF = "bibliotheek"
"""The contact that stands for the library of the file: {bibliotheek.website}."""


def read_library(library_id: str, node: Node, page: Page, draft: Draft) -> Library | None:
    """What one file says; None when it is faulty (noted on `page`)."""
    if not fits(node, LIBRARY, page, library_id) or not isinstance(node, Fields):
        return None
    name, website = text_at(node, "name"), text_at(node, "website")
    contacts = _contacts(node, page, draft.contacts)
    draft.dated.extend((page, on) for on in dated(node))
    return Library(
        id=library_id,
        name=name.value if name else library_id,
        website=website.value if website else "",
        places=values_at(node, "places"),
        postcodes=_postcodes(node, page),
        local={topic: texts for topic, texts in _local(node, page, draft, contacts) if texts},
        branches=read_branches(node, page),
    )


def _contacts(fields: Fields, page: Page, general: Contacts) -> Contacts:
    """All contacts, and the library's own, which stand above those of the same name."""
    itself = {name: text.value for name in ("name", "website") if (text := text_at(fields, name))}
    own = fields.fields.get("contacts")
    read = read_contacts(own, page) if own else Contacts()
    known = {**general.known, ITSELF: itself, **read.known}
    return Contacts(known, general.sound and read.sound)


def _postcodes(fields: Fields, page: Page) -> tuple[tuple[int, int], ...]:
    """Ranges of the four digits, first and last: "2011-2037", or one: "2041"."""
    ranges = []
    node = fields.fields.get("postcodes")
    for text in texts_in(node.items if isinstance(node, Items) else ()):
        first, _, last = text.value.partition("-")
        if last and last < first:
            page.error(text.line, "bad_range", value=text.value)
        ranges.append((int(first), int(last or first)))
    return tuple(ranges)


def _local(
    fields: Fields, page: Page, draft: Draft, contacts: Contacts
) -> Iterator[tuple[str, dict[str, Local]]]:
    """Topic and its local texts by language; of topics that exist."""
    node = fields.fields.get("local")
    known = draft.languages[SOURCE].themes
    for topic_id, texts in node.fields.items() if isinstance(node, Fields) else ():
        line = node.names[topic_id] if isinstance(node, Fields) else 1
        if topic_id not in known:
            page.warn(line, "unknown_local", name=topic_id, hint=hint(topic_id, known))
        elif isinstance(texts, Fields):
            _check_languages(texts, page, draft, line)
            yield (
                topic_id,
                {
                    lang: _text(text, page, contacts)
                    for lang, text in texts.fields.items()
                    if isinstance(text, Fields)
                },
            )


def _check_languages(texts: Fields, page: Page, draft: Draft, line: int) -> None:
    """Dutch must be there, other languages should."""
    if SOURCE not in texts.fields:
        page.error(line, "local_without_source")
    for lang in texts.fields:
        if lang not in draft.languages:
            known = ", ".join(draft.languages)
            page.error(texts.names[lang], "unknown_language", name=lang, known=known)
    for lang in draft.languages:
        if lang not in texts.fields:
            page.warn(line, "local_not_translated", lang=lang)


def _text(fields: Fields, page: Page, contacts: Contacts) -> Local:
    """What stands under one language: an addition, another answer, other parts, more links."""
    found = fields.fields.get("parts")
    parts = parts_of(found, page, contacts) if isinstance(found, Fields) else {}
    return Local(
        add=_filled(text_at(fields, "add"), ADD_LIMIT, page, contacts),
        answer=_filled(text_at(fields, "answer"), ANSWER_LIMIT, page, contacts),
        parts={part: parts[part] for part in PARTS if part in parts},
        links=read_links(fields, page, contacts),
    )


def _filled(text: Text | None, limit: int, page: Page, contacts: Contacts) -> str:
    """The text with contacts filled in; one that is too long is noted."""
    if text is None:
        return ""
    filled = fill(text, contacts, page)
    if (length := len(visible(filled))) > limit:
        page.error(text.line, "answer_too_long", length=length, limit=limit)
    return filled
