"""A person with a Matrix app: a citizen, or somebody at a desk, on the test homeserver.

Looks at the server only while something is awaited, so nothing runs in the background.
"""

import asyncio
import io
from collections.abc import Callable
from typing import Any, Self

import nio
from nio.crypto.attachments import decrypt_attachment

from tests.servers.synapse import PASSWORD, Synapse

Event = dict[str, Any]

_DEADLINE = 30.0
_ENCRYPTION = {
    "type": "m.room.encryption",
    "state_key": "",
    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
}


class Person:
    """One account, logged in on one device that can do encryption."""

    def __init__(self, server: Synapse, user_id: str) -> None:
        config = nio.AsyncClientConfig(store=nio.store.SqliteMemoryStore, max_timeouts=0)
        self.client = nio.AsyncClient(server.url, user_id, config=config)
        self.id = user_id
        self._events: dict[str, dict[str, Event]] = {}
        self._locked: list[tuple[str, nio.MegolmEvent]] = []
        self._kept_keys: list[tuple[Any, ...]] | None = None

    async def __aenter__(self) -> Self:
        _fine(await self.client.login(PASSWORD, "Test"))
        await self._look(0)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.client.close()
        self.client.store.database.close()

    # --- rooms ----------------------------------------------------------------------------

    async def opens_direct_room(
        self, other: str, *, encrypted: bool = False, version: str | None = None
    ) -> str:
        """A new room for two; the other is invited."""
        return await self._creates([other], encrypted=encrypted, version=version, direct=True)

    async def opens_room(
        self, *others: str, encrypted: bool = False, version: str | None = None
    ) -> str:
        """A new room for a group, a desk for instance; the others are invited."""
        return await self._creates(list(others), encrypted=encrypted, version=version, direct=False)

    async def _creates(
        self, others: list[str], *, encrypted: bool, version: str | None, direct: bool
    ) -> str:
        answer = await self.client.room_create(
            invite=others,
            is_direct=direct,
            name=None if direct else "Balie",
            room_version=version,
            initial_state=[_ENCRYPTION] if encrypted else [],
        )
        _fine(answer)
        await self.until(lambda: answer.room_id in self.client.rooms)
        return answer.room_id

    async def invites(self, room: str, other: str) -> None:
        _fine(await self.client.room_invite(room, other))

    async def joins(self, room: str) -> None:
        _fine(await self.client.join(room))
        await self.until(lambda: room in self.client.rooms)

    async def leaves(self, room: str) -> None:
        _fine(await self.client.room_leave(room))

    async def kicks(self, room: str, other: str) -> None:
        _fine(await self.client.room_kick(room, other))

    async def sees_member(self, room: str, other: str) -> None:
        """Wait until the other has really joined."""

        def joined() -> bool:
            user = self.client.rooms[room].users.get(other)
            return user is not None and not user.invited

        await self.until(joined)

    async def sees_no_member(self, room: str, other: str) -> None:
        """Wait until the other is neither in the room nor invited."""
        await self.until(lambda: other not in self.client.rooms[room].users)

    # --- speaking -------------------------------------------------------------------------

    async def says(
        self, room: str, text: str, *, thread: str | None = None, reply: str | None = None
    ) -> str:
        """A text message, as Element sends it; its event id."""
        content: Event = {"msgtype": "m.text", "body": text}
        relation: Event = {}
        if thread is not None:
            relation |= {"rel_type": "m.thread", "event_id": thread}
            relation["is_falling_back"] = reply is None
        if thread is not None or reply is not None:
            relation["m.in_reply_to"] = {"event_id": reply or thread}
            content["m.relates_to"] = relation
        return await self.sends(room, content)

    async def sends(self, room: str, content: Event, kind: str = "m.room.message") -> str:
        """Any event; its id."""
        answer = await self.client.room_send(room, kind, content, ignore_unverified_devices=True)
        return _fine(answer).event_id

    async def sends_file(self, room: str, name: str, content: bytes, thread: str) -> str:
        """A document in an encrypted room, as Element sends it; its event id."""
        given, keys = await self.client.upload(
            io.BytesIO(content), "application/octet-stream", encrypt=True, filesize=len(content)
        )
        kept = {**keys, "url": _fine(given).content_uri}
        info = {"mimetype": "application/pdf", "size": len(content)}
        relation = {"rel_type": "m.thread", "event_id": thread, "is_falling_back": True}
        about = {**relation, "m.in_reply_to": {"event_id": thread}}
        sent = {"msgtype": "m.file", "body": name, "filename": name, "file": kept, "info": info}
        return await self.sends(room, {**sent, "m.relates_to": about})

    async def opens_file(self, file: Event) -> bytes:
        """What is in an encrypted file."""
        given = await self.client.download(file["url"])
        content = given.body
        key, sha256 = file["key"]["k"], file["hashes"]["sha256"]
        return decrypt_attachment(content, key, sha256, file["iv"])

    def keeps_keys(self) -> None:
        """From now on nobody gets the keys of what this person says; see `gives_keys`."""
        self._kept_keys, pass_on = [], self.client._send

        async def send(kind: type, *request: Any, **rest: Any) -> Any:
            if kind is nio.ShareGroupSessionResponse and self._kept_keys is not None:
                self._kept_keys.append(request)
                return kind(*rest["response_data"])
            return await pass_on(kind, *request, **rest)

        self.client._send = send

    async def gives_keys(self) -> None:
        """Send the keys that were kept."""
        kept, self._kept_keys = self._kept_keys, None
        for method, path, data in kept:
            response = await self.client.send(method, path, data)  # the path carries the token
            assert response.status == 200, await response.text()

    async def reacts(self, room: str, about: str, emoji: str) -> str:
        relation = {"rel_type": "m.annotation", "event_id": about, "key": emoji}
        return await self.sends(room, {"m.relates_to": relation}, "m.reaction")

    async def edits(self, room: str, about: str, text: str) -> str:
        new = {"msgtype": "m.text", "body": text}
        relation = {"rel_type": "m.replace", "event_id": about}
        content = {"msgtype": "m.text", "body": f"* {text}", "m.new_content": new}
        return await self.sends(room, {**content, "m.relates_to": relation})

    async def takes_back(self, room: str, about: str) -> None:
        _fine(await self.client.room_redact(room, about))

    # --- seeing ---------------------------------------------------------------------------

    def events(self, room: str, kind: str = "m.room.message") -> list[Event]:
        """What others did in the room, as far as seen, oldest first, decrypted."""
        return [
            event
            for event in self._events.get(room, {}).values()
            if event["type"] == kind and event["sender"] != self.id
        ]

    async def sees(self, room: str, number: int = 1, kind: str = "m.room.message") -> list[Event]:
        """Wait for at least so many events of others."""
        await self.until(lambda: len(self.events(room, kind)) >= number)
        return self.events(room, kind)

    async def sees_text(self, room: str, text: str) -> Event:
        """Wait for a message of somebody else with this in it."""

        def found() -> list[Event]:
            events = self.events(room)
            return [e for e in events if text in str(e["content"].get("body", ""))]

        await self.until(lambda: bool(found()))
        return found()[-1]

    async def until(self, true: Callable[[], bool]) -> None:
        """Look at the server until it is so."""
        async with asyncio.timeout(_DEADLINE):
            while not true():
                await self._look(1000)

    async def looks(self) -> None:
        """Look once, for what is there by now."""
        await self._look(0)

    async def _look(self, wait: int) -> None:
        everything = {"room": {"timeline": {"limit": 500}}}
        answer = _fine(await self.client.sync(wait, everything, full_state=False))
        for room, info in answer.rooms.join.items():
            for event in info.timeline.events:
                self._keep(room, event)
        await self._keep_keys()
        locked, self._locked = self._locked, []
        for room, event in locked:
            self._keep(room, event)

    def _keep(self, room: str, event: nio.Event) -> None:
        if isinstance(event, nio.MegolmEvent):
            event.room_id = room
            try:
                event = self.client.decrypt_event(event)
            except nio.EncryptionError:
                self._locked.append((room, event))
        self._events.setdefault(room, {})[event.event_id] = event.source

    async def _keep_keys(self) -> None:
        await self.client.send_to_device_messages()
        if self.client.should_upload_keys:
            await self.client.keys_upload()
        if self.client.should_query_keys:
            await self.client.keys_query()


def _fine(answer: Any) -> Any:
    assert not isinstance(answer, nio.ErrorResponse), str(answer)
    return answer
