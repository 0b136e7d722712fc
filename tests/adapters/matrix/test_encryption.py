"""The bot's device is one that strict clients trust, and keys that come late or never."""

import asyncio
import base64

import nio
import pytest
from Crypto.Signature import eddsa

from adapters.matrix import MatrixSettings
from adapters.matrix.cross_signing import canonical
from bot.ports import Joined, Reacted, Said, TryAgain, Unreadable
from tests.adapters.matrix.conftest import Bot, changed
from tests.servers.matrix_person import Person
from tests.servers.synapse import Synapse

pytestmark = [pytest.mark.slow, pytest.mark.matrix]


async def published(synapse: Synapse, person: Person, user_id: str):
    """The keys of an account as somebody else gets them from the server."""
    body = {"device_keys": {user_id: []}}
    return await asyncio.to_thread(synapse.ask, person.client.access_token, "/keys/query", body)


def check(signed: dict, user_id: str, key: dict) -> None:
    """Raise when the object isn't signed by this account's cross-signing key."""
    (name, public), *others = key["keys"].items()
    assert not others
    raw = decoded(public)
    signature = decoded(signed["signatures"][user_id][name])
    verifier = eddsa.new(eddsa.import_public_key(raw), "rfc8032")
    verifier.verify(canonical(signed), signature)


def decoded(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4))


async def test_the_device_is_signed_by_the_account(bot: Bot, person: Person, synapse: Synapse):
    await bot.meets(person)

    keys = await published(synapse, person, bot.id)

    own = keys["self_signing_keys"][bot.id]
    (device,) = keys["device_keys"][bot.id].values()
    check(device, bot.id, own)
    check(own, bot.id, keys["master_keys"][bot.id])


async def test_a_restart_keeps_device_and_keys(
    settings: MatrixSettings, person: Person, synapse: Synapse
):
    async with Bot(settings).running() as bot:
        await bot.meets(person)
    before = await published(synapse, person, bot.id)
    async with Bot(settings).running() as bot:
        await asyncio.wait_for(bot.adapter.ready.wait(), 20)

    assert await published(synapse, person, bot.id) == before


async def test_a_bot_that_lost_its_folder_becomes_a_new_trusted_device(
    settings: MatrixSettings, person: Person, synapse: Synapse
):
    known = changed(settings, device_id="WEGWIJS")
    async with Bot(known).running() as bot:
        room = await bot.meets(person, encrypted=True)
        await bot.says(room, "voor")
        await person.sees_text(room, "voor")
    empty = changed(known, store_path=str(settings.folder.with_name("restored")))
    async with Bot(empty).running() as bot:
        await bot.says(room, "na", "m2")
        await person.sees_text(room, "na")
        await person.says(room, "gelezen")

        assert (await bot.gets(Said)).what == Said("gelezen")
        keys = await published(synapse, person, bot.id)
        (device,) = keys["device_keys"][bot.id].values()
        assert device["device_id"] != "WEGWIJS"
        check(device, bot.id, keys["self_signing_keys"][bot.id])


async def test_a_message_without_its_key_is_unreadable_after_a_while(bot: Bot, person: Person):
    room = await bot.meets(person, encrypted=True)
    person.keeps_keys()

    event_id = await person.says(room, "geheim")

    unreadable = await bot.gets(Unreadable)
    assert (unreadable.id, unreadable.sender.id) == (event_id, person.id)


async def test_a_message_waits_for_its_key_and_nothing_overtakes_it(
    settings: MatrixSettings, person: Person, witness: Person
):
    async with Bot(changed(settings, key_patience=60)).running() as bot:
        room = await bot.meets(person, encrypted=True)
        person.keeps_keys()
        await person.says(room, "eerst")
        await person.reacts(room, await person.says(room, "dan"), "👍")
        await bot.settles(witness)
        assert [type(r.what) for r in bot.received] == [Joined]
        await person.gives_keys()
        await bot.gets(Reacted)

        assert [type(r.what) for r in bot.received] == [Joined, Said, Said, Reacted]
        assert [r.what.text for r in bot.all(Said)] == ["eerst", "dan"]


async def test_a_message_that_still_waits_comes_again_after_a_crash(
    settings: MatrixSettings, person: Person, witness: Person
):
    patient = changed(settings, key_patience=60)
    async with Bot(patient).running() as bot:
        room = await bot.meets(person, encrypted=True)
        person.keeps_keys()
        await person.says(room, "eerst")
        await bot.settles(witness)
    await person.gives_keys()
    async with Bot(patient).running() as bot:
        assert (await bot.gets(Said)).what == Said("eerst")


async def test_a_device_that_is_added_later_can_read_the_bot(
    bot: Bot, person: Person, synapse: Synapse
):
    room = await bot.meets(person, encrypted=True)
    await bot.says(room, "eerst")
    async with Person(synapse, person.id) as phone:
        await phone.until(lambda: room in phone.client.rooms)
        await phone.says(room, "van mijn telefoon")
        await bot.gets(Said)
        await bot.says(room, "daarna", "m2")

        assert await phone.sees_text(room, "daarna")


async def test_many_messages_at_once_are_all_readable(bot: Bot, person: Person):
    room = await bot.meets(person, encrypted=True)

    await asyncio.gather(*(bot.says(room, f"bericht {n}", f"m{n}") for n in range(10)))

    for number in range(10):
        await person.sees_text(room, f"bericht {number}")


async def test_what_is_kept_is_for_our_eyes_only(bot: Bot, person: Person):
    await bot.meets(person)

    modes = {p.name: oct(p.stat().st_mode)[-3:] for p in bot.settings.folder.iterdir()}
    assert {modes[name] for name in ("session.json", "cross_signing.json")} == {"600"}
    assert oct(bot.settings.folder.stat().st_mode)[-3:] == "700"


async def test_nothing_is_sent_while_a_device_is_without_its_key(bot: Bot, person: Person):
    room = await bot.meets(person, encrypted=True)
    client = bot.adapter._poster._client
    pass_on = client._send

    async def busy(kind: type, *request, **rest):
        if kind is nio.ShareGroupSessionResponse:
            client._send = pass_on
            return nio.ShareGroupSessionError("too many", "M_LIMIT_EXCEEDED", room_id=room)
        return await pass_on(kind, *request, **rest)

    client._send = busy

    with pytest.raises(TryAgain):
        await bot.says(room, "Goedendag")
    await bot.says(room, "Goedendag")

    await person.sees_text(room, "Goedendag")
    assert len(person.events(room)) == 1
