"""Nothing that was said is lost: crashes, absence, and a server that is away."""

import asyncio
import json

import pytest

from adapters.matrix import MatrixSettings
from adapters.matrix.joining import Joining
from bot.ports import CannotRun, Joined, Left, Received, Said
from tests.adapters.matrix.conftest import Bot
from tests.servers.matrix_person import Person
from tests.servers.synapse import Synapse

pytestmark = [pytest.mark.slow, pytest.mark.matrix]


class FullError(Exception):
    """The engine could not store it."""


async def test_what_could_not_be_stored_comes_again_after_a_restart(
    settings: MatrixSettings, person: Person
):
    first = Bot(settings)

    def refuse(received: Received) -> None:
        if received.what == Said("tweede"):
            raise FullError

    first.fails = refuse
    run = asyncio.create_task(first.adapter.run(first.receive))
    room = await first.meets(person)
    await person.says(room, "eerste")
    await person.says(room, "tweede")

    with pytest.raises(FullError):
        await asyncio.wait_for(run, 20)
    async with Bot(settings).running() as second:
        await person.says(room, "derde")
        await second.gets(Said, 2)
        told = {r.id: r.what.text for b in (first, second) for r in b.all(Said)}
        assert list(told.values())[-3:] == ["eerste", "tweede", "derde"]


@pytest.mark.parametrize("encrypted", [False, True])
async def test_everything_said_while_the_bot_was_away_arrives_in_order(
    settings: MatrixSettings, person: Person, encrypted: bool
):
    async with Bot(settings).running() as bot:
        room = await bot.meets(person, encrypted=encrypted)
        await person.says(room, "tot zo")
        await bot.gets(Said)
    expected = [f"bericht {number}" for number in range(150)]
    for text in expected:
        await person.says(room, text)

    async with Bot(settings).running() as bot:
        await bot.gets(Said, 150)

        assert [r.what.text for r in bot.all(Said)][-150:] == expected


async def test_a_bot_that_was_kicked_while_away_is_told(settings: MatrixSettings, person: Person):
    async with Bot(settings).running() as bot:
        room = await bot.meets(person)
    await person.kicks(room, bot.id)

    async with Bot(settings).running() as bot:
        assert (await bot.gets(Left)).at.chat == room
        assert not bot.all(Joined)


async def test_a_server_that_restarts_is_waited_for(
    settings: MatrixSettings, person: Person, synapse: Synapse
):
    async with Bot(settings).running() as bot:
        room = await bot.meets(person)
        synapse.stop()
        await asyncio.to_thread(synapse.start)
        await person.says(room, "Bent u er weer?")

        assert (await bot.gets(Said)).what == Said("Bent u er weer?")


async def test_a_log_in_that_ends_while_running_stops_the_bot(
    settings: MatrixSettings, person: Person, synapse: Synapse
):
    bot = Bot(settings)

    run = asyncio.create_task(bot.adapter.run(bot.receive))
    await bot.meets(person)
    session = json.loads((settings.folder / "session.json").read_text())
    await asyncio.to_thread(synapse.ask, session["access_token"], "/logout", {})

    with pytest.raises(CannotRun, match="no longer knows our log-in"):
        await asyncio.wait_for(run, 20)


async def test_an_invitation_that_was_accepted_survives_a_crash(
    settings: MatrixSettings, person: Person, monkeypatch: pytest.MonkeyPatch
):
    room = await person.opens_direct_room(settings.user_id)
    with monkeypatch.context() as slow:
        slow.setattr(Joining, "join", lambda *_, **__: None)
        async with Bot(settings).running() as bot:
            await asyncio.wait_for(bot.adapter.ready.wait(), 20)
            second = await person.opens_direct_room(bot.id)
            await person.says(second, "meteen")
    assert (settings.folder / "position.json").exists()
    await person.says(room, "nog even")

    async with Bot(settings).running() as bot:
        said = {(await bot.gets(Said, n)).what for n in (1, 2)}

        assert said == {Said("meteen"), Said("nog even")}
