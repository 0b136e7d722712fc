"""After a case: what staff say of it with a tap, and what they can look up later."""

import pytest

from bot.ports import Edit, Message, Pressed, Reacted
from tests.engine.house import BRAM, House


@pytest.fixture
def house(store, knowledge) -> House:
    return House(store, knowledge)


async def is_closed(house) -> str:
    """The id of the message with the buttons."""
    await house.opens_a_case("Hoe vraag ik zorgtoeslag aan?")
    await house.at_desk("!claim")
    await house.at_desk("Zo doet u dat.")
    await house.at_desk("!close")
    messages = [m for m in house.staff.sent if isinstance(m, Message)]
    asked = next(m for m in messages if "Hoe liep het af" in m.text)
    return f"matrix-{messages.index(asked) + 1}"


async def counted(store):
    rows = await store.run(lambda tx: tx.counts.all())
    return {(what, about): number for _, what, about, number in rows}


async def press(house, data, message):
    await house.at_desk(Pressed(data), message=None, about=message)


async def test_two_taps_say_how_it_ended_and_what_it_was_about(house, store):
    message = await is_closed(house)
    await press(house, "done:referred", message)
    await press(house, "about:zorgtoeslag", message)

    told = [edit for edit in house.of_kind(Edit) if edit.about == message]
    numbers = await counted(store)
    assert "doorverwezen" in told[0].text
    assert "Zorgtoeslag" in told[1].text
    assert numbers["wrapped_up", "referred"] == numbers["case_about", "zorgtoeslag"] == 1


async def test_a_tap_counts_once_and_another_outcome_comes_too_late(house, store):
    message = await is_closed(house)
    for data in ("done:answered", "done:answered", "done:referred"):
        await press(house, data, message)

    numbers = await counted(store)
    assert numbers["wrapped_up", "answered"] == 1
    assert ("wrapped_up", "referred") not in numbers


async def test_a_reaction_means_the_buttons_that_stand_there_now(house, store):
    message = await is_closed(house)
    await press(house, "done:answered", message)
    await house.at_desk(Reacted("1️⃣"), message=None, about=message)

    assert any(what == "case_about" for what, _ in await counted(store))


async def test_it_works_while_the_citizen_is_already_somewhere_else(house, store):
    message = await is_closed(house)
    first = house.thread
    await house.opens_a_case("Nu iets over mijn huur")
    seen = len(house.citizen_sees())
    await house.at_desk(Pressed("done:answered"), message=None, about=message, thread=first)

    assert (await counted(store))["wrapped_up", "answered"] == 1
    assert len(house.citizen_sees()) == seen


@pytest.mark.parametrize("data", ["done:won", "about:geheim", "done:", "done", "about:digid-app"])
async def test_a_forged_tap_counts_nothing(house, store, data):
    message = await is_closed(house)
    await press(house, data, message)

    assert not {what for what, _ in await counted(store)} & {"wrapped_up", "case_about"}


async def test_a_number_on_the_claimed_card_means_the_button_that_it_shows_now(house):
    await house.opens_a_case()
    await house.at_desk("!claim")
    await house.at_desk(Reacted("1️⃣"), message=None, about=house.thread)

    assert "teruggegeven" in house.desk_sees()[-1]


async def test_the_history_shows_the_talk_before_and_earlier_cases_of_this_library(house):
    message = await is_closed(house)
    await press(house, "done:appointment", message)
    await house.time_passes(3 * 86_400)
    await house.opens_a_case("Ik snap mijn brief van het UWV niet")
    await house.at_desk("!history", BRAM)

    told = house.desk_sees()[-1].replace("\\", "")
    assert "brief van het UWV" in told
    assert "Vraag 1, 3 dagen geleden" in told
    assert "afspraak gemaakt" in told
    assert "Zo doet u dat" not in told


async def test_the_list_of_open_cases_says_what_they_are_about_and_who_has_them(house):
    await house.opens_a_case("Hoe vraag ik zorgtoeslag aan?")
    await house.at_desk("!claim", BRAM)
    await house.at_desk("!cases", thread=None)

    assert "Bram helpt" in house.desk_sees()[-1]
    assert "orgtoeslag" in house.desk_sees()[-1]
