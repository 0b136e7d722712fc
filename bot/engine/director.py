"""Steps conversations, and speaks outside of them; always inside somebody's transaction."""

from collections.abc import Callable

from msgspec.structs import replace

from bot.dialogue.events import Event
from bot.dialogue.world import World
from bot.engine.context import House, Scene
from bot.engine.desks import Desks
from bot.engine.held import Held
from bot.ports import Address, Message, Received
from bot.store import Transaction
from bot.store.conversations import Stored
from bot.store.outbox import Draft

Clock = Callable[[], float]


class Director:
    """Who handles an event lets this one carry it on."""

    def __init__(self, world: Callable[[], World], desks: Desks, clock: Clock) -> None:
        """`world` is asked for each time: the knowledge base may be another one by then."""
        self.desks = desks
        self.now = clock
        self._world = world
        self._held = Held(clock)

    @property
    def world(self) -> World:
        """What the dialogue sees of the world, at this moment."""
        return replace(self._world(), now=self.now())

    def play(
        self, tx: Transaction, stored: Stored, received: Received | None, event: Event
    ) -> None:
        """Step this conversation; `received` is what caused the event, if anybody did."""
        world = self.world
        house = House(world, self.desks, self._held)
        Scene(tx, house, stored, received, world.now).play(event)

    def play_all(self, tx: Transaction, desk: Address, event: Event) -> None:
        """The same happens to all cases that are open at this desk."""
        for case in tx.cases.open_at(desk):
            stored = tx.conversations.get(case.conversation)
            if stored is not None:
                self.play(tx, stored, None, event)

    def say_to_desk(self, tx: Transaction, at: Address, key: str, **values: str | int) -> None:
        """Say a sentence of _messages.yaml at a desk, outside of any conversation."""
        kb = self._world().kb
        self.say(tx, at, kb.say(key, kb.languages[0], **values))

    def say(self, tx: Transaction, at: Address, text: str) -> None:
        """Say a text in a room, outside of any conversation."""
        draft = Draft(f"room:{at.network}:{at.chat}", Message("", at, text))
        tx.outbox.add(draft, self.now())
