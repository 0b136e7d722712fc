"""What the benchmarks measure with: the peers must be fair, and the figures right."""

import pytest

from benchmarks.calibration import bins, expected_error, plot, stretch
from benchmarks.matching import auroc
from benchmarks.peers import peers

PHRASES = [
    (f"{start} {words}", topic)
    for topic, words in {
        "digid": "een digid aanvragen",
        "paspoort": "mijn paspoort verlengen",
        "afval": "grof vuil ophalen",
        "stemmen": "een stempas krijgen",
    }.items()
    for start in ("hoe kan ik", "ik wil graag", "waar moet ik")
]


@pytest.fixture(scope="module")
def methods():
    return peers(PHRASES)


@pytest.mark.parametrize(
    ("text", "topic"),
    [("paspoort verlengen", "paspoort"), ("GROF VUIL", "afval"), ("stempas krijgen?", "stemmen")],
)
def test_every_peer_finds_a_plain_question_with_four_topics_at_most(methods, text, topic):
    for name, method in methods.items():
        found = method(text, "nl").topics
        assert found[:1] == (topic,), name
        assert len(found) == len(set(found)) <= 4, name


@pytest.mark.parametrize("text", ["", "??", "🙂", '" OR 1', "x" * 5_000])
def test_no_peer_fails_on_a_text_without_words(methods, text):
    for method in methods.values():
        assert len(method(text, "nl").topics) <= 4


def test_a_confidence_that_keeps_its_word_has_no_error():
    found = bins([0.75] * 4 + [1.0] * 2, [True, True, True, False, True, True])

    assert [(each.count, each.right) for each in found] == [(4, 0.75), (2, 1.0)]
    assert expected_error(found) == 0


def test_the_error_is_the_mean_gap_between_said_and_right():
    assert expected_error(bins([0.9, 0.9], [False, False])) == pytest.approx(0.9)
    assert expected_error(bins([0.95] * 3 + [0.05], [True] * 3 + [True])) == pytest.approx(0.275)


def test_auroc_is_one_when_all_in_scope_are_surer_and_a_half_without_difference():
    assert auroc([0.9, 0.8], [0.1, 0.2]) == 1
    assert auroc([0.5, 0.5], [0.5]) == 0.5


def test_the_reliability_diagram_is_the_same_file_for_the_same_figures(tmp_path):
    found = {"nl": bins([0.2, 0.8], [False, True])}
    for name in ("one.svg", "two.svg"):
        plot(found, tmp_path / name)

    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


def test_chances_that_keep_their_word_need_no_stretch():
    sure = [0.25] * 400 + [0.75] * 400
    right = ([True] + [False] * 3) * 100 + ([True] * 3 + [False]) * 100

    factor, term = stretch(sure, right)
    assert (factor, term) == (pytest.approx(1, abs=0.01), pytest.approx(0, abs=0.01))


def test_chances_that_are_too_modest_are_stretched():
    factor, _ = stretch([0.4] * 400 + [0.6] * 400, [False] * 380 + [True] * 20 + [True] * 400)

    assert factor > 2
