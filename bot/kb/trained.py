"""What was learnt from the phrases of one language, as data that can be stored. Pure."""

from typing import Any

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from bot.kb.common import Common
from bot.kb.confidence import Chance
from bot.kb.features import Known
from bot.kb.spelling import Speller


class Matrix(Struct, frozen=True):
    """A table of numbers in a form that can be stored."""

    dtype: str
    shape: tuple[int, ...]
    data: bytes

    def array(self) -> npt.NDArray[Any]:
        """The numbers, read-only, without a copy."""
        return np.frombuffer(self.data, np.dtype(self.dtype)).reshape(self.shape)


def matrix(numbers: npt.NDArray[np.generic]) -> Matrix:
    """Numbers in the form that can be stored."""
    return Matrix(numbers.dtype.str, numbers.shape, np.ascontiguousarray(numbers).tobytes())


class Trained(Struct, frozen=True):
    """Everything the matcher needs to read one language.

    Attributes:
        topics: ids, in the order of the columns.
        smalltalk: keys, in the order of the columns after the topics; general questions come
            last, in one column.
        words: the vocabulary.
        weights: how much each word says.
        unknown: how much a word says that is in no phrase.
        scores: one row per word, one column per class.
        seen: one row per word, one column per class: in how many of its phrases is the word (up to 255)?
        base: every class's score for an empty text.
        slots: scores of hashed features, for unknown words and pairs.
        known: letter groups and pairs that occur in the phrases.
        synonyms: expression to made-up word.
        exact: phrase (its words joined by blanks) to the classes it stands for.
        speller: corrects unknown words to `words`.
        common: words that the language knows, which are never corrected.
        first: the chance that the best topic is meant.
        among: the chance that one of the best four is.
    """

    topics: tuple[str, ...]
    smalltalk: tuple[str, ...]
    words: tuple[str, ...]
    weights: Matrix
    unknown: float
    scores: Matrix
    seen: Matrix
    base: Matrix
    slots: Matrix
    known: Known
    synonyms: dict[str, str]
    exact: dict[str, tuple[int, ...]]
    speller: Speller
    common: Common
    first: Chance
    among: Chance
