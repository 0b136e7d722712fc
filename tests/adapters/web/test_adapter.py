"""The web adapter without a browser: what is done on the page, and what is shown there."""

import asyncio

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer

from adapters.web import WebAdapter
from adapters.web.deeds import EXAMPLE_PLACE
from bot.ports import (
    Address,
    Attached,
    Button,
    CannotRun,
    Deleted,
    Edit,
    Edited,
    Gone,
    Joined,
    Left,
    Mark,
    Message,
    Pressed,
    Reacted,
    Remove,
    Said,
    Shut,
)
from tests.adapters.web.conftest import Client, open_page, texts

CITIZEN = Address("web", "c1")
DESK = Address("web", "desk")


def last(desk):
    return desk.received[-1]


async def shown(client, message, chat="c1"):
    return next(one for one in await client.messages(chat) if one["id"] == message)


# --- from the page ----------------------------------------------------------------------------


async def test_a_new_citizen_joins_and_one_with_a_link_starts_at_that_library(client, desk):
    await client.act("arrive", "c1")
    await client.act("arrive", "c2", start="haarlem")

    assert [one.what for one in desk.received] == [Joined(), Said("/start haarlem")]
    assert [one.at.chat for one in desk.received] == ["c1", "c2"]


async def test_a_citizen_who_leaves_is_told_nothing_more(client, desk):
    await client.act("arrive")
    await client.act("leave")

    assert last(desk).what == Left()
    assert (await client.everything())["citizens"] == []
    with pytest.raises(Gone):
        await desk.adapter.send(Message("1", CITIZEN, "bent u daar?"))


async def test_a_citizen_who_is_back_after_a_restart_is_no_event(client, desk):
    answered = await client.act("arrive", "c1", back=True)

    assert answered == (200, None)
    assert desk.received == []


async def test_a_text_comes_in_with_all_that_the_port_tells(client, desk):
    await client.act("arrive")
    headers = {"Accept-Language": "en-GB,en;q=0.9"}
    await client.post({"do": "say", "id": "m1", "chat": "c1", "text": "hoi"}, **headers)

    received = last(desk)
    assert (received.id, received.message, received.what) == ("m1", "m1", Said("hoi"))
    assert (received.at, received.private, received.lang) == (CITIZEN, True, "en-GB")
    assert (received.sender.id, received.sender.name) == ("c1", "")


async def test_nonsense_as_a_language_is_no_language(client, desk):
    await client.act("arrive")
    headers = {"Accept-Language": "<b>"}
    await client.post({"do": "say", "id": "m1", "chat": "c1", "text": "hoi"}, **headers)

    assert last(desk).lang is None


async def test_a_press_comes_in_and_is_shown_as_something_said(client, desk):
    await client.act("arrive")
    buttons = ((Button("Stappen", "steps"),),)
    sent = await desk.adapter.send(Message("7", CITIZEN, "DigiD", buttons))
    await client.act("press", message=sent.message, data="steps")

    assert (last(desk).what, last(desk).about) == (Pressed("steps"), sent.message)
    assert last(desk).message is None
    assert (await shown(client, sent.message))["chosen"] == "steps"
    assert ["Stappen", "choice"] in [[m["text"], m["kind"]] for m in await client.messages()]


async def test_an_emoji_an_edit_and_a_removal_come_in_with_what_they_are_about(client, desk):
    await client.act("arrive")
    await client.act("say", text="hooi")  # deed-2
    sent = await desk.adapter.send(Message("7", CITIZEN, "?"))
    for do, more in (
        ("react", {"message": sent.message, "emoji": "1️⃣"}),
        ("edit", {"message": "deed-2", "text": "hoi"}),
        ("delete", {"message": "deed-2"}),
    ):
        assert await client.act(do, **more) == (200, None)

    assert [(one.what, one.about) for one in desk.received[-3:]] == [
        (Reacted("1️⃣"), sent.message),
        (Edited("hoi"), "deed-2"),
        (Deleted(), "deed-2"),
    ]
    gone = await shown(client, "deed-2")
    assert (gone["deleted"], gone["text"]) == (True, "")


@pytest.mark.parametrize("kind", ["photo", "voice", "document", "sticker"])
async def test_an_attachment_comes_in_without_content(client, desk, kind):
    await client.act("arrive")
    await client.act("attach", kind=kind, caption="kijk")

    assert last(desk).what == Attached(kind, "kijk")


async def test_a_location_is_the_same_example_for_everybody(client, desk):
    await client.act("arrive")
    await client.act("attach", kind="location")

    assert last(desk).what == Attached("location", link=EXAMPLE_PLACE)


