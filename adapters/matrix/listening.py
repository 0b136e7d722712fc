"""The sync loop: from the server's answers to `receive`, in order, and nothing lost.

nio's own loop forgets what its callbacks did not finish, so here is another. The position is
stored after everything before it was received, and not while anything waits for its key. After a
crash the server tells the same again; the engine recognises it.
"""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nio
from msgspec import Struct

from adapters.matrix import files
from adapters.matrix.errors import checked, network_errors
from adapters.matrix.events import Event, translated, unreadable
from adapters.matrix.history import missed, since_invitation
from adapters.matrix.joining import Joining
from adapters.matrix.requests import patiently
from adapters.matrix.rooms import Places, Rooms
from adapters.matrix.settings import MatrixSettings, server_of
from adapters.matrix.waiting import Locked, Waiting
from bot.ports import CannotRun, Receive, Received, TryAgain, Undeliverable

log = logging.getLogger(__name__)

_POLL = 30.0  # seconds that the server may keep us waiting for news
_FIRST_SYNC = 120.0  # seconds; it carries the state of all rooms
_NOTHING: dict[str, Any] = {"types": []}
_GONE = frozenset({"leave", "ban"})


class Position(Struct, frozen=True):
    """How far the bot has read, as kept in position.json."""

    user_id: str
    since: str
    places: Places = Places()


