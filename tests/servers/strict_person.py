"""A person with the strict Matrix client, which runs in a process of its own."""

import asyncio
import json
from typing import Any, Self

from tests.servers.install_strict_client import FOLDER, NODE, SOURCE
from tests.servers.synapse import PASSWORD, Synapse

_DEADLINE = 30.0  # seconds


class StrictPerson:
    """One account; reads and tells only whom its client trusts."""

    def __init__(self, server: Synapse, user_id: str) -> None:
        self.id = user_id
        self._command = (NODE, SOURCE / "peer.mjs", FOLDER, server.url, user_id, PASSWORD)

    async def __aenter__(self) -> Self:
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(
            *self._command, stdin=pipe, stdout=pipe
        )
        await self.sees("ready")
        return self

    async def __aexit__(self, *_: object) -> None:
        self._process.stdin.close()
        await asyncio.wait_for(self._process.wait(), _DEADLINE)

    async def opens_direct_room(self, other: str) -> str:
        """A new encrypted room for two; returns when the other has joined."""
        self._order(do="room", **{"with": other})
        return (await self.sees("room"))["id"]

    def says(self, text: str) -> None:
        """A text in that room, for the devices that the client trusts."""
        self._order(do="say", text=text)

    def verifies(self, other: str, *, agrees: bool = True) -> None:
        """Begin to verify the other in that room, and find the pictures the same, or not."""
        self._order(do="verify", agree="yes" if agrees else "no", **{"with": other})

    async def sees(self, what: str) -> dict[str, Any]:
        """The next thing that happens, which must be this."""
        async with asyncio.timeout(_DEADLINE):
            line = await self._process.stdout.readline()
        seen = json.loads(line)
        assert seen["is"] == what, seen
        return seen

    def _order(self, **order: str) -> None:
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
