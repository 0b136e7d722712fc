"""The table: complete, exemplified row by row, and what the page in docs/ says."""

import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from bot.dialogue import step as step_module
from bot.dialogue.conversation import Answering, Conversation, State, Waiting
from bot.dialogue.events import CitizenLeft, CitizenSaid, Event
from bot.dialogue.step import OMITTED, TRANSITIONS, BrokenRuleError, Rule, step
from tests.dialogue.examples_again import AGAIN_EXAMPLES
from tests.dialogue.examples_bot import BOT_EXAMPLES
from tests.dialogue.examples_case import CASE_EXAMPLES
from tests.dialogue.places import talk_in
from tests.dialogue.talk import Talk

ROOT = Path(__file__).parents[2]
EXAMPLES = BOT_EXAMPLES + CASE_EXAMPLES + AGAIN_EXAMPLES
PAIRS = {(state, event) for state in get_args(State) for event in get_args(Event)}


@pytest.mark.parametrize(
    ("place", "event", "to", "effects"),
    EXAMPLES,
    ids=[f"{place}-{type(event).__name__}-{n}" for n, (place, event, *_) in enumerate(EXAMPLES)],
)
def test_an_event_leads_to_this_state_and_these_effects(place, event, to, effects):
    talk = talk_in(place)

    lines = talk.happens(event)

    assert lines == effects
    assert type(talk.state) is to


def test_every_pair_of_a_state_and_an_event_is_a_row_or_omitted_with_a_reason():
    assert set(TRANSITIONS) | set(OMITTED) == PAIRS
    assert not set(TRANSITIONS) & set(OMITTED)
    assert all(OMITTED.values())


def test_every_row_and_every_state_it_may_lead_to_has_an_example():
    promised = {(*pair, to) for pair, rule in TRANSITIONS.items() for to in rule.to}

    shown = {(type(talk_in(place).state), type(event), to) for place, event, to, _ in EXAMPLES}

    assert shown == promised


def test_what_is_omitted_changes_nothing():
    conversation = Conversation(Answering(1), met=True)

    after, effects = step(conversation, CitizenLeft(), Talk().world)

    assert after is conversation
    assert effects == ()


def test_a_rule_that_leads_elsewhere_than_its_row_says_is_caught(monkeypatch):
    rules = {
        (Answering, CitizenSaid): Rule(lambda turn, *_: turn.become(Waiting("x")), (Answering,))
    }
    monkeypatch.setattr(step_module, "TRANSITIONS", rules)

    with pytest.raises(BrokenRuleError, match="Waiting is not in the table"):
        step(Conversation(), CitizenSaid("hallo"), Talk().world)


def test_the_page_in_docs_is_up_to_date():
    page = ROOT / "docs" / "dialogue.md"
    program = "import make_dialogue; print(make_dialogue.page(), end='')"

    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT / "docs",
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
    )

    assert run.stdout.decode() == page.read_text(encoding="utf-8")
