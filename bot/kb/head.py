"""The linear head: how strongly a phrase's vector speaks for each topic. Pure.

Ridge regression on one column per topic. It is nearly as good as a softmax regression on few
phrases, has one exact solution, and tells for any group of phrases what it would have scored
without having seen them. That makes honest calibration free: no second training.
"""

from typing import Protocol

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from bot.kb.features import DIMENSIONS, Floats

PENALTY = 1.0
"""How much the head distrusts its phrases; larger is smoother."""
_AT_ONCE = 4096
"""Phrases whose vectors are in memory at once."""


class Vectors(Protocol):
    """One row per phrase: an array, or something that makes the rows when they are asked for."""

    def __len__(self) -> int: ...

    def __getitem__(self, rows: slice | list[int], /) -> Floats: ...


class Head(Struct, frozen=True):
    """The trained weights, and what is needed to leave phrases out again.

    Attributes:
        weights: one row per slot, one column per topic.
        base: the score of each topic for an empty phrase: its share of the phrases.
        labels: the class of each phrase.
        vectors: the phrases' vectors.
        inverse: of the regularised Gram matrix (phrases by phrases), or of the covariance
            (slots by slots) when there are more phrases than slots.
    """

    weights: Floats
    base: Floats
    labels: list[int]
    vectors: Vectors
    inverse: Floats

    def targets(self, rows: slice | list[int]) -> Floats:
        """What was to be learnt from these phrases, less `base`."""
        asked = self.labels[rows] if isinstance(rows, slice) else [self.labels[at] for at in rows]
        return np.eye(len(self.base), dtype=np.float32)[asked] - self.base


def train(vectors: Vectors, labels: list[int], topics: int) -> Head:
    """Fit the head to phrases' vectors and the topic number of each."""
    base = (np.bincount(labels, minlength=topics) / len(labels)).astype(np.float32)
    head = Head(base, base, labels, vectors, base)
    if len(vectors) <= DIMENSIONS:
        rows = vectors[:]
        inverse = _inverse(rows @ rows.T)
        weights: Floats = rows.T @ (inverse @ head.targets(slice(None)))
    else:
        gram, moment = _sums(head)
        inverse = _inverse(gram)
        weights = inverse @ moment
    return replace(head, weights=weights, inverse=inverse)


def _sums(head: Head) -> tuple[Floats, Floats]:
    """The Gram matrix of the slots, and how each slot goes together with each topic."""
    gram = np.zeros((DIMENSIONS, DIMENSIONS), np.float32)
    moment = np.zeros((DIMENSIONS, len(head.base)), np.float32)
    for start in range(0, len(head.vectors), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        rows = head.vectors[part]
        gram += rows.T @ rows
        moment += rows.T @ head.targets(part)
    return gram, moment


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
    seen = vectors @ head.weights - hat @ head.targets(rows)
    solved: Floats = np.linalg.solve(rest, seen)
    return solved + head.base
