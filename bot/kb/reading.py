"""Read one text with what was learnt of its language: a chance for every topic. Pure."""

import itertools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from bot.kb import features
from bot.kb.confidence import CHOICES, evidence
from bot.kb.features import Floats
from bot.kb.spelling import Speller
from bot.kb.synonyms import with_marks
from bot.kb.trained import Trained

_COMMON = 3.0
"""A word at least this common (Zipf) in its language is never taken for a misspelling."""
_STRANGE = 40
"""So many words that are in no phrase are looked into; a text with more is hardly a question."""
_FAMILIAR = 0.5
"""Small talk must have this share of its words from the editors' small talk: some of it is a wish
("stop", "forget me") that must not be heard where it was not said."""
_PART = 4
"""Letters that each half of a compound has at least; shorter "words" are in every name."""
_PARTS = 3
"""Words in one compound: "gehandicapten" + "parkeer" + "kaart"."""
_LONG = 7
"""Letters of a word that may be a misspelling; shorter ones may be anybody's name."""
_STREETS = ("straat", "laan", "weg", "plein", "gracht", "kade", "singel", "dreef", "street")
"""Words that end so are taken for an address, unless they stand in the phrases."""
_SAYS_NOTHING = 6.0
"""Words at least this common (Zipf) tell nothing about what is meant: "ik", "mijn", "over"."""
_SHARED = 6
"""A word in fewer phrases is nobody's name for a family of topics."""
_OWNS = 0.5
"""A topic with this share of the phrases that have a word is what the word alone means."""
_NEVER = -30.0
"""The score of a topic that is certainly not meant: a logarithm of its chance."""
_LIKELY = 0.7
"""A grave topic that a text is about has at least this chance."""
_JUDGED = 5
"""Of a long story so many windows are looked at closely: those with the highest scores."""


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


class _Lined(Struct, frozen=True):
    """A text's words in a row, each with what it adds.

    Attributes:
        heft: how much each word says.
        scores: what each word, with the word before it, adds to each class.
        rows: the word's row in the vocabulary, or -1.
    """

    heft: Floats
    scores: Floats
    rows: list[int]


