"""What the bot sends: once, in the right thread, readable with and without HTML."""

import pytest

from adapters.matrix import MatrixAdapter, MatrixSettings
from bot.ports import (
    Address,
    Button,
    Edit,
    Mark,
    Message,
    Remove,
    Sent,
    Shut,
    TryAgain,
    Undeliverable,
)
from tests.adapters.matrix.conftest import Bot
from tests.servers.matrix_person import Person

pytestmark = [pytest.mark.slow, pytest.mark.matrix]

_BUTTONS = (
    (Button("Ja", "yes"), Button("Nee", "no")),
    (Button("Lees verder", url="https://example.org/?a=1&b=2"),),
)


async def test_a_message_is_plain_text_and_html_with_numbered_choices(bot: Bot, person: Person):
    room = await bot.meets(person)
    text = "Een **DigiD** is *gratis* \\<b\\>\n\n- een\n- twee"

    await bot.send(Message("m1", Address("matrix", room), text, _BUTTONS))

    content = (await person.sees_text(room, "DigiD"))["content"]
    assert content["body"].endswith("Lees verder: https://example.org/?a=1&b=2\n\n1. Ja\n2. Nee")
    html = content["formatted_body"]
    assert "<strong>DigiD</strong>" in html
    assert "&lt;b&gt;" in html
    assert '<a href="https://example.org/?a=1&amp;b=2">Lees verder</a>' in html
    assert html.endswith("<ol><li>Ja</li><li>Nee</li></ol>")


async def test_nobody_is_rung_by_what_a_message_says(bot: Bot, person: Person):
    room = await bot.meets(person)

    await bot.says(room, f"@room {person.id}")

    assert (await person.sees_text(room, "@room"))["content"]["m.mentions"] == {}


async def test_the_numbers_of_few_choices_can_be_tapped(bot: Bot, person: Person):
    room = await bot.meets(person)

    sent = await bot.send(Message("m1", Address("matrix", room), "Akkoord?", _BUTTONS))

    relations = [e["content"]["m.relates_to"] for e in await person.sees(room, 2, "m.reaction")]
    assert [relation["key"] for relation in relations] == ["1️⃣", "2️⃣"]
    assert {relation["event_id"] for relation in relations} == {sent.message}


async def test_many_choices_are_numbered_only(bot: Bot, person: Person):
    room = await bot.meets(person)
    buttons = tuple((Button(f"Keuze {n}", str(n)),) for n in range(5))

    await bot.send(Message("m1", Address("matrix", room), "Welke?", buttons))
    await bot.says(room, "klaar", "m2")

    await person.sees_text(room, "klaar")
    assert not person.events(room, "m.reaction")


@pytest.mark.parametrize("encrypted", [False, True])
async def test_a_message_that_is_sent_again_appears_once(
    settings: MatrixSettings, person: Person, encrypted: bool
):
    async with Bot(settings).running() as bot:
        room = await bot.meets(person, encrypted=encrypted)
        first = await bot.says(room, "Goedendag")
    async with Bot(settings).running() as bot:
        again = await bot.says(room, "Goedendag")
        await bot.says(room, "klaar", "m2")

    await person.sees_text(room, "klaar")
    assert first == again
    assert [e["content"]["body"] for e in person.events(room)] == ["Goedendag", "klaar"]


@pytest.mark.parametrize("encrypted", [False, True])
async def test_a_long_message_comes_in_parts_and_repeats_none(
    bot: Bot, person: Person, encrypted: bool
):
    room = await bot.meets(person, encrypted=encrypted)
    paragraphs = [f"{number} " + "نص عربي " * 200 for number in range(30)]
    message = Message("m1", Address("matrix", room), "\n\n".join(paragraphs), _BUTTONS)

    first = await bot.send(message)
    assert await bot.send(message) == first
    await bot.says(room, "klaar", "m2")

    await person.sees_text(room, "klaar")
    bodies = [e["content"]["body"] for e in person.events(room)][:-1]
    words = [word for body in bodies for word in body.split()]
    assert words[: len(" ".join(paragraphs).split())] == " ".join(paragraphs).split()
    assert bodies[-1].endswith("1. Ja\n2. Nee")
    assert len(bodies) > 2


