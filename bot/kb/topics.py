"""Topic files: from what an editor wrote to a `Topic` that can be shown. Pure."""

import re
from collections.abc import Mapping

from markdown_it import MarkdownIt
from msgspec.structs import replace

from bot.kb.contacts import Contacts, address, check_contact, fill
from bot.kb.draft import (
    SOURCE,
    Draft,
    LanguageDraft,
    WrittenTopic,
    items_at,
    records_in,
    text_at,
    texts_in,
    values_at,
)
from bot.kb.problems import Page
from bot.kb.schema import TOPIC, TRANSLATION, fits
from bot.kb.suggest import hint
from bot.kb.topic import PARTS, Link, Source, Topic
from bot.kb.yaml_strict import Fields, Items, Node, Text

ANSWER_LIMIT = 600
"""Characters that a citizen sees, markup and web addresses not counted."""

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True})
_EMPTY = Text(1, "")


def read_topic(
    topic_id: str, theme: str, node: Node, page: Page, contacts: Contacts
) -> WrittenTopic | None:
    """A topic in the source language; None when its file is faulty (noted on `page`)."""
    if not fits(node, TOPIC, page, topic_id) or not isinstance(node, Fields):
        return None
    blank = Topic(topic_id, theme, SOURCE, "", (), "")
    topic = replace(
        _texts(blank, node, page, contacts),
        links=read_links(node, page, contacts),
        related=values_at(node, "related"),
        urgent=text_at(node, "urgent") is not None,
        upl=values_at(node, "upl"),
        sources=tuple(_source(source) for source in records_in(items_at(node, "source"))),
        changed=_value(node, "changed"),
        review_by=_value(node, "review_by"),
        libraries=values_at(node, "libraries"),
    )
    if organisation := text_at(node, "organisation"):
        check_contact(organisation, contacts, page)
    return WrittenTopic(page, node, topic) if page.sound else None


def read_translation(
    source: WrittenTopic | None, lang: str, node: Node, page: Page, contacts: Contacts
) -> WrittenTopic | None:
    """A topic in another language; None when its file or its `source` is faulty."""
    only_in_source = set(TOPIC.fields) - set(TRANSLATION.fields)
    if isinstance(node, Fields):
        for name in only_in_source & set(node.fields):
            page.error(node.names[name], "only_in_source", name=name)
        kept = {n: value for n, value in node.fields.items() if n not in only_in_source}
        node = Fields(node.line, kept, {n: node.names[n] for n in kept})
    if not fits(node, TRANSLATION, page, lang) or not isinstance(node, Fields) or source is None:
        return None
    original = source.topic
    topic = replace(
        _texts(replace(original, lang=lang), node, page, contacts),
        links=_translated_links(original, node, page, contacts),
        changed=_value(node, "translates"),
    )
    for part in topic.parts:
        if part not in original.parts:
            page.error(_parts(node).names[part], "part_extra", name=part)
    return WrittenTopic(page, node, topic) if page.sound else None


def _texts(topic: Topic, fields: Fields, page: Page, contacts: Contacts) -> Topic:
    """The topic with what both kinds of file hold: title, questions, words, answer, parts."""
    _check_twice(fields, page)
    answer = text_at(fields, "answer") or _EMPTY
    filled = fill(answer, contacts, page)
    if (length := len(visible(filled))) > ANSWER_LIMIT:
        page.error(answer.line, "answer_too_long", length=length, limit=ANSWER_LIMIT)
    return replace(
        topic,
        title=(text_at(fields, "title") or _EMPTY).value,
        questions=values_at(fields, "questions"),
        words=values_at(fields, "words"),
        answer=filled,
        parts=parts_of(_parts(fields), page, contacts),
    )


def visible(markdown: str) -> str:
    """What a reader sees of small Markdown: no markup, no web addresses behind words."""
    seen: list[str] = []
    for token in _MARKDOWN.parse(markdown):
        seen += (
            "\n" if child.type in {"softbreak", "hardbreak"} else child.content
            for child in token.children or ()
        )
        if token.type == "paragraph_close":
            seen.append("\n")
    return "".join(seen).strip()


def _parts(fields: Fields) -> Fields:
    found = fields.fields.get("parts")
    return found if isinstance(found, Fields) else Fields(fields.line, {}, {})


