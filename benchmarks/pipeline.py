"""What one message costs: from a network's event to what is stored, and from there out again.

    python -m benchmarks.pipeline [--out docs/benchmarks.md]

Measured is `engine.receive` as an adapter calls it: thread, transaction, dialogue, commit. Disk
and database are real, the networks are not. Peers, in the same run: the matcher's decision alone,
a transaction that does nothing, and a transaction with one INSERT written by hand with the
database's own driver, which is the least that storing anything durably costs there.
"""

import argparse
import asyncio
import contextlib
import gc
import sqlite3
import sys
import tempfile
import textwrap
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from time import perf_counter

import numpy as np
import psycopg
from msgspec import Struct

from benchmarks.matching import questions
from benchmarks.report import publish
from benchmarks.starting import starting
from bot import bootstrap
from bot.kb.knowledge import Knowledge
from bot.ports import Address, Message, Received, Said, Sender
from bot.settings import Settings
from bot.store import Store, Transaction
from bot.store.database import PRAGMAS
from tests.engine.house import FATIMA, House
from tests.servers.postgres import new_database, running_postgres

MESSAGES, WARM_UP, CITIZENS = 500, 100, 50
_INSERT = "INSERT INTO inbox (network, event, received_at) VALUES ('peer', '{}', 0)"
_ABOUT = textwrap.fill(
    "`engine.receive`, from an adapter's call until everything is stored durably (fsync at each "
    f"commit): {MESSAGES} messages of {CITIZENS} citizens one after the other, after {WARM_UP} to "
    "warm up. The questions are those of `tests/questions` that are answered at once. Delivery "
    "empties a full outbox into an adapter that takes everything at once. The last column gives "
    "the median as a number of INSERTs by hand.",
    100,
)

Deed = Callable[[int], Awaitable[object]]
"""What is timed; it is told which time this is."""


class Times(Struct, frozen=True):
    """Milliseconds of many messages."""

    median: float
    p99: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the tables, and put them into --out."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--out", type=Path, help="the page to put the tables into")
    out = parser.parse_args(arguments).out
    knowledge = bootstrap.load_knowledge(Settings())
    publish("pipeline", asyncio.run(_tables(knowledge)), out)
    return 0


async def _tables(knowledge: Knowledge) -> list[str]:
    """The whole section."""
    lines = ["## Pipeline", "", _ABOUT]
    with tempfile.TemporaryDirectory(prefix="wegwijs-") as folder:
        file = Path(folder) / "wegwijs.db"
        lines += await _on("SQLite", f"sqlite:///{file}", knowledge, _sqlite_peer(file))
    with running_postgres() as server:
        url = new_database(server)
        lines += await _on("PostgreSQL", url, knowledge, _postgres_peer(url))
    return [*lines, *await starting()]


async def _on(
    name: str, url: str, knowledge: Knowledge, peer: contextlib.AbstractAsyncContextManager[Deed]
) -> list[str]:
    """The table of one database."""
    with Store(url) as store:
        house = House(store, knowledge)
        gc.collect()
        gc.freeze()  # as the bot does once it has loaded
        rows = {
            "a question, answered from the knowledge base": await _questions(house, knowledge),
            "a message of an open case, relayed to the desk": await _relayed(house),
            "an update that the network repeats": await _repeated(house),
            "peer: a transaction that does nothing": await _timed(lambda _: store.run(_nothing)),
        }
        delivered = await _delivered(house)
    async with peer as insert:
        rows["peer: one INSERT by hand"] = least = await _timed(insert)
    rows["peer: the matcher's decision alone"] = await _decisions(knowledge)
    table = [
        f"| {what} | {times.median:.2f} | {times.p99:.2f} | {times.median / least.median:.1f} |"
        for what, times in rows.items()
    ]
    head = ["| what | median ms | p99 ms | INSERTs |", "|---|---|---|---|"]
    return ["", f"### {name}", "", *head, *table, "", f"Delivery: {delivered:.0f} messages/s."]


# --- what happens -----------------------------------------------------------------------------


async def _questions(house: House, knowledge: Knowledge) -> Times:
    """Questions that are answered at once; every citizen asks several."""
    asked = _answerable(knowledge)
    return await _timed(
        lambda time: house.engine.receive(_said(time, asked[time % len(asked)])),
        between=house.delivery.drain,
    )


def _answerable(knowledge: Knowledge) -> list[str]:
    """Development questions that get an answer, not a choice."""
    texts = [question.text for question in questions("nl")]
    return [text for text in texts if knowledge.understand(text, "nl").kind == "answer"]


async def _relayed(house: House) -> Times:
    """What a citizen says while staff have the case."""
    await house.opens_a_case()
    return await _timed(
        lambda time: house.engine.receive(
            _said(time, "Op de brief staat een bedrag dat ik niet begrijp.", FATIMA, "relayed")
        ),
        between=house.delivery.drain,
    )


async def _repeated(house: House) -> Times:
    """One update again and again."""
    again = _said(0, "Hoe vraag ik een DigiD aan?", FATIMA, "again")
    await house.engine.receive(again)
    await house.delivery.drain()
    return await _timed(lambda _: house.engine.receive(again))


async def _delivered(house: House) -> float:
    """Messages per second from a full outbox, over the lines of all citizens."""
    for time in range(MESSAGES):
        await house.engine.receive(_said(time, "help", kind="full"))
    before = _messages(house)
    started = perf_counter()
    await house.delivery.drain()
    return (_messages(house) - before) / (perf_counter() - started)


def _messages(house: House) -> int:
    return sum(isinstance(sent, Message) for sent in house.citizens.sent)


async def _decisions(knowledge: Knowledge) -> Times:
    """The same questions, decided but neither said nor stored."""
    asked = _answerable(knowledge)

    async def decide(time: int) -> None:
        knowledge.understand(asked[time % len(asked)], "nl")

    return await _timed(decide)


def _said(time: int, text: str, by: Sender | None = None, kind: str = "asked") -> Received:
    """A citizen's message with an id of its own; by default the citizens take turns."""
    sender = by or Sender(f"citizen-{time % CITIZENS}", "Fatima")
    at = Address("telegram", sender.id)
    return Received(f"{kind}-{time}", at, sender, Said(text), message=f"{kind}-{time}")


def _nothing(_tx: Transaction) -> None:
    """The work of the empty transaction."""


# --- the least that storing costs -------------------------------------------------------------


@contextlib.asynccontextmanager
async def _sqlite_peer(file: Path) -> AsyncIterator[Deed]:
    """One INSERT in the bot's own file, with the bot's own pragmas."""
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

        async def insert(time: int) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_INSERT.format(time))
            connection.execute("COMMIT")

        yield insert


@contextlib.asynccontextmanager
async def _postgres_peer(url: str) -> AsyncIterator[Deed]:
    """One INSERT over one open connection."""
    with psycopg.connect(url) as connection:

        async def insert(time: int) -> None:
            connection.execute(_INSERT.format(time))
            connection.commit()

        yield insert


async def _timed(deed: Deed, between: Callable[[], Awaitable[None]] | None = None) -> Times:
    """Do it many times; `between` happens after each and is not timed."""
    took = []
    for time in range(WARM_UP + MESSAGES):
        started = perf_counter()
        await deed(time)
        took.append(perf_counter() - started)
        if between:
            await between()
    counted = np.array(took[WARM_UP:]) * 1000
    return Times(float(np.percentile(counted, 50)), float(np.percentile(counted, 99)))


if __name__ == "__main__":
    sys.exit(main())
