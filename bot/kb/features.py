"""Words and phrases as features: what the linear head learns from. Pure.

A word's vector is the sum of the word itself and its letter groups ("digid" -> " d", "di", "dig",
...), so that misspelled, joined and inflected words lie near each other. A phrase's vector is the
weighted sum of its words' vectors and its pairs of neighbouring words. Being sums, both can be
scored per word, once, in advance.

All these features are hashed to DIMENSIONS slots with a sign (feature hashing), two slots each,
so that collisions cancel out and the size does not grow with the knowledge base.
"""

import itertools
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log, sqrt
from zlib import crc32

import numpy as np
import numpy.typing as npt
from msgspec import Struct

Floats = npt.NDArray[np.float32]

DIMENSIONS = 8192
_LETTERS = 2.5
"""Weight of a word's letter groups together, beside 1 for the word itself."""
_PAIR = 0.7
"""Weight of a pair of neighbouring words, relative to the mean of the two."""
_SLOT_FACTORS = np.array([2654435761, 2246822519], np.uint64)
MARK = "\u00a7"
"""Begins a made-up word that stands for a group of synonyms; it has no letter groups."""


def letter_groups(word: str) -> list[str]:
    """All groups of 2 to 5 letters of a word, its borders included as blanks."""
    if word.startswith(MARK):
        return []
    edged = f" {word} "
    length = len(edged)
    return [edged[at : at + size] for size in range(2, 6) for at in range(length - size + 1)]


def checksums(features: Iterable[str]) -> npt.NDArray[np.uint64]:
    """One number per feature, the same on every machine and in every run."""
    return np.fromiter((crc32(feature.encode()) for feature in features), np.uint64)


def slots(sums: npt.NDArray[np.uint64]) -> tuple[npt.NDArray[np.intp], Floats]:
    """Where features go: for each checksum two slots, and the sign with which it goes there."""
    mixed = (sums[:, None] * _SLOT_FACTORS) & np.uint64(0xFFFFFFFF)
    mixed ^= mixed >> np.uint64(15)
    mixed = (mixed * np.uint64(0x85EBCA6B)) & np.uint64(0xFFFFFFFF)
    places = (mixed >> np.uint64(7)) % np.uint64(DIMENSIONS)
    signs = np.where(mixed & np.uint64(1), np.float32(sqrt(0.5)), np.float32(-sqrt(0.5)))
    return places.astype(np.intp), signs.astype(np.float32)


def pair_name(first: str, second: str) -> str:
    """The feature of two neighbouring words."""
    return f"{first} {second}"


def word_weights(texts: Sequence[Sequence[str]]) -> dict[str, float]:
    """How much each word says: the fewer phrases have it, the more."""
    found = Counter(word for text in texts for word in set(text))
    return {word: rarity(count, len(texts)) for word, count in found.items()}


def rarity(count: int, total: int) -> float:
    """Inverse document frequency: of a word in `count` of `total` phrases."""
    return log((total + 1) / (count + 0.5))


class Known(Struct, frozen=True):
    """Which letter groups and pairs occur in the phrases; others would only add noise.

    Attributes:
        sums: their checksums, ascending, 4 bytes each.
    """

    sums: bytes

    def among(self, found: Iterable[str]) -> list[int]:
        """The checksums of those features that are known."""
        known = memoryview(self.sums).cast("I")
        size = len(known)
        kept = []
        for feature in found:
            checksum = crc32(feature.encode())
            at = bisect_left(known, checksum)
            if at < size and known[at] == checksum:
                kept.append(checksum)
        return kept


def known_features(texts: Sequence[Sequence[str]], words: Iterable[str]) -> Known:
    """Every pair of neighbours in the phrases, and every letter group of their words."""
    found = {crc32(group.encode()) for word in words for group in letter_groups(word)}
    for text in texts:
        plain = unmarked(text)
        pairs = itertools.pairwise(plain)
        found.update(crc32(pair_name(*pair).encode()) for pair in pairs)
    return Known(array("I", sorted(found)).tobytes())


def unmarked(text: Sequence[str]) -> list[str]:
    """The words of a text without the made-up words for synonyms."""
    return [word for word in text if not word.startswith(MARK)]


def word_features(words: Sequence[str]) -> tuple[list[str], list[int], list[float]]:
    """All features of words: the name of each, the number of its word, and what it counts for."""
    names: list[str] = []
    owners: list[int] = []
    counts: list[float] = []
    for number, word in enumerate(words):
        groups = letter_groups(word)
        names += [f"{MARK}{word}", *groups]
        owners += [number] * (1 + len(groups))
        counts += [1.0] + [letter_scale(len(groups))] * len(groups)
    return names, owners, counts


def letter_scale(groups: int) -> float:
    """The weight of one letter group of a word that has so many."""
    return _LETTERS / sqrt(groups) if groups else 0.0


def pair_features(text: Sequence[str], weights: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """The pairs of neighbouring words in a text, and what each counts for."""
    for first, second in itertools.pairwise(unmarked(text)):
        yield pair_name(first, second), pair_weight(weights[first], weights[second])


def pair_weight(first: float, second: float) -> float:
    """The weight of a pair of neighbours, from the weights of the two words."""
    return _PAIR * (first + second) / 2


def norm(heft: Floats) -> float:
    """What a phrase's sum is divided by, so that long and short phrases compare."""
    return sqrt(float(heft @ heft)) or 1.0
