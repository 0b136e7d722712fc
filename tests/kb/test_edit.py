"""One question is added to a file, and no other character of it changes."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.kb.edit import CannotEdit, add_question

FOLDER = Path(__file__).parents[2] / "knowledge"
FILES = sorted(file for file in FOLDER.rglob("*.yaml") if "questions:" in file.read_text("utf-8"))
TOPICS = [file for file in FILES if not file.name.startswith("_")]

LAID_OUT = {
    "as we write it": 'title: T\nquestions:\n  - "een"   # waarom\n  - "twee"\n# eind\nanswer: x\n',
    "not indented": "title: T\nquestions:\n- een\n- twee\nanswer: x\n",
    "wide dashes": "questions:\n    -   een\n    -   twee\n\n\nanswer: x\n",
    "in one row": 'questions: ["een", "twee"]  # kort\nanswer: x\n',
    "in one row with a comma": "questions: [een,\n  twee,\n]\nanswer: x\n",
    "single quotes": "questions:\n  - 'd''r is iets'\n  - 'twee: drie'\n",
    "over two lines": 'questions:\n  - "een"\n  - "twee en\n    nog meer"\nanswer: x\n',
    "plain over two lines": "questions:\n  - een\n  - twee en\n    nog meer # slot\nanswer: x\n",
    "under a bar": "questions:\n  - een\n  - |\n    twee\nanswer: x\n",
    "under a bar at the end": "questions:\n  - |-\n    twee",
    "folded": "questions:\n  - >-\n    twee\n    drie\n\nanswer: x\n",
    "the last line, unfinished": "title: T\nquestions:\n  - een",
    "windows": 'title: T\r\nquestions:\r\n  - "een" # één\r\n  - "twee"\r\nanswer: |\r\n  Zó.\r\n\r\n  Ja.\r\n',
    "old mac": "questions:\r  - een\r  - twee\ranswer: x\r",
    "marked as utf-8": "\ufefftitle: T\nquestions:\n  - een\n",
    "with emoji before it": "title: 👍👍\nquestions:\n  - één 👍\n  - twee\nanswer: 👍\n",
    "long lines": "questions:\n  - een\nanswer: " + "lang " * 400 + "\nlinks:\n  - {label: a,   url: b}\n",
    "dates and numbers": "questions: [een]\nchanged: 2026-11-23\nphone: 0800\nno: no\n",
}  # fmt: skip


@pytest.mark.parametrize("text", LAID_OUT.values(), ids=LAID_OUT)
def test_however_a_file_is_laid_out_only_the_question_is_new(text):
    changed = add_question(text, 'Wat is "dit": #1?')

    before, after = (yaml.load(each, yaml.BaseLoader) for each in (text, changed))
    assert after.pop("questions") == [*before.pop("questions"), 'Wat is "dit": #1?']
    assert after == before
    assert _without_addition(text, changed) == text


def _without_addition(text, changed):
    """The changed text without one stretch, so that the old one is left."""
    head = next(
        (at for at, pair in enumerate(zip(text, changed, strict=False)) if pair[0] != pair[1]),
        min(len(text), len(changed)),
    )
    return changed[:head] + changed[head + len(changed) - len(text) :]


@pytest.mark.parametrize("name", ["windows", "old mac"])
def test_line_ends_stay_as_they_are(name):
    text = LAID_OUT[name]
    changed = add_question(text, "drie")
    newline = "\r\n" if name == "windows" else "\r"

    assert changed.count(newline) == text.count(newline) + 1
    assert changed.replace(newline, "").isprintable()


@pytest.mark.parametrize("file", TOPICS, ids=lambda file: f"{file.parts[-3]}/{file.stem}")
def test_each_of_our_own_files_gets_exactly_one_line(file):
    text = file.read_bytes().decode()
    changed = add_question(text, "een nieuwe vraag?")

    lines = changed.split("\n")
    lines.remove('  - "een nieuwe vraag?"')
    assert "\n".join(lines) == text


@pytest.mark.parametrize(
    "text",
    ["", "title: T\n", "questions: []\n", "questions: een\n", "- een\n", "questions: [een\n", "a: *b\n"],
)  # fmt: skip
def test_a_file_without_a_place_for_it_is_left_alone(text):
    with pytest.raises(CannotEdit):
        add_question(text, "drie")


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1))
def test_any_line_of_text_comes_back_as_it_was(question):
    for text in LAID_OUT.values():
        changed = yaml.load(add_question(text, question), yaml.BaseLoader)

        assert changed["questions"][-1] == question
