import numpy as np
import pytest

from bot.kb import features, head

SLOTS = 40


def phrases(count, classes, seed=0):
    generator = np.random.default_rng(seed)
    vectors = generator.normal(size=(count, SLOTS)).astype(np.float32)
    return vectors, generator.integers(0, classes, count).tolist()


@pytest.mark.parametrize("dimensions", [4096, SLOTS])
def test_held_out_scores_are_those_of_a_head_that_never_saw_the_phrases(dimensions, monkeypatch):
    monkeypatch.setattr(head, "DIMENSIONS", dimensions)  # SLOTS: fewer than the phrases
    vectors, labels = phrases(60, 4)
    trained = head.train(vectors, labels, 4)
    rows = [3, 7, 20]
    kept = [at for at in range(60) if at not in rows]

    inverse = np.linalg.inv(vectors[kept].T @ vectors[kept] + head.PENALTY * np.eye(SLOTS))
    again = inverse @ vectors[kept].T @ trained.targets(kept)

    assert np.allclose(
        head.held_out(trained, rows), vectors[rows] @ again + trained.base, atol=1e-3
    )


def test_both_ways_of_solving_give_the_same_weights(monkeypatch):
    vectors, labels = phrases(60, 4)

    few = head.train(vectors, labels, 4).weights
    monkeypatch.setattr(head, "DIMENSIONS", SLOTS)
    many = head.train(vectors, labels, 4).weights

    assert np.allclose(few, many, atol=1e-4)


def test_a_phrase_scores_highest_for_its_own_class():
    texts = [["digid", "aanvragen"], ["zorgtoeslag", "aanvragen"], ["digid", "app"]]
    weights = features.word_weights(texts)
    vectors = features.PhraseVectors(texts, weights)
    trained = head.train(vectors, [0, 1, 2], 3)

    assert (vectors[:] @ trained.weights).argmax(axis=1).tolist() == [0, 1, 2]