async def test_a_case_opens_a_thread_and_goes_on_in_it(bot: Bot, person: Person):
    room = await bot.meets(person)
    at = Address("matrix", room)

    card = await bot.send(Message("m1", at, "Zaak 1", opens="Zaak 1"))
    assert card == Sent(card.message, Address("matrix", room, card.message))
    assert card.at is not None
    await bot.send(Message("m2", card.at, "In de draad"))
    await bot.send(Message("m3", card.at, "Antwoord", about=card.message))

    relation = (await person.sees_text(room, "In de draad"))["content"]["m.relates_to"]
    assert (relation["rel_type"], relation["event_id"]) == ("m.thread", card.message)
    assert relation["is_falling_back"]
    reply = (await person.sees_text(room, "Antwoord"))["content"]["m.relates_to"]
    assert not reply["is_falling_back"]


async def test_a_reply_refers_to_its_message(bot: Bot, person: Person):
    room = await bot.meets(person)
    question = await person.says(room, "Vraag")

    await bot.send(Message("m1", Address("matrix", room), "Antwoord", about=question))

    relation = (await person.sees_text(room, "Antwoord"))["content"]["m.relates_to"]
    assert relation == {"m.in_reply_to": {"event_id": question}}


@pytest.mark.parametrize("encrypted", [False, True])
async def test_a_message_can_be_changed(bot: Bot, person: Person, encrypted: bool):
    room = await bot.meets(person, encrypted=encrypted)
    event_id = await bot.says(room, "Zaak 1: open")

    await bot.send(Edit("e1", Address("matrix", room), event_id, "Zaak 1: **dicht**"))

    content = (await person.sees_text(room, "dicht"))["content"]
    assert content["m.new_content"]["body"] == "Zaak 1: dicht"
    assert content["m.relates_to"] == {"rel_type": "m.replace", "event_id": event_id}


async def test_a_message_can_be_taken_back(bot: Bot, person: Person):
    room = await bot.meets(person)
    event_id = await bot.says(room, "Vergissing")

    await bot.send(Remove("r1", Address("matrix", room), event_id))

    redaction = (await person.sees(room, kind="m.room.redaction"))[0]
    assert redaction["content"]["redacts"] == event_id


@pytest.mark.parametrize("encrypted", [False, True])
async def test_what_is_taken_back_is_gone_in_every_version(
    bot: Bot, person: Person, encrypted: bool
):
    room = await bot.meets(person, encrypted=encrypted)
    event_id = await bot.says(room, "Vergissing")
    await bot.send(Edit("e1", Address("matrix", room), event_id, "Nog een vergissing"))
    edit_id = (await person.sees_text(room, "Nog een"))["event_id"]

    await bot.send(Remove("r1", Address("matrix", room), event_id))

    redactions = await person.sees(room, 2, kind="m.room.redaction")
    assert {one["content"]["redacts"] for one in redactions} == {event_id, edit_id}


async def test_a_new_mark_takes_the_place_of_the_earlier_one(
    settings: MatrixSettings, person: Person
):
    async with Bot(settings).running() as bot:
        room = await bot.meets(person)
        at, about = Address("matrix", room), await person.says(room, "Hallo")
        await bot.send(Mark("k1", at, about, "⏳"))
    async with Bot(settings).running() as bot:
        await bot.send(Mark("k2", at, about, "✅"))
        await bot.send(Mark("k2", at, about, "✅"))

    first, second = await person.sees(room, 2, "m.reaction")
    redaction = (await person.sees(room, kind="m.room.redaction"))[0]
    assert second["content"]["m.relates_to"]["key"] == "✅"
    assert redaction["content"]["redacts"] == first["event_id"]


async def test_shutting_a_thread_does_nothing(bot: Bot, person: Person):
    room = await bot.meets(person)

    assert await bot.send(Shut("s1", Address("matrix", room, "$thread"))) == Sent()


async def test_a_message_to_a_thing_that_is_not_there_is_undeliverable(bot: Bot, person: Person):
    room = await bot.meets(person)

    with pytest.raises(Undeliverable):
        await bot.send(Mark("k1", Address("matrix", room), "$nothing", "✅"))
    with pytest.raises(Undeliverable):
        await bot.says("!nowhere:wegwijs.test", "Hallo?")


async def test_a_message_before_the_start_must_wait(settings: MatrixSettings):
    adapter = MatrixAdapter(settings)

    with pytest.raises(TryAgain):
        await adapter.send(Message("m1", Address("matrix", "!room"), "Hallo"))
