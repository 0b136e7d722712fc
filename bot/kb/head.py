"""The linear head: how strongly a phrase's vector speaks for each topic. Pure.

Ridge regression on one column per topic. It is nearly as good as a softmax regression on few
phrases, has one exact solution, and tells for any group of phrases what it would have scored
without having seen them. That makes honest calibration free: no second training.
"""

import numpy as np
from msgspec import Struct

from bot.kb.features import DIMENSIONS, Floats

PENALTY = 1.0
"""How much the head distrusts its phrases; larger is smoother."""


class Head(Struct, frozen=True):
    """The trained weights, and what is needed to leave phrases out again.

    Attributes:
        weights: one row per slot, one column per topic.
        base: the score of each topic for an empty phrase: its share of the phrases.
        targets: what was to be learnt, less `base`: one row per phrase.
        vectors: the phrases' vectors.
        inverse: of the regularised Gram matrix (phrases by phrases), or of the covariance
            (slots by slots) when there are more phrases than slots.
    """

    weights: Floats
    base: Floats
    targets: Floats
    vectors: Floats
    inverse: Floats


def train(vectors: Floats, labels: list[int], topics: int) -> Head:
    """Fit the head to phrases' vectors and the topic number of each."""
    wanted = np.eye(topics, dtype=np.float32)[labels]
    base = wanted.mean(axis=0)
    targets = wanted - base
    if len(labels) <= DIMENSIONS:
        inverse = _inverse(vectors @ vectors.T)
        weights = vectors.T @ (inverse @ targets)
    else:
        inverse = _inverse(vectors.T @ vectors)
        weights = inverse @ (vectors.T @ targets)
    return Head(weights, base, targets, vectors, inverse)


def _inverse(gram: Floats) -> Floats:
    """The inverse of a Gram matrix plus PENALTY on its diagonal."""
    gram[np.diag_indices_from(gram)] += PENALTY
    return np.linalg.inv(gram)


def held_out(head: Head, rows: list[int]) -> Floats:
    """The scores that these phrases would get from a head trained without them. Exact.

    With H the rows' block of the hat matrix, S their scores and Y their targets, it is
    (I - H)^-1 (S - H Y), the closed form of leave-group-out for ridge regression.
    """
    vectors = head.vectors[rows]
    if len(head.inverse) == len(head.vectors):
        hat = np.eye(len(rows), dtype=np.float32) - PENALTY * head.inverse[np.ix_(rows, rows)]
    else:
        hat = vectors @ head.inverse @ vectors.T
    rest = np.eye(len(rows), dtype=np.float32) - hat
    seen = vectors @ head.weights - hat @ head.targets[rows]
    solved: Floats = np.linalg.solve(rest, seen)
    return solved + head.base
