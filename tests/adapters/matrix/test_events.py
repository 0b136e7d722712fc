"""Every shape of event leads to something received, or to nothing; never to an error."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.matrix.events import Scene, first_name, translated
from bot.ports import (
    Address,
    Attached,
    Deleted,
    Edited,
    Reacted,
    Received,
    Said,
    Sender,
    Unreadable,
    What,
)

SCENE = Scene("!room", private=True, speaker=Sender("@sanne:example.org", "Sanne"))


def event(content: Any, kind: Any = "m.room.message", **more: Any) -> dict[str, Any]:
    return {"event_id": "$e", "sender": SCENE.speaker.id, "type": kind, "content": content, **more}


def what(content: Any, kind: str = "m.room.message", **more: Any) -> What | None:
    received = translated(event(content, kind, **more), SCENE)
    return received.what if received else None


MAP = "https://www.openstreetmap.org/#map=17/52/4"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"msgtype": "m.text", "body": "Hallo"}, Said("Hallo")),
        ({"msgtype": "m.emote", "body": "zwaait"}, Said("zwaait")),
        ({"msgtype": "m.image", "body": "a.jpg"}, Attached("photo")),
        (
            {"msgtype": "m.image", "body": "Mijn brief", "filename": "a.jpg"},
            Attached("photo", "Mijn brief"),
        ),
        ({"msgtype": "m.file", "body": "a.pdf", "filename": "a.pdf"}, Attached("document")),
        ({"msgtype": "m.audio", "body": "a.mp3"}, Attached("audio")),
        ({"msgtype": "m.audio", "body": "", "m.voice": {}}, Attached("voice")),
        ({"msgtype": "m.video", "body": "a.mp4"}, Attached("video")),
        ({"msgtype": "m.location", "geo_uri": "geo:52,4"}, Attached("location", link=MAP)),
        ({"msgtype": "m.location", "geo_uri": "javascript:1"}, Attached("location")),
        ({"msgtype": "org.example.new", "body": "?"}, Attached("other")),
        ({"msgtype": "m.notice", "body": "ik ben een bot"}, None),
        ({"msgtype": "m.key.verification.request", "body": ""}, None),
        ({}, None),
    ],
)
def test_each_kind_of_message_becomes_what_it_is(content: dict[str, Any], expected: What | None):
    assert what(content) == expected


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        ("m.sticker", {"body": "een kat"}, Attached("sticker", "een kat")),
        ("m.poll.start", {}, Attached("poll")),
        ("org.matrix.msc3381.poll.start", {}, Attached("poll")),
        ("m.room.topic", {"topic": "iets"}, None),
        ("m.room.encrypted", {"algorithm": "org.example.new"}, Unreadable()),
        ("m.room.encrypted", {}, None),  # taken back before we saw it
    ],
)
def test_other_events_become_what_they_are(kind: str, content: dict[str, Any], expected: What):
    assert what(content, kind) == expected


def test_the_quotation_above_a_reply_is_left_out():
    relation = {"m.in_reply_to": {"event_id": "$q"}}
    body = "> <@bot:example.org> Vraag\n> over twee regels\n\nAntwoord\n\n> van mijzelf"

    received = translated(
        event({"msgtype": "m.text", "body": body, "m.relates_to": relation}), SCENE
    )

    assert received is not None
    assert received.what == Said("Antwoord\n\n> van mijzelf")
    assert received.about == "$q"


def test_a_quotation_that_is_no_reply_is_kept():
    assert what({"msgtype": "m.text", "body": "> citaat\n\nklopt"}) == Said("> citaat\n\nklopt")


def test_the_fallback_of_a_thread_is_no_reply():
    relation = {
        "rel_type": "m.thread",
        "event_id": "$root",
        "is_falling_back": True,
        "m.in_reply_to": {"event_id": "$last"},
    }

    received = translated(
        event({"msgtype": "m.text", "body": "ok", "m.relates_to": relation}), SCENE
    )

    assert received == Received(
        "$e", Address("matrix", "!room", "$root"), SCENE.speaker, Said("ok"), True, "$e"
    )


def test_an_edit_is_about_the_message_that_it_changes():
    content = {
        "msgtype": "m.text",
        "body": "* nieuw",
        "m.new_content": {"msgtype": "m.text", "body": "nieuw"},
        "m.relates_to": {"rel_type": "m.replace", "event_id": "$old"},
    }

    received = translated(event(content), SCENE)

    assert received is not None
    assert (received.what, received.about, received.message) == (Edited("nieuw"), "$old", "$old")


@pytest.mark.parametrize("where", ["top", "content"])
def test_a_redaction_is_understood_in_old_and_new_rooms(where: str):
    old = event({}, "m.room.redaction", redacts="$gone")
    new = event({"redacts": "$gone"}, "m.room.redaction")

    received = translated(old if where == "top" else new, SCENE)

    assert received is not None
    assert (received.what, received.about) == (Deleted(), "$gone")


def test_a_reaction_tells_its_emoji_and_message():
    relation = {"rel_type": "m.annotation", "event_id": "$offer", "key": "1️⃣"}

    received = translated(event({"m.relates_to": relation}, "m.reaction"), SCENE)

    assert received is not None
    assert (received.what, received.about) == (Reacted("1️⃣"), "$offer")


@pytest.mark.parametrize(
    ("shown", "expected"),
    [("Sanne de Vries", "Sanne"), ("  Ali", "Ali"), ("", ""), (None, ""), (" \n", "")],
)
def test_only_the_first_name_is_taken(shown: str | None, expected: str):
    assert first_name(shown) == expected


_KEYS = st.sampled_from(
    [
        "msgtype",
        "body",
        "filename",
        "m.relates_to",
        "rel_type",
        "event_id",
        "key",
        "redacts",
        "m.new_content",
        "m.in_reply_to",
        "is_falling_back",
        "m.voice",
    ]
)
_WORDS = st.sampled_from(["m.text", "m.image", "m.audio", "m.thread", "m.replace", "$a", ""])
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | _WORDS | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=6),
    max_leaves=20,
)
_TYPES = st.sampled_from(
    ["m.room.message", "m.reaction", "m.room.redaction", "m.sticker", "m.poll.start", None, 1]
)


@given(kind=_TYPES, content=_JSON)
def test_nothing_that_anybody_sends_is_an_error(kind: Any, content: Any):
    received = translated(event(content, kind), SCENE)

    assert received is None or isinstance(received, Received)
