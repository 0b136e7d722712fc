"""Somebody comes to a desk later and can't read what was said before: they see it once more."""

import pytest
from msgspec.structs import replace

from bot.dialogue.conversation import Waiting
from bot.ports import Address, Arrived, Message, Reacted
from tests.engine.house import ANJA, BRAM, House


@pytest.fixture
def house(store, knowledge) -> House:
    return House(store, knowledge)


async def arrives(house: House, sender=BRAM) -> list[Message]:
    """Bram comes into the desk's room; what the bot says there then."""
    before = len(house.staff.sent)
    await house.at_desk(Arrived(), sender, thread=None)
    return [m for m in house.staff.sent[before:] if isinstance(m, Message)]


async def test_who_comes_to_the_desk_gets_the_list_and_each_card_in_its_thread(house):
    await house.opens_a_case()

    listed, shown = await arrives(house)

    assert "Vraag 1" in listed.text
    assert listed.to == Address("matrix", "desk")
    assert "Voor wie net in deze groep is gekomen" in shown.text
    assert "**Vraag 1**" in shown.text or "Vraag 1" in shown.text
    assert shown.to.thread == house.thread
    assert shown.quiet
    assert shown.opens is None


async def test_a_case_can_be_claimed_from_the_card_that_was_shown_again(house):
    await house.opens_a_case()
    await arrives(house)
    again = f"matrix-{len([m for m in house.staff.sent if isinstance(m, Message)])}"

    await house.at_desk(Reacted("1️⃣"), BRAM, thread=None, about=again)

    assert "Bram" in house.citizen_sees()[-1]


async def test_the_card_says_who_has_the_case(house):
    await house.opens_a_case()
    await house.at_desk("/claim")

    _, shown = await arrives(house)

    assert "Anja helpt deze burger" in shown.text.replace("*", "")


async def test_nothing_is_said_where_nothing_is_open(house):
    assert await arrives(house) == []
    await house.opens_a_case()
    await house.at_desk("/close")

    assert await arrives(house) == []


async def test_a_practice_case_is_listed_and_not_shown(house):
    await house.at_desk("/oefenen", thread=None)

    shown = await arrives(house)

    assert [m.to.thread for m in shown] == [None]


async def test_a_card_that_waits_for_the_opening_is_not_shown_twice(house, store):
    with store.begin() as tx:
        address = Address("telegram", "someone")
        stored = tx.conversations.at(address, house.clock())
        tx.cases.open(stored.id, "haarlem", Address("matrix", "desk"), house.clock())

    shown = await arrives(house)

    assert len(shown) == 1


async def test_all_who_come_within_a_minute_are_shown_it_once_more_together(house):
    await house.opens_a_case()
    await arrives(house)
    before = len(house.staff.sent)

    assert await arrives(house) == []
    assert await arrives(house, ANJA) == []

    await house.time_passes(59)
    assert house.staff.sent[before:] == []
    await house.time_passes(1)
    assert [m.to.thread for m in house.staff.sent[before:]] == [None, house.thread]
    await house.time_passes(120)
    assert len(house.staff.sent) == before + 2


async def test_who_comes_when_the_minute_is_over_is_shown_it_at_once(house):
    await house.opens_a_case()
    await arrives(house)
    await house.time_passes(60)

    assert len(await arrives(house, ANJA)) == 2


async def test_who_waits_for_the_end_of_the_minute_is_shown_it_after_a_restart_too(
    house, store, knowledge
):
    await house.opens_a_case()
    await arrives(house)
    await arrives(house)
    again = House(store, knowledge)
    again.clock.pass_by(60)

    await again.engine.fire_due()
    await again.delivery.drain()

    assert [m.to.thread for m in again.staff.sent] == [None, house.thread]


async def test_of_many_cases_only_the_newest_twenty_are_shown(house, store):
    with store.begin() as tx:
        for number in range(1, 23):
            stored = tx.conversations.at(Address("telegram", f"citizen-{number}"), house.clock())
            waiting = Waiting("haarlem", number)
            tx.conversations.save(stored.id, replace(stored.body, state=waiting), house.clock())
            desk = Address("matrix", "desk")
            case = tx.cases.open(stored.id, "haarlem", desk, house.clock())
            thread = f"thread-{number}"
            tx.cases.landed(case.number, replace(desk, thread=thread), thread)

    listed, *shown = await arrives(house)

    assert "22" in listed.text
    assert sorted(m.to.thread for m in shown) == sorted(f"thread-{n}" for n in range(3, 23))
