"""How easy a Dutch text is to read, in numbers that an editor can work with. Pure.

The measure is Flesch-Douma: 206.84 - 0.77 x syllables per 100 words - 0.93 x words per sentence.
W.H. Douma fitted it to Dutch in 1960; 60 and more he called normal. The limits are explained in
docs/readability.md. A number is no reader: a text within the limits can still be unclear.
"""

import re
from collections.abc import Callable, Collection, Mapping

from msgspec import Struct

from bot.kb.normalize import normalise

Frequency = Callable[[str], float]
"""A word's Zipf frequency: 7 "de", 5 "water", 3 "paspoort", 0 for a word that nobody knows."""

EASIEST = 60.0
"""The lowest score of Flesch-Douma that is B1 to us."""
MEAN_SENTENCE = 12.0
"""Words of an average sentence, at most."""
LONGEST_SENTENCE = 20
"""Words of the longest sentence, at most."""
HARD_WORDS = 3
"""Different hard words in one answer, at most."""

_LONG_WORD = 10
_RARE = 3.0
_VERY_LONG_WORD = 18
_END = re.compile(r"(?<=[.!?])\s+")
_MARKER = re.compile(r"^(?:\d{1,2}[.)]|[-*•])\s+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ADDRESS = re.compile(r"https?://\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}\b(?:/\S*)?")
_VOWELS = re.compile(
    r"aai|ooi|oei|ieu|eeu|eau|aa|ee|oo|uu|ie|oe|eu|ui|ou|au|ei|ij|ai|oi"
    r"|[aeiouyàáâäèéêëìíîïòóôöùúûü]"
)


class PlainWords(Struct, frozen=True):
    """What the editors say about words (_plain.yaml).

    Attributes:
        instead: a word or expression to avoid, and what to write instead.
        known: long or rare words that the readers know all the same.
    """

    instead: Mapping[str, str] = {}
    known: tuple[str, ...] = ()


class Readability(Struct, frozen=True):
    """One text, measured.

    Attributes:
        words: how many words; numbers, telephone numbers and web addresses are none.
        flesch: Flesch-Douma, 0 (very hard) to 100 (very easy), and beyond.
        mean: words of the average sentence.
        longest: words of the longest sentence.
        hard: its hard words, each once.
    """

    words: int
    flesch: float
    mean: float
    longest: int
    hard: tuple[str, ...] = ()

    @property
    def beyond(self) -> tuple[str, ...]:
        """The limits that it breaks: "flesch", "mean", "longest", "hard"; none when it is B1."""
        checks = {
            "flesch": self.flesch < EASIEST,
            "mean": self.mean > MEAN_SENTENCE,
            "longest": self.longest > LONGEST_SENTENCE,
            "hard": len(self.hard) > HARD_WORDS,
        }
        return tuple(name for name, broken in checks.items() if broken)


def sentences(text: str) -> list[str]:
    """The sentences of a text without markup; an item of a list is one too."""
    lines = (_MARKER.sub("", line.strip()) for line in text.splitlines())
    return [sentence for line in lines for sentence in _END.split(line) if sentence]


def syllables(word: str) -> int:
    """Syllables of a Dutch word, by its vowels: "gemeente" 3, "reünie" 3; never less than one."""
    return max(1, len(_VOWELS.findall(word.casefold())))


def measure(text: str, frequency: Frequency, known: Collection[str] = ()) -> Readability:
    """Measure a text without markup.

    Args:
        text: what a reader sees.
        frequency: how common words are.
        known: normalised words that are not hard, however long or rare.
    """
    lines = [_WORD.findall(line) for line in sentences(_ADDRESS.sub("", text))]
    lines = [line for line in lines if line]
    found = [word for line in lines for word in line]
    if not found:
        return Readability(0, 100.0, 0.0, 0)
    per_hundred = 100 * sum(map(syllables, found)) / len(found)
    mean = len(found) / len(lines)
    hard = dict.fromkeys(
        word.casefold()
        for line in lines
        for at, word in enumerate(line)
        if not (at and word[0].isupper()) and _is_hard(word, frequency, known)
    )
    return Readability(
        words=len(found),
        flesch=round(206.84 - 0.77 * per_hundred - 0.93 * mean, 1),
        mean=round(mean, 1),
        longest=max(map(len, lines)),
        hard=tuple(hard),
    )


def _is_hard(word: str, frequency: Frequency, known: Collection[str]) -> bool:
    """Long and rare, or very long; names of things in capitals are no words."""
    if len(word) < _LONG_WORD or not word[1:].islower() or normalise(word) in known:
        return False
    return len(word) >= _VERY_LONG_WORD or frequency(word.casefold()) < _RARE
