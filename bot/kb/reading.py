"""Read one text with what was learnt of its language: a score for every topic. Pure."""

import itertools
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from bot.kb import features
from bot.kb.calibration import CHOICES, coverage
from bot.kb.confidence import SHARPNESS, evidence
from bot.kb.features import Floats
from bot.kb.learning import with_marks
from bot.kb.trained import Trained

_COMMON = 3.0
"""A word at least this common (Zipf) in its language is never taken for a misspelling."""


class Reading(Struct, frozen=True):
    """What a text looks like.

    Attributes:
        topics: the best few, best first.
        confidence: the chance that the first is meant.
        among: the chance that one of them is.
        shares: how the chance is spread over them.
        smalltalk: the key of small talk, when that is likelier than any topic.
        general: True when a question that no topic answers is likelier than any topic.
        exact: True when the text is, word for word, a phrase of the first topic.
    """

    topics: tuple[str, ...] = ()
    confidence: float = 0.0
    among: float = 0.0
    shares: tuple[float, ...] = ()
    smalltalk: str | None = None
    general: bool = False
    exact: bool = False


class Reader:
    """Reads texts of one language."""

    def __init__(self, trained: Trained) -> None:
        self.trained = trained
        self._rows = {word: at for at, word in enumerate(trained.words)}
        self._weights = trained.weights.array()
        self._scores = trained.scores.array()
        self._seen = trained.seen.array()
        self._base = trained.base.array()
        self._slots = trained.slots.array()
        self._none = np.zeros(len(trained.topics), np.bool_)

    def knows(self, word: str) -> bool:
        """Whether the word occurs in a phrase."""
        return word in self._rows

    def spell(self, found: Sequence[str]) -> list[str]:
        """The words, misspelled ones corrected to words of the phrases."""
        return [self._spell(word) for word in found]

    def _spell(self, word: str) -> str:
        trained = self.trained
        known = word in self._rows or word in trained.synonyms
        if known or trained.common.frequency(word) >= _COMMON:
            return word
        return trained.speller.correct(word) or word

    def read(self, found: Sequence[str]) -> Reading:
        """What these (spelled) words look like."""
        exact = self.trained.exact.get(" ".join(found))
        if exact:
            return self._known_phrase(exact)
        marked = with_marks(list(found), self.trained.synonyms)
        if not marked:
            return Reading()
        rows = [self._rows.get(word, -1) for word in marked]
        heft = np.array(
            [self._weights[row] if row >= 0 else self.trained.unknown for row in rows], np.float32
        )
        return self._judge(self._score(marked, rows, heft), rows, heft)

    def _known_phrase(self, classes: tuple[int, ...]) -> Reading:
        """A text that is a phrase as it stands; when several topics have it, all of them."""
        topics = tuple(self.trained.topics[at] for at in classes if at < len(self.trained.topics))
        if topics:
            share = 1 / len(topics)
            return Reading(
                topics[:CHOICES], share, 1.0, (share,) * min(len(topics), CHOICES), exact=True
            )
        key = self._smalltalk(classes[0])
        return Reading(smalltalk=key, general=key is None, exact=True)

    def _smalltalk(self, column: int) -> str | None:
        """The key of a column of small talk; None for the column of general questions."""
        at = column - len(self.trained.topics)
        return self.trained.smalltalk[at] if 0 <= at < len(self.trained.smalltalk) else None

    def _score(self, marked: list[str], rows: list[int], heft: Floats) -> Floats:
        """The score of every class: the weighted sum over words and pairs."""
        there = [at for at, row in enumerate(rows) if row >= 0]
        total: Floats = heft[there] @ self._scores[[rows[at] for at in there]]
        for at, row in enumerate(rows):
            if row < 0:
                total += heft[at] * self._unknown(marked[at])
        total += self._pairs(features.unmarked(marked), heft)
        total /= np.float32(features.norm(heft))
        total += self._base
        return total

    def _unknown(self, word: str) -> Floats | float:
        """The scores of a word that is in no phrase, by the letter groups it shares with others."""
        groups = features.letter_groups(word)
        known = self.trained.known.among(groups)
        if not len(known):
            return 0.0
        places, signs = features.slots(known)
        scale = features.letter_scale(len(groups))
        rows: Floats = self._slots[places.ravel()].astype(np.float32)
        summed: Floats = (signs.ravel() @ rows) * np.float32(scale)
        return summed

    def _pairs(self, plain: list[str], heft: Floats) -> Floats | float:
        """The scores of the pairs of neighbouring words that occur in phrases."""
        names = {
            features.pair_name(first, second): features.pair_weight(heft[at], heft[at + 1])
            for at, (first, second) in enumerate(itertools.pairwise(plain))
        }
        total: Floats | float = 0.0
        kept = [name for name in names if len(self.trained.known.among([name]))]
        if kept:
            places, signs = features.slots(features.checksums(kept))
            weights = signs * np.array([names[name] for name in kept], np.float32)[:, None]
            total = weights.ravel() @ self._slots[places.ravel()].astype(np.float32)
        return total

    def _judge(self, scores: Floats, rows: list[int], heft: Floats) -> Reading:
        """Turn scores into topics with chances."""
        trained, topics = self.trained, len(self.trained.topics)
        best = [int(at) for at in np.argsort(-scores[:topics])[:CHOICES]]
        seen = np.array([row >= 0 and self._seen[row, best[0]] for row in rows])
        found = evidence(scores, topics, coverage(heft, seen), len(rows))
        sharp = np.exp(SHARPNESS * (scores[best] - scores[best[0]]))
        shares = sharp / sharp.sum()
        top = int(np.argmax(scores))
        return Reading(
            tuple(trained.topics[at] for at in best),
            trained.first.of(found),
            trained.among.of(found),
            tuple(shares.tolist()),
            smalltalk=self._smalltalk(top) if top >= topics else None,
            general=top == len(scores) - 1,
        )
