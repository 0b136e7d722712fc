"""Moments in words, and the clocks of a case, which run in opening hours alone."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.dialogue.conversation import Conversation, Helped, Waiting
from bot.dialogue.desk import OpenCase
from bot.dialogue.effects import SetTimer, Tell
from bot.dialogue.events import CitizenChose, CitizenSaid, TimerFired, TimerKind
from bot.dialogue.opening import when
from bot.dialogue.overview import overview
from bot.dialogue.turn import Turn
from bot.dialogue.world import World
from bot.kb.hours import ZONE, Branch, Schedule, Span, is_open
from tests.dialogue.talk import KeyKnowledge
from tests.dialogue.test_properties import play, talks
from tests.fakes import LIBRARIES, FakeKnowledge


def at(*shown: int) -> float:
    return datetime(*shown, tzinfo=ZONE).timestamp()


SCHEDULE = Schedule((*[(Span(600, 1050),)] * 5, (), ()))
BRANCH = Branch("centrum", "Centrum", SCHEDULE, SCHEDULE)
OF_THE_DESK = {
    TimerKind.REMIND_DESK,
    TimerKind.TELL_CITIZEN,
    TimerKind.NUDGE_CLAIMER,
    TimerKind.RETURN_CLAIM,
    TimerKind.CLOSE_QUIET,
}


def world_with_hours(now: float) -> World:
    """Both libraries with a desk have (fictional) opening hours."""
    kb = KeyKnowledge()
    kb.libraries = {name: replace(each, branches=(BRANCH,)) for name, each in kb.libraries.items()}
    return World(kb, frozenset({"haarlem", "breda"}), now=now)


moments = st.integers(round(at(2026, 3, 1)), round(at(2027, 1, 10)))


@given(talks, moments)
@settings(max_examples=100, deadline=None)
def test_the_clocks_of_a_case_never_come_when_the_desk_is_closed(events, now):
    for _before, _event, after, effects in play(events, world_with_hours(now)):
        library = getattr(after.state, "library", None)
        for timer in effects if library in LIBRARIES else ():
            if isinstance(timer, SetTimer) and timer.kind in OF_THE_DESK:
                assert isinstance(after.state, Waiting | Helped)
                # At closing time itself, the last second of waiting has just passed.
                assert is_open((SCHEDULE,), now + timer.seconds - 1)


@given(moments, st.sampled_from(sorted(OF_THE_DESK)))
@settings(max_examples=100, deadline=None)
def test_a_clock_that_comes_when_the_desk_is_closed_after_all_never_disturbs_the_desk(now, kind):
    events = [CitizenSaid("/person haarlem"), CitizenChose("yes"), TimerFired(kind)]
    (*_, (_before, _event, after, effects)) = play(events, world_with_hours(now))

    if not is_open((SCHEDULE,), now):
        assert isinstance(after.state, Waiting)
        assert not [e for e in effects if isinstance(e, Tell) and e.to == "desk"]


@pytest.mark.parametrize(
    ("now", "moment", "dutch", "english"),
    [
        ((2026, 11, 27, 9), (2026, 11, 27, 14), "vandaag om 14.00 uur", "today at 14:00"),
        ((2026, 11, 27, 0), (2026, 11, 27, 9, 30), "vandaag om 9.30 uur", "today at 9:30"),
        ((2026, 11, 26, 23, 59), (2026, 11, 27, 10), "morgen om 10.00 uur", "tomorrow at 10:00"),
        (
            (2026, 11, 27, 23),
            (2026, 11, 30, 10),
            "maandag 30 november om 10.00 uur",
            "Monday 30 November at 10:00",
        ),
        (
            (2026, 12, 31, 18),
            (2027, 1, 2, 10, 5),
            "zaterdag 2 januari om 10.05 uur",
            "Saturday 2 January at 10:05",
        ),
        ((2026, 3, 28, 18), (2026, 3, 29, 10), "morgen om 10.00 uur", "tomorrow at 10:00"),
        ((2026, 10, 25, 0, 30), (2026, 10, 25, 23), "vandaag om 23.00 uur", "today at 23:00"),
    ],
)
def test_a_moment_is_told_as_people_say_it(now, moment, dutch, english):
    world = World(FakeKnowledge(), now=at(*now))

    told = [when(Turn(Conversation(lang=lang), world), at(*moment)) for lang in ("nl", "en")]

    assert told == [dutch, english]


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(40, "40 minuten"), (119, "119 minuten"), (840, "14 uur"), (4320, "3 dagen")],
)
def test_the_overview_says_how_long_each_question_waits(minutes, told):
    waiting = [
        OpenCase(3, "haarlem", None, minutes, "zorgtoeslag"),
        OpenCase(4, "haarlem", None, 1),
    ]

    text = overview("haarlem", waiting, World(FakeKnowledge()))

    assert f"- Vraag 3: Zorgtoeslag, wacht al {told}\n- Vraag 4: nog geen onderwerp" in text
