"""A desk is told which rights the bot misses there: by name, and nobody else is."""

import pytest

from bot.ports import Address, Joined, Permitted, Received
from tests.engine.house import FATIMA, House


@pytest.fixture
def house(store, knowledge) -> House:
    return House(store, knowledge)


async def test_each_missing_right_is_named_and_no_other(house):
    await house.at_desk(Permitted(("topics", "delete")), thread=None, message=None)

    text = house.desk_sees()[-1]
    assert "**Onderwerpen beheren**" in text
    assert "**Berichten verwijderen**" in text
    assert "**beheerder**" not in text


async def test_a_desk_where_nothing_is_missing_any_more_is_thanked(house):
    await house.at_desk(Permitted(), thread=None, message=None)

    assert "alle rechten" in house.desk_sees()[-1]


async def test_a_new_desk_gets_hello_and_what_is_missing_in_one_message(house):
    await house.at_desk(Joined(("read",)), thread=None, message=None)

    (text,) = house.desk_sees()
    assert text.startswith("Hallo, ik ben Wegwijs")
    assert "**beheerder**" in text


async def test_a_group_that_is_no_desk_is_not_asked_for_rights(house):
    at = Address("telegram", "-5")
    await house.happens(Received("g1", at, FATIMA, Permitted(("read",)), private=False))

    assert house.citizens.said_in("-5") == []
