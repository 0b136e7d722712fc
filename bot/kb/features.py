"""Words and phrases as vectors: what the linear head learns from. Pure.

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
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt
from zlib import crc32

import numpy as np
import numpy.typing as npt
from msgspec import Struct

Floats = npt.NDArray[np.float32]

DIMENSIONS = 2560
_LETTERS = 1.0
"""Weight of a word's letter groups together, beside 1 for the word itself."""
_PAIR = 1.0
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


def word_vectors(words: Sequence[str]) -> Floats:
    """The hashed vectors of words, one per row."""
    out = np.zeros((len(words), DIMENSIONS), np.float32)
    for row, word in zip(out, words, strict=True):
        places, signs = slots(checksums([f"{MARK}{word}"]))
        np.add.at(row, places.ravel(), signs.ravel())
        groups = letter_groups(word)
        if groups:
            places, signs = slots(checksums(groups))
            np.add.at(row, places.ravel(), signs.ravel() * letter_scale(len(groups)))
    return out


def letter_scale(groups: int) -> float:
    """The weight of one letter group of a word that has so many."""
    return _LETTERS / sqrt(groups)


class PhraseVectors:
    """The hashed vectors of phrases, of comparable length; made when they are asked for.

    A hundred thousand of them at once would take a gigabyte.
    """

    def __init__(self, texts: Sequence[Sequence[str]], weights: Mapping[str, float]) -> None:
        """`weights`: of every word in the texts."""
        self._texts = texts
        self._weights = weights
        self._index = {word: at for at, word in enumerate(weights)}
        self._words = word_vectors(list(weights))

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, rows: slice | list[int]) -> Floats:
        """The vectors of these phrases, one per row."""
        asked = range(len(self))[rows] if isinstance(rows, slice) else rows
        out = np.zeros((len(asked), DIMENSIONS), np.float32)
        for row, at in zip(out, asked, strict=True):
            self._fill(row, self._texts[at])
        return out

    def _fill(self, row: Floats, text: Sequence[str]) -> None:
        heft = np.array([self._weights[word] for word in text], np.float32)
        row[:] = heft @ self._words[[self._index[word] for word in text]]
        plain = unmarked(text)
        if len(plain) > 1:
            _add_pairs(row, plain, self._weights)
        row /= norm(heft)


def _add_pairs(row: Floats, plain: Sequence[str], weights: Mapping[str, float]) -> None:
    """Add the pairs of neighbouring words to a phrase's vector."""
    pairs = list(itertools.pairwise(plain))
    places, signs = slots(checksums(pair_name(*pair) for pair in pairs))
    heft = [pair_weight(weights[first], weights[second]) for first, second in pairs]
    np.add.at(row, places.ravel(), (signs * np.array(heft, np.float32)[:, None]).ravel())


def pair_weight(first: float, second: float) -> float:
    """The weight of a pair of neighbours, from the weights of the two words."""
    return _PAIR * (first + second) / 2


def norm(heft: Floats) -> float:
    """What a phrase's sum is divided by, so that long and short phrases compare."""
    return sqrt(float(heft @ heft)) or 1.0
