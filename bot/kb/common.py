"""Which words a language knows, and how common they are, in a few hundred kilobytes. Pure.

A word list of 30,000 words costs megabytes as Python strings. Here a word is its 32-bit
checksum, kept in order, beside its frequency: 5 bytes a word. One unknown word in 140,000 is
mistaken for a known one; it is then not corrected, and nothing worse happens.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from zlib import crc32

import numpy as np
import numpy.typing as npt
from msgspec import Struct

Sums = npt.NDArray[np.uint32]

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

    def frequencies(self, sums: Sums) -> npt.NDArray[np.float64]:
        """As `frequency`, for many words at once, given by their checksums."""
        listed = np.frombuffer(self.sums, np.uint32)
        if not len(listed):
            return np.full(len(sums), UNKNOWN)
        places = np.minimum(np.searchsorted(listed, sums), len(listed) - 1)
        zipf = np.frombuffer(self.zipf, np.uint8)[places] / _STEPS
        return np.where(listed[places] == sums, zipf, UNKNOWN)

    def __contains__(self, word: str) -> bool:
        return self.frequency(word) > UNKNOWN


def checksums(words: Iterable[str]) -> Sums:
    """Words as the lists know them."""
    return np.fromiter((crc32(word.encode()) for word in words), np.uint32)


class Lists:
    """Several lists in one: as quick to look into as one of them."""

    def __init__(self, lists: Iterable[Common]) -> None:
        kept = list(lists)
        sums = [np.frombuffer(each.sums, np.uint32) for each in kept]
        self._sums = np.unique(np.concatenate(sums)) if sums else np.zeros(0, np.uint32)
        self._zipf = np.zeros((len(self._sums) + 1, len(kept)), np.uint8)
        self._zipf[:] = round(UNKNOWN * _STEPS)
        for at, each in enumerate(kept):
            rows = np.searchsorted(self._sums, sums[at])
            self._zipf[rows, at] = np.frombuffer(each.zipf, np.uint8)

    def frequencies(self, sums: Sums) -> npt.NDArray[np.float64]:
        """The frequency of every word in every list: words by lists."""
        places = np.searchsorted(self._sums, sums)
        known = np.append(self._sums, np.uint32(0))[places] == sums
        return self._zipf[np.where(known, places, len(self._sums))] / _STEPS


def common_words(frequencies: Mapping[str, float]) -> Common:
    """The list of {normalised word: Zipf frequency} in its compact form."""
    table: dict[int, int] = {}
    for word, zipf in frequencies.items():
        checksum = crc32(word.encode())
        table[checksum] = max(table.get(checksum, 0), min(255, round(zipf * _STEPS)))
    sums = sorted(table)
    return Common(array("I", sums).tobytes(), bytes(table[checksum] for checksum in sums))
