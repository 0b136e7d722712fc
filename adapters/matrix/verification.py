"""Let people verify the bot in their app: compare a few pictures, and the app trusts its keys.

Apps verify another account inside a room, by short authentication strings (SAS). nio knows that
between devices only, with to-device messages; so the half that answers is here. The bot never
begins, and it has no eyes: it agrees at once, and writes the pictures into the operator's log,
where whoever doubts can have them compared.

See https://spec.matrix.org/v1.15/client-server-api/#short-authentication-string-sas-verification.
"""

import asyncio
import base64
import hashlib
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

import nio
import vodozemac
from msgspec import Struct
from msgspec.structs import replace
from nio.crypto import Sas as Pictures

from adapters.matrix.cross_signing import canonical
from bot.ports import AdapterError

log = logging.getLogger(__name__)

Event = dict[str, Any]
Post = Callable[[str, str, Event], Awaitable[object]]
"""Sends an event to a room: the room's id, the event's type, its content."""

PREFIX = "m.key.verification."
_REQUEST = f"{PREFIX}request"
_METHOD = "m.sas.v1"
_AGREEMENT = "curve25519-hkdf-sha256"
_MACS = ("hkdf-hmac-sha256.v2", "hkdf-hmac-sha256")
"""How keys are vouched for, the best first; the second has a mistake in its Base64."""
_STRINGS = ("emoji", "decimal")
_SPELT = {"Wrench": "Spanner", "Thumbs up": "Thumbs Up", "Airplane": "Aeroplane"}
"""Pictures that nio names otherwise than the specification, and so than the apps."""
_AT_ONCE = 20
"""Verifications that may be going on; the oldest makes room for another."""
_TOO_OLD = 600.0
"""Seconds after which a request is not answered any more."""


class Myself(Struct, frozen=True):
    """What the bot vouches for.

    Attributes:
        user: its account.
        device: its device's id.
        keys: by key id ("ed25519:..."): the device's public key and the account's master key.
    """

    user: str
    device: str
    keys: dict[str, str]


class Talk(Struct, frozen=True):
    """One verification.

    Attributes:
        room: where it goes on.
        about: the event that asked for it, which names it.
        user, device: who asked, on which device.
        start: the content of their start event, once it came.
        mac: how keys are vouched for.
        own: our half of the key agreement.
        shared: what both sides know, once their half came.
    """

    room: str
    about: str
    user: str
    device: str
    start: Event | None = None
    mac: str = ""
    own: Any = None
    shared: Any = None