class Listener:
    """Reads one account's events, from where the last run stopped."""

    def __init__(self, client: nio.AsyncClient, settings: MatrixSettings, receive: Receive) -> None:
        """Prepare; `client` is logged in and has not synced yet.

        What `aside` takes is not for `receive`; it is given a room's id and a decrypted event.
        """
        self.aside: Callable[[str, Event], bool] = lambda _room_id, _event: False
        self._client = client
        self._settings = settings
        self._receive = receive
        self._file: Path = settings.folder / "position.json"
        kept = files.read(self._file, Position)
        self._since = kept.since if kept and kept.user_id == settings.user_id else ""
        self.rooms = Rooms(client, settings, kept.places if kept else Places())
        self._joining = Joining(client)
        self._waiting = Waiting(client, receive)
        self._stored: Position | None = kept

    async def run(self, ready: Callable[[], None]) -> None:
        """Listen until cancelled. `ready` is called once, when the rooms are known.

        Raises:
            CannotRun: the log-in or the position is no longer accepted.
        """
        try:
            first = await patiently(lambda: self._sync(first=True))
            ready()
            for room_id in self.rooms.places.entering:  # before a crash
                self._enter(room_id)
            await self._take(first, self._since)
            while True:
                before = self._client.next_batch
                await self._take(await patiently(self._sync), before)
        finally:
            await self._joining.close()

    async def _sync(self, *, first: bool = False) -> nio.SyncResponse:
        """One answer of the server; nio has taken in its keys and room states."""
        wait = _POLL if self._waiting.empty() and self._joining.settled() else 1.0
        with network_errors():
            async with asyncio.timeout(_FIRST_SYNC if first else wait + 20):
                answer = await self._client.sync(
                    timeout=0 if first else int(wait * 1000),
                    sync_filter=_filter(100 if self._since or not first else 1),
                    since=self._since if first else None,
                    full_state=first,
                )
        try:
            return checked(answer, nio.SyncResponse)
        except Undeliverable as error:
            raise CannotRun(
                f"{error} to our sync position; remove position.json from [matrix] store_path to "
                "begin at the present"
            ) from error

    async def _take(self, news: nio.SyncResponse, before: str) -> None:
        """Pass on everything of one answer; then, and only then, remember having it."""
        for room_id, invited in news.rooms.invite.items():
            self._answer_invitation(room_id, invited.invite_state)
        if before:  # else the first start ever: what was said before is not for us
            await self._take_rooms(news, before)
        await self._waiting.release()
        await self._keep_keys()
        if self._waiting.empty():
            self._store(Position(self._settings.user_id, news.next_batch, self.rooms.places))

    async def _take_rooms(self, news: nio.SyncResponse, before: str) -> None:
        for room_id, info in news.rooms.join.items():
            events = await missed(self._client, room_id, info, before)
            await self._take_events(room_id, events)
        for room_id, info in news.rooms.leave.items():
            await self._take_events(room_id, info.timeline.events)
            self._client.rooms.pop(room_id, None)  # nio keeps them

    async def _take_events(self, room_id: str, events: list[nio.Event]) -> None:
        entrances = [event for event in events if self._is_entrance(event)]
        if entrances:
            entered = entrances[-1]  # earlier ones are history: it was in this room before
            await self._receive(self.rooms.entered(room_id, entered.event_id))
            private = self.rooms.is_private(room_id)
            events = since_invitation(events, entered, self._settings.user_id, private=private)
        for event in events:
            await self._take_event(room_id, event)

    async def _take_event(self, room_id: str, event: nio.Event) -> None:
        if isinstance(event, nio.RoomMemberEvent):
            await self._take_member(room_id, event)
        elif event.source.get("type") == "m.room.tombstone" and "state_key" in event.source:
            self._follow(room_id, event.source)
        elif event.source.get("sender") != self._settings.user_id:
            await self._take_message(room_id, event)

    async def _take_message(self, room_id: str, event: nio.Event) -> None:
        line = (room_id, event.sender)
        if not isinstance(event, nio.MegolmEvent):
            received = self._translated(room_id, event)
            if received is not None:
                await self._waiting.take(line, received)
            return
        event.room_id = room_id
        deadline = asyncio.get_running_loop().time() + self._settings.key_patience
        hopeless = unreadable(event.source, self.rooms.scene(room_id, event.sender))
        locked = Locked(event, deadline, lambda e: self._translated(room_id, e), hopeless)
        await self._waiting.take(line, locked)

    def _translated(self, room_id: str, event: nio.Event) -> Received | None:
        source: Event = event.source
        if self.aside(room_id, source):
            return None
        return translated(source, self.rooms.scene(room_id, source["sender"]))

    async def _take_member(self, room_id: str, event: nio.RoomMemberEvent) -> None:
        """Who comes to a desk, or goes: somebody there, the citizen, or the bot, against its will."""
        if self._is_arrival(room_id, event):
            await self._receive(self.rooms.arrived(room_id, event.event_id, event.state_key))
            return
        if self._is_departure(room_id, event):
            await self._receive(self.rooms.departed(room_id, event.event_id, event.state_key))
            return
        if event.membership not in _GONE or event.sender == self._settings.user_id:
            return
        removed = event.state_key == self._settings.user_id
        if removed or self.rooms.is_deserted(room_id):
            await self._receive(self.rooms.ended(room_id, event.event_id, event.sender))
            if not removed:
                self._joining.leave(room_id)  # nobody can come back into it without us

    def _is_arrival(self, room_id: str, event: nio.RoomMemberEvent) -> bool:
        """Whether somebody sits at a desk now who did not before."""
        is_new = event.membership == "join" and event.prev_membership != "join"
        is_other = event.state_key != self._settings.user_id
        return (
            is_new and is_other and self.rooms.is_desk(room_id) and self.rooms.is_encrypted(room_id)
        )

    def _is_departure(self, room_id: str, event: nio.RoomMemberEvent) -> bool:
        """Whether somebody who sat at a desk does so no longer."""
        was_in = event.prev_membership == "join" and event.membership in _GONE
        return was_in and self.rooms.is_desk(room_id) and event.state_key != self._settings.user_id

    def _is_entrance(self, event: nio.Event) -> bool:
        return (
            isinstance(event, nio.RoomMemberEvent)
            and event.state_key == self._settings.user_id
            and event.membership == "join"
            and event.prev_membership != "join"
        )

    def _follow(self, room_id: str, event: Event) -> None:
        """The room was upgraded: enter its successor, now or when we are invited to it."""
        successor = event.get("content", {}).get("replacement_room")
        if isinstance(successor, str) and successor:
            self.rooms.expect_move(room_id, successor, event["event_id"])
            self._enter(successor, server_of(event["sender"]))

    def _answer_invitation(self, room_id: str, state: list[nio.InviteEvent]) -> None:
        invitation = next((event for event in state if self._invites_us(event)), None)
        if invitation is None:
            return
        # Not every app says "direct" (and none at a second invitation); a group has a name.
        named = any(isinstance(event, nio.InviteNameEvent) for event in state)
        direct = invitation.content.get("is_direct") is True or not named
        if self.rooms.welcomes(room_id, invitation.sender, direct=direct):
            self._enter(room_id, server_of(invitation.sender))
        else:
            log.info("an invitation to a Matrix room was refused")
            self._joining.leave(room_id)

    def _enter(self, room_id: str, via: str = "") -> None:
        self.rooms.expect(room_id)
        self._joining.join(room_id, via, failed=self.rooms.give_up)

    def _invites_us(self, event: nio.InviteEvent) -> bool:
        return (
            isinstance(event, nio.InviteMemberEvent)
            and event.membership == "invite"
            and event.state_key == self._settings.user_id
        )

    async def _keep_keys(self) -> None:
        """Do what nio says is due: give out keys, look up others', answer other devices."""
        client = self._client
        try:
            with network_errors():
                await client.send_to_device_messages()
                if client.should_upload_keys:
                    await client.keys_upload()
                if client.should_query_keys:
                    await client.keys_query()
                if client.should_claim_keys:
                    await client.keys_claim(client.get_users_for_key_claiming())
        except TryAgain as error:
            log.warning("%s; looking after keys comes with the next sync", error)

    def _store(self, position: Position) -> None:
        if position != self._stored:
            files.write(self._file, position)
            self._stored = position


def _filter(limit: int) -> dict[str, Any]:
    """What a sync shall bring: up to `limit` last events of each room, and no presence."""
    room = {"timeline": {"limit": limit}, "ephemeral": _NOTHING, "account_data": _NOTHING}
    return {"room": room, "presence": _NOTHING, "account_data": _NOTHING}
