"""Write one example question into a topic's file, and touch nothing else of it. Pure.

The file is parsed to find the place, and one line (or one item) is put there; every other
character stays as the editor left it: comments, quotes, long lines, Windows' line ends. Afterwards
both versions are read and compared: all that may differ is the new question.
"""

from typing import Any

import yaml

QUESTIONS = "questions"


class CannotEdit(Exception):
    """The file has no list of questions that one can be added to."""


def add_question(text: str, question: str) -> str:
    """The file's text with this question as the last of its questions.

    Args:
        text: a whole topic file, with the line ends that it has.
        question: one line.

    Raises:
        CannotEdit: there is no place for it.
    """
    items = _items(text)
    quoted = '"' + question.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if items.flow_style:
        at = _index(items.value[-1].end_mark)
        changed = f"{text[:at]}, {quoted}{text[at:]}"
    else:
        changed = _with_line(text, items, quoted)
    if _values(changed) != _expected(text, question):
        raise CannotEdit
    return changed


def _items(text: str) -> yaml.SequenceNode:
    """The list behind `questions`."""
    node = _compose(text)
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == QUESTIONS and isinstance(value, yaml.SequenceNode) and value.value:
            return value
    raise CannotEdit


def _with_line(text: str, items: yaml.SequenceNode, quoted: str) -> str:
    """A line after the last item, which may be several lines long, indented as that one is."""
    last = items.value[-1]
    dash = " " * items.start_mark.column + "-"
    dash += " " * (last.start_mark.column - len(dash))
    newline = _newline(text)
    end = _index(last.end_mark)
    if last.end_mark.column == 0 and text[:end].endswith(("\n", "\r")):
        return f"{text[:end]}{dash}{quoted}{newline}{text[end:]}"  # after a text under "|"
    while end < len(text) and text[end] not in "\r\n":
        end += 1
    return f"{text[:end]}{newline}{dash}{quoted}{text[end:]}"


def _newline(text: str) -> str:
    """How the file's lines end: as on Windows, as on old Macs, or as everywhere else."""
    if "\r\n" in text:
        return "\r\n"
    return "\r" if "\r" in text and "\n" not in text else "\n"


def _index(mark: yaml.Mark) -> int:
    """Characters before this place."""
    return int(mark.index)


def _compose(text: str) -> yaml.Node | None:
    try:
        # Not the quicker C parser: it counts bytes, and we cut between characters.
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        raise CannotEdit from None


def _values(text: str) -> Any:
    """What the file says, all scalars as texts: "2026-11-23" is no date here."""
    try:
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # makes texts and nothing else
    except yaml.YAMLError:
        return None


def _expected(text: str, question: str) -> Any:
    values = _values(text)
    values[QUESTIONS].append(question)
    return values
