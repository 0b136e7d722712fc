"""What `wegwijs ask --why` prints."""

import msgspec
import pytest

from bot.cli import run
from bot.kb.explain import Near, Why
from bot.report.why import told

WHY = Why(
    counted=(("wachtwoord", 0.6), ("kwijt", 0.4)),
    corrected=(("wachtwort", "wachtwoord"),),
    unknown=("xyz",),
    nearest=Near("a", "wachtwoord kwijt", 0.9),
    rival=Near("b", "sterk wachtwoord", 0.5),
    runners_up=(("b", 0.08),),
)


def test_everything_that_decided_is_told():
    lines = "\n".join(told("answer", 0.75, ["a"], WHY))

    for part in (
        *("zeker genoeg", "a (zekerheid 75%)", "wachtwoord 60%, kwijt 40%"),
        *("wachtwort → wachtwoord", "xyz", "„wachtwoord kwijt” (a, 90% gelijk)"),
        *("„sterk wachtwoord” (b, 50% gelijk)", "b 8%"),
    ):
        assert part in lines


@pytest.mark.parametrize("action", ["smalltalk", "command"])
def test_where_no_topic_was_looked_for_none_is_told(action):
    assert len(list(told(action, 1.0, [], WHY))) == 2


def test_nothing_found_is_told_as_nothing():
    lines = list(told("unknown", 0.1, [], Why()))

    assert lines[-1].strip() == "Getoond: niets"


def test_ask_tells_why_after_the_answer_and_in_json(capsys):
    assert run(["ask", "--why", "ik ben mijn wachtwort van digid kwijt"]) == 0
    text = capsys.readouterr().out
    assert run(["ask", "--why", "--json", "ik ben mijn wachtwort van digid kwijt"]) == 0
    asked = msgspec.json.decode(capsys.readouterr().out)

    assert text.index("www.digid.nl") < text.index("Waarom?")
    assert ["wachtwort", "wachtwoord"] in asked["why"]["corrected"]


def test_without_why_json_is_as_it_always_was(capsys):
    run(["ask", "--json", "ik ben mijn wachtwoord van digid kwijt"])

    asked = msgspec.json.decode(capsys.readouterr().out)
    assert set(asked) == {"action", "topics", "confidence", "lang", "masked", "answer"}
