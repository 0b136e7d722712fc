"""A house with fake networks: the real engine, dialogue, knowledge, store and delivery."""

import itertools
from collections.abc import Iterable

from bot.delivery import Delivery
from bot.dialogue.world import Terms, World
from bot.engine import Desks, Engine
from bot.ports import (
    AdapterError,
    Address,
    Edit,
    File,
    Mark,
    Message,
    Outgoing,
    Pressed,
    Received,
    Remove,
    Said,
    Sender,
    Sent,
    Shut,
    Undeliverable,
    What,
)
from bot.settings import Desk
from bot.store import Store

ANJA, BRAM = Sender("anja", "Anja"), Sender("bram", "Bram")
FATIMA = Sender("fatima", "Fatima")


class FakeClock:
    """A clock that moves only when told to."""

    def __init__(self) -> None:
        self.now = 1_795_000_000.0

    def __call__(self) -> float:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += seconds


class FakeNetwork:
    """Keeps what it was given; refuses when it is told to."""

    def __init__(self, network: str) -> None:
        self.network = network
        self.sent: list[Outgoing] = []
        self.refuse: list[AdapterError] = []
        self.files: dict[str, bytes] | None = {}
        self.carried: list[tuple[str, str, bytes | None]] = []
        self.refuse_always: dict[str, AdapterError] = {}
        self._numbers = itertools.count(1)

    async def run(self, receive) -> None:
        raise AssertionError("tests call receive themselves")

    async def send(self, message: Outgoing) -> Sent:
        if message.to.chat in self.refuse_always:
            raise self.refuse_always[message.to.chat]
        if self.refuse:
            raise self.refuse.pop(0)
        self.sent.append(message)
        if not isinstance(message, Message):
            return Sent()
        own = f"{self.network}-{next(self._numbers)}"
        thread = own if message.opens else message.to.thread
        return Sent(own, Address(self.network, message.to.chat, thread))

    async def fetch(self, file: File) -> bytes:
        if self.files is None:
            raise Undeliverable("the file is gone")
        return self.files[file.handle]

    async def send_file(self, message: Message, content: bytes | None) -> Sent:
        self.carried.append((message.to.chat, message.file.name, content))
        return await self.send(message)

    def said_in(self, chat: str) -> list[str]:
        return [m.text for m in self.sent if isinstance(m, Message) and m.to.chat == chat]


class House:
    """One citizen's network, one desk's network (which may be the same), and the bot between."""

    def __init__(
        self,
        store: Store,
        knowledge,
        citizens: str = "telegram",
        desks: str = "matrix",
        terms: Terms | None = None,
        *,
        more: tuple[Desk, ...] = (),
    ) -> None:
        """`more` are desks of other libraries; each is on one of the two networks."""
        self.clock = FakeClock()
        self.store = store
        self.citizens = FakeNetwork(citizens)
        self.staff = self.citizens if desks == citizens else FakeNetwork(desks)
        networks = {n.network: n for n in (self.citizens, self.staff)}
        every = (Desk("haarlem", desks, "desk"), *more)
        libraries = frozenset(desk.library for desk in every)
        of = {desk.library: desk.network for desk in every}
        world = World(knowledge, libraries, terms or Terms(), networks=of)
        self.engine = Engine(store, world, Desks(every), self.clock)
        self.delivery = Delivery(store, networks, self.engine, self.clock)
        self._ids = itertools.count(1)

    # --- what people do -------------------------------------------------------------------

    async def citizen(self, what: str | What, sender: Sender = FATIMA, **more) -> Received:
        """The citizen says a text, or does something else, in a private chat."""
        number = str(next(self._ids))
        done = Said(what) if isinstance(what, str) else what
        more = {"message": f"in-{number}", **more}
        received = Received(number, Address(self.citizens.network, sender.id), sender, done, **more)
        await self.happens(received)
        return received

    async def presses(self, data: str, sender: Sender = FATIMA) -> None:
        await self.citizen(Pressed(data), sender, message=None)

    async def at_desk(self, what: str | What, sender: Sender = ANJA, **more) -> Received:
        """Someone at the desk says or does something, in the newest case's thread."""
        number = f"d{next(self._ids)}"
        done = Said(what) if isinstance(what, str) else what
        thread = more.pop("thread", self.thread)
        at = Address(self.staff.network, "desk", thread)
        more = {"message": f"in-{number}", **more}
        received = Received(number, at, sender, done, private=False, **more)
        await self.happens(received)
        return received

    async def in_room(self, at: Address, what: str | What, sender: Sender = BRAM, **more) -> None:
        """Someone says or does something in that room of a desk."""
        number = f"r{next(self._ids)}"
        done = Said(what) if isinstance(what, str) else what
        more = {"message": f"in-{number}", **more}
        await self.happens(Received(number, at, sender, done, private=False, **more))

    async def happens(self, received: Received) -> None:
        await self.engine.receive(received)
        await self.delivery.drain()

    async def time_passes(self, seconds: float) -> None:
        self.clock.pass_by(seconds)
        await self.engine.fire_due()
        await self.delivery.drain()

    async def opens_a_case(self, question: str = "Ik snap mijn brief van het UWV niet") -> None:
        """The citizen asks, wants a person, and agrees that the desk reads along."""
        await self.citizen(question)
        await self.presses("human")
        await self.presses("yes")

    # --- what is seen ---------------------------------------------------------------------

    @property
    def thread(self) -> str | None:
        card = self.card
        return None if card is None else self._thread_of(card)

    @property
    def card(self) -> Message | None:
        cards = [m for m in self.staff.sent if isinstance(m, Message) and m.opens]
        return cards[-1] if cards else None

    def _thread_of(self, card: Message) -> str:
        messages = [m for m in self.staff.sent if isinstance(m, Message)]
        return f"{self.staff.network}-{messages.index(card) + 1}"

    def citizen_sees(self, sender: Sender = FATIMA) -> list[str]:
        return self.citizens.said_in(sender.id)

    def desk_sees(self) -> list[str]:
        return self.staff.said_in("desk")

    def marks(self) -> list[tuple[str, str]]:
        """(message, emoji) of all marks at the desk, in order."""
        return [(m.about, m.emoji) for m in self.staff.sent if isinstance(m, Mark)]

    def of_kind(self, kind: type[Edit | Remove | Shut]) -> Iterable[Outgoing]:
        return [m for m in self.staff.sent if isinstance(m, kind)]
