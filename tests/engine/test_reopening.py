"""A closed case that is opened again, by the citizen or by staff."""

import pytest

from bot.ports import Gone, Shut
from tests.engine.house import BRAM, House


@pytest.fixture
def house(store, knowledge) -> House:
    return House(store, knowledge)


async def is_closed(house):
    await house.opens_a_case()
    await house.at_desk("!claim")
    await house.at_desk("Komt goed.")
    await house.at_desk("!close")


async def test_one_tap_opens_the_same_case_in_the_same_thread(house):
    await is_closed(house)
    thread = house.thread
    await house.presses("again:1")
    await house.citizen("Welk loket was het ook weer?")
    await house.at_desk("!claim", BRAM, thread=thread)
    await house.at_desk("Loket 3.", BRAM, thread=thread)

    assert "Loket 3" in house.citizen_sees()[-1]
    assert len([m for m in house.staff.sent if getattr(m, "opens", None)]) == 1
    assert [shut.reopen for shut in house.of_kind(Shut)] == [False, True]


async def test_what_was_meant_for_the_person_goes_along_with_one_tap(house):
    await is_closed(house)
    await house.citizen("xqzt blurp nog wat")
    await house.presses("again:1:say")

    assert "xqzt blurp nog wat" in house.desk_sees()[-1]


async def test_what_was_asked_of_the_bot_in_between_stays_between_the_two(house):
    await is_closed(house)
    await house.citizen("Hoe vraag ik een DigiD aan voor geheimvrouw?")
    await house.presses("again:1")
    await house.at_desk("!claim", thread=house.thread)

    everything = [getattr(m, "text", "") for m in house.staff.sent]
    assert "geheimvrouw" not in "".join(everything)


async def test_after_the_time_the_tap_is_friendly_and_opens_nothing(house):
    await is_closed(house)
    await house.time_passes(86_401)
    await house.presses("again:1")

    assert "werkt niet meer" in house.citizen_sees()[-1]


async def test_staff_open_a_case_again_and_the_citizen_hears_who_reads_along(house):
    await is_closed(house)
    await house.citizen("Hoe vraag ik een DigiD aan?")
    await house.at_desk("!reopen", BRAM)
    told = house.citizen_sees()[-1]
    await house.at_desk("Nog één ding.", BRAM)

    assert "Bram" in told
    assert "Nog één ding" in house.citizen_sees()[-1]


async def test_after_the_texts_were_erased_the_card_says_so(house):
    await is_closed(house)
    await house.time_passes(86_401)
    await house.at_desk("!reopen", BRAM)

    cards = [m.text for m in house.staff.sent if type(m).__name__ == "Edit"]
    assert "gewist" in cards[-1]
    assert "UWV" not in cards[-1]


async def test_a_case_is_not_opened_while_the_citizen_has_another(house):
    await is_closed(house)
    old = house.thread
    await house.opens_a_case("Een heel andere vraag over toeslagen")
    seen = len(house.citizen_sees())
    await house.at_desk("!reopen", thread=old)

    assert "andere vraag open" in house.desk_sees()[-1]
    assert len(house.citizen_sees()) == seen


async def test_an_older_case_is_opened_again_and_is_then_the_one(house):
    await is_closed(house)
    first = house.thread
    await house.opens_a_case("Een heel andere vraag over toeslagen")
    await house.at_desk("!claim")
    await house.at_desk("!close")
    await house.at_desk("!reopen", BRAM, thread=first)
    await house.citizen("Fijn, daar ging het om.")

    last = house.staff.sent[-1]
    assert "daar ging het om" in last.text
    assert last.to.thread == first


async def test_reopening_what_is_open_is_told(house):
    await house.opens_a_case()
    await house.at_desk("!reopen")

    assert "nog open" in house.desk_sees()[-1]


async def test_a_citizen_who_has_gone_is_told_to_the_desk_and_the_case_closes_again(house):
    await is_closed(house)
    house.citizens.refuse_always["fatima"] = Gone("blocked")
    await house.at_desk("!reopen")

    assert "niet meer bereikbaar" in house.desk_sees()[-1]
    await house.at_desk("nog iets")
    assert "gesloten" in house.desk_sees()[-1]


async def test_a_case_of_a_citizen_who_was_forgotten_cannot_be_opened(house):
    await is_closed(house)
    old = house.thread
    await house.presses("forget")
    seen = len(house.citizen_sees())
    await house.at_desk("!reopen", thread=old)

    assert len(house.citizen_sees()) == seen
    assert house.desk_sees()[-1]


async def test_a_number_does_outside_of_the_thread_what_the_thread_does(house):
    await house.opens_a_case()
    await house.at_desk("!claim 1", BRAM, thread=None)
    await house.at_desk("!answer #1 digid-aanvragen", BRAM, thread=None)

    assert "DigiD" in house.citizen_sees()[-1]
    await house.at_desk("!close 1", BRAM, thread=None)
    assert "Hoe vond u de hulp" in house.citizen_sees()[-1]


async def test_a_number_of_another_desk_or_of_no_case_does_nothing(house):
    await house.opens_a_case()
    await house.at_desk("!close 99", thread=None)

    assert "Vraag 99 is niet van deze balie" in house.desk_sees()[-1]
