"""Verifications that go wrong; how they go right is proven with the strict client."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from adapters.matrix.verification import Myself, Verifier, pictures
from bot.ports import TryAgain

BOT = "@bot:example.org"
ROOM = "!room:example.org"
START = {
    "from_device": "PHONE",
    "method": "m.sas.v1",
    "key_agreement_protocols": ["curve25519-hkdf-sha256"],
    "hashes": ["sha256"],
    "message_authentication_codes": ["hkdf-hmac-sha256.v2", "hkdf-hmac-sha256"],
    "short_authentication_string": ["emoji", "decimal"],
}


class Room:
    """A room in which the verifier speaks."""

    def __init__(self) -> None:
        self.said: list[tuple[str, dict[str, Any]]] = []
        self.refuses: list[Exception] = []
        keys = {"ed25519:DEVICE": "device", "ed25519:master": "master"}
        self.verifier = Verifier(Myself(BOT, "DEVICE", keys), self._post)

    async def _post(self, _room: str, kind: str, content: dict[str, Any]) -> None:
        if self.refuses:
            raise self.refuses.pop()
        self.said.append((kind.removeprefix("m.key.verification."), content))

    def asks(self, number: int = 1, **changes: Any) -> bool:
        """Anna asks to verify the bot."""
        content = {
            "msgtype": "m.key.verification.request",
            "from_device": "PHONE",
            "methods": ["m.sas.v1"],
            "to": BOT,
        }
        age = changes.pop("age", 0)
        return self.happens("m.room.message", content | changes, event_id=f"$ask{number}", age=age)

    def goes_on(self, kind: str, content: dict[str, Any], *, by: str = "@anna:example.org") -> bool:
        """The next step of the first verification."""
        relation = {"m.relates_to": {"rel_type": "m.reference", "event_id": "$ask1"}}
        return self.happens(f"m.key.verification.{kind}", content | relation, by=by)

    def happens(
        self, kind: str, content: Any, *, by: str = "@anna:example.org", **more: Any
    ) -> bool:
        """Anything."""
        stamp = (time.time() - more.pop("age", 0)) * 1000
        event = {"type": kind, "sender": by, "content": content, "origin_server_ts": stamp, **more}
        return self.verifier.take(ROOM, event)

    async def settles(self) -> list[str]:
        """What was said when everything that happened was answered."""
        await self.verifier.answered()
        return [kind for kind, _ in self.said]


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    made = Room()
    running = asyncio.create_task(made.verifier.run())
    yield made
    running.cancel()


async def test_who_asks_is_answered_and_who_begins_gets_a_promise(room: Room):
    assert room.asks()
    assert room.goes_on("start", START)

    assert await room.settles() == ["ready", "accept"]
    accepted = room.said[-1][1]
    assert accepted["message_authentication_code"] == "hkdf-hmac-sha256.v2"
    assert accepted["m.relates_to"]["event_id"] == "$ask1"


async def test_an_older_app_may_use_the_older_proof(room: Room):
    room.asks()
    room.goes_on("start", START | {"message_authentication_codes": ["hkdf-hmac-sha256"]})

    await room.settles()
    assert room.said[-1][1]["message_authentication_code"] == "hkdf-hmac-sha256"


@pytest.mark.parametrize("changes", [{"to": "@other:example.org"}, {"age": 700}])
async def test_what_is_for_another_or_of_long_ago_is_left_alone(room: Room, changes: dict):
    assert room.asks(**changes)

    assert await room.settles() == []


async def test_a_way_that_the_bot_does_not_know_is_called_off(room: Room):
    room.asks(methods=["m.qr_code.show.v1"])
    assert await room.settles() == ["cancel"]
    room.asks()
    room.goes_on("start", START | {"key_agreement_protocols": ["curve25519"]})

    assert await room.settles() == ["cancel", "ready", "cancel"]
    assert room.said[-1][1]["code"] == "m.unknown_method"


async def test_a_proof_that_is_not_theirs_is_refused(room: Room):
    room.asks()
    room.goes_on("start", START)
    room.goes_on("key", {"key": "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo"})
    room.goes_on("mac", {"mac": {"ed25519:PHONE": "x"}, "keys": "AAAA"})

    assert await room.settles() == ["ready", "accept", "key", "mac", "cancel"]
    assert room.said[-1][1]["code"] == "m.key_mismatch"


async def test_nobody_but_who_asked_goes_on_with_it(room: Room):
    room.asks()
    room.goes_on("start", START, by="@eve:example.org")

    assert await room.settles() == ["ready"]


async def test_what_makes_no_sense_stops_nothing(room: Room):
    room.happens("m.key.verification.start", {})
    room.happens("m.key.verification.key", {"m.relates_to": "x"})
    room.happens("m.key.verification.mac", "nothing")
    room.happens("m.room.message", [])
    room.happens("m.room.message", {"msgtype": "m.key.verification.request"}, event_id="$odd")
    room.refuses.append(TryAgain("busy"))
    room.asks(number=2)
    room.asks()

    assert await room.settles() == ["ready"]


async def test_one_that_was_called_off_is_over(room: Room):
    room.asks()
    room.goes_on("cancel", {"code": "m.user"})
    room.goes_on("start", START)

    assert await room.settles() == ["ready"]


async def test_the_oldest_of_too_many_makes_room(room: Room):
    for number in range(1, 25):
        room.asks(number)
        await room.settles()
    room.goes_on("start", START)

    assert "accept" not in await room.settles()


async def test_everything_else_is_not_its_business(room: Room):
    assert not room.happens("m.room.message", {"msgtype": "m.text", "body": "hallo"})
    assert not room.happens("m.reaction", {})
    assert not room.happens("m.room.message", {})


def test_pictures_are_named_as_the_apps_name_them():
    class Agreed:
        emoji_indices = (0, 31, 34, 36, 41, 53, 63)

    names = "Dog, Robot, Spanner, Thumbs Up, Light Bulb, Aeroplane, Pin"
    assert pictures(Agreed()) == names
