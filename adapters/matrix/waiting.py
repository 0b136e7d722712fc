"""Messages whose key has not come yet, and what the same person said after them."""

import asyncio
from collections import deque
from collections.abc import Callable

import nio
from msgspec import Struct

from adapters.matrix.errors import network_errors
from bot.ports import Receive, Received, TryAgain

Translate = Callable[[nio.Event], Received | None]


class Locked(Struct, frozen=True):
    """A message that could not be decrypted when it came.

    Attributes:
        event: as it came.
        deadline: the loop's time at which it is given up.
        translate: makes a `Received` of the decrypted event.
        unreadable: what is received when the key never comes.
    """

    event: nio.MegolmEvent
    deadline: float
    translate: Translate
    unreadable: Received


Line = tuple[str, str]
"""Room and speaker: what one person says in one room stays in order."""


class Waiting:
    """Holds locked messages for a while, and lets nothing of their speaker overtake them.

    While anything waits here, the sync position is not stored: after a crash it comes again.
    """

    def __init__(self, client: nio.AsyncClient, receive: Receive) -> None:
        """Decrypt with this client's keys; pass on to `receive`."""
        self._client = client
        self._receive = receive
        self._lines: dict[Line, deque[Locked | Received]] = {}

    def empty(self) -> bool:
        """Whether nothing waits."""
        return not self._lines

    async def take(self, line: Line, item: Locked | Received) -> None:
        """Pass it on at once, or after what waits before it."""
        if isinstance(item, Received) and line not in self._lines:
            await self._receive(item)
            return
        self._lines.setdefault(line, deque()).append(item)
        if isinstance(item, Locked):
            await self._request_key(item.event)

    async def release(self) -> None:
        """Pass on what can be read by now, and what has waited long enough."""
        for line, items in list(self._lines.items()):
            while items and await self._passed(items[0]):
                items.popleft()
            if not items:
                del self._lines[line]

    async def _passed(self, item: Locked | Received) -> bool:
        if isinstance(item, Received):
            await self._receive(item)
            return True
        try:
            received = item.translate(self._client.decrypt_event(item.event))
        except nio.EncryptionError:
            if asyncio.get_running_loop().time() < item.deadline:
                return False
            received = item.unreadable
        if received is not None:
            await self._receive(received)
        return True

    async def _request_key(self, event: nio.MegolmEvent) -> None:
        """Ask once for this session's key; most clients answer nobody but their own."""
        if event.session_id in self._client.outgoing_key_requests:
            return
        try:
            with network_errors():
                await self._client.request_room_key(event)
        except TryAgain:
            return  # the key may come all the same
