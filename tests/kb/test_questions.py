"""How well the real knowledge base answers the development questions of tests/questions.

The thresholds are promises: a change of phrases or of the matcher that breaks one needs a look
at `python -m benchmarks.matching` and at the questions themselves, never a lower threshold.
"""

import json
from pathlib import Path

import pytest
import yaml

from benchmarks.questions import questions
from bot.kb.load import load
from bot.privacy import mask
from bot.report.evaluate import Answered, evaluate

ROOT = Path(__file__).parents[2]
KINDS = {"plain", "typo", "learner", "story", "short", "out_of_scope", "urgent", "not_urgent"}
FILES = sorted((ROOT / "tests" / "questions").glob("*/*.yaml"))


@pytest.fixture(scope="module")
def knowledge():
    return load(ROOT / "knowledge")


@pytest.fixture(scope="module")
def figures(knowledge):
    """The summary per language; every message comes from somebody who has said nothing yet."""
    return {lang: summary(knowledge, questions(lang)) for lang in ("nl", "en")}


@pytest.fixture(scope="module")
def unseen(knowledge):
    """The same of the third that nobody tunes on."""
    return {
        lang: summary(knowledge, [q for q in questions(lang) if q.held_out])
        for lang in ("nl", "en")
    }


def summary(knowledge, asked):
    def first_message(text):
        found = knowledge.understand(mask(text), knowledge.languages[0])
        return Answered(found.kind, found.topics, found.confidence, found.lang, text)

    lines = (json.dumps({"text": q.text, "expect": q.expect, "kind": q.kind}) for q in asked)
    return evaluate(lines, first_message).summary


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_questions_name_topics_that_exist_and_a_kind_that_is_known(path, knowledge):
    rows = yaml.load(path.read_bytes(), yaml.BaseLoader)

    assert {row["kind"] for row in rows} <= KINDS
    assert {topic for row in rows for topic in row["expect"]} <= set(knowledge.topics())
    assert all(row.keys() == {"text", "expect", "kind"} for row in rows)


def test_questions_are_no_copies_of_the_phrases_they_test(knowledge):
    phrases = {question.text.casefold().strip("?!. ") for question in knowledge.questions()}
    asked = {q.text.casefold().strip("?!. ") for q in [*questions("nl"), *questions("en")]}
    copies = asked & phrases

    assert [text for text in copies if len(text.split()) > 2] == []
    assert len(copies) <= 0.05 * len(asked)  # one or two words can't be reworded


def test_a_third_of_the_questions_is_held_out():
    asked = [*questions("nl"), *questions("en")]

    assert 0.28 <= sum(q.held_out for q in asked) / len(asked) <= 0.38


def test_there_are_enough_questions_to_say_something(figures):
    nl, en = figures["nl"]["kinds"], figures["en"]["kinds"]

    assert nl["urgent"]["n"] >= 60
    assert nl["not_urgent"]["n"] >= 60
    assert nl["out_of_scope"]["n"] + en["out_of_scope"]["n"] >= 150
    assert figures["nl"]["n"] >= 800
    assert figures["en"]["n"] >= 300


@pytest.mark.parametrize(("lang", "right"), [("nl", 0.96), ("en", 0.96)])
def test_direct_answers_are_right(figures, lang, right):
    assert figures[lang]["right_at_1"] >= right * figures[lang]["answered"]


@pytest.mark.parametrize(("lang", "share"), [("nl", 0.80), ("en", 0.82)])
def test_most_questions_get_their_answer_at_once(figures, lang, share):
    assert figures[lang]["right_at_1"] >= share


@pytest.mark.parametrize(("lang", "share"), [("nl", 0.94), ("en", 0.93)])
def test_nearly_all_questions_lead_to_the_right_topic(figures, lang, share):
    assert figures[lang]["right_at_1"] + figures[lang]["right_in_choices"] >= share


@pytest.mark.parametrize(("lang", "share"), [("nl", 0.95), ("en", 0.93)])
def test_what_is_out_of_scope_is_not_answered(figures, lang, share):
    assert figures[lang]["kinds"]["out_of_scope"]["rejected_out_of_scope"] >= share


def test_danger_is_always_heard_and_hardly_ever_imagined(figures):
    assert figures["nl"]["urgent_recall"] == figures["en"]["urgent_recall"] == 1
    assert figures["nl"]["urgent_false_alarms"] <= 0.02
    assert figures["en"]["urgent_false_alarms"] <= 0.02


@pytest.mark.parametrize(
    ("kind", "share"), [("typo", 0.85), ("learner", 0.85), ("short", 0.9), ("story", 0.6)]
)
def test_every_way_of_asking_leads_to_the_right_topic(figures, kind, share):
    found = figures["nl"]["kinds"][kind]

    assert found["right_at_1"] + found["right_in_choices"] >= share


@pytest.mark.parametrize(("lang", "right", "led"), [("nl", 0.73, 0.88), ("en", 0.71, 0.87)])
def test_questions_that_nobody_tuned_on_are_answered_as_well(unseen, lang, right, led):
    found = unseen[lang]

    assert found["right_at_1"] >= right
    assert found["right_at_1"] + found["right_in_choices"] >= led
    assert found["right_at_1"] >= 0.94 * found["answered"]
    assert found["urgent_recall"] == 1
    assert found["urgent_false_alarms"] <= 0.02
