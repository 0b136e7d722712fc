"""Enter and refuse rooms beside the sync loop: a slow server elsewhere must not hold up everyone."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from urllib.parse import quote, urlencode

import nio

from adapters.matrix.requests import ask, patiently
from bot.ports import AdapterError

log = logging.getLogger(__name__)

_PATIENCE = 120.0  # seconds for one room; an invitation can be repeated


class Joining:
    """The joins and refusals that are under way."""

    def __init__(self, client: nio.AsyncClient) -> None:
        """Work through this client."""
        self._client = client
        self._tasks: set[asyncio.Task[None]] = set()

    def join(self, room_id: str, via: str, failed: Callable[[str], None]) -> None:
        """Enter the room; the next sync tells that it worked.

        Args:
            room_id: which.
            via: a server that knows the room, "" when unknown.
            failed: is told the room's id when it can't be entered.
        """
        query = f"?{urlencode({'via': via, 'server_name': via})}" if via else ""
        path = f"/_matrix/client/v3/join/{quote(room_id, safe='')}{query}"
        self._start(lambda: ask(self._client, "POST", path, {}), lambda: failed(room_id))

    def leave(self, room_id: str) -> None:
        """Leave the room, or refuse the invitation to it."""
        path = f"/_matrix/client/v3/rooms/{quote(room_id, safe='')}/leave"
        self._start(lambda: ask(self._client, "POST", path, {}))

    def settled(self) -> bool:
        """Whether nothing is under way. Passes on what went wrong unexpectedly."""
        done = {task for task in self._tasks if task.done()}
        self._tasks -= done
        for task in done:
            task.result()
        return not self._tasks

    async def close(self) -> None:
        """Stop whatever is under way; it is taken up again after a restart."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(
        self, action: Callable[[], Awaitable[object]], failed: Callable[[], None] = lambda: None
    ) -> None:
        self._tasks.add(asyncio.create_task(self._patiently(action, failed)))

    async def _patiently(
        self, action: Callable[[], Awaitable[object]], failed: Callable[[], None]
    ) -> None:
        try:
            await patiently(action, _PATIENCE)
        except AdapterError as error:
            log.warning("a Matrix room could not be entered or left: %s", error)
            failed()
