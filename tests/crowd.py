"""Many citizens with cases at one desk, all at once, and what each of them should have read.

Everything that is said carries who said it in which case and which one it is ("balie17x3"), so
that what arrives can be held against what was said: at the right person, in order, once.
"""

import asyncio
import itertools
import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from time import perf_counter

from msgspec import Struct

from bot.ports import (
    Address,
    Message,
    Outgoing,
    Pressed,
    Receive,
    Received,
    Said,
    Sender,
    Sent,
    TryAgain,
    What,
)

STAFF = tuple(Sender(f"staff{n}", name) for n, name in enumerate(("Anja", "Bram", "Cem")))
ROOM = "desk"
_SAID = re.compile(r"\b(burger|balie)(\d+)x(\d+)\b")
_CARD = re.compile(r"#(\d+)")


class Edge:
    """A network that takes everything at once, and brings events one by one as adapters do.

    It knows a message again by its id, so that a repeated attempt is shown once. It is busy at
    every attempt that `refuse_every` divides. An event that was being handled when the
    listening ended is brought again.
    """

    def __init__(self, network: str, refuse_every: int = 0) -> None:
        self.network = network
        self.on_show: Callable[[Message, Sent], None] = lambda _message, _sent: None
        self._refuse_every = refuse_every
        self._attempts = itertools.count(1)
        self._shown: dict[str, Sent] = {}
        self._events: deque[Received] = deque()
        self._brought = asyncio.Event()

    def happens(self, received: Received) -> None:
        """Something for the bot to hear."""
        self._events.append(received)
        self._brought.set()

    async def run(self, receive: Receive) -> None:
        """As `Adapter.run`."""
        while True:
            while self._events:
                await receive(self._events[0])
                self._events.popleft()
            self._brought.clear()
            await self._brought.wait()

    async def send(self, message: Outgoing) -> Sent:
        """As `Adapter.send`."""
        if self._refuse_every and next(self._attempts) % self._refuse_every == 0:
            raise TryAgain("busy", after=0)
        if not isinstance(message, Message):
            return Sent()
        if message.id not in self._shown:
            number = f"{self.network}{len(self._shown) + 1}"
            thread = number if message.opens else message.to.thread
            sent = Sent(number, Address(self.network, message.to.chat, thread))
            self._shown[message.id] = sent
            self.on_show(message, sent)
        return self._shown[message.id]


class Outcome(Struct, frozen=True):
    """How many messages were said, and with how many of them something is wrong."""

    said: int
    lost: int = 0
    repeated: int = 0
    astray: int = 0
    out_of_order: int = 0

    @property
    def wrong(self) -> int:
        """What must be 0."""
        return self.lost + self.repeated + self.astray + self.out_of_order


class Crowd:
    """Citizens 1 to `size`, their cases, and the staff of one desk.

    Attributes:
        took: seconds from a person's message to its being shown, by its words.
    """

    def __init__(self, size: int, citizens: Edge, desk: Edge) -> None:
        self.size = size
        self.took: dict[str, float] = {}
        self._citizens, self._desk = citizens, desk
        citizens.on_show = desk.on_show = self._show
        self._ids = itertools.count(1)
        self._threads: dict[int, str | None] = {}
        self._counts: dict[tuple[str, int], int] = defaultdict(int)
        self._said: dict[str, float] = {}
        self._heard: dict[tuple[str, int], list[int]] = defaultdict(list)
        self._astray = 0
        self._changed = asyncio.Event()

    # --- what people do -----------------------------------------------------------------------

    async def open_cases(self) -> None:
        """Every citizen asks for a person, and staff claim and say hello."""
        for number in range(1, self.size + 1):
            self._citizen_does(number, Said("/person"))
            self._citizen_does(number, Pressed("yes"))
        await self._until(lambda: len(self._threads) == self.size)
        for number in range(1, self.size + 1):
            self._staff_do(number, Pressed("claim"))
            self.staff_say(number)
        await self.all_arrived()

    def citizen_says(self, number: int) -> None:
        """One more message from this citizen."""
        self._citizen_does(number, Said(self._next("burger", number)))

    def staff_say(self, number: int) -> None:
        """One more message to this citizen."""
        self._staff_do(number, Said(self._next("balie", number)))

    async def all_arrived(self) -> None:
        """Wait until everything that people said has been shown."""
        await self._until(lambda: len(self.took) == len(self._said))

    async def some_arrived(self, count: int) -> None:
        """Wait until `count` more of them have been shown, with others still on their way."""
        enough = len(self.took) + count
        await self._until(lambda: len(self.took) >= enough)

    def _next(self, who: str, number: int) -> str:
        self._counts[who, number] += 1
        words = f"{who}{number}x{self._counts[who, number]}"
        self._said[words] = perf_counter()
        return words

    def _citizen_does(self, number: int, what: What) -> None:
        at = Address(self._citizens.network, f"c{number}")
        event = f"in{next(self._ids)}"
        message = None if isinstance(what, Pressed) else event
        self._citizens.happens(Received(event, at, Sender(at.chat), what, message=message))

    def _staff_do(self, number: int, what: What) -> None:
        at = Address(self._desk.network, ROOM, self._threads[number])
        event = f"in{next(self._ids)}"
        message = None if isinstance(what, Pressed) else event
        who = STAFF[number % len(STAFF)]
        received = Received(event, at, who, what, private=False, message=message, about=at.thread)
        self._desk.happens(received)

    # --- what they see ------------------------------------------------------------------------

    def outcome(self) -> Outcome:
        """What was shown, held against what was said."""
        counts = [Counter(heard) for heard in self._heard.values()]
        return Outcome(
            said=len(self._said),
            lost=len(self._said) - sum(map(len, counts)),
            repeated=sum(count - 1 for each in counts for count in each.values()),
            astray=self._astray,
            out_of_order=sum(
                later < earlier
                for heard in self._heard.values()
                for earlier, later in itertools.pairwise(heard)
            ),
        )

    def _show(self, message: Message, sent: Sent) -> None:
        at = sent.at or message.to
        if message.opens:
            self._threads[int(_CARD.search(message.opens)[1])] = at.thread
        elif found := _SAID.search(message.text):
            who, number, count = found[1], int(found[2]), int(found[3])
            self._heard[who, number].append(count)
            self._astray += (at.chat, at.thread) != self._place(who, number)
            self.took.setdefault(found[0], perf_counter() - self._said[found[0]])
        self._changed.set()

    def _place(self, who: str, number: int) -> tuple[str, str | None]:
        """Where the words of this one belong: citizens' at the desk, the desk's at the citizen."""
        return (ROOM, self._threads[number]) if who == "burger" else (f"c{number}", None)

    async def _until(self, happened: Callable[[], bool]) -> None:
        while not happened():
            self._changed.clear()
            await self._changed.wait()
