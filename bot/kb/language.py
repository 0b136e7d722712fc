"""Which language a short text is in: one that the knowledge base has, or another. Pure."""

from collections.abc import Mapping, Sequence

from bot.kb.common import UNKNOWN, Common
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


def detect(found: Sequence[str], readers: Mapping[str, Reader]) -> str | None:
    """The language of these words, or None when they could as well be in another one."""
    if sum(map(len, found)) < _ENOUGH or len(readers) < 2:
        return None
    totals = sorted(
        (sum(_commonness(word, reader) for word in found), code) for code, reader in readers.items()
    )
    (second, _), (best, code) = totals[-2:]
    return code if best - second >= _SURE else None


def _commonness(word: str, reader: Reader) -> float:
    """How common a word is in a language (Zipf); a word of its phrases is never rare."""
    if not word.isalpha():
        return UNKNOWN
    listed = reader.trained.common.frequency(word)
    return max(listed, _IN_PHRASES) if reader.knows(word) else listed


def is_foreign(
    found: Sequence[str], readers: Mapping[str, Reader], others: Mapping[str, Common]
) -> bool:
    """Whether these words are in another script, or in one of the `others` rather than in ours."""
    letters = [char for word in found for char in word if char.isalpha()]
    if sum(char > _LATIN_ENDS for char in letters) > len(letters) / 2:
        return True
    if len(found) < 2:
        return False
    ours = max(sum(_commonness(word, reader) for word in found) for reader in readers.values())
    theirs = (sum(map(other.frequency, found)) for other in others.values())
    return max(theirs, default=0.0) - ours >= _FOREIGN
