"""Which language a short text is in: one that the knowledge base has, or another. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from bot.kb.common import UNKNOWN, Common, Lists, Sums, checksums
from bot.kb.reading import Reader

_SURE = 1.3
"""By this much (log10: twenty times likelier) one language must win from all others."""
_IN_PHRASES = 3.5
"""How common a word of the phrases is at least taken to be."""
_FOREIGN = 3.0
"""By this much a language that the knowledge base has not must win from those that it has."""
_LATIN_ENDS = "\u024f"
"""The last letter of Latin script, apart from rare ones."""
_ENOUGH = 4
"""Texts of fewer letters tell nothing."""


class Told(Struct, frozen=True):
    """What a text tells about its language.

    Attributes:
        own: a language that the knowledge base has; None when it could as well be another one.
        foreign: it is in another script, or in a language that the knowledge base has not.
    """

    own: str | None = None
    foreign: bool = False


class Languages:
    """Tells languages apart: those of the readers, and others of which we only know words."""

    def __init__(self, readers: Mapping[str, Reader], others: Mapping[str, Common]) -> None:
        """`others`: common words of languages that the knowledge base has not."""
        self._readers = readers
        self._others = Lists(others.values())

    def of(self, found: Sequence[str]) -> Told:
        """The language of these normalised words."""
        if not found:
            return Told()
        sums = checksums(found)
        totals = {
            code: sum(_commonness(found, sums, reader)) for code, reader in self._readers.items()
        }
        return Told(_own(found, totals), self._is_foreign(found, sums, max(totals.values())))

    def _is_foreign(self, found: Sequence[str], sums: Sums, ours: float) -> bool:
        """Whether it is in another script, or likelier in one of the others than in ours."""
        letters = [char for word in found if not word.isascii() for char in word if char.isalpha()]
        strange = sum(char > _LATIN_ENDS for char in letters)
        if strange and strange > sum(map(len, found)) / 2:
            return True
        if len(found) < 2:
            return False
        theirs = self._others.frequencies(sums).sum(axis=0)
        return float(theirs.max(initial=0.0)) - ours >= _FOREIGN


def _own(found: Sequence[str], totals: Mapping[str, float]) -> str | None:
    """The one of our languages that is by far the likeliest."""
    if sum(map(len, found)) < _ENOUGH or len(totals) < 2:
        return None
    ranked = sorted((total, code) for code, total in totals.items())
    (second, _), (best, code) = ranked[-2:]
    return code if best - second >= _SURE else None


def _commonness(found: Sequence[str], sums: Sums, reader: Reader) -> Iterator[float]:
    """How common each word is in a language (Zipf); a word of its phrases is never rare."""
    listed = reader.trained.common.frequencies(sums).tolist()
    for word, zipf in zip(found, listed, strict=True):
        if not word.isalpha():
            yield UNKNOWN
        elif zipf < _IN_PHRASES and reader.knows(word):
            yield _IN_PHRASES
        else:
            yield zipf
