"""What people do besides talking: threads, replies, reactions, edits, redactions, files."""

import json
import uuid
from typing import Any
from urllib.parse import quote

import pytest

from adapters.matrix import MatrixSettings
from bot.ports import Address, Attached, Deleted, Edited, Reacted, Said
from tests.adapters.matrix.conftest import Bot
from tests.servers.matrix_person import Person

pytestmark = [pytest.mark.slow, pytest.mark.matrix]


@pytest.mark.parametrize("encrypted", [False, True])
async def test_what_is_said_in_a_thread_carries_it(bot: Bot, person: Person, encrypted: bool):
    room = await bot.meets(person, encrypted=encrypted)
    card = await bot.says(room, "Zaak 1")

    await person.says(room, "in de draad", thread=card)
    await person.says(room, "op de kaart zelf", thread=card, reply=card)
    await person.says(room, "buiten de draad", reply=card)

    inside, to_card, reply = [await bot.gets(Said, n) for n in (1, 2, 3)]
    assert (inside.at, inside.about) == (Address("matrix", room, card), None)
    assert (to_card.at.thread, to_card.about) == (card, card)
    assert (reply.at, reply.about) == (Address("matrix", room), card)


@pytest.mark.parametrize("encrypted", [False, True])
async def test_reactions_edits_and_redactions_say_what_they_are_about(
    bot: Bot, person: Person, encrypted: bool
):
    room = await bot.meets(person, encrypted=encrypted)
    offer = await bot.says(room, "1. Ja\n2. Nee")
    said = await person.says(room, "gaan we doen")

    await person.reacts(room, offer, "1️⃣")
    await person.edits(room, said, "gaan we niet doen")
    await person.takes_back(room, said)

    reacted, edited, deleted = [await bot.gets(kind) for kind in (Reacted, Edited, Deleted)]
    assert (reacted.what, reacted.about, reacted.message) == (Reacted("1️⃣"), offer, None)
    assert (edited.what, edited.about) == (Edited("gaan we niet doen"), said)
    assert (deleted.about, deleted.sender.id) == (said, person.id)
    assert len(bot.all(Said)) == 1


async def test_a_voice_message_arrives_as_such(bot: Bot, person: Person):
    room = await bot.meets(person, encrypted=True)
    voice = {"msgtype": "m.audio", "body": "Spraakbericht", "url": "mxc://wegwijs.test/a"}

    await person.sends(room, {**voice, "org.matrix.msc3245.voice": {}})

    sent = (await bot.gets(Attached)).what
    assert sent.kind == "voice"
    assert sent.file
    assert (sent.file.network, sent.file.name) == ("matrix", "Spraakbericht")


async def test_the_bots_own_words_do_not_come_back(bot: Bot, person: Person):
    room = await bot.meets(person)

    await bot.says(room, "Goedendag")
    await person.says(room, "Hallo")

    await bot.gets(Said)
    assert [received.what for received in bot.all(Said)] == [Said("Hallo")]


_PLAIN = {"msgtype": "m.text", "body": "Hallo"}
_STRANGE = [
    ("m.room.message", {"msgtype": [], "body": {}}),
    ("m.room.message", {"msgtype": "m.text", "body": 5, "m.relates_to": []}),
    ("m.room.message", {"msgtype": "m.image", "body": "a", "url": 1, "info": []}),
    ("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": {}, "key": []}}),
    ("m.room.encrypted", {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "nonsense"}),
    ("m.room.encrypted", {"algorithm": [], "session_id": {}}),
    ("m.sticker", {"body": []}),
    ("m.poll.start", {"m.poll": 1}),
    ("m.call.invite", {"call_id": [], "lifetime": "x", "offer": 3, "version": {}}),
    ("m.key.verification.start", {"from_device": 1}),
    ("", {}),
]
_STRANGE_STATE = [
    ("m.room.tombstone", {"replacement_room": ["!a"]}),
    ("m.room.tombstone", {"replacement_room": "nowhere"}),
    ("m.room.name", {"name": {}}),
    ("m.room.topic", {"topic": 3}),
    ("m.room.encryption", {"algorithm": 7}),
    ("m.room.encryption", {}),
    ("m.room.pinned_events", {"pinned": 1}),
    ("m.room.guest_access", {"guest_access": []}),
    ("m.space.child", {"via": 1}),
    ("m.room.avatar", {"url": 1}),
]


async def sends_raw(person: Person, room: str, kind: str, content: Any, *, state: bool) -> None:
    """Send what nio would refuse to; the server may refuse it too."""
    how = f"state/{kind}/" if state else f"send/{kind}/{uuid.uuid4()}"
    path = f"/_matrix/client/v3/rooms/{quote(room)}/{how}"
    headers = {"Authorization": f"Bearer {person.client.access_token}"}
    response = await person.client.send("PUT", path, json.dumps(content), headers)
    assert response.status in {200, 400, 403, 404}, await response.text()


async def test_strange_events_do_not_stop_the_bot(settings: MatrixSettings, person: Person):
    async with Bot(settings).running() as bot:
        room = await bot.meets(person)
        for kind, content in _STRANGE:
            await sends_raw(person, room, kind, content, state=False)
        for kind, content in _STRANGE_STATE:
            await sends_raw(person, room, kind, content, state=True)
        await sends_raw(person, room, "m.room.message", _PLAIN, state=False)
        assert (await bot.gets(Said)).what == Said("Hallo")
    async with Bot(settings).running() as bot:
        await sends_raw(person, room, "m.room.message", _PLAIN, state=False)
        assert (await bot.gets(Said)).what == Said("Hallo")
