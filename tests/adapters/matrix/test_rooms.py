"""Who may invite the bot, who leaves, and rooms that get another id."""

import asyncio

import pytest

from adapters.matrix import MatrixSettings
from bot.ports import Address, Arrived, Departed, Gone, Joined, Left, Moved, Said
from tests.adapters.matrix.conftest import Bot, changed
from tests.servers.matrix_person import Person
from tests.servers.synapse import Synapse

pytestmark = [pytest.mark.slow, pytest.mark.matrix]


async def test_a_direct_invitation_is_accepted_and_told(bot: Bot, person: Person):
    room = await bot.meets(person)

    joined = await bot.gets(Joined)
    assert joined.at == Address("matrix", room)
    assert joined.sender.id == person.id
    assert joined.private


async def test_an_invitation_to_a_group_that_is_no_desk_is_refused(bot: Bot, person: Person):
    room = await person.opens_room(bot.id)

    await person.sees_no_member(room, bot.id)
    assert not bot.all(Joined)


async def test_people_of_other_servers_are_refused(settings: MatrixSettings, person: Person):
    elsewhere = changed(settings, allowed_servers=("elsewhere.test",))
    async with Bot(elsewhere).running() as bot:
        room = await person.opens_direct_room(bot.id)

        await person.sees_no_member(room, bot.id)


@pytest.mark.parametrize("allowed", [("wegwijs.test",), ("elsewhere.test", "*")])
async def test_people_of_listed_servers_are_welcome(
    settings: MatrixSettings, person: Person, allowed: tuple[str, ...]
):
    async with Bot(changed(settings, allowed_servers=allowed)).running() as bot:
        await bot.meets(person)

        assert (await bot.gets(Joined)).private


async def test_what_was_said_before_the_bot_had_joined_arrives(
    settings: MatrixSettings, person: Person
):
    room = await person.opens_direct_room(settings.user_id)
    await person.says(room, "Hallo?")
    async with Bot(settings).running() as bot:
        said = await bot.gets(Said)

        assert said.what == Said("Hallo?")
        assert [type(r.what) for r in bot.received] == [Joined, Said]


async def test_the_desk_room_is_entered_and_is_not_private(
    settings: MatrixSettings, person: Person
):
    room = await person.opens_room(settings.user_id)
    await person.says(room, "Onder ons")
    desk = changed(settings, desk_rooms=frozenset({room}))
    async with Bot(desk).running() as bot:
        await bot.gets(Joined)
        await person.says(room, "Welkom")

        assert (await bot.gets(Said)).what == Said("Welkom")
        assert not any(received.private for received in bot.received)


async def test_who_leaves_the_desk_or_is_removed_has_departed(
    settings: MatrixSettings, person: Person, witness: Person
):
    room = await person.opens_room(settings.user_id, witness.id)
    await witness.joins(room)
    desk = changed(settings, desk_rooms=frozenset({room}))
    async with Bot(desk).running() as bot:
        await bot.gets(Joined)

        await person.kicks(room, witness.id)

        departed = await bot.gets(Departed)
        assert (departed.sender.id, departed.at.chat) == (witness.id, room)
        assert not departed.private


@pytest.mark.parametrize("encrypted", [True, False])
async def test_who_comes_to_an_encrypted_desk_later_has_arrived(
    settings: MatrixSettings, person: Person, witness: Person, encrypted: bool
):
    room = await person.opens_room(settings.user_id, encrypted=encrypted)
    desk = changed(settings, desk_rooms=frozenset({room}))
    async with Bot(desk).running() as bot:
        await bot.gets(Joined)
        await person.invites(room, witness.id)
        await witness.joins(room)
        await witness.says(room, "Goedemorgen")

        await bot.gets(Said)
        arrived = [received.sender.id for received in bot.all(Arrived)]
        assert arrived == ([witness.id] if encrypted else [])


async def test_a_citizen_who_leaves_is_gone(bot: Bot, person: Person):
    room = await bot.meets(person)

    await person.leaves(room)

    left = await bot.gets(Left)
    assert (left.at.chat, left.sender.id, left.private) == (room, person.id, True)
    with pytest.raises(Gone):
        await bot.says(room, "Bent u daar nog?")


async def test_a_bot_that_is_kicked_has_left(bot: Bot, person: Person):
    room = await bot.meets(person)

    await person.kicks(room, bot.id)

    assert (await bot.gets(Left)).at.chat == room
    with pytest.raises(Gone):
        await bot.says(room, "Hallo?")


async def test_a_bot_that_was_kicked_may_come_back(bot: Bot, person: Person):
    room = await bot.meets(person)
    await person.says(room, "eerst")
    await bot.gets(Said)

    await person.kicks(room, bot.id)
    await bot.gets(Left)
    await person.says(room, "zonder bot")
    await person.invites(room, bot.id)
    await bot.gets(Joined, 2)
    await person.sees_member(room, bot.id)
    await person.says(room, "weer samen")

    await bot.gets(Said, 2)
    assert [r.what.text for r in bot.all(Said)] == ["eerst", "weer samen"]


async def test_a_room_that_a_third_person_enters_is_no_longer_private(
    bot: Bot, person: Person, synapse: Synapse
):
    room = await bot.meets(person)
    async with Person(synapse, synapse.register("buur")) as other:
        await person.invites(room, other.id)
        await other.joins(room)
        await person.says(room, "wij drieën")

    assert not (await bot.gets(Said)).private


@pytest.mark.parametrize("version", ["11", "12"])
async def test_both_kinds_of_room_ids_work(bot: Bot, person: Person, version: str):
    room = await person.opens_direct_room(bot.id, version=version)
    await bot.gets(Joined)
    await person.says(room, "Hallo")
    await bot.says(room, "Goedendag")

    assert (await bot.gets(Said)).at.chat == room
    assert await person.sees_text(room, "Goedendag")
    assert (":" in room) == (version == "11")


async def test_an_upgraded_room_is_followed(
    settings: MatrixSettings, person: Person, synapse: Synapse
):
    old = await person.opens_room(settings.user_id, version="11")
    async with Bot(changed(settings, desk_rooms=frozenset({old}))).running() as bot:
        await bot.gets(Joined)
        token = person.client.access_token
        new = (await asyncio.to_thread(_upgrade, synapse, token, old))["replacement_room"]
        await person.until(lambda: new in person.client.rooms)
        await person.invites(new, bot.id)
        moved = await bot.gets(Moved)
        await person.says(new, "hier zijn we")

        assert (moved.at.chat, moved.what) == (old, Moved(new))
        assert not (await bot.gets(Said)).private


def _upgrade(synapse: Synapse, token: str, room: str):
    return synapse.ask(token, f"/rooms/{room}/upgrade", {"new_version": "12"})
