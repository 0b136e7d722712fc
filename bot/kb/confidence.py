"""How sure the matcher may be: evidence about a best guess, turned into a chance. Pure.

A topic's score alone is a poor measure of certainty. The chance that a guess is right is learnt
from phrases that the head has not seen: each phrase left out in turn (the guess may be right), all
phrases of a topic left out together (it can't be), and general questions (it never is).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from bot.kb.features import Floats

CHOICES = 4
"""How many topics can be offered at once."""
_ROUNDS = 25
_CAUTION = 1.0
"""How much the weights are held back, in examples: few examples make no bold claims."""
_STRETCH, _LIFT = 1.43, 1.64
"""A phrase left out is harder than what citizens ask: editors write phrases to differ from each other.
So the logarithm of the odds is stretched and lifted. Fitted on the first two thirds of the
development questions: `python -m benchmarks.calibration`."""
_UNSURE = -5.0
"""The logarithm of the odds of a guess about which nothing is known."""


class Chance(Struct, frozen=True):
    """A logistic regression: evidence in, chance out.

    Attributes:
        mean, scale: what each piece of evidence is measured from and in.
        weights: one per piece of evidence, the constant last.
    """

    mean: list[float]
    scale: list[float]
    weights: list[float]

    def of(self, evidence: Sequence[float]) -> float:
        """The chance, between 0 and 1."""
        parts = zip(evidence, self.mean, self.scale, self.weights, strict=False)
        total = self.weights[-1] + sum((x - m) / s * w for x, m, s, w in parts)
        return float(1 / (1 + np.exp(-max(-30.0, min(30.0, total)))))


def evidence(
    scores: Floats, topics: int, covered: float, strange: float, words: int
) -> tuple[float, ...]:
    """What speaks for and against the best topic.

    Args:
        scores: one per class, logarithms: first the topics, then small talk and general questions.
        topics: how many of them are topics.
        covered: the share (0 to 1) of the text's weight in words that the best topic knows.
        strange: the share (0 to 1) of it in words that no phrase at all has.
        words: how many words the text has.
    """
    total = float(np.log(np.exp(scores - scores.max()).sum()))
    second, first = np.partition(scores[:topics], topics - 2)[-2:] if topics > 1 else (0, scores[0])
    other = float(scores[topics:].max()) if len(scores) > topics else 0.0
    likely = float(first) - float(scores.max()) - total
    length = float(np.log1p(min(words, 20)))
    return (
        likely,
        float(first),
        float(first) - float(second),
        float(first) - other,
        covered,
        covered * covered,
        strange,
        strange * covered,
        length,
    )


def learn(
    evidences: Sequence[Sequence[float]], right: Sequence[bool], heft: Sequence[float]
) -> Chance:
    """Fit the chance of being right to examples, each counting for its heft.

    Without any example there is nothing to be sure of.
    """
    if not evidences:
        return Chance([], [], [_UNSURE])
    table: npt.NDArray[np.float64] = np.asarray(evidences, np.float64)
    mean, scale = table.mean(axis=0), table.std(axis=0) + 1e-6
    inputs = np.column_stack([(table - mean) / scale, np.ones(len(table))])
    wanted = np.asarray(right, np.float64)
    counts = np.asarray(heft, np.float64)
    caution = _CAUTION * np.eye(inputs.shape[1])
    weights = np.zeros(inputs.shape[1])
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (counts * (wanted - chance)) - caution @ weights
        bend = (inputs * (counts * chance * (1 - chance))[:, None]).T @ inputs + caution
        weights = weights + np.linalg.solve(bend + 1e-9 * np.eye(len(bend)), slope)
    weights = weights * _STRETCH
    weights[-1] += _LIFT
    return Chance(mean.tolist(), scale.tolist(), weights.tolist())