async def test_staff_speak_in_a_thread_with_their_first_name(client, desk):
    card = await desk.adapter.send(Message("1", DESK, "kaart", opens="Vraag 1"))
    thread = card.at.thread
    about = {"thread": thread, "staff": "Bram", "about": card.message}
    await client.act("say", "desk", text="hallo", **about)

    received = last(desk)
    assert (received.at, received.private) == (Address("web", "desk", thread), False)
    assert (received.sender.name, received.about) == ("Bram", card.message)


@pytest.mark.parametrize(
    ("deed", "status"),
    [
        ({"do": "say", "chat": "nobody", "text": "x"}, 404),
        ({"do": "say", "chat": "desk", "text": "x"}, 403),
        ({"do": "say", "chat": "desk", "text": "x", "staff": "Mallory"}, 403),
        ({"do": "say", "chat": "c1", "text": "x", "staff": "Anja"}, 403),
        ({"do": "arrive", "chat": "desk", "staff": "Anja"}, 403),
        ({"do": "leave", "chat": "desk", "staff": "Anja"}, 403),
        ({"do": "say", "chat": "desk", "text": "x", "staff": "Anja", "thread": "none"}, 404),
        ({"do": "say", "chat": "c1", "text": "x", "thread": "bot-1"}, 404),
        ({"do": "press", "chat": "c1", "message": "none", "data": "x"}, 404),
        ({"do": "press", "chat": "c1", "message": "bot-1", "data": "x"}, 404),
        ({"do": "edit", "chat": "c1", "message": "bot-2", "text": "x"}, 403),
        ({"do": "delete", "chat": "c1", "message": "bot-2"}, 403),
        ({"do": "edit", "chat": "desk", "message": "anja", "text": "x", "staff": "Bram"}, 403),
    ],
)
async def test_what_no_network_allows_is_refused(client, desk, deed, status):
    await client.act("arrive", "c1")
    await desk.adapter.send(Message("1", DESK, "kaart", opens="Vraag 1"))
    await desk.adapter.send(Message("2", CITIZEN, "antwoord"))
    own = {"do": "say", "id": "anja", "chat": "desk", "staff": "Anja", "text": "x"}
    await client.post(own)
    before = len(desk.received)

    answered = await client.post({"id": "x", **deed})

    assert answered[0] == status
    assert len(desk.received) == before


async def test_a_deed_that_is_tried_again_keeps_its_id_and_its_one_place(client, desk):
    await client.act("arrive")
    for _ in range(2):
        await client.post({"do": "say", "id": "m1", "chat": "c1", "text": "hoi"})

    assert [one.id for one in desk.received[-2:]] == ["m1", "m1"]
    assert [one["id"] for one in await client.messages()].count("m1") == 1


class Full:
    """A house whose store is full."""

    def __init__(self, adapter):
        self.adapter = adapter

    async def receive(self, received):
        if isinstance(received.what, Said):
            raise OSError("disk full")


async def test_what_could_not_be_stored_is_not_confirmed_and_ends_run():
    adapter = WebAdapter(port=0, texts=texts())
    running = asyncio.create_task(adapter.run(Full(adapter).receive))
    await adapter.listening.wait()
    async with aiohttp.ClientSession() as session:
        client = Client(session, adapter.url)
        await client.act("arrive")
        async with client.watch() as socket:
            await socket.receive_json()
            answered = await client.act("say", text="hoi")
            kinds = [(await socket.receive_json())["kind"] for _ in range(2)]

    assert answered == (503, "failed")
    assert kinds == ["message", "withdrawn"]
    with pytest.raises(OSError, match="disk full"):
        await asyncio.wait_for(running, 5)


# --- to the page ------------------------------------------------------------------------------


async def test_markdown_arrives_as_html_and_html_as_text(client, desk):
    text = "**Let op** <script>alert(1)</script> [x](javascript:alert(1)) ![](https://a.b/c.png)"
    sent = await desk.adapter.send(Message("1", CITIZEN, text))

    html = (await shown(client, sent.message))["html"]
    assert "<strong>Let op</strong> &lt;script&gt;" in html
    assert "<img" not in html
    assert "href" not in html


async def test_links_open_elsewhere_and_tell_nothing(client, desk):
    sent = await desk.adapter.send(Message("1", CITIZEN, "[DigiD](https://www.digid.nl)"))

    link = '<a href="https://www.digid.nl" target="_blank" rel="noopener noreferrer">DigiD</a>'
    assert link in (await shown(client, sent.message))["html"]


