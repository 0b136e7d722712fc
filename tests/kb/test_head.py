import numpy as np
import pytest

from bot.kb import features, head
from bot.kb.vectors import vectors

TEXTS = [
    ["digid", "aanvragen"],
    ["zorgtoeslag", "aanvragen"],
    ["digid", "app"],
    ["toeslag", "voor", "de", "zorg"],
]
LABELS = [0, 1, 2, 1]


def of(texts):
    return vectors(texts, features.word_weights(texts))


def dense(found):
    return np.asarray(found.times(np.eye(features.DIMENSIONS, dtype=np.float32)))


def test_a_phrase_scores_highest_for_its_own_class():
    found = of(TEXTS)

    trained = head.train(found, LABELS, 3)

    assert trained.scores(found).argmax(axis=1).tolist() == LABELS


def test_the_scores_of_a_class_are_the_logarithms_of_its_chance():
    found = of(TEXTS)
    trained = head.train(found, LABELS, 3)

    chances = np.exp(trained.scores(found))
    chances /= chances.sum(axis=1, keepdims=True)

    assert chances[np.arange(4), LABELS].min() > 0.6
    assert np.exp(trained.base).sum() == pytest.approx(1, abs=1e-2)


def test_a_class_without_phrases_is_never_the_best():
    found = of(TEXTS)

    trained = head.train(found, LABELS, 4)

    assert trained.scores(found)[:, 3].max() < -5


def test_a_step_that_is_too_long_is_taken_back(monkeypatch):
    monkeypatch.setattr(head, "_STEP", 5_000.0)
    found = of(TEXTS)

    trained = head.train(found, LABELS, 3)

    assert trained.scores(found).argmax(axis=1).tolist() == LABELS


def test_vectors_taken_apart_multiply_as_one_table_does():
    found = of(TEXTS)
    table = dense(found)
    errors = np.arange(12, dtype=np.float32).reshape(4, 3)

    assert np.allclose(found.gather(errors), table.T @ errors, atol=1e-4)
    assert np.allclose(dense(found.part([2, 0])), table[[2, 0]], atol=1e-6)


def test_a_step_of_all_slots_together_bends_the_loss_by_no_more_than_their_reach():
    found = of(TEXTS)
    table = dense(found)
    reach = found.reach()

    for seed in range(20):
        step = np.random.default_rng(seed).normal(size=features.DIMENSIONS)
        assert np.square(table @ step).sum() <= (reach * step**2).sum() * (1 + 1e-5)
