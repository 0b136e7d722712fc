"""The bot and the client that Element is made of, which trusts cross-signed devices alone."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.ports import Joined, Said
from tests.adapters.matrix.conftest import Bot
from tests.servers.install_strict_client import is_installed
from tests.servers.matrix_person import Person
from tests.servers.strict_person import StrictPerson
from tests.servers.synapse import Synapse

pytestmark = [
    pytest.mark.slow,
    pytest.mark.matrix,
    pytest.mark.skipif(not is_installed(), reason="make setup installs the strict client"),
]


@pytest.fixture
async def strict(synapse: Synapse) -> AsyncIterator[StrictPerson]:
    """Somebody with such a client."""
    async with StrictPerson(synapse, synapse.register("fatima")) as somebody:
        yield somebody


async def test_a_strict_client_and_the_bot_read_each_other(bot: Bot, strict: StrictPerson):
    room = await strict.opens_direct_room(bot.id)

    strict.says("Leest u mij?")
    assert (await bot.gets(Said)).what == Said("Leest u mij?")
    await bot.says(room, "Ja, luid en duidelijk")

    assert (await strict.sees("said"))["text"] == "Ja, luid en duidelijk"


async def test_a_strict_client_verifies_the_bot_and_sees_the_pictures_of_its_log(
    bot: Bot, strict: StrictPerson, caplog: pytest.LogCaptureFixture
):
    caplog.set_level("INFO", "adapters.matrix")
    room = await strict.opens_direct_room(bot.id)

    strict.verifies(bot.id)

    seen = await strict.sees("pictures")
    assert (await strict.sees("verified"))["trusted"] is True
    assert any(seen["names"] in line for line in caplog.messages)
    strict.says("Nu vertrouw ik u")
    assert (await bot.gets(Said)).what == Said("Nu vertrouw ik u")
    await bot.says(room, "Dank u wel")
    assert (await strict.sees("said"))["text"] == "Dank u wel"
    assert len(bot.received) == len(bot.all(Said)) + len(bot.all(Joined))


async def test_who_sees_other_pictures_does_not_trust_the_bot(bot: Bot, strict: StrictPerson):
    await strict.opens_direct_room(bot.id)

    strict.verifies(bot.id, agrees=False)

    await strict.sees("pictures")
    assert (await strict.sees("verified"))["trusted"] is False
    strict.says("Toch een vraag")
    assert (await bot.gets(Said)).what == Said("Toch een vraag")


async def test_a_strict_client_does_not_read_a_device_that_nobody_signed(
    strict: StrictPerson, person: Person
):
    """Shows that the test above can fail: this person's app knows no cross-signing."""
    opening = asyncio.create_task(strict.opens_direct_room(person.id))
    await person.until(lambda: bool(person.client.invited_rooms))
    await person.joins(next(iter(person.client.invited_rooms)))
    room = await opening

    await person.says(room, "Leest u mij?")

    await strict.sees("unreadable")
