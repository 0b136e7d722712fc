"""Correct words that are misspelled, to words that the knowledge base has. Pure.

A word and a misspelling of it are equal once a letter or two is left out of both
("gebruikersnaam", "gebruikrsnaam"). So all forms with letters left out are listed by checksum,
and a look-up costs the same for a hundred words as for a hundred thousand. The candidates are
then compared by optimal string alignment (a swap of neighbours counts as one error).
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from zlib import crc32

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from rapidfuzz.distance import OSA

_SHORTEST = 4
_LONG = 8
"""From this length on, two errors are forgiven instead of one."""


class Speller(Struct, frozen=True):
    """The words that can be corrected to, with an index of forms that lack a letter or two.

    Attributes:
        words: the vocabulary; the earlier of two equally near words is preferred.
        sums: checksums of the shortened forms, ascending, 4 bytes each.
        owners: for each, the position of its word in `words`.
    """

    words: tuple[str, ...]
    sums: bytes
    owners: bytes

    def correct(self, word: str) -> str | None:
        """The nearest word of the vocabulary, or None when nothing is near enough.

        Whether the word needs correction at all is for the caller to know.
        """
        errors = _forgiven(word)
        if not errors:
            return None
        best: tuple[int, bool, int] | None = None
        for at in self._candidates(word, errors):
            distance = OSA.distance(word, self.words[at], score_cutoff=errors)
            if distance <= min(errors, _forgiven(self.words[at])):
                rank = (distance, word[0] != self.words[at][0], at)
                best = rank if best is None else min(best, rank)
        return None if best is None else self.words[best[2]]

    def _candidates(self, word: str, errors: int) -> set[int]:
        """Positions of the words that share a shortened form with this one."""
        sums = np.frombuffer(self.sums, np.uint32)
        owners = np.frombuffer(self.owners, np.uint32)
        forms = _checksums(word, errors)
        found: set[int] = set()
        if not len(sums):
            return found
        starts = np.searchsorted(sums, forms)
        for start in starts[sums.take(starts, mode="clip") == forms].tolist():
            end = start + 1
            while end < len(sums) and sums[end] == sums[start]:
                end += 1
            found.update(owners[start:end].tolist())
        return found


@lru_cache(maxsize=64)
def _checksums(word: str, errors: int) -> npt.NDArray[np.uint32]:
    """Those of its shortened forms; a word of one message is looked up in several vocabularies."""
    return np.fromiter((crc32(form.encode()) for form in _shortened(word, errors)), np.uint32)


def speller(words: Sequence[str]) -> Speller:
    """The index over these words, the most wanted first; short words and numbers are left out."""
    kept = tuple(word for word in words if _forgiven(word))
    forms = [list(_shortened(word, _forgiven(word))) for word in kept]
    owners = np.repeat(np.arange(len(kept), dtype=np.uint32), [len(each) for each in forms])
    sums = np.fromiter((crc32(form.encode()) for form in chain.from_iterable(forms)), np.uint32)
    order = np.lexsort((owners, sums))
    return Speller(kept, sums[order].tobytes(), owners[order].tobytes())


def _forgiven(word: str) -> int:
    """How many errors are forgiven in a word of this length."""
    if len(word) < _SHORTEST or any(char.isdigit() for char in word):
        return 0
    return 1 if len(word) < _LONG else 2


def _shortened(word: str, errors: int) -> Iterator[str]:
    """The word itself and all its forms with up to `errors` (1 or 2) letters left out, once."""
    forms = {word}
    ones = {word[:at] + word[at + 1 :] for at in range(len(word))}
    forms |= ones
    if errors > 1:
        forms.update(one[:at] + one[at + 1 :] for one in ones for at in range(len(one)))
    yield from forms
