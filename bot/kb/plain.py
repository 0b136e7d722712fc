"""Plain language, checked: words to avoid, and answers that are harder than B1. Pure."""

import re
from collections.abc import Iterator

from bot.kb.draft import LanguageDraft, WrittenTopic, text_at
from bot.kb.normalize import normalise, words
from bot.kb.readability import (
    EASIEST,
    HARD_WORDS,
    MEAN_SENTENCE,
    Frequency,
    Readability,
    measure,
)
from bot.kb.topics import visible
from bot.kb.yaml_strict import Fields, Items, Node, Text

_CITIZENS_WORDS = ("questions", "words")
_OURS = ("title", *_CITIZENS_WORDS, "answer", "parts")
_CONTACT = re.compile(r"\{[^{}]*\}")


def texts(fields: Fields) -> Iterator[tuple[str, Text]]:
    """The texts that citizens read or type, each with the name of its field."""
    for name in _OURS:
        if node := fields.fields.get(name):
            yield from ((name, text) for text in _leaves(node))


def read_by_citizens(fields: Fields) -> Iterator[Text]:
    """The texts that citizens read: all but what they type themselves."""
    return (text for name, text in texts(fields) if name not in _CITIZENS_WORDS)


def _leaves(node: Node) -> Iterator[Text]:
    match node:
        case Text():
            yield node
        case Items():
            for item in node.items:
                yield from _leaves(item)
        case Fields():
            for value in node.fields.values():
                yield from _leaves(value)


def check_words(language: LanguageDraft) -> None:
    """Warn of words that the editors agreed to avoid, wherever citizens read them."""
    instead = language.plain.instead
    if not instead:
        return
    longest_first = sorted(map(re.escape, instead), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)
    for written in language.topics.values():
        for text in read_by_citizens(written.fields):
            for found in pattern.finditer(_CONTACT.sub("", text.value)):
                word = found[0]
                better = instead[word.casefold()]
                written.page.warn(text.line, "hard_word", word=word, better=better)


def readability(
    written: WrittenTopic, language: LanguageDraft, frequency: Frequency
) -> Readability:
    """How readable the topic's answer is.

    Words that people use themselves, in its example questions, are not hard: they came with them.
    """
    topic = written.topic
    own = (word for text in (topic.title, *topic.questions) for word in words(normalise(text)))
    known = {*own, *map(normalise, language.plain.known)}
    return measure(visible(topic.answer), frequency, known)


def check_level(language: LanguageDraft, frequency: Frequency) -> None:
    """Warn of answers that are harder than B1, and say what makes them so."""
    for written in language.topics.values():
        found = readability(written, language, frequency)
        line = (text_at(written.fields, "answer") or written.fields).line
        for limit in found.beyond:
            _BEYOND[limit](written, line, found)


def _hard_to_read(written: WrittenTopic, line: int, found: Readability) -> None:
    written.page.warn(line, "hard_to_read", score=round(found.flesch), least=round(EASIEST))


def _long_sentences(written: WrittenTopic, line: int, found: Readability) -> None:
    written.page.warn(line, "long_sentences", mean=found.mean, limit=round(MEAN_SENTENCE))


def _hard_words(written: WrittenTopic, line: int, found: Readability) -> None:
    written.page.warn(line, "hard_words", words=", ".join(found.hard), limit=HARD_WORDS)


_BEYOND = {
    "flesch": _hard_to_read,
    "mean": _long_sentences,
    "longest": lambda *_: None,  # each long sentence is pointed out at its own line
    "hard": _hard_words,
}
