import json

import pytest

from bot.report.evaluate import Answered, BadLine, evaluate

FIGURES = {
    "n",
    "answered",
    "right_at_1",
    "right_in_choices",
    "wrong",
    "rejected_out_of_scope",
    "urgent_recall",
    "urgent_false_alarms",
    "p50_ms",
    "p99_ms",
}


def first_message(text):
    """A bot that does what the text says: "answer a", "choices a b", "unknown"."""
    action, *topics = text.split()
    return Answered(action, tuple(topics), 0.5, "nl", f"masked {text}")


def line(text, expect=(), kind="plain", **more):
    return json.dumps({"text": text, "expect": list(expect), "kind": kind, **more})


def summary(*lines):
    return evaluate(lines, first_message).summary


def test_all_figures_are_there_for_the_whole_and_for_each_kind():
    result = summary(line("answer a", ["a"]), line("unknown", kind="out_of_scope"))

    assert result.keys() == FIGURES | {"kinds"}
    assert result["kinds"].keys() == {"plain", "out_of_scope"}
    assert all(figures.keys() == FIGURES for figures in result["kinds"].values())


def test_a_right_answer_a_right_choice_and_a_wrong_answer_are_told_apart():
    result = summary(
        line("answer a", ["a", "b"]),
        line("choices c a", ["a"]),
        line("choices c d", ["a"]),
        line("answer c", ["a"]),
    )

    assert result["answered"] == 0.5
    assert result["right_at_1"] == 0.25
    assert result["right_in_choices"] == 0.25
    assert result["wrong"] == 0.25


def test_topics_that_were_not_shown_do_not_count_as_right():
    result = summary(line("unknown a", ["a"]))

    assert result["right_at_1"] == 0
    assert result["right_in_choices"] == 0


def test_only_an_answer_at_once_fails_to_reject_what_is_out_of_scope():
    result = summary(line("answer a"), line("choices a b"), line("unknown"), line("smalltalk"))

    assert result["rejected_out_of_scope"] == 0.75
    assert result["wrong"] == 0.25
    assert result["answered"] is None


def test_urgent_recall_and_false_alarms_are_counted_apart():
    result = summary(
        line("urgent a", ["a"], "urgent"),
        line("unknown", ["a"], "urgent"),
        line("urgent a", [], "not_urgent"),
        line("unknown", [], "not_urgent"),
    )

    assert result["urgent_recall"] == 0.5
    assert result["urgent_false_alarms"] == 0.5


def test_an_urgent_topic_that_was_asked_for_is_no_false_alarm():
    assert summary(line("urgent a", ["a"]))["urgent_false_alarms"] == 0


def test_details_repeat_the_line_and_add_what_the_bot_did():
    (detail,) = evaluate([line("choices a b", ["a"], lang="en", id=7)], first_message).details

    assert detail.pop("ms") >= 0
    assert detail == {
        "text": "choices a b",
        "expect": ["a"],
        "kind": "plain",
        "id": 7,
        "action": "choices",
        "topics": ("a", "b"),
        "confidence": 0.5,
        "lang": "nl",
        "masked": "masked choices a b",
    }


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "[]",
        '"text"',
        '{"text": "a", "kind": "plain"}',
        '{"text": 1, "expect": [], "kind": "plain"}',
        '{"text": "a", "expect": "a", "kind": "plain"}',
        '{"text": "\ud800", "expect": [], "kind": "plain"}',
    ],
)
def test_a_bad_line_is_named_by_its_number(bad):
    with pytest.raises(BadLine, match="line 3: "):
        evaluate([line("unknown"), "", bad], first_message)


def test_no_lines_give_figures_that_say_so():
    result = summary()

    assert result["n"] == 0
    assert result["p99_ms"] is None
    assert result["kinds"] == {}


def test_blank_lines_and_a_byte_order_mark_are_harmless():
    assert summary("\ufeff" + line("unknown"), "\n", "")["n"] == 1
