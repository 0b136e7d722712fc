"""From `Outgoing` to requests: send, edit, react, take back."""

import asyncio
import json
from collections import defaultdict
from urllib.parse import quote
from uuid import uuid4

import nio

from adapters.matrix import compose, media
from adapters.matrix.errors import checked, network_errors
from adapters.matrix.events import NETWORK, Event
from adapters.matrix.requests import ask
from adapters.matrix.rooms import Rooms
from bot.ports import (
    AdapterError,
    Address,
    Edit,
    File,
    Gone,
    Mark,
    Message,
    Outgoing,
    Remove,
    Sent,
    TryAgain,
    Undeliverable,
)

_MESSAGE = "m.room.message"
_REACTION = "m.reaction"


class Poster:
    """Sends to the rooms that the bot is in.

    Every request carries a transaction id that derives from the message's own id, and the server
    does the same one only once: a message that is sent again after a crash appears once.
    """

    def __init__(self, client: nio.AsyncClient, rooms: Rooms, suggestions: int) -> None:
        """Send through this client; see `MatrixSettings.suggestions`."""
        self._client = client
        self._rooms = rooms
        self._suggestions = suggestions
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def send(self, outgoing: Outgoing) -> Sent:
        """Send one; see `bot.ports.Adapter.send`."""
        with network_errors():
            await self._look_at(outgoing.to.chat)
            match outgoing:
                case Message():
                    return await self._message(outgoing)
                case Edit(id=tx_id, to=to):
                    await self._post(to.chat, _MESSAGE, compose.edit_content(outgoing), tx_id)
                case Mark():
                    await self._mark(outgoing)
                case Remove():
                    await self._remove(outgoing)
                case _:
                    pass  # a Matrix thread can't be shut
        return Sent()

    async def _look_at(self, room_id: str) -> None:
        """Refuse at once what nobody would read."""
        if self._rooms.is_deserted(room_id):
            raise Gone("nobody else is left in the Matrix room")
        if room_id in self._client.rooms:
            return
        joined = checked(await self._client.joined_rooms(), nio.JoinedRoomsResponse)
        if room_id in joined.rooms:
            raise TryAgain("the Matrix room was only just entered")
        raise Gone("the bot is not in this Matrix room")

    async def _message(self, message: Message) -> Sent:
        room_id, thread, about = message.to.chat, message.to.thread, message.about
        counts = ""
        for part in compose.parts(message):
            content = compose.related(part.content, thread, about)
            event_id = await self._post(room_id, _MESSAGE, content, part.tx_id)
            about = None  # only the first part replies
            if message.opens is not None and thread is None:
                thread = counts = event_id
            elif message.opens is None:
                counts = event_id
        await self._suggest(message, counts)
        return Sent(counts, Address(NETWORK, room_id, thread))

    async def fetch(self, file: File) -> bytes:
        """See `bot.ports.Carries.fetch`."""
        with network_errors():
            return await media.fetch(self._client, file)

    async def send_file(self, message: Message, content: bytes | None) -> Sent:
        """See `bot.ports.Carries.send_file`."""
        room_id = message.to.chat
        if message.file is None:
            return await self.send(message)
        with network_errors():
            await self._look_at(room_id)
            kept: compose.Content = json.loads(message.file.handle) if content is None else {}
            if content is not None:
                encrypted = self._client.rooms[room_id].encrypted
                kept = await media.upload(self._client, message.file, content, encrypted=encrypted)
            shown = media.file_content(message, message.file, kept)
            about = compose.related(shown, message.to.thread, message.about)
            event_id = await self._post(room_id, _MESSAGE, about, message.id)
        return Sent(event_id, message.to)

    async def _suggest(self, message: Message, event_id: str) -> None:
        """Put the choices' numbers under the message, to be tapped. A nicety: it may fail."""
        choices = len(message.choices())
        if choices > self._suggestions:
            return
        try:
            for number in range(1, choices + 1):
                content = compose.reaction_content(event_id, compose.keycap(number))
                tx_id = f"{message.id}.k{number}"
                await self._post(message.to.chat, _REACTION, content, tx_id)
        except AdapterError:
            return

    async def _mark(self, mark: Mark) -> None:
        """Add the emoji first and then take earlier ones away, so that there is always one."""
        earlier = await self._own_reactions(mark.to.chat, mark.about)
        if mark.emoji not in earlier.values():
            content = compose.reaction_content(mark.about, mark.emoji)
            await self._post(mark.to.chat, _REACTION, content, mark.id)
        for event_id, emoji in earlier.items():
            if emoji != mark.emoji:
                await self._redact(mark.to.chat, event_id, f"{mark.id}.{event_id}")

    async def _remove(self, remove: Remove) -> None:
        """Take back the message and all its edits: an edit is an event with a text of its own."""
        room_id = remove.to.chat
        for event in await self._relations(room_id, remove.about, "m.replace"):
            if event.get("sender") == self._client.user_id:
                event_id = event["event_id"]
                await self._redact(room_id, event_id, f"{remove.id}.{event_id}")
        await self._redact(room_id, remove.about, remove.id)

    async def _own_reactions(self, room_id: str, about: str) -> dict[str, str]:
        """Our reactions under a message: event id -> emoji. Asked for, so a restart forgets none."""
        return {
            event["event_id"]: event["content"]["m.relates_to"]["key"]
            for event in await self._relations(room_id, about, "m.annotation/m.reaction")
            if event.get("sender") == self._client.user_id
            and "m.relates_to" in event.get("content", {})
        }

    async def _relations(self, room_id: str, about: str, kind: str) -> list[Event]:
        """What hangs on an event: the newest hundred of this kind."""
        path = (
            f"/_matrix/client/v1/rooms/{quote(room_id, safe='')}/relations/"
            f"{quote(about, safe='')}/{kind}?limit=100"
        )
        answer = await ask(self._client, "GET", path)
        return list(answer.get("chunk", []))

    async def _redact(self, room_id: str, event_id: str, tx_id: str) -> None:
        answer = await self._client.room_redact(room_id, event_id, tx_id=tx_id)
        try:
            checked(answer, nio.RoomRedactResponse)
        except Gone as error:  # we may not take back that one; the room is as open as ever
            raise Undeliverable(str(error)) from error

    async def post(self, room_id: str, kind: str, content: Event) -> None:
        """Send an event that is no message; raises as `bot.ports.Adapter.send` does."""
        with network_errors():
            await self._look_at(room_id)
            await self._post(room_id, kind, content, uuid4().hex)

    async def _post(self, room_id: str, kind: str, content: compose.Content, tx_id: str) -> str:
        """Send one event, encrypted where the room is; its id."""
        async with self._locks[room_id]:
            if self._client.rooms[room_id].encrypted and kind != _REACTION:
                await self._share_key(room_id)
            answer = await self._client.room_send(
                room_id, kind, content, tx_id=tx_id, ignore_unverified_devices=True
            )
        return str(checked(answer, nio.RoomSendResponse).event_id)

    async def _share_key(self, room_id: str) -> None:
        """Give everyone's devices the key of what comes next.

        nio would do it by itself, and go on when the server refuses it: then a message arrives
        that nobody can read.

        Raises:
            TryAgain: not every device was reached.
        """
        client = self._client
        room = client.rooms[room_id]
        if not room.members_synced:
            checked(await client.joined_members(room_id), nio.JoinedMembersResponse)
        if client.should_query_keys:
            checked(await client.keys_query(), nio.KeysQueryResponse)
        assert client.olm is not None  # noqa: S101 - the client was logged in with its keys
        if not client.olm.should_share_group_session(room_id):
            return
        missing = client.get_missing_sessions(room_id)
        if missing:
            checked(await client.keys_claim(missing), nio.KeysClaimResponse)
        await client.share_group_session(room_id, ignore_unverified_devices=True)
        if not self._all_have(room_id):
            client.olm.outbound_group_sessions.pop(room_id, None)
            raise TryAgain("not every device in the Matrix room got the key")

    def _all_have(self, room_id: str) -> bool:
        """Whether each device that can be reached has the room's current key."""
        client = self._client
        assert client.olm is not None  # noqa: S101
        session = client.olm.outbound_group_sessions[room_id]
        served = session.users_shared_with | session.users_ignored
        return all(
            (user_id, device.id) in served
            for user_id in client.rooms[room_id].users
            for device in client.device_store.active_user_devices(user_id)
            if client.olm.session_store.get(device.curve25519) and device.id != client.device_id
        )
