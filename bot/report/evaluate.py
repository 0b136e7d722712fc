"""How well questions are answered: what `wegwijs eval` prints.

Every line is treated as the first message of a new conversation. All figures but `n` and the
milliseconds are shares from 0 to 1, or None where there was nothing to count:

- n: questions.
- answered: of the questions that have an answer, the share that got one topic at once.
- right_at_1: of those that have an answer, the share that got a right topic at once.
- right_in_choices: of those that have an answer, the share that was offered choices with a right
  topic among them. A right topic was seen by right_at_1 + right_in_choices.
- wrong: of all questions, the share that got one topic at once that is not right, questions that
  nothing may answer included.
- rejected_out_of_scope: of the questions that nothing may answer, the share that got no topic at
  once (choices may have been offered).
- urgent_recall: of the questions of kind "urgent", the share that was treated as urgent.
- urgent_false_alarms: of all other questions, the share treated as urgent without reason.
- p50_ms, p99_ms: milliseconds per message, from text to decision; the median, and what 99 of 100
  messages stay under.

Nothing here knows how a message is answered; the caller gives a function for that.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from time import perf_counter
from typing import Any, Literal

import msgspec
from msgspec import Struct

Action = Literal["answer", "choices", "unknown", "urgent", "smalltalk", "command"]
_AT_ONCE = {"answer", "urgent"}


class Answered(Struct, frozen=True):
    """What the bot made of a first message.

    Attributes:
        action: what it did.
        topics: ids, best first, as shown to the citizen.
        confidence: 0 to 1.
        lang: the language it answered in.
        masked: the text as it would be stored.
    """

    action: Action
    topics: tuple[str, ...]
    confidence: float
    lang: str
    masked: str


FirstMessage = Callable[[str], Answered]
"""Answers a text as the first message of a new conversation."""


class Question(Struct, frozen=True):
    """A line to evaluate: any topic of `expect` is right; none means that nothing is."""

    text: str
    expect: tuple[str, ...]
    kind: str


class Outcome(Struct, frozen=True):
    """A question, what became of it, and how long that took."""

    question: Question
    answered: Answered
    ms: float

    @property
    def at_once(self) -> bool:
        """One topic was shown without asking back."""
        return self.answered.action in _AT_ONCE

    @property
    def right(self) -> bool:
        """A right topic was shown, at once or among choices."""
        shown = self.answered.topics[:1] if self.at_once else self.answered.topics
        offered = self.at_once or self.answered.action == "choices"
        return offered and not set(shown).isdisjoint(self.question.expect)

    @property
    def false_alarm(self) -> bool:
        """Treated as urgent without being so."""
        return self.answered.action == "urgent" and not self.right


class Evaluation(Struct, frozen=True):
    """All details, one per line and in order, and the summary as `--json` prints it."""

    details: list[dict[str, Any]]
    summary: dict[str, Any]


class BadLine(ValueError):
    """A line can't be evaluated; the message says which one, and what is wrong with it."""


def evaluate(lines: Iterable[str], first_message: FirstMessage) -> Evaluation:
    """Answer every line (a JSON object with text, expect and kind) and count.

    Blank lines are skipped. The details repeat each line and add action, topics, confidence,
    lang, masked and ms.

    Raises:
        BadLine: the first line that is no such object.
    """
    details: list[dict[str, Any]] = []
    outcomes: list[Outcome] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        given, question = _parse(line, number)
        started = perf_counter()
        answered = first_message(question.text)
        outcome = Outcome(question, answered, (perf_counter() - started) * 1000)
        outcomes.append(outcome)
        details.append({**given, **msgspec.to_builtins(answered), "ms": round(outcome.ms, 3)})
    return Evaluation(details, summarise(outcomes))


def _parse(line: str, number: int) -> tuple[dict[str, Any], Question]:
    """The line as it was given, and what of it is evaluated."""
    try:
        given = msgspec.json.decode(line.removeprefix("\ufeff"), type=dict[str, Any])
        return given, msgspec.convert(given, Question)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise BadLine(f"line {number}: {error}") from error


def summarise(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The figures over all questions, and under "kinds" the same for each kind."""
    by_kind: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_kind[outcome.question.kind].append(outcome)
    return {**_figures(outcomes), "kinds": {kind: _figures(by_kind[kind]) for kind in by_kind}}


def _figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The figures of one group of questions; see the module's docstring."""
    inside = [o for o in outcomes if o.question.expect]
    outside = [o for o in outcomes if not o.question.expect]
    urgent = [o for o in outcomes if o.question.kind == "urgent"]
    others = [o for o in outcomes if o.question.kind != "urgent"]
    times = sorted(o.ms for o in outcomes)
    return {
        "n": len(outcomes),
        "answered": _share(o.at_once for o in inside),
        "right_at_1": _share(o.at_once and o.right for o in inside),
        "right_in_choices": _share(o.right and not o.at_once for o in inside),
        "wrong": _share(o.at_once and not o.right for o in outcomes),
        "rejected_out_of_scope": _share(not o.at_once for o in outside),
        "urgent_recall": _share(o.answered.action == "urgent" for o in urgent),
        "urgent_false_alarms": _share(o.false_alarm for o in others),
        "p50_ms": _percentile(times, 50),
        "p99_ms": _percentile(times, 99),
    }


def _share(flags: Iterable[bool]) -> float | None:
    """The share of flags that are set, in four decimals; None when there are none."""
    counted = list(flags)
    return round(sum(counted) / len(counted), 4) if counted else None


def _percentile(ascending: Sequence[float], percent: int) -> float | None:
    """The smallest value that so many percent stay at or under; None when there are none."""
    if not ascending:
        return None
    at = -(-len(ascending) * percent // 100) - 1
    return round(ascending[max(at, 0)], 3)
