"""How often would the head be right on phrases it has not seen? Pure.

In a rehearsal a head is trained without some of the phrases, and without some topics altogether.
What it then says of those phrases is what it would say of a citizen's: of the first sort the right
topic can be found, of the second it can't.
"""

from collections.abc import Iterator, Mapping

import numpy as np
from msgspec import Struct

from bot.kb.confidence import CHOICES, Chance, evidence, learn
from bot.kb.features import Floats
from bot.kb.head import train
from bot.kb.vectors import Vectors

_REHEARSALS = 2
_PHRASES = 5
"""One in so many phrases is left out of a rehearsal."""
_FEW = 500
"""With fewer phrases than this there are so many rehearsals that each phrase is left out once."""
_TOPICS = 8
"""One in so many topics is."""
_TRIALS = 2_000
"""Of larger knowledge bases only so many phrases are left out, evenly spread: enough to learn from."""
_ABSENT = 0.3
"""What a phrase counts for whose topic is left out altogether; an ordinary one counts for 1."""
_GENERAL = 0.3
"""What all general questions count for together, relative to all phrases that have an answer."""


class Examples(Struct, frozen=True):
    """The phrases to learn from: the words of each, and the number of its class."""

    texts: list[list[str]]
    labels: list[int]


class Lesson(Struct, frozen=True):
    """What there is to learn.

    Attributes:
        vectors: of the phrases.
        weights: of every word, in the order of the vocabulary.
        topics: how many classes are topics; they come first.
        classes: how many classes there are.
    """

    examples: Examples
    vectors: Vectors
    weights: Mapping[str, float]
    topics: int
    classes: int


class _Trial(Struct, frozen=True):
    """One phrase as if it were new: what spoke for the best guess, and was it right?"""

    evidence: tuple[float, ...]
    first: bool
    among: bool
    heft: float


def chances(lesson: Lesson) -> tuple[Chance, Chance]:
    """The chance that the best topic is right, and that one of the best CHOICES is."""
    times = _REHEARSALS if len(lesson.examples.labels) >= _FEW else _PHRASES
    trials = [trial for number in range(times) for trial in _rehearse(lesson, number)]
    evidences = [trial.evidence for trial in trials]
    heft = [trial.heft for trial in trials]
    first = learn(evidences, [trial.first for trial in trials], heft)
    among = learn(evidences, [trial.among for trial in trials], heft)
    return first, among


def coverage(heft: Floats, counts: Floats) -> float:
    """The share of a text's weight that lies in words counted at least once."""
    return float(heft @ (counts > 0)) / (float(heft.sum()) or 1.0)


def counted(examples: Examples, vocabulary: Mapping[str, int], classes: int) -> Floats:
    """In how many phrases of each class each word occurs: words by classes."""
    counts = np.zeros((len(vocabulary), classes), np.float32)
    for text, label in zip(examples.texts, examples.labels, strict=True):
        counts[[vocabulary[word] for word in set(text)], label] += 1
    return counts


def _rehearse(lesson: Lesson, number: int) -> Iterator[_Trial]:
    """Train without some phrases, and try them."""
    labels = lesson.examples.labels
    absent = set(range(number, lesson.topics, _TOPICS)) if lesson.topics > 1 else set()
    step = max(_PHRASES, -(-len(labels) // _TRIALS))
    tried = [at for at, label in enumerate(labels) if at % step == number or label in absent]
    left = set(tried)
    rest = [at for at in range(len(labels)) if at not in left]
    if not rest or not tried:
        return
    head = train(lesson.vectors.part(rest), [labels[at] for at in rest], lesson.classes)
    scores = head.scores(lesson.vectors.part(tried))
    vocabulary = {word: at for at, word in enumerate(lesson.weights)}
    kept = Examples([lesson.examples.texts[at] for at in rest], [labels[at] for at in rest])
    seen = counted(kept, vocabulary, lesson.classes)
    heft = np.array(list(lesson.weights.values()), np.float32)
    share = _GENERAL * len(labels) / max(1, sum(label >= lesson.topics for label in labels))
    for at, row in zip(tried, scores, strict=True):
        words = [vocabulary[word] for word in lesson.examples.texts[at]]
        label, topic = labels[at], int(np.argmax(row[: lesson.topics]))
        best = np.argsort(-row[: lesson.topics])[:CHOICES].tolist()
        covered = coverage(heft[words], seen[words, topic])
        strange = 1 - coverage(heft[words], seen[words].sum(axis=1))
        found = evidence(row, lesson.topics, covered, strange, len(words))
        counts = _ABSENT if label in absent else 1.0 if label < lesson.topics else share
        yield _Trial(found, label == topic, label in best, counts)
