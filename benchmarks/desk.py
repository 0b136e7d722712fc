"""1,000 cases at one desk at the same time: how fast is what staff write with the citizens?

    python -m benchmarks.desk [--out docs/benchmarks.md]

The whole bot as `wegwijs serve` runs it (engine, SQLite file, delivery, housekeeping), between two
networks that take everything at once. Everybody's messages come at fixed moments, whether the bot
is done with the earlier ones or not, and time counts from those moments. Peers, in the same run:
the same bot with its database in memory, and forwarding from network to network through an
asyncio.Queue, with nothing stored, looked up or decided. Under Telegram's limits: limits.py.
"""

import argparse
import asyncio
import gc
import sys
import tempfile
import textwrap
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import numpy as np
from msgspec import Struct

from benchmarks.report import publish
from benchmarks.running import served, while_running
from bot import bootstrap
from bot.kb.knowledge import Knowledge
from bot.ports import Address, Message, Pressed, Received, Said
from bot.settings import Desk, Settings
from tests.crowd import ROOM, Crowd, Edge, Outcome

CASES = 1000
RATE = 25.0  # messages a second from staff, and as many from citizens
BURST = 3  # messages for every case in the same instant
DESK = Desk("haarlem", "matrix", ROOM)
_MEMORY = Path("/dev/shm")
_HAS_MEMORY = _MEMORY.is_dir()  # Linux has such a disk
_ABOUT = textwrap.fill(
    f"{CASES} open cases at one desk. In each, staff and the citizen say one message, "
    f"{RATE:.0f} a second each way, at fixed moments. Times run from the moment a staff member's "
    "message is with the bot until the citizen's network is given it; the bot stores it durably "
    f"in between. Then staff say {BURST} messages in every case, all in the same instant.",
    100,
)


class Measured(Struct, frozen=True):
    """What one way of relaying did. Milliseconds; messages a second of the burst."""

    p50: float
    p99: float
    longest: float
    burst: float
    outcome: Outcome


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the tables, and put them into --out."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--out", type=Path, help="the page to put the tables into")
    out = parser.parse_args(arguments).out
    knowledge = bootstrap.load_knowledge(Settings())
    publish("desk", asyncio.run(_section(knowledge)), out)
    return 0


async def _section(knowledge: Knowledge) -> list[str]:
    rows = {"wegwijs, SQLite on disk": await _bot(None, knowledge)}
    if _HAS_MEMORY:
        rows["peer: the same, SQLite in memory"] = await _bot(_MEMORY, knowledge)
    rows["peer: an asyncio.Queue, nothing stored"] = await _queue()
    return [
        *("## The desk", "", _ABOUT, ""),
        "| relayed by | p50 ms | p99 ms | longest ms | burst: messages/s |",
        "|---|---|---|---|---|",
        *(
            f"| {name} | {row.p50:.2f} | {row.p99:.2f} | {row.longest:.0f} | {row.burst:.0f} |"
            for name, row in rows.items()
        ),
        "",
        *_outcomes([row.outcome for row in rows.values()]),
    ]


def _outcomes(all_of: list[Outcome]) -> list[str]:
    said, wrong = sum(each.said for each in all_of), sum(each.wrong for each in all_of)
    if not wrong:
        return [f"{said} messages: none lost, repeated, out of order, or with the wrong person."]
    return [f"**{wrong} of {said} messages went wrong:** {all_of}"]


async def _bot(disk: Path | None, knowledge: Knowledge) -> Measured:
    """The whole bot between two networks, with its database on that disk."""
    edges = Edge("telegram"), Edge("matrix")
    crowd = Crowd(CASES, *edges)
    gc.collect()
    gc.freeze()  # as the bot does once it has loaded
    with tempfile.TemporaryDirectory(prefix="wegwijs-", dir=disk) as folder:
        async with served(f"sqlite:///{folder}/wegwijs.db", knowledge, DESK, *edges):
            await crowd.open_cases()
            return await _measured(crowd)


async def _queue() -> Measured:
    """As little as relaying can be."""
    edges = Edge("telegram"), Edge("matrix")
    crowd = Crowd(CASES, *edges)
    peer = _Forwarding(*edges)
    async with while_running(peer.run(), *(edge.run(peer.receive) for edge in edges)):
        await crowd.open_cases()
        return await _measured(crowd)


async def _measured(crowd: Crowd) -> Measured:
    """A steady stream in all cases, then a burst in all cases."""
    before = set(crowd.took)
    await _steadily(crowd)
    await crowd.all_arrived()
    new = [words for words in crowd.took if words not in before and words.startswith("balie")]
    took = np.array([crowd.took[words] for words in new]) * 1000
    started = perf_counter()
    for _ in range(BURST):
        for number in range(1, CASES + 1):
            crowd.staff_say(number)
    await crowd.all_arrived()
    burst = BURST * CASES / (perf_counter() - started)
    p50, p99 = np.percentile(took, [50, 99])
    return Measured(float(p50), float(p99), float(took.max()), burst, crowd.outcome())


async def _steadily(crowd: Crowd) -> None:
    """One message each way in every case; a late turn of ours doesn't move the next ones."""
    started = perf_counter()
    for number in range(1, CASES + 1):
        await asyncio.sleep(max(0, started + number / RATE - perf_counter()))
        crowd.staff_say(number)
        crowd.citizen_says(CASES + 1 - number)


class _Forwarding:
    """The peer: two networks, one queue, and a table of who belongs to which thread."""

    def __init__(self, citizens: Edge, desk: Edge) -> None:
        self._citizens, self._desk = citizens, desk
        self._queue: asyncio.Queue[Received] = asyncio.Queue()
        self._threads: dict[str, Address] = {}
        self._chats: dict[str | None, Address] = {}

    async def receive(self, received: Received) -> None:
        """As `Receive`."""
        self._queue.put_nowait(received)

    async def run(self) -> None:
        """Pass everything on until cancelled."""
        while True:
            await self._pass_on(await self._queue.get())

    async def _pass_on(self, received: Received) -> None:
        at, what = received.at, received.what
        if isinstance(what, Pressed) and what.data == "yes":
            number = len(self._chats) + 1
            card = Message(received.id, Address(self._desk.network, ROOM), "", opens=f"#{number}")
            landed = (await self._desk.send(card)).at
            self._threads[at.chat], self._chats[landed.thread] = landed, at
        elif isinstance(what, Said) and at.chat == ROOM:
            await self._citizens.send(Message(received.id, self._chats[at.thread], what.text))
        elif isinstance(what, Said) and at.chat in self._threads:
            await self._desk.send(Message(received.id, self._threads[at.chat], what.text))


if __name__ == "__main__":
    sys.exit(main())
