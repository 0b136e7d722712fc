"""A desk with opening hours, with real parts only: what waits at night, and what opening brings."""

import asyncio
import copy
from datetime import date, datetime

import pytest
from msgspec.structs import replace

from bot.dialogue.events import TimerKind
from bot.engine import Desks, Engine
from bot.kb.hours import ZONE, Branch, Schedule, Span, Special
from bot.ports import Message, Sender, plain
from bot.settings import Desk
from tests.engine.house import House

OMAR = Sender("omar", "Omar")
WEEK = (*[(Span(600, 1050),)] * 5, (Span(600, 960),), ())
HOUR = 3600


def at(*shown: int) -> float:
    return datetime(*shown, tzinfo=ZONE).timestamp()


def with_hours(knowledge, *specials: Special):
    """The real knowledge base, in which Haarlem has (fictional) opening hours."""
    schedule = Schedule(WEEK, specials)
    branch = Branch("centrum", "Centrum", schedule, schedule)
    haarlem = replace(knowledge.libraries["haarlem"], branches=(branch,))
    changed = copy.copy(knowledge)
    changed.libraries = {**knowledge.libraries, "haarlem": haarlem}
    return changed


@pytest.fixture
def house(store, knowledge) -> House:
    return House(store, with_hours(knowledge))


async def until(house: House, *shown: int) -> None:
    """Time passes, quarter by quarter, so that every timer comes at about its own time."""
    moment = at(*shown)
    while house.clock.now < moment:
        await house.time_passes(min(900, moment - house.clock.now))


def citizen_sees(house: House) -> list[str]:
    return [plain(text) for text in house.citizen_sees()]


def overviews(house: House) -> list[str]:
    return [text for text in house.desk_sees() if "Vragen die wachten" in text]


def cards(house: House) -> list[Message]:
    return [m for m in house.staff.sent if isinstance(m, Message) and m.opens]


async def test_by_day_everything_is_as_without_hours(house):
    house.clock.now = at(2026, 11, 24, 12)

    await house.opens_a_case()

    assert len(cards(house)) == 1
    assert not cards(house)[0].quiet
    assert not any("weer" in text for text in citizen_sees(house)[-2:])


async def test_at_night_the_citizen_hears_when_somebody_is_there_and_the_desk_hears_nothing(house):
    house.clock.now = at(2026, 11, 28, 22)

    await house.opens_a_case()
    await house.citizen("Het gaat over mijn huur")
    await until(house, 2026, 11, 30, 9, 45)

    asked, told = citizen_sees(house)[-2:]
    assert "maandag 30 november om 10.00 uur" in asked
    assert "maandag 30 november om 10.00 uur" in told
    assert house.staff.sent == []


async def test_at_opening_one_overview_comes_first_and_then_the_cards(house):
    house.clock.now = at(2026, 11, 28, 22)
    await house.opens_a_case()
    await house.citizen("Het gaat over mijn huur")
    await house.citizen("Hoe vraag ik een DigiD aan?", OMAR)
    await house.presses("human", OMAR)
    await house.presses("yes", OMAR)

    await until(house, 2026, 11, 30, 10, 0)
    await house.time_passes(5)

    first, *others = house.desk_sees()
    assert "Vragen die wachten: 2" in first
    assert "Vraag 1:" in first
    assert "Vraag 2: DigiD aanvragen" in first
    assert "36 uur" in first
    assert len(overviews(house)) == 1
    assert len(cards(house)) == 2
    assert all(card.quiet for card in cards(house))
    assert any("mijn huur" in text for text in others)


async def test_reminders_and_honest_words_come_in_opening_hours_alone(house):
    house.clock.now = at(2026, 11, 24, 17, 25)
    await house.opens_a_case()
    seen = len(citizen_sees(house))

    await until(house, 2026, 11, 25, 10, 0)
    assert not any("nog niet aangenomen. Wie" in text for text in house.desk_sees())
    assert len(citizen_sees(house)) == seen

    await until(house, 2026, 11, 25, 10, 45)
    assert sum("nog niet aangenomen. Wie" in text for text in house.desk_sees()) == 1
    assert "langer dan we willen" in citizen_sees(house)[-1]
    assert len(overviews(house)) == 1


async def test_an_opening_without_questions_is_silent(house):
    house.clock.now = at(2026, 11, 24, 22)
    await house.opens_a_case()
    await house.citizen("/stop")

    await until(house, 2026, 11, 25, 11)

    assert overviews(house) == []


async def test_who_is_at_the_desk_at_night_can_claim_and_answer(house):
    house.clock.now = at(2026, 11, 24, 22)
    await house.opens_a_case()

    await house.at_desk("/claim 1", thread=None)
    await house.at_desk("Ik ben er toevallig nog.")

    assert len(cards(house)) == 1
    assert "toevallig" in citizen_sees(house)[-1]
    await until(house, 2026, 11, 25, 11)
    assert overviews(house) == []


async def test_what_is_said_to_who_has_the_case_comes_without_a_ring_at_night(house):
    house.clock.now = at(2026, 11, 24, 12)
    await house.opens_a_case()
    await house.at_desk("/claim")
    house.clock.now = at(2026, 11, 24, 22)

    await house.citizen("Nog iets")

    said = [m for m in house.staff.sent if isinstance(m, Message) and "Nog iets" in m.text]
    assert [m.quiet for m in said] == [True]


