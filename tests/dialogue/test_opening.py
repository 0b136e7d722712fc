"""Moments in words, in the citizen's language."""

from datetime import datetime

import pytest

from bot.dialogue.conversation import Conversation
from bot.dialogue.desk import OpenCase
from bot.dialogue.opening import when
from bot.dialogue.overview import overview
from bot.dialogue.turn import Turn
from bot.dialogue.world import World
from bot.kb.hours import ZONE
from tests.fakes import FakeKnowledge


def at(*shown: int) -> float:
    return datetime(*shown, tzinfo=ZONE).timestamp()


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