def parts_of(fields: Fields, page: Page, contacts: Contacts) -> dict[str, str]:
    """The parts by name, in the order in which they are offered."""
    parts = fields.fields
    return {name: _part(name, parts[name], page, contacts) for name in PARTS if name in parts}


def _part(name: str, node: Node, page: Page, contacts: Contacts) -> str:
    """A part as small Markdown: steps are numbered, other lists get dashes."""
    if isinstance(node, Text):
        return fill(node, contacts, page)
    assert isinstance(node, Items)  # noqa: S101  # the schema has been checked
    lines = [fill(text, contacts, page) for text in texts_in(node.items)]
    if name == "steps":
        return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))
    return "\n".join(f"- {line}" for line in lines)


def read_links(fields: Fields, page: Page, contacts: Contacts) -> tuple[Link, ...]:
    """The links with the addresses of their contacts."""
    return tuple(_link(link, page, contacts) for link in records_in(items_at(fields, "links")))


def _source(source: Fields) -> Source:
    return Source(_value(source, "url"), _value(source, "checked"))


def _value(fields: Fields, name: str) -> str:
    return (text_at(fields, name) or _EMPTY).value


def _link(link: Fields, page: Page, contacts: Contacts) -> Link:
    label = (text_at(link, "label") or _EMPTY).value
    contact, url = text_at(link, "contact"), text_at(link, "url")
    if (contact is None) == (url is None):
        page.error(link.line, "link_target")
        return Link(label, "")
    if contact is not None:
        return Link(label, address(contact, contacts, page))
    return Link(label, (url or _EMPTY).value)


def _translated_links(
    original: Topic, fields: Fields, page: Page, contacts: Contacts
) -> tuple[Link, ...]:
    """Labels in the source's order; a link with an address of its own leads there instead."""
    links = tuple(records_in(items_at(fields, "links")))
    if not links:
        return original.links
    own = [bool(set(link.fields) & {"contact", "url"}) for link in links]
    if not all(own) and len(links) != len(original.links):
        line = items_at(fields, "links")[0].line
        page.error(line, "link_count", here=len(links), there=len(original.links))
        return ()
    return tuple(
        _link(link, page, contacts)
        if has_own
        else Link((text_at(link, "label") or _EMPTY).value, original.links[place].url)
        for place, (link, has_own) in enumerate(zip(links, own, strict=True))
    )


def _check_twice(fields: Fields, page: Page) -> None:
    """The same question, word or related topic twice in one list."""
    for name in ("questions", "words", "related"):
        first: dict[str, int] = {}
        for text in texts_in(items_at(fields, name)):
            if (line := first.setdefault(alike(text.value), text.line)) != text.line:
                page.error(text.line, "twice", value=text.value, first=line)


def alike(question: str) -> str:
    """The same for questions that differ in capitals, punctuation and blanks only."""
    return " ".join(re.sub(r"[^\w\s]", " ", question.casefold()).split())


# --- across files -----------------------------------------------------------------------------


def relate(draft: Draft) -> None:
    """Leave out related topics that don't exist, and note them; no button leads nowhere."""
    known: Mapping[str, str] = next(iter(draft.languages.values())).themes
    for language in draft.languages.values():
        for topic_id, written in language.topics.items():
            kept = tuple(r for r in written.topic.related if r in known and r != topic_id)
            language.topics[topic_id] = replace(written, topic=replace(written.topic, related=kept))
    source = next(iter(draft.languages.values()))
    for topic_id, written in source.topics.items():
        for text in texts_in(items_at(written.fields, "related")):
            if text.value == topic_id:
                written.page.error(text.line, "related_to_itself", name=topic_id)
            elif text.value not in known:
                near = hint(text.value, known)
                written.page.warn(text.line, "unknown_related", name=text.value, hint=near)


def check_same_questions(language: LanguageDraft) -> None:
    """A question in two topics would always be answered wrongly for one of them."""
    first: dict[str, str] = {}
    for topic_id, written in language.topics.items():
        for text in texts_in(items_at(written.fields, "questions")):
            other = first.setdefault(alike(text.value), topic_id)
            if other != topic_id:
                written.page.error(text.line, "same_question", question=text.value, other=other)
