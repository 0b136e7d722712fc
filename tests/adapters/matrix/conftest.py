"""What the Matrix tests share: a bot on the real homeserver, and what it received."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest

from adapters.matrix import MatrixAdapter, MatrixSettings
from bot.ports import Address, Joined, Message, Outgoing, Received, Said, Sent, What
from tests.servers.matrix_person import Person
from tests.servers.synapse import PASSWORD, Synapse

_DEADLINE = 20.0  # seconds; a busy machine is slow


class Bot:
    """A running adapter, and everything it handed over.

    Attributes:
        fails: when set, is called for each event first; what it raises passes through.
    """

    def __init__(self, settings: MatrixSettings) -> None:
        self.settings = settings
        self.id = settings.user_id
        self.received: list[Received] = []
        self.adapter = MatrixAdapter(settings)
        self.fails: Callable[[Received], None] | None = None
        self._arrived = asyncio.Condition()

    async def receive(self, received: Received) -> None:
        """What the engine would do: keep it, or fail."""
        if self.fails is not None:
            self.fails(received)
        async with self._arrived:
            self.received.append(received)
            self._arrived.notify_all()

    def all(self, kind: type[What]) -> list[Received]:
        """What was received of this kind."""
        return [r for r in self.received if isinstance(r.what, kind)]

    async def gets(self, kind: type[What], number: int = 1) -> Received:
        """Wait for the n-th thing of this kind."""
        async with asyncio.timeout(_DEADLINE), self._arrived:
            await self._arrived.wait_for(lambda: len(self.all(kind)) >= number)
        return self.all(kind)[number - 1]

    async def send(self, message: Outgoing) -> Sent:
        """Send, as soon as the adapter can."""
        async with asyncio.timeout(_DEADLINE):
            await self.adapter.ready.wait()
            return await self.adapter.send(message)

    async def says(self, room: str, text: str, message_id: str = "m1") -> str:
        """Send a text; its event id."""
        sent = await self.send(Message(message_id, Address("matrix", room), text))
        assert sent.message is not None
        return sent.message

    async def settles(self, witness: Person) -> None:
        """Wait until all that is at the server was seen: until this other person is answered."""
        room = await self.meets(witness)
        await witness.says(room, "klaar?")
        await self.gets(Said, len(self.all(Said)) + 1)
        self.received = [r for r in self.received if r.at.chat != room]

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Bot"]:
        """Run the adapter; what ends it early is raised here."""
        async with asyncio.TaskGroup() as group:
            task = group.create_task(self.adapter.run(self.receive))
            yield self
            task.cancel()

    async def meets(self, person: Person, *, encrypted: bool = False) -> str:
        """A direct room with this person, the bot in it."""
        before = len(self.all(Joined))
        room = await person.opens_direct_room(self.id, encrypted=encrypted)
        await self.gets(Joined, before + 1)
        await person.sees_member(room, self.id)
        return room


@pytest.fixture
def settings(synapse: Synapse, tmp_path: Path) -> MatrixSettings:
    """A new account for the bot, and an empty folder for its store."""
    return MatrixSettings(
        homeserver=synapse.url,
        user_id=synapse.register("bot"),
        password=PASSWORD,
        store_path=str(tmp_path / "matrix"),
        store_passphrase="correct horse",
        key_patience=1,
        start_patience=0,
    )


@pytest.fixture
async def bot(settings: MatrixSettings) -> AsyncIterator[Bot]:
    """A running bot."""
    async with Bot(settings).running() as bot:
        yield bot


@pytest.fixture
async def person(synapse: Synapse) -> AsyncIterator[Person]:
    """Somebody named Sanne."""
    async with Person(synapse, synapse.register("sanne")) as somebody:
        yield somebody


@pytest.fixture
async def witness(synapse: Synapse) -> AsyncIterator[Person]:
    """Somebody else."""
    async with Person(synapse, synapse.register("tom")) as somebody:
        yield somebody


def changed(settings: MatrixSettings, **changes: object) -> MatrixSettings:
    """The settings with some of them different."""
    return msgspec.structs.replace(settings, **changes)
