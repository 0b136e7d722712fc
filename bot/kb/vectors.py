"""All phrases as one sparse table of features, kept taken apart. Pure; used to learn, not to read.

With a row per phrase the table is `texts @ words + pairs`: which words a phrase has, times the
features of each word, plus its pairs of words. Taken apart it has a tenth of the numbers, and
multiplying by it takes a tenth of the time.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from bot.kb import features
from bot.kb.features import DIMENSIONS, Floats

Table = Any
"""A sparse table of scipy's, which has no types."""


class Vectors:
    """The hashed vectors of phrases, of comparable length."""

    def __init__(self, words: Table, texts: Table, pairs: Table) -> None:
        """`words`: features of each word; `texts`: words of each phrase; `pairs`: its pairs."""
        self.words = words
        self._texts = texts
        self._pairs = pairs
        self._turned = [table.T.tocsr() for table in (words, texts, pairs)]

    def __len__(self) -> int:
        return int(self._texts.shape[0])

    def part(self, rows: Sequence[int]) -> "Vectors":
        """The vectors of some of the phrases."""
        return Vectors(self.words, self._texts[rows], self._pairs[rows])

    def times(self, weights: Floats) -> Floats:
        """Each phrase's score for each class. `weights`: slots by classes; phrases by classes."""
        scores: Floats = self._texts @ (self.words @ weights) + self._pairs @ weights
        return scores

    def gather(self, errors: Floats) -> Floats:
        """The transposed product. `errors`: phrases by classes; slots by classes."""
        words, texts, pairs = self._turned
        gathered: Floats = words @ (texts @ errors) + pairs @ errors
        return gathered

    def reach(self) -> Floats:
        """Per slot the most by which one step of it, taken with all others, bends the loss.

        The sum over phrases of |x_slot| times the phrase's sum of all |x|: an upper bound of the
        Gram matrix's diagonal form (Gershgorin), for any signs.
        """
        words, texts, pairs = (abs(table) for table in (self.words, self._texts, self._pairs))
        rows = texts @ words.sum(axis=1) + pairs.sum(axis=1)
        found: Floats = words.T @ (texts.T @ rows) + pairs.T @ rows
        return found


def vectors(texts: Sequence[Sequence[str]], weights: Mapping[str, float]) -> Vectors:
    """The vectors of phrases. `weights`: of every word in them, in the order of the rows."""
    index = {word: at for at, word in enumerate(weights)}
    rows, columns, shares = [], [], []
    names, owners, counts = [], [], []
    for row, text in enumerate(texts):
        heft = np.array([weights[word] for word in text], np.float32)
        length = features.norm(heft)
        rows += [row] * len(text)
        columns += [index[word] for word in text]
        shares += (heft / length).tolist()
        for name, count in features.pair_features(text, weights):
            names.append(name)
            owners.append(row)
            counts.append(count / length)
    found = _sparse(shares, rows, columns, (len(texts), len(index)))
    pairs = _hashed(names, owners, counts, len(texts))
    return Vectors(word_table(list(weights)), found, pairs)


def word_table(words: Sequence[str]) -> Table:
    """The features of words: a sparse table of words by slots."""
    return _hashed(*features.word_features(words), len(words))


def _hashed(names: list[str], owners: list[int], counts: list[float], rows: int) -> Table:
    """Named features as a table of slots: row `owners[i]` has `counts[i]` of `names[i]`."""
    places, signs = features.slots(features.checksums(names))
    values = signs * np.array(counts, np.float32)[:, None]
    return _sparse(
        values.ravel(), np.repeat(owners, places.shape[1]), places.ravel(), (rows, DIMENSIONS)
    )


def _sparse(values: Any, rows: Any, columns: Any, shape: tuple[int, int]) -> Table:
    """A sparse table with these values, added up where several are in one place."""
    from scipy.sparse import csr_array  # noqa: PLC0415 (25 MB that only learning needs)

    where = (np.asarray(rows, np.intp), np.asarray(columns, np.intp))
    return csr_array((np.asarray(values, np.float32), where), shape=shape)