async def test_a_restart_at_night_loses_no_overview_and_a_second_process_makes_no_second(
    house, store, knowledge
):
    house.clock.now = at(2026, 11, 24, 22)
    await house.opens_a_case()
    other = Engine(
        store, house.engine.world, Desks((Desk("haarlem", "matrix", "desk"),)), house.clock
    )

    house.clock.now = at(2026, 11, 25, 10)
    await asyncio.gather(other.fire_due(), house.engine.fire_due(), other.fire_due())
    await house.engine.fire_due()
    await house.time_passes(5)

    assert len(overviews(house)) == 1
    assert len(cards(house)) == 1


async def test_an_opening_that_was_slept_through_is_told_at_the_start(house, store, knowledge):
    house.clock.now = at(2026, 11, 24, 22)
    await house.opens_a_case()

    house.clock.now = at(2026, 11, 25, 11, 30)
    house.engine.use(knowledge)  # as a process does that has just started
    await house.engine.fire_due()
    await house.time_passes(5)

    assert len(overviews(house)) == 1
    assert len(cards(house)) == 1


async def test_a_closure_that_is_added_meanwhile_moves_the_opening(house, knowledge):
    house.clock.now = at(2026, 11, 24, 22)
    await house.opens_a_case()

    closed = Special(date(2026, 11, 25), date(2026, 11, 26), reason="ziekte")
    house.engine.use(with_hours(knowledge, closed))
    await until(house, 2026, 11, 27, 9, 45)
    assert house.staff.sent == []
    assert "vrijdag 27 november" in citizen_sees(house)[-1] or "morgen" in citizen_sees(house)[-1]

    await until(house, 2026, 11, 27, 10, 15)
    assert len(overviews(house)) == 1
    assert len(cards(house)) == 1


async def test_an_extra_opening_that_is_added_meanwhile_brings_the_overview_sooner(
    house, knowledge
):
    house.clock.now = at(2026, 11, 28, 22)
    await house.opens_a_case()

    sunday = Special(date(2026, 11, 29), date(2026, 11, 29), (Span(720, 900),))
    house.engine.use(with_hours(knowledge, sunday))
    await until(house, 2026, 11, 29, 12, 15)

    assert len(overviews(house)) == 1


async def test_when_the_hours_are_taken_away_nothing_waits_any_longer(house, knowledge):
    house.clock.now = at(2026, 11, 28, 22)
    await house.opens_a_case()

    house.engine.use(knowledge)
    await house.time_passes(1)
    await house.time_passes(5)

    assert len(cards(house)) == 1


async def test_from_christmas_to_new_year(house, knowledge):
    """A question on Christmas Eve, a week with closures, and a case that nobody loses."""
    closed = Special(date(2026, 12, 28), date(2026, 12, 30), reason="inventaris")
    house.engine.use(with_hours(knowledge, closed))
    house.clock.now = at(2026, 12, 24, 18)
    await house.opens_a_case()
    assert "donderdag 31 december om 10.00 uur" in citizen_sees(house)[-1]

    await until(house, 2026, 12, 31, 9, 45)
    assert house.staff.sent == []
    assert not any("Het spijt ons" in text for text in citizen_sees(house))

    await until(house, 2026, 12, 31, 12)
    assert len(overviews(house)) == 1
    assert "7 dagen" in overviews(house)[0]
    assert "langer dan we willen" in citizen_sees(house)[-1]
    seen = len(citizen_sees(house))

    # Nobody claims. The next days: New Year's Day (closed), and Saturday, when the desk is open.
    await until(house, 2027, 1, 2, 9, 45)
    assert len(citizen_sees(house)) == seen
    assert len(overviews(house)) == 1
    await until(house, 2027, 1, 2, 10, 15)
    assert len(overviews(house)) == 2
    await house.at_desk("/claim")
    await house.at_desk("Gelukkig nieuwjaar! Ik help u.")
    assert "Gelukkig nieuwjaar" in citizen_sees(house)[-1]


async def test_a_claim_does_not_return_at_night(house):
    house.clock.now = at(2026, 11, 24, 17, 20)
    await house.opens_a_case()
    await house.at_desk("/claim")
    await house.citizen("Bent u er nog?")

    await until(house, 2026, 11, 25, 10)
    assert not any("lang niet geantwoord" in text for text in house.desk_sees())

    await until(house, 2026, 11, 25, 11, 15)
    assert any("lang niet geantwoord" in text for text in house.desk_sees())


async def test_everything_is_forgotten_before_the_desk_ever_saw_it(house, store):
    house.clock.now = at(2026, 11, 24, 22)
    await house.opens_a_case()
    await house.engine.forget(house.citizens.sent[0].to)

    await until(house, 2026, 11, 25, 11)

    assert house.staff.sent == []
    with store.begin() as tx:
        assert tx.timers.when("desk:haarlem", TimerKind.OPEN_DESK) is None


async def test_the_topic_of_opening_hours_says_what_is_open_now(house):
    house.clock.now = at(2026, 11, 24, 12)
    await house.citizen("/start haarlem")

    await house.citizen("wat zijn de openingstijden van de bibliotheek")
    house.clock.now = at(2026, 11, 28, 22)
    await house.citizen("wat zijn de openingstijden van de bibliotheek")

    by_day, by_night = citizen_sees(house)[-2:]
    assert "Centrum: open tot 17.30 uur" in by_day
    assert "Centrum: dicht, weer open maandag 30 november om 10.00 uur" in by_night