class Verifier:
    """Answers what belongs to verifications; everything else is not its business."""

    def __init__(self, myself: Myself, post: Post) -> None:
        """`post` sends an event to a room."""
        self._myself = myself
        self._post = post
        self._talks: dict[tuple[str, str], Talk] = {}
        self._asked: asyncio.Queue[tuple[str, Event]] = asyncio.Queue(_AT_ONCE * 5)

    def take(self, room_id: str, event: Event) -> bool:
        """Whether this (decrypted) event belongs to a verification; if so, it will be answered."""
        content, kind = event.get("content"), event["type"]
        if kind == "m.room.message" and isinstance(content, dict):
            kind = content.get("msgtype")
        if not str(kind).startswith(PREFIX):
            return False
        if not self._asked.full():  # more of them than anybody means is not answered
            self._asked.put_nowait((room_id, {**event, "type": kind}))
        return True

    async def run(self) -> None:
        """Answer until cancelled."""
        while True:
            room_id, event = await self._asked.get()
            try:
                await self._answer(room_id, event)
            except AdapterError as error:
                log.warning("a verification could not be answered: %s", error)
            except (KeyError, TypeError, ValueError):
                log.info("a verification was not understood")
            self._asked.task_done()

    async def answered(self) -> None:
        """Wait until all that was taken is answered."""
        await self._asked.join()

    async def _answer(self, room_id: str, event: Event) -> None:
        content = event["content"]
        if event["type"] == _REQUEST:
            await self._begin(room_id, event)
            return
        talk = self._talks.get((room_id, content["m.relates_to"]["event_id"]))
        if talk is None or talk.user != event["sender"]:
            return
        match event["type"].removeprefix(PREFIX):
            case "start" if talk.start is None:
                await self._accept(talk, content)
            case "key" if talk.own is not None and talk.shared is None:
                await self._agree(talk, content["key"])
            case "mac" if talk.shared is not None:
                await self._finish(talk, content)
            case "cancel" | "done":
                self._forget(talk)

    async def _begin(self, room_id: str, event: Event) -> None:
        """Somebody asks: say that we are ready."""
        content, age = event["content"], time.time() - event["origin_server_ts"] / 1000
        if content.get("to") != self._myself.user or age > _TOO_OLD:
            return
        talk = Talk(room_id, event["event_id"], event["sender"], content["from_device"])
        if _METHOD not in content["methods"]:
            await self._cancel(talk, "m.unknown_method")
            return
        while len(self._talks) >= _AT_ONCE:
            self._talks.pop(next(iter(self._talks)))
        self._keep(talk)
        ready = {"from_device": self._myself.device, "methods": [_METHOD]}
        await self._say(talk, "ready", ready)

    async def _accept(self, talk: Talk, start: Event) -> None:
        """They chose how; promise a key that they can't see yet, so that neither can cheat."""
        macs = [mac for mac in _MACS if mac in start["message_authentication_codes"]]
        fits = start["method"] == _METHOD and _AGREEMENT in start["key_agreement_protocols"]
        if not (fits and macs and "sha256" in start["hashes"]):
            await self._cancel(talk, "m.unknown_method")
            return
        own = vodozemac.Sas()
        promise = hashlib.sha256(own.public_key.to_base64().encode() + canonical(start)).digest()
        self._keep(replace(talk, start=start, mac=macs[0], own=own, device=start["from_device"]))
        accept = {
            "method": _METHOD,
            "key_agreement_protocol": _AGREEMENT,
            "hash": "sha256",
            "message_authentication_code": macs[0],
            "short_authentication_string": [
                each for each in _STRINGS if each in start["short_authentication_string"]
            ],
            "commitment": base64.b64encode(promise).decode().rstrip("="),
        }
        await self._say(talk, "accept", accept)

    async def _agree(self, talk: Talk, their_key: str) -> None:
        """Their key: give ours, and vouch for our keys; they say whether the pictures fit."""
        own_key = talk.own.public_key.to_base64()
        shared = talk.own.diffie_hellman(vodozemac.Curve25519PublicKey.from_base64(their_key))
        talk = replace(talk, shared=shared)
        self._keep(talk)
        await self._say(talk, "key", {"key": own_key})
        me = self._myself
        info = (
            f"MATRIX_KEY_VERIFICATION_SAS|{talk.user}|{talk.device}|{their_key}"
            f"|{me.user}|{me.device}|{own_key}|{talk.about}"
        )
        log.info("somebody verifies the bot; its pictures: %s", pictures(shared.bytes(info)))
        await self._say(talk, "mac", self._vouched(talk))

    def _vouched(self, talk: Talk) -> Event:
        """Our keys, each with a proof that only who shares the secret can make."""
        me = self._myself
        info = (
            f"MATRIX_KEY_VERIFICATION_MAC{me.user}{me.device}{talk.user}{talk.device}{talk.about}"
        )
        best = talk.mac == _MACS[0]
        prove = talk.shared.calculate_mac if best else talk.shared.calculate_mac_invalid_base64
        named = ",".join(sorted(me.keys))
        return {
            "mac": {name: prove(key, info + name) for name, key in me.keys.items()},
            "keys": prove(named, info + "KEY_IDS"),
        }

    async def _finish(self, talk: Talk, content: Event) -> None:
        """They found the pictures the same, and prove that it is they who share the secret."""
        me = self._myself
        info = (
            f"MATRIX_KEY_VERIFICATION_MAC{talk.user}{talk.device}{me.user}{me.device}{talk.about}"
        )
        named = ",".join(sorted(content["mac"]))
        if talk.mac == _MACS[0]:
            try:
                talk.shared.verify_mac(named, info + "KEY_IDS", content["keys"])
            except ValueError:
                await self._cancel(talk, "m.key_mismatch")
                return
        await self._say(talk, "done", {})
        log.info("somebody has verified the bot")

    async def _cancel(self, talk: Talk, code: str) -> None:
        self._forget(talk)
        await self._say(talk, "cancel", {"code": code, "reason": code})

    async def _say(self, talk: Talk, kind: str, content: Event) -> None:
        relation = {"rel_type": "m.reference", "event_id": talk.about}
        await self._post(talk.room, PREFIX + kind, {**content, "m.relates_to": relation})

    def _keep(self, talk: Talk) -> None:
        self._talks[talk.room, talk.about] = talk

    def _forget(self, talk: Talk) -> None:
        self._talks.pop((talk.room, talk.about), None)


def pictures(agreed: Any) -> str:
    """The seven pictures by their English names, as apps show them."""
    names = [Pictures.emoji[number][1] for number in agreed.emoji_indices]
    return ", ".join(_SPELT.get(name, name) for name in names)


def myself(client: nio.AsyncClient, master: str) -> Myself:
    """What this client's account can vouch for; `master`: its public master key."""
    assert client.olm is not None  # noqa: S101  # its store is loaded
    device_key = client.olm.account.identity_keys["ed25519"]
    keys = {f"ed25519:{client.device_id}": device_key, f"ed25519:{master}": master}
    return Myself(client.user_id, client.device_id, keys)