async def test_a_message_that_is_sent_twice_is_shown_once_and_keeps_its_marks(client, desk):
    await desk.adapter.send(Message("1", CITIZEN, "hoi"))
    sent = await desk.adapter.send(Message("1", CITIZEN, "hoi"))
    await desk.adapter.send(Mark("2", CITIZEN, sent.message, "👀"))
    again = await desk.adapter.send(Message("1", CITIZEN, "hoi"))

    assert again == sent
    assert [one["marks"] for one in await client.messages()] == [{"bot": "👀"}]


async def test_a_case_opens_a_thread_and_tells_where_it_landed(client, desk):
    first = await desk.adapter.send(Message("1", DESK, "kaart", opens="Vraag 1"))
    again = await desk.adapter.send(Message("1", DESK, "kaart", opens="Vraag 1"))
    reply = await desk.adapter.send(Message("2", first.at, "meer"))

    threads = (await client.everything())["threads"]
    assert first == again
    assert reply.at is None
    assert [(t["title"], t["card"]) for t in threads] == [("Vraag 1", first.message)]
    assert {m["thread"] for m in await client.messages("desk")} == {first.at.thread}


async def test_a_thread_is_shut_and_opened_again(client, desk):
    card = await desk.adapter.send(Message("1", DESK, "kaart", opens="Vraag 1"))

    for order, expected in (
        (Shut("2", card.at, title="Vraag 1 (klaar)"), ("Vraag 1 (klaar)", True)),
        (Shut("3", card.at, reopen=True), ("Vraag 1 (klaar)", False)),
    ):
        await desk.adapter.send(order)
        thread = (await client.everything())["threads"][0]
        assert (thread["title"], thread["shut"]) == expected


async def test_an_edit_changes_text_and_buttons_and_a_removal_leaves_nothing(client, desk):
    sent = await desk.adapter.send(Message("1", CITIZEN, "oud", ((Button("A", "a"),),)))
    await desk.adapter.send(Edit("2", CITIZEN, sent.message, "nieuw"))
    edited = await shown(client, sent.message)
    await desk.adapter.send(Remove("3", CITIZEN, sent.message))

    assert (edited["html"], edited["buttons"]) == ("<p>nieuw</p>\n", [])
    assert await client.messages() == []


async def test_what_concerns_a_message_of_before_the_restart_is_no_error(desk):
    before = Address("web", "desk", "bot-before")
    for late in (
        Edit("1", before, "bot-before", "x"),
        Mark("2", before, "bot-before", "x"),
        Remove("3", before, "bot-before"),
        Shut("4", before),
    ):
        assert (await desk.adapter.send(late)).message is None
    sent = await desk.adapter.send(Message("5", before, "nog iets"))

    assert sent.message == "bot-5"


async def test_whoever_watches_sees_changes_in_order(client, desk):
    async with client.watch() as socket:
        everything = await socket.receive_json()
        await client.act("arrive")
        kinds = [(await socket.receive_json())["kind"] for _ in range(2)]

    assert everything["kind"] == "everything"
    assert (everything["desk"], everything["staff"]) == ("desk", ["Anja", "Bram"])
    assert kinds == ["citizen", "message"]


async def test_watchers_are_told_when_the_process_ends():
    async with aiohttp.ClientSession() as session:
        async with open_page() as desk:
            socket = await session.ws_connect(
                f"{desk.adapter.url}live", headers={"Origin": desk.adapter.url.rstrip("/")}
            )
            await socket.receive_json()
        closing = await asyncio.wait_for(socket.receive(), 5)

    assert (closing.type, closing.data) == (aiohttp.WSMsgType.CLOSE, 1012)


async def test_a_port_that_is_taken_is_told_in_one_line(desk):
    port = int(desk.adapter.url.rstrip("/").rpartition(":")[2])
    second = WebAdapter(port=port, texts=texts())

    with pytest.raises(CannotRun, match=f"127.0.0.1:{port}.*choose another port") as raised:
        await second.run(desk.receive)

    assert "\n" not in str(raised.value)


async def test_nothing_is_accepted_before_it_runs():
    adapter = WebAdapter(texts=texts())
    client = TestClient(TestServer(adapter.app()))
    async with client:
        origin = str(client.make_url("/")).rstrip("/")
        deed = {"do": "arrive", "id": "1", "chat": "c1"}
        answer = await client.post("/deeds", json=deed, headers={"Origin": origin})

        assert (answer.status, await answer.json()) == (503, {"error": "failed"})