class Reader:
    """Reads texts of one language."""

    def __init__(self, trained: Trained) -> None:
        self.trained = trained
        self._rows = {word: at for at, word in enumerate(trained.words)}
        self._weights: list[float] = trained.weights.array().tolist()
        self._scores = trained.scores.array()
        self._seen = trained.seen.array()
        self._base = trained.base.array()
        self._slots = trained.slots.array()

    def knows(self, word: str) -> bool:
        """Whether the word occurs in a phrase."""
        return word in self._rows

    def is_usual(self, word: str) -> bool:
        """Whether many people use this word, so that it tells nothing about who wrote it.

        It is common, or put together of common words, or a misspelt long word of the phrases.
        """
        if any(char.isdigit() for char in word) or word.endswith(_STREETS):
            return False
        if self._is_word(word) or self._is_compound(word, _PARTS):
            return True
        return len(word) >= _LONG and self.trained.speller.correct(word) is not None

    def _is_compound(self, word: str, parts: int) -> bool:
        """Whether it is so many usual words or fewer in one: "uitvaart" + "verzekering"."""
        for end in range(_PART, len(word) - _PART + 1) if parts > 1 else ():
            rest = word[end:]
            if self._is_word(word[:end]) and any(
                self._is_word(left) or self._is_compound(left, parts - 1)
                for left in (rest, rest[1:] if rest[0] == "s" else rest)
            ):
                return True
        return False

    def has_phrase(self, found: Sequence[str]) -> bool:
        """Whether these words are a phrase, word for word."""
        return " ".join(found) in self.trained.exact

    def spell(self, found: Sequence[str], speller: Speller | None = None) -> list[str]:
        """The words, misspelled ones corrected to words of the phrases (or of another speller).

        A word that the language knows is never corrected.
        """
        correct = (speller or self.trained.speller).correct
        unknown = [word for word in dict.fromkeys(found) if not self._is_word(word)]
        corrected = {word: correct(word) or word for word in unknown[:_STRANGE]}
        return [corrected.get(word, word) for word in found]

    def weigh(self, found: Sequence[str], topic: str) -> list[float]:
        """How much each of these (spelled) words speaks for the topic, next to an average topic.

        They add up to the difference in score; a word that speaks against it is below zero. What
        a synonym adds belongs to the last word of its expression.
        """
        marked, starts = with_marks(found, self.trained.synonyms)
        if not marked or topic not in self.trained.topics:
            return [0.0] * len(found)
        lined = self._line_up(marked)
        column, topics = self.trained.topics.index(topic), len(self.trained.topics)
        each = lined.scores[:, column] - lined.scores[:, :topics].mean(axis=1)
        each /= np.float32(features.norm(lined.heft))
        return [float(each[start:end].sum()) for start, end in itertools.pairwise(starts)]

    def _is_word(self, word: str) -> bool:
        """Whether this is a word as it stands: in the phrases, or common in the language."""
        trained = self.trained
        known = word in self._rows or word in trained.synonyms
        return known or trained.common.frequency(word) >= _COMMON

    def read(
        self,
        found: Sequence[str],
        windows: Sequence[tuple[int, int]] = (),
        barred: frozenset[str] = frozenset(),
        grave: frozenset[str] = frozenset(),
    ) -> list[Reading]:
        """What these (spelled) words look like: the whole first, then the best windows of it.

        Args:
            found: the words.
            windows: (start, end) of parts to look at as well.
            barred: topics that are certainly not meant.
            grave: topics that are meant by the whole, likely, or not at all; if they are, it is all
                that is read.
        """
        exact = self.trained.exact.get(" ".join(found))
        if exact:
            return [self._known_phrase(exact)]
        if not any(len(word) > 1 and not word.isdigit() for word in found):
            return [Reading()]
        marked, starts = with_marks(found, self.trained.synonyms)
        lined = self._line_up(marked)
        spans = [(0, len(marked)), *((starts[start], starts[end]) for start, end in windows)]
        scores = self._scored(lined, np.array(spans))
        topics = len(self.trained.topics)
        self._bar(scores, barred)
        if grave:
            whole = self._judge(scores[0], lined, *spans[0])
            if whole.topics[0] in grave and whole.confidence >= _LIKELY:
                return [whole]
            self._bar(scores, grave)
        best = [0, *(1 + np.argsort(-scores[1:, :topics].max(axis=1))[:_JUDGED]).tolist()]
        readings = [self._judge(scores[at], lined, *spans[at]) for at in best]
        return [self._of_one_word(found, readings[0], barred), *readings[1:]]

    def _bar(self, scores: Floats, barred: frozenset[str]) -> None:
        """Make these topics impossible."""
        if barred:
            columns = [at for at, topic in enumerate(self.trained.topics) if topic in barred]
            scores[:, columns] = _NEVER

    def _of_one_word(
        self, found: Sequence[str], reading: Reading, barred: frozenset[str]
    ) -> Reading:
        """The reading of a text with one word that says something, after who else has that word.

        "digid" alone belongs to a dozen topics: none of them is the answer, those that have it
        most are worth offering.
        """
        telling = {word for word in found if self.trained.common.frequency(word) < _SAYS_NOTHING}
        row = self._rows.get(next(iter(telling)), -1) if len(telling) == 1 else -1
        if row < 0 or reading.smalltalk:
            return reading
        topics = self.trained.topics
        kept = [topic not in barred for topic in topics]
        having = self._seen[row, : len(topics)].astype(np.intp) * kept
        total = int(having.sum())
        if total < _SHARED or having.max() >= _OWNS * total:
            return reading
        best = np.argsort(-having, kind="stable")[:CHOICES].tolist()
        shares = tuple(float(having[at]) / total for at in best if having[at])
        return Reading(
            tuple(topics[at] for at in best if having[at]),
            min(reading.confidence, shares[0]),
            max(reading.among, sum(shares)),
            shares,
        )

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

    def _line_up(self, marked: list[str]) -> _Lined:
        """What each word adds: its own scores, or its letter groups' if it is in no phrase."""
        rows = [self._rows.get(word, -1) for word in marked]
        unknown = self.trained.unknown
        heft = [self._weights[row] if row >= 0 else unknown for row in rows]
        scores = self._scores[rows] * np.array(heft, np.float32)[:, None]
        hashed = _Hashed()
        self._add_unknown(hashed, marked, rows)
        self._add_pairs(hashed, marked, heft)
        scores[[at for at, row in enumerate(rows) if row < 0]] = 0
        if hashed.sums:
            places, signs = features.slots(np.array(hashed.sums, np.uint64))
            weights = signs * np.array(hashed.weights, np.float32)[:, None]
            added = np.einsum("fs,fsc->fc", weights, self._slots[places].astype(np.float32))
            np.add.at(scores, hashed.words, added)
        return _Lined(np.array(heft, np.float32), scores, rows)

    def _add_unknown(self, hashed: "_Hashed", marked: list[str], rows: list[int]) -> None:
        """Note the letter groups that a word in no phrase shares with words that are."""
        unknown = [at for at, row in enumerate(rows) if row < 0]
        for at in unknown[:_STRANGE]:
            groups = features.letter_groups(marked[at])
            weight = self.trained.unknown * features.letter_scale(len(groups))
            for checksum in self.trained.known.among(groups):
                hashed.add(checksum, weight, at)

    def _add_pairs(self, hashed: "_Hashed", marked: list[str], heft: list[float]) -> None:
        """Note the pairs of neighbouring words that occur in phrases."""
        before = -1
        for at, word in enumerate(marked):
            if word.startswith(features.MARK):
                continue
            if before >= 0:
                pair = features.pair_name(marked[before], word)
                for checksum in self.trained.known.among([pair]):
                    hashed.add(checksum, features.pair_weight(heft[before], heft[at]), at)
            before = at

    def _scored(self, lined: _Lined, spans: npt.NDArray[np.intp]) -> Floats:
        """The score of every class for the words of every (start, end): spans by classes."""
        summed = np.zeros((len(lined.rows) + 1, len(self._base) + 1), np.float32)
        np.cumsum(lined.scores, axis=0, out=summed[1:, :-1])
        np.cumsum(lined.heft * lined.heft, out=summed[1:, -1])
        total: Floats = summed[spans[:, 1]] - summed[spans[:, 0]]
        norms = np.sqrt(total[:, -1:])
        norms[norms == 0] = 1
        scores: Floats = total[:, :-1] / norms + self._base
        return scores

    def _judge(self, scores: Floats, lined: _Lined, start: int, end: int) -> Reading:
        """Turn scores into topics with chances."""
        trained, topics = self.trained, len(self.trained.topics)
        best: list[int] = np.argsort(-scores[:topics])[:CHOICES].tolist()
        covered = self._covered(lined, start, end, best[0])
        found = evidence(scores, topics, covered, self._strange(lined, start, end), end - start)
        sharp: npt.NDArray[np.float32] = np.exp(scores[best] - scores[best[0]])
        top = int(np.argmax(scores))
        familiar = self._covered(lined, start, end, top) >= _FAMILIAR
        return Reading(
            tuple(trained.topics[at] for at in best),
            trained.first.of(found),
            trained.among.of(found),
            tuple((sharp / sharp.sum()).tolist()),
            smalltalk=self._smalltalk(top) if familiar else None,
            general=top == len(scores) - 1,
        )

    def _strange(self, lined: _Lined, start: int, end: int) -> float:
        """The share of the words' weight that no phrase at all has."""
        heft = lined.heft[start:end]
        return float(heft @ (np.array(lined.rows[start:end]) < 0)) / (float(heft.sum()) or 1.0)

    def _covered(self, lined: _Lined, start: int, end: int, column: int) -> float:
        """The share of the words' weight that phrases of this class have."""
        rows, heft = np.array(lined.rows[start:end]), lined.heft[start:end]
        seen = (self._seen[rows, column] > 0) & (rows >= 0)
        return float(heft @ seen) / (float(heft.sum()) or 1.0)


class _Hashed:
    """Hashed features of a text: checksum, weight, and the word that each belongs to."""

    def __init__(self) -> None:
        self.sums: list[int] = []
        self.weights: list[float] = []
        self.words: list[int] = []

    def add(self, checksum: int, weight: float, word: int) -> None:
        """Note one feature."""
        self.sums.append(checksum)
        self.weights.append(weight)
        self.words.append(word)
