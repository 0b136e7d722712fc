"""Recognise that somebody may be in danger, by word patterns that editors wrote. Pure.

A pattern is a few words in a row; "a/b" stands for one of these, "..." for up to three words in
between. Figures of speech ("ik schrik me dood") are taken out before looking.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from bot.kb.corpus import UrgentPhrases
from bot.kb.normalize import normalise, words
from bot.kb.spelling import Speller, speller

_GAP = 3
"""How many words "..." may stand for."""

Pattern = tuple[frozenset[str], ...]
"""One set of possible words per place; an empty set is a gap."""


class Signs(Struct, frozen=True):
    """What is stored of the patterns of one language.

    Attributes:
        phrases: as the editors wrote them: an index of them would take ten times the memory.
        speller: corrects misspelled words to words of the patterns.
    """

    phrases: UrgentPhrases
    speller: Speller


class Alarm(Struct, frozen=True):
    """The patterns of one language, by the words they can begin with.

    Attributes:
        topics: first word to (pattern, urgent topic).
        harmless: first word to patterns of figures of speech.
        speller: corrects misspelled words to words of the patterns.
    """

    topics: dict[str, list[tuple[Pattern, str]]]
    harmless: dict[str, list[tuple[Pattern, str]]]
    speller: Speller

    def heard(self, found: Sequence[str]) -> str | None:
        """The urgent topic that these words speak of, or None."""
        return self.heard_in(self.without_figures(found))

    def heard_in(self, left: Sequence[str]) -> str | None:
        """As `heard`, of words in which figures of speech are blanked out already."""
        there = set(left)
        for at, word in enumerate(left):
            for pattern, topic in self.topics.get(word, ()):
                if not pattern[-1].isdisjoint(there) and _end(pattern, left, at):
                    return topic
        return None

    def without_figures(self, found: Sequence[str]) -> list[str]:
        """The words with figures of speech blanked out."""
        left, there = list(found), set(found)
        for at, word in enumerate(left):
            ends = (
                _end(pattern, left, at)
                for pattern, _ in self.harmless.get(word, ())
                if not pattern[-1].isdisjoint(there)
            )
            end = max(ends, default=0)
            if end:
                left[at:end] = [""] * (end - at)
        return left


def signs(phrases: UrgentPhrases) -> Signs:
    """The patterns, ready to be stored."""
    patterns = [*_patterns(phrases).values()]
    vocabulary = {word for pattern in patterns for place in pattern for word in place}
    return Signs(phrases, speller(sorted(vocabulary)))


def alarm(stored: Signs) -> Alarm:
    """The patterns in a form that is quick to search."""
    found, phrases = _patterns(stored.phrases), stored.phrases
    topics = [(found[each], topic) for topic, group in phrases.topics.items() for each in group]
    harmless = [(found[phrase], "") for phrase in phrases.not_urgent]
    return Alarm(_by_first_word(topics), _by_first_word(harmless), stored.speller)


def _patterns(phrases: UrgentPhrases) -> dict[str, Pattern]:
    """Each phrase with its pattern; what is the same in many of them is one object."""
    places: dict[str, frozenset[str]] = {"...": frozenset()}
    written = [*(each for group in phrases.topics.values() for each in group), *phrases.not_urgent]
    return {phrase: _pattern(phrase, places) for phrase in written}


def _pattern(phrase: str, known: dict[str, frozenset[str]]) -> Pattern:
    """A pattern as written by an editor, as sets of words; gaps at either end mean nothing.

    `known` are the places of earlier patterns, by how they are written; new ones are added.
    """
    places: list[frozenset[str]] = []
    for part in phrase.replace("\u2026", "...").replace("...", " ... ").split():
        if part not in known:
            known[part] = frozenset(w for a in part.split("/") for w in words(normalise(a)))
        places.append(known[part])
    while places and not places[0]:
        places.pop(0)
    while places and not places[-1]:
        places.pop()
    return tuple(places)


def _by_first_word(
    patterns: Iterable[tuple[Pattern, str]],
) -> dict[str, list[tuple[Pattern, str]]]:
    """Patterns by each word they can begin with, longer ones first."""
    index: dict[str, list[tuple[Pattern, str]]] = {}
    for pattern, topic in sorted(patterns, key=lambda pair: -len(pair[0])):
        for word in pattern[0] if pattern else ():
            index.setdefault(word, []).append((pattern, topic))
    return index


def _end(pattern: Pattern, found: Sequence[str], start: int) -> int:
    """Where the pattern ends if it begins at `start`; 0 when it does not fit there."""
    ends = {start}
    for place in pattern:
        if not ends:
            return 0
        if place:
            ends = {end + 1 for end in ends if end < len(found) and found[end] in place}
        else:
            ends = {end + gap for end in ends for gap in range(_GAP + 1)}
    return max(ends, default=0)
