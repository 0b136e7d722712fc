"""How well the real knowledge base answers the development questions of tests/questions.

The thresholds are promises: a change of phrases or of the matcher that breaks one needs a look
at `python -m benchmarks.matching` and at the questions themselves, never a lower threshold.
"""

import json
from pathlib import Path

import pytest
import yaml

from bot.kb.load import load
from bot.report.evaluate import Answered, evaluate

ROOT = Path(__file__).parents[2]
KINDS = {"plain", "typo", "learner", "story", "short", "out_of_scope", "urgent", "not_urgent"}
FILES = sorted((ROOT / "tests" / "questions").glob("*/*.yaml"))


@pytest.fixture(scope="module")
def knowledge():
    return load(ROOT / "knowledge")


def questions(lang):
    files = [file for file in FILES if file.parent.name == lang]
    return [row for file in files for row in yaml.load(file.read_bytes(), yaml.BaseLoader)]


@pytest.fixture(scope="module")
def figures(knowledge):
    """The summary per language; every message comes from somebody who has said nothing yet."""

    def first_message(text):
        found = knowledge.understand(text, knowledge.languages[0])
        return Answered(found.kind, found.topics, found.confidence, found.lang, text)

    return {
        lang: evaluate((json.dumps(row) for row in questions(lang)), first_message).summary
        for lang in ("nl", "en")
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_questions_name_topics_that_exist_and_a_kind_that_is_known(path, knowledge):
    rows = yaml.load(path.read_bytes(), yaml.BaseLoader)

    assert {row["kind"] for row in rows} <= KINDS
    assert {topic for row in rows for topic in row["expect"]} <= set(knowledge.topics())
    assert all(row.keys() == {"text", "expect", "kind"} for row in rows)


def test_questions_are_no_copies_of_the_phrases_they_test(knowledge):
    phrases = {question.text.casefold().strip("?!. ") for question in knowledge.questions()}
    asked = {row["text"].casefold().strip("?!. ") for row in [*questions("nl"), *questions("en")]}

    assert len(asked & phrases) <= 0.03 * len(asked)  # one-word questions can't be reworded


def test_there_are_enough_questions_to_say_something(figures):
    nl, en = figures["nl"]["kinds"], figures["en"]["kinds"]

    assert nl["urgent"]["n"] >= 30
    assert nl["not_urgent"]["n"] >= 30
    assert nl["out_of_scope"]["n"] >= 60
    assert figures["nl"]["n"] >= 270
    assert en["plain"]["n"] >= 40


@pytest.mark.parametrize(("lang", "right"), [("nl", 0.95), ("en", 0.90)])
def test_direct_answers_are_right(figures, lang, right):
    assert figures[lang]["right_at_1"] >= right * figures[lang]["answered"]


@pytest.mark.parametrize(("lang", "share"), [("nl", 0.80), ("en", 0.75)])
def test_most_questions_get_their_answer_at_once(figures, lang, share):
    assert figures[lang]["right_at_1"] >= share


@pytest.mark.parametrize(("lang", "share"), [("nl", 0.94), ("en", 0.88)])
def test_nearly_all_questions_lead_to_the_right_topic(figures, lang, share):
    assert figures[lang]["right_at_1"] + figures[lang]["right_in_choices"] >= share


@pytest.mark.parametrize(("lang", "share"), [("nl", 0.97), ("en", 0.94)])
def test_what_is_out_of_scope_is_not_answered(figures, lang, share):
    assert figures[lang]["kinds"]["out_of_scope"]["rejected_out_of_scope"] >= share


def test_danger_is_always_heard_and_hardly_ever_imagined(figures):
    assert figures["nl"]["urgent_recall"] == figures["en"]["urgent_recall"] == 1
    assert figures["nl"]["urgent_false_alarms"] <= 0.02
    assert figures["en"]["urgent_false_alarms"] <= 0.02


@pytest.mark.parametrize("kind", ["typo", "learner", "short", "story"])
def test_every_way_of_asking_leads_to_the_right_topic(figures, kind):
    found = figures["nl"]["kinds"][kind]

    assert found["right_at_1"] + found["right_in_choices"] >= 0.75
