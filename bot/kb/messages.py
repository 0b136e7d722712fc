"""The files whose name begins with "_": sentences, small talk, synonyms, signs of danger. Pure."""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from bot.kb.contacts import Contacts, fill
from bot.kb.corpus import UrgentPhrases
from bot.kb.draft import (
    SOURCE,
    LanguageDraft,
    Sentence,
    SmallTalk,
    items_at,
    tables,
    text_at,
    texts_in,
    values_at,
)
from bot.kb.letter import Letters
from bot.kb.letters import read_letters, translated
from bot.kb.problems import Page
from bot.kb.readability import PlainWords
from bot.kb.schema import GENERAL, MESSAGES, PLAIN, SMALLTALK, SYNONYMS, URGENT, fits
from bot.kb.suggest import hint
from bot.kb.yaml_strict import Fields, Items, Node, Text

STAFF_ONLY = "desk_"
"""Sentences that staff alone read stand in the source language alone."""

_GROUP = re.compile(r"<([^<>\s]+)>")
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def placeholders(text: str) -> list[str]:
    """The {names} in a sentence, each once, in order of the alphabet."""
    return sorted(set(_PLACEHOLDER.findall(text)))


def read_special(
    name: str, node: Node, page: Page, language: LanguageDraft, contacts: Contacts
) -> None:
    """Read one file such as "_synonyms" into `language`; all other names hold sentences."""
    reader = _READERS.get(name, _read_messages)
    reader(node, page, language, contacts)


def _read_messages(node: Node, page: Page, language: LanguageDraft, contacts: Contacts) -> None:
    if not fits(node, MESSAGES, page, "zinnen") or not isinstance(node, Fields):
        return
    for key, line, value in tables(node):
        if key in language.messages:
            page.error(
                line,
                "same_message",
                name=key,
                other=PurePosixPath(language.messages[key].page.path).name,
            )
        elif isinstance(value, Text):
            text = fill(value, contacts, page, placeholders=True)
            language.messages[key] = Sentence(page, line, text)


def _read_smalltalk(node: Node, page: Page, language: LanguageDraft, contacts: Contacts) -> None:
    if not fits(node, SMALLTALK, page, "_smalltalk") or not isinstance(node, Fields):
        return
    for key, line, value in tables(node):
        if isinstance(value, Fields):
            answer = text_at(value, "answer")
            said = fill(answer, contacts, page) if answer else ""
            language.smalltalk[key] = SmallTalk(page, line, values_at(value, "questions"), said)


def _read_synonyms(node: Node, page: Page, language: LanguageDraft, _contacts: Contacts) -> None:
    if not fits(node, SYNONYMS, page, "_synonyms") or not isinstance(node, Items):
        return
    groups = [group for group in node.items if isinstance(group, Items)]
    for group in groups:
        if len(group.items) < 2:
            page.error(group.line, "small_group")
    language.synonyms = tuple(_values(group) for group in groups)


def _read_general(node: Node, page: Page, language: LanguageDraft, _contacts: Contacts) -> None:
    if fits(node, GENERAL, page, "_general") and isinstance(node, Items):
        language.general = _values(node)


def _read_urgent(node: Node, page: Page, language: LanguageDraft, _contacts: Contacts) -> None:
    if not fits(node, URGENT, page, "_urgent") or not isinstance(node, Fields):
        return
    topics, groups = node.fields.get("topics"), _word_groups(node)
    by_topic = tables(topics) if isinstance(topics, Fields) else ()
    language.urgent = UrgentPhrases(
        topics={
            name: _patterns(value.items, groups, page)
            for name, _, value in by_topic
            if isinstance(value, Items)
        },
        not_urgent=_patterns(items_at(node, "not_urgent"), groups, page),
    )
    if isinstance(topics, Fields):
        for name, line in topics.names.items():
            if name not in language.known:
                near = hint(name, language.known)
                page.error(line, "unknown_topic", name=name, hint=near)


def _read_letters(node: Node, page: Page, language: LanguageDraft, _contacts: Contacts) -> None:
    is_source = language.lang == SOURCE
    language.letters = read_letters(node, page, language.known, source=is_source)


def _word_groups(node: Fields) -> dict[str, str]:
    """Each group of words by its name, as it is written out in a pattern."""
    groups = node.fields.get("groups")
    named = tables(groups) if isinstance(groups, Fields) else ()
    return {name: "/".join(_values(value)) for name, _, value in named if isinstance(value, Items)}


def _patterns(items: tuple[Node, ...], groups: Mapping[str, str], page: Page) -> tuple[str, ...]:
    """Patterns with their <groups> written out."""
    patterns = []
    for text in texts_in(items):
        for name in _GROUP.findall(text.value):
            if name not in groups:
                page.error(text.line, "unknown_group", name=name, hint=hint(name, groups))
        patterns.append(_GROUP.sub(lambda found: groups.get(found[1], ""), text.value))
    return tuple(patterns)


def _read_plain(node: Node, page: Page, language: LanguageDraft, _contacts: Contacts) -> None:
    if not fits(node, PLAIN, page, "_plain") or not isinstance(node, Fields):
        return
    instead = node.fields.get("instead")
    pairs = instead.fields.items() if isinstance(instead, Fields) else ()
    language.plain = PlainWords(
        instead={word: better.value for word, better in pairs if isinstance(better, Text)},
        known=values_at(node, "known"),
    )


def _values(items: Items) -> tuple[str, ...]:
    return tuple(text.value for text in texts_in(items.items))


_READERS: dict[str, Callable[[Node, Page, LanguageDraft, Contacts], None]] = {
    "_smalltalk": _read_smalltalk,
    "_synonyms": _read_synonyms,
    "_general": _read_general,
    "_urgent": _read_urgent,
    "_plain": _read_plain,
    "_letters": _read_letters,
}


# --- across languages -------------------------------------------------------------------------


def compare(source: LanguageDraft, other: LanguageDraft) -> None:
    """Every sentence means the same in both: same names, same placeholders."""
    for key, sentence in other.messages.items():
        original = source.messages.get(key)
        if original is None:
            near = hint(key, source.messages)
            sentence.page.error(sentence.line, "unknown_message", name=key, hint=near)
        elif placeholders(sentence.text) != placeholders(original.text):
            here, there = (_listed(text.text) for text in (sentence, original))
            sentence.page.error(sentence.line, "other_placeholders", here=here, there=there)
    for key, talk in other.smalltalk.items():
        if key not in source.smalltalk:
            near = hint(key, source.smalltalk)
            talk.page.error(talk.line, "unknown_message", name=key, hint=near)


def letters_of(source: LanguageDraft, language: LanguageDraft) -> Letters:
    """The guide for letters in that language; in the source language where it has none."""
    if source.letters is None:
        return Letters()
    if language is source or language.letters is None:
        return source.letters.letters
    return translated(source.letters, language.letters, language.lang)


def _listed(text: str) -> str:
    return " ".join(f"{{{name}}}" for name in placeholders(text)) or "(geen)"
