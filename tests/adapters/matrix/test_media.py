"""Files over Matrix: given to a real homeserver and fetched from it, encrypted where the room is."""

import json

import pytest

from adapters.matrix.events import Scene, translated
from bot.ports import FILE_LIMIT, Address, Attached, File, Message, Sender, Undeliverable
from tests.adapters.matrix.conftest import Bot
from tests.servers.matrix_person import Person

pytestmark = [pytest.mark.slow, pytest.mark.matrix]

CONTENT = b"%PDF-1.4 een brief"
KEPT = File("telegram", "document:1", "brief.pdf", "application/pdf", len(CONTENT))


def as_received(event: dict) -> Attached:
    """What the adapter makes of such an event when a person sends it."""
    received = translated(event, Scene("!room", private=True, speaker=Sender("@an:x")))
    assert received is not None
    assert isinstance(received.what, Attached)
    return received.what


@pytest.mark.parametrize("encrypted", [False, True])
async def test_a_file_arrives_as_it_was_and_can_be_passed_on_again(
    bot: Bot, person: Person, *, encrypted: bool
):
    room = await bot.meets(person, encrypted=encrypted)
    message = Message("m1", Address("matrix", room), "**Anja** stuurt:", file=KEPT, kind="document")

    await bot.adapter.send_file(message, CONTENT)

    event = await person.sees_text(room, "Anja stuurt")
    assert ("file" in event["content"]) == encrypted
    what = as_received(event)
    assert (what.kind, what.file.name, what.file.size) == ("document", "brief.pdf", len(CONTENT))
    assert await bot.adapter.fetch(what.file) == CONTENT


async def test_what_the_server_keeps_already_is_not_given_over_again(bot: Bot, person: Person):
    room = await bot.meets(person, encrypted=True)
    at = Address("matrix", room)
    await bot.adapter.send_file(Message("m1", at, "eerst", file=KEPT, kind="document"), CONTENT)
    first = await person.sees_text(room, "eerst")
    kept = as_received(first).file

    await bot.adapter.send_file(Message("m2", at, "nog eens", file=kept, kind="document"), None)

    again = await person.sees_text(room, "nog eens")
    assert again["content"]["file"]["url"] == first["content"]["file"]["url"]
    assert await bot.adapter.fetch(as_received(again).file) == CONTENT


async def test_a_file_that_was_changed_on_its_way_is_not_passed_on(bot: Bot, person: Person):
    room = await bot.meets(person, encrypted=True)
    at = Address("matrix", room)
    await bot.adapter.send_file(Message("m1", at, "kijk", file=KEPT, kind="document"), CONTENT)
    kept = as_received(await person.sees_text(room, "kijk")).file
    keys = json.loads(kept.handle)
    keys["hashes"]["sha256"] = "A" * 43

    with pytest.raises(Undeliverable):
        await bot.adapter.fetch(File("matrix", json.dumps(keys), "brief.pdf"))


async def test_more_than_the_limit_is_not_read_whatever_was_said_of_it(bot: Bot, person: Person):
    room = await bot.meets(person)
    large = b"x" * (FILE_LIMIT + 1)
    message = Message("m1", Address("matrix", room), "groot", file=KEPT, kind="document")
    await bot.adapter.send_file(message, large)
    kept = as_received(await person.sees_text(room, "groot")).file

    with pytest.raises(Undeliverable):
        await bot.adapter.fetch(kept)


async def test_a_file_that_the_server_does_not_have_is_undeliverable(bot: Bot, person: Person):
    await bot.meets(person)
    handle = json.dumps({"url": f"mxc://{bot.id.partition(':')[2]}/weg"})

    with pytest.raises(Undeliverable):
        await bot.adapter.fetch(File("matrix", handle, "weg.pdf"))
