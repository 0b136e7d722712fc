"""Mistakes in the knowledge base: where, how bad, and in Dutch what is wrong and what to do. Pure.

All are collected in one run, so that an editor mends a file once instead of ten times.
"""

import re
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from bot.kb.sentences import SENTENCES

_LONGEST = 240
"""Characters of a value that are repeated in a message."""

Severity = Literal["error", "warning"]


class Problem(Struct, frozen=True, order=True):
    """One mistake.

    Attributes:
        path: the file, as it can be typed in a terminal.
        line: counted from 1.
        message: Dutch, for an editor: what is wrong and what to do.
        severity: "error" keeps the whole knowledge base from being used, "warning" does not.
    """

    path: str
    line: int
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        """The line that `wegwijs check` prints."""
        mark = "" if self.severity == "error" else "let op: "
        return f"{self.path}:{self.line}: {mark}{self.message}"


class KnowledgeError(Exception):
    """The knowledge base can't be used; `problems` holds every mistake of every file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order of files and lines."""
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Report:
    """Collects the problems of all files."""

    def __init__(self) -> None:
        self.problems: set[Problem] = set()

    def page(self, path: str) -> "Page":
        """What notes the problems of one file."""
        return Page(self, path)

    @property
    def has_errors(self) -> bool:
        """True when at least one problem is an error."""
        return any(problem.severity == "error" for problem in self.problems)


class Page:
    """Notes the problems of one file.

    Attributes:
        path: the file.
        sound: False as soon as one error was noted: what stands in it can't be relied on.
    """

    def __init__(self, report: Report, path: str) -> None:
        self.path = path
        self.sound = True
        self._report = report

    def error(self, line: int, sentence: str, **values: object) -> None:
        """Note an error; `sentence` is a key of SENTENCES, `values` its placeholders."""
        self.sound = False
        self._note(line, sentence, "error", values)

    def warn(self, line: int, sentence: str, **values: object) -> None:
        """Note a warning."""
        self._note(line, sentence, "warning", values)

    def _note(
        self, line: int, sentence: str, severity: Severity, values: dict[str, object]
    ) -> None:
        message = SENTENCES[sentence].format(**{key: _short(v) for key, v in values.items()})
        self._report.problems.add(Problem(self.path, line, message, severity))


def _short(value: object) -> str:
    """A value as it can stand in one line: long texts are cut, line breaks are blanks."""
    text = re.sub(r"\s+", " ", str(value))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
