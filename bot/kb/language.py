"""Which language a short text is in, among those that the knowledge base has. Pure."""

from collections.abc import Mapping, Sequence

from bot.kb.common import UNKNOWN
from bot.kb.reading import Reader

_SURE = 2.0
"""By this much (log10: a hundred times likelier) one language must win from all others."""
_IN_PHRASES = 3.5
"""How common a word of the phrases is at least taken to be."""
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
