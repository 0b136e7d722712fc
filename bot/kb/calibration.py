"""How often would the head be right on phrases it has not seen? Pure.

Nothing is trained twice for this: see bot.kb.head.held_out.
"""

from collections.abc import Iterator, Mapping

import numpy as np
from msgspec import Struct

from bot.kb.confidence import Chance, evidence, learn
from bot.kb.features import Floats
from bot.kb.head import Head, held_out

CHOICES = 4
"""How many topics can be offered at once."""
_FOLDS = 4
_TRIALS = 2_000
"""Of larger knowledge bases only so many phrases are tried, evenly spread: enough to calibrate."""
_ABSENCES = 250_000
"""How many topics are left out in turn: all of them as long as topics times phrases are fewer."""
_ABSENT = 0.08
"""What a phrase counts for whose topic is left out altogether; an ordinary one counts for 1."""
_GENERAL = 0.2
"""What all general questions count for together, relative to all phrases that have an answer."""


class Examples(Struct, frozen=True):
    """The phrases to learn from: the words of each, and the number of its class."""

    texts: list[list[str]]
    labels: list[int]


class Lesson(Struct, frozen=True):
    """A trained head and what it was trained on.

    Attributes:
        weights: of every word, in the order of `counts`.
        counts: in how many phrases of each class each word occurs: words by classes.
        topics: how many classes are topics; they come first.
    """

    head: Head
    examples: Examples
    weights: Mapping[str, float]
    counts: Floats
    topics: int


class _Trial(Struct, frozen=True):
    """One phrase as if it were new: what spoke for the best guess, and was it right?"""

    evidence: tuple[float, ...]
    first: bool
    among: bool
    heft: float


def chances(lesson: Lesson) -> tuple[Chance, Chance]:
    """The chance that the best topic is right, and that one of the best CHOICES is."""
    trials = [*_left_out(lesson), *_absent(lesson)]
    evidences = [trial.evidence for trial in trials]
    heft = [trial.heft for trial in trials]
    first = learn(evidences, [trial.first for trial in trials], heft)
    among = learn(evidences, [trial.among for trial in trials], heft)
    return first, among


def coverage(heft: Floats, counts: Floats) -> float:
    """The share of a text's weight that lies in words counted at least once."""
    return float(heft @ (counts > 0)) / (float(heft.sum()) or 1.0)


def _left_out(lesson: Lesson) -> Iterator[_Trial]:
    """Each phrase, scored by a head without it and a part of the others."""
    labels, topics = lesson.examples.labels, lesson.topics
    general = sum(label >= topics for label in labels)
    heft = _GENERAL * len(labels) / max(1, general)
    index, anywhere = _index(lesson), lesson.counts.sum(axis=1)
    step = -(-len(labels) // _TRIALS)
    for fold in range(_FOLDS):
        rows = list(range(fold * step, len(labels), _FOLDS * step))
        if not rows:
            continue
        for row, scores in zip(rows, held_out(lesson.head, rows), strict=True):
            label = labels[row]
            best = [int(at) for at in np.argsort(-scores[:topics])[:CHOICES]]
            words = [index[word] for word in lesson.examples.texts[row]]
            counts = lesson.counts[words, best[0]] - (label == best[0])
            others = anywhere[words] - 1
            yield _Trial(
                _evidence(lesson, words, scores, (counts, others)),
                label == best[0],
                label in best,
                1.0 if label < topics else heft,
            )


def _absent(lesson: Lesson) -> Iterator[_Trial]:
    """All phrases of a topic, scored by a head that does not know it: no guess is right."""
    topics = lesson.topics
    if topics == 1:
        return
    index, anywhere = _index(lesson), lesson.counts.sum(axis=1)
    for topic in range(0, topics, -(-topics * len(lesson.examples.labels) // _ABSENCES)):
        rows = [at for at, label in enumerate(lesson.examples.labels) if label == topic]
        for row, scores in zip(rows, held_out(lesson.head, rows), strict=True):
            scores[topic] = -np.inf
            best = int(np.argmax(scores[:topics]))
            words = [index[word] for word in lesson.examples.texts[row]]
            others = anywhere[words] - lesson.counts[words, topic]
            found = _evidence(
                lesson, words, np.delete(scores, topic), (lesson.counts[words, best], others)
            )
            yield _Trial(found, first=False, among=False, heft=_ABSENT)


def _index(lesson: Lesson) -> dict[str, int]:
    """The row of each word."""
    return {word: at for at, word in enumerate(lesson.weights)}


def _evidence(
    lesson: Lesson, words: list[int], scores: Floats, counts: tuple[Floats, Floats]
) -> tuple[float, ...]:
    """The evidence about one phrase, as the reader would find it.

    `counts`: in how many phrases of the best topic, and of all, each word would then be.
    """
    hefts = list(lesson.weights.values())
    heft = np.array([hefts[word] for word in words], np.float32)
    best, anywhere = counts
    topics = lesson.topics - (lesson.counts.shape[1] - len(scores))
    return evidence(scores, topics, coverage(heft, best), 1 - coverage(heft, anywhere), len(words))
