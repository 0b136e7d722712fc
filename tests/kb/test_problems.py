import string
from pathlib import Path

import pytest

from bot.kb import problems
from bot.kb.problems import KnowledgeError, Problem, Report
from bot.kb.sentences import SENTENCES
from bot.kb.suggest import hint


def test_a_problem_reads_as_path_line_and_what_to_do():
    assert str(Problem("a.yaml", 3, "x")) == "a.yaml:3: x"
    assert str(Problem("a.yaml", 3, "x", "warning")) == "a.yaml:3: let op: x"


def test_only_an_error_makes_a_page_unsound():
    report = Report()
    page = report.page("a.yaml")

    page.warn(1, "tab")
    assert page.sound
    assert not report.has_errors
    page.error(1, "tab")
    assert not page.sound
    assert report.has_errors


def test_problems_come_in_the_order_of_files_and_lines():
    found = [Problem("b", 1, "x"), Problem("a", 10, "x"), Problem("a", 9, "x")]

    assert KnowledgeError(found).problems == (found[2], found[1], found[0])


def test_the_same_problem_is_told_once():
    report = Report()

    report.page("a").error(1, "tab")
    report.page("a").error(1, "tab")

    assert len(report.problems) == 1


def test_a_problem_is_one_line_however_long_the_text_is():
    report = Report()

    report.page("a").error(1, "bad_url", value="een\ntwee" + "x" * 1_000)

    message = next(iter(report.problems)).message
    assert "\n" not in message
    assert len(message) < 400


def test_every_sentence_is_told_somewhere():
    folder = Path(problems.__file__).parent
    code = "".join(p.read_text() for p in folder.glob("*.py") if p.name != "sentences.py")

    assert [key for key in SENTENCES if f'"{key}"' not in code] == []


@pytest.mark.parametrize("key", SENTENCES)
def test_every_sentence_can_be_filled_in(key):
    names = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[key]) if name}

    assert SENTENCES[key].format(**dict.fromkeys(names, "x"))
    assert not SENTENCES[key].endswith(".") or "hint" in SENTENCES[key]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("digit-app", " Bedoelt u „digid-app”?"), ("aow-aanvragen", ""), ("digid-app", ""), ("", "")],
)
def test_only_what_is_really_near_is_suggested(name, expected):
    assert hint(name, ["digid-app", "digid-aanvragen"]) == expected
