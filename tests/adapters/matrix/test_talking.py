"""A citizen and the bot in a direct room, both ways, plain and encrypted."""

import pytest

from bot.ports import Address, Message, Said
from tests.adapters.matrix.conftest import Bot
from tests.servers.matrix_person import Person

pytestmark = [pytest.mark.slow, pytest.mark.matrix]


async def test_what_a_citizen_says_in_a_plain_room_arrives(bot: Bot, person: Person):
    room = await bot.meets(person)

    event_id = await person.says(room, "Hoe vraag ik DigiD aan?")

    received = await bot.gets(Said)
    assert received.what == Said("Hoe vraag ik DigiD aan?")
    assert received.id == received.message == event_id
    assert received.at == Address("matrix", room)
    assert received.private
    assert (received.sender.id, received.sender.name) == (person.id, "Sanne")


@pytest.mark.parametrize("encrypted", [False, True])
async def test_both_understand_each_other(bot: Bot, person: Person, encrypted: bool):
    room = await bot.meets(person, encrypted=encrypted)

    sent = await bot.send(Message("m1", Address("matrix", room), "Goedendag"))
    seen = await person.sees_text(room, "Goedendag")
    await person.says(room, "Hallo")

    assert seen["event_id"] == sent.message
    assert (await bot.gets(Said)).what == Said("Hallo")
