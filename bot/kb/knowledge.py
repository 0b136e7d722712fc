"""The knowledge base in use: everything that the dialogue may ask of it. Pure, immutable."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Protocol

from msgspec import Struct

from bot.kb.anonymous import Familiar, anonymous
from bot.kb.letter import Letters
from bot.kb.places import Places
from bot.kb.topic import Library, Topic, Understanding
from bot.markup import escape

CITIZENS_COMMANDS = ("start", "help", "language", "person", "stop", "privacy", "forget")
DESK_COMMANDS = (
    "claim",
    "release",
    "takeover",
    "transfer",
    "close",
    "reopen",
    "note",
    "answer",
    "undo",
    "history",
    "cases",
    "block",
    "oefenen",
    "help",
)

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class Understands(Protocol):
    """What finds the topic that a text is about (the matcher)."""

    def understand(self, text: str, lang: str) -> Understanding:
        """What a citizen means by `text`; `lang` is the conversation's language."""

    def familiar(self, word: str, lang: str) -> Familiar:
        """How well that language and the knowledge base know a (normalised) word."""


class Question(Struct, frozen=True):
    """One title or example question, as `wegwijs export questions` prints it."""

    topic: str
    lang: str
    text: str


class Words(Struct, frozen=True):
    """All texts of one language: topics by id, sentences and small talk by key, letters."""

    topics: Mapping[str, Topic]
    messages: Mapping[str, str]
    smalltalk: Mapping[str, str]
    letters: Letters = Letters()


class Knowledge:
    """All topics, sentences and libraries of one loaded folder, and the matcher over them.

    Attributes:
        languages: language codes, the source language first.
        libraries: by id.
        matcher: what it understands with.
        stamp: of the files it was read from, to notice that one was saved; see `load.stamp`.
    """

    languages: tuple[str, ...]
    libraries: Mapping[str, Library]
    matcher: Understands

    def __init__(
        self,
        words: Mapping[str, Words],
        libraries: Mapping[str, Library],
        matcher: Understands,
        stamp: frozenset[tuple[str, int, int, int]] = frozenset(),
    ) -> None:
        """Take what `load` has read and checked; `words` by language, the source language first."""
        self.stamp = stamp
        self.languages = tuple(words)
        self.libraries = MappingProxyType(dict(libraries))
        self._words = MappingProxyType(dict(words))
        self._source = words[self.languages[0]]
        self._places = Places(tuple(libraries.values()))
        self.matcher = matcher

    def holds(self, words: Mapping[str, Words], libraries: Mapping[str, Library]) -> bool:
        """Whether it is made of exactly these texts and libraries."""
        return self._words == words and self.libraries == libraries

    def topic(self, topic_id: str, lang: str) -> Topic:
        """The topic in that language, or in the source language where there is no translation.

        Raises:
            KeyError: there is no such topic.
        """
        return self._in(lang).topics.get(topic_id) or self._source.topics[topic_id]

    def topics(self) -> tuple[str, ...]:
        """The ids of all topics, theme by theme."""
        return tuple(self._source.topics)

    def themes(self) -> Mapping[str, tuple[str, ...]]:
        """Theme to the ids of its topics, both in the order of the alphabet."""
        themes: dict[str, tuple[str, ...]] = {}
        for topic_id, topic in self._source.topics.items():
            themes[topic.theme] = (*themes.get(topic.theme, ()), topic_id)
        return MappingProxyType(themes)

    def questions(self, lang: str | None = None) -> Iterator[Question]:
        """Titles and example questions, of one language or of all that have them."""
        for code in self.languages if lang is None else (lang,):
            for topic_id, topic in self._in(code).topics.items():
                if topic.lang == code:
                    texts = dict.fromkeys((topic.title, *topic.questions))
                    yield from (Question(topic_id, code, text) for text in texts)

    def say(self, key: str, lang: str, **values: str | int) -> str:
        """A sentence of _messages.yaml with its {placeholders} filled in, small Markdown.

        Values are escaped: they mean only themselves.

        Raises:
            KeyError: there is no such sentence, or a placeholder has no value.
        """
        sentence = self._in(lang).messages.get(key)
        if sentence is None:
            sentence = self._source.messages[key]
        return _PLACEHOLDER.sub(lambda found: escape(str(values[found[1]])), sentence)

    def smalltalk(self, key: str, lang: str) -> str | None:
        """What to say to a greeting, thanks …; None where the dialogue acts instead of talking."""
        return self._in(lang).smalltalk.get(key) or self._source.smalltalk.get(key) or None

    def letters(self, lang: str) -> Letters:
        """The guide for who got a letter: senders, kinds and topics, in that language."""
        return self._in(lang).letters

    def understand(self, text: str, lang: str) -> Understanding:
        """What a citizen means by `text` (masked); `lang` is the conversation's language."""
        return self.matcher.understand(text, lang)

    def anonymous(self, text: str, lang: str) -> str:
        """What may be kept of a question without its asker; "" for nothing. See `anonymous.py`."""
        return anonymous(text, lambda word: self.matcher.familiar(word, lang))

    def library_for(self, text: str) -> tuple[Library, ...]:
        """Libraries whose name or place somebody typed, best first; typing errors are forgiven."""
        return tuple(self.libraries[library_id] for library_id in self._places.find(text))

    def library_named(self, text: str) -> tuple[Library, ...]:
        """Libraries of a text that is a place, a postcode or a name, and nothing else."""
        return tuple(self.libraries[library_id] for library_id in self._places.named(text))

    def menu(self, lang: str) -> Mapping[str, str]:
        """The commands a citizen can type, each with what it does."""
        return self._commands(CITIZENS_COMMANDS, lang)

    def desk_menu(self, lang: str) -> Mapping[str, str]:
        """The commands for staff in a desk's room, each with what it does."""
        return self._commands(DESK_COMMANDS, lang)

    def web_texts(self, lang: str | None = None) -> Mapping[str, str]:
        """The sentences of the demo's web page, by key; the page fills in {placeholders}."""
        words = self._in(lang or self.languages[0])
        both = {**self._source.messages, **words.messages}
        return {key: text for key, text in both.items() if key.startswith("web_")}

    def _commands(self, names: tuple[str, ...], lang: str) -> Mapping[str, str]:
        return {name: self.say(f"command_{name}", lang) for name in names}

    def _in(self, lang: str) -> Words:
        """The words of that language; of the source language where it is not known."""
        return self._words.get(lang, self._source)
