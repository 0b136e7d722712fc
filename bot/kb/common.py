"""Which words a language knows, and how common they are, in a few hundred kilobytes. Pure.

A word list of 30,000 words costs megabytes as Python strings. Here a word is its 32-bit
checksum, kept in order, beside its frequency: 5 bytes a word. One unknown word in 140,000 is
mistaken for a known one; it is then not corrected, and nothing worse happens.
"""

from array import array
from bisect import bisect_left
from collections.abc import Mapping
from zlib import crc32

from msgspec import Struct

UNKNOWN = 2.0
"""The Zipf frequency of a word that is not in the list (lists begin at 3)."""
_STEPS = 30.0


class Common(Struct, frozen=True):
    """The common words of one language.

    Attributes:
        sums: checksums of the words, ascending, 4 bytes each.
        zipf: for each, its Zipf frequency (log10 of occurrences per thousand million words),
            in thirtieths.
    """

    sums: bytes
    zipf: bytes

    def frequency(self, word: str) -> float:
        """The word's Zipf frequency: 7 "de", 5 "water", 3 "paspoort"; UNKNOWN if not listed."""
        checksum = crc32(word.encode())
        sums = memoryview(self.sums).cast("I")
        at = bisect_left(sums, checksum)
        if at < len(sums) and sums[at] == checksum:
            return self.zipf[at] / _STEPS
        return UNKNOWN

    def __contains__(self, word: str) -> bool:
        return self.frequency(word) > UNKNOWN


def common_words(frequencies: Mapping[str, float]) -> Common:
    """The list of {normalised word: Zipf frequency} in its compact form."""
    table: dict[int, int] = {}
    for word, zipf in frequencies.items():
        checksum = crc32(word.encode())
        table[checksum] = max(table.get(checksum, 0), min(255, round(zipf * _STEPS)))
    sums = sorted(table)
    return Common(array("I", sums).tobytes(), bytes(table[checksum] for checksum in sums))
