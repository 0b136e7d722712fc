"""Receive from the networks, fire timers, and tell the dialogue what could not be delivered."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from functools import partial
from typing import Literal

import msgspec
from msgspec.structs import replace

from bot.defects import where
from bot.dialogue.events import NotDelivered, Party, TimerFired, TimerKind
from bot.dialogue.world import World
from bot.engine.context import erase
from bot.engine.copies import is_relayed
from bot.engine.desk_room import DeskRoom, UnderWay
from bot.engine.desks import Desks
from bot.engine.director import Clock, Director
from bot.engine.lost import open_cases, replace_card
from bot.engine.opening import follow_hours, open_desk
from bot.engine.translate import citizen_event
from bot.kb.knowledge import Knowledge
from bot.ports import (
    Address,
    Edit,
    Joined,
    Message,
    Moved,
    Outgoing,
    Reacted,
    Received,
    Remove,
)
from bot.store import Store, Transaction, is_away
from bot.store.outbox import Row

log = logging.getLogger(__name__)

_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds between looks for a message whose sending has not returned yet."""


class Engine:
    """The whole house behind the doors. One instance for each process."""

    def __init__(self, store: Store, world: World, desks: Desks, clock: Clock) -> None:
        """`clock` gives seconds since 1970; `on_change` is called after each commit."""
        self.world = world
        self.on_change: Callable[[], None] = lambda: None
        self._store = store
        self._desks = desks
        self._hours_followed = False  # they may have been changed while nothing ran
        self._clock = clock
        self._director = Director(lambda: self.world, desks, clock)
        self._desk_room = DeskRoom(self._director)

    async def receive(self, received: Received) -> None:
        """Handle one thing that happened; when this returns it is stored, once.

        Raises:
            SQLAlchemyError: the database is away. The adapter must not confirm the event.
        """
        try:
            await self._handle_in_time(received)
        except Exception as error:
            if is_away(error):
                raise
            # One bad event must not stop all the others.
            log.error("an event from %s failed: %s", received.at.network, where(error))  # noqa: TRY400  # the traceback could hold texts
            await self._store.run(partial(self._apologise, received))
        self.on_change()

    async def fire_due(self) -> int:
        """Fire all timers that are due; how many. New opening hours are followed first."""
        if not self._hours_followed:
            self._hours_followed = True
            await self._store.run(lambda tx: follow_hours(tx, self._director.world, self._desks))
        fired = 0
        while due := await self._store.run(lambda tx: tx.timers.due(self._clock())):
            await self._fire(*due)
            fired += 1
        if fired:
            self.on_change()
        return fired

    async def forget(self, address: Address) -> bool:
        """Erase everything about the citizen at this address; False when nothing was known."""
        found = await self._store.run(partial(self._forget, address))
        self.on_change()
        return found

    def use(self, kb: Knowledge) -> None:
        """From the next event on, answer from this knowledge base."""
        self.world = replace(self.world, kb=kb)
        self._hours_followed = False

    async def tell_desks(self, key: str, **values: str | int) -> None:
        """Tell every desk, outside of any case; `key` is a sentence of _messages.yaml."""

        def tell(tx: Transaction) -> None:
            for room in self._desks.rooms:
                self._director.say_to_desk(tx, room, key, **values)

        await self._store.run(tell)
        self.on_change()

    def failed(self, tx: Transaction, row: Row, *, gone: bool) -> None:
        """A message can never arrive: let the dialogue say so to whoever should know."""
        stored = tx.conversations.get(row.conversation) if row.conversation else None
        if stored is None or not (isinstance(row.body, Message) or row.origin):
            return
        party = Party.CITIZEN if row.case is None else Party.DESK
        current = tx.cases.current_of(stored.id)
        if row.case is not None and current is not None and current.number != row.case:
            return  # of a case that is past: it went to another desk, or was closed
        event = NotDelivered(
            party, gone=gone, answer=row.origin is not None, change=_change(row.body)
        )
        is_card = isinstance(row.body, Message) and row.body.opens is not None
        if party is Party.DESK and not (gone or event.answer or is_card):
            return  # a notice of ours: nobody counts on it, and telling could go round in a circle
        self._director.play(tx, stored, None, event)

    async def _handle_in_time(self, received: Received) -> None:
        """Handle it; a quick answer may come in before the id of what it answers is stored."""
        for pause in _PAUSES:
            try:
                await self._store.run(partial(self._handle, received, in_time=False))
            except UnderWay:
                await asyncio.sleep(pause)
            else:
                return
        await self._store.run(partial(self._handle, received, in_time=True))

    async def _fire(self, conversation: str, kind: TimerKind) -> None:
        """Fire one timer; one whose step fails is let go of, or it would fail for ever."""
        try:
            await self._store.run(partial(self._fire_one, conversation, kind))
        except Exception as error:
            if is_away(error):
                raise
            log.error("a timer (%s) failed: %s", kind, where(error))  # noqa: TRY400  # the traceback could hold texts
            await self._store.run(lambda tx: tx.timers.stop(conversation, kind))

    # --- inside the transaction ---------------------------------------------------------------

    def _handle(self, received: Received, tx: Transaction, *, in_time: bool) -> None:
        if not tx.inbox.add(received.at.network, received.id, self._clock()):
            return
        if isinstance(received.what, Moved):
            self.moved(tx, received.at, received.what.chat)
        elif self._desks.is_desk(received.at):
            self._desk_room.handle(tx, received, in_time=in_time)
        elif received.private:
            self._handle_citizen(tx, received, in_time=in_time)
        else:
            self._handle_group(tx, received)

    def _handle_citizen(self, tx: Transaction, received: Received, *, in_time: bool) -> None:
        under_way = not in_time and self._is_under_way(tx, received)
        under = tx.messages.find(received.at, received.about) if received.about else None
        if under is None and under_way:
            raise UnderWay
        if citizen_event(received, under) is None:
            return
        stored = tx.conversations.at(received.at, self._clock())
        event = citizen_event(received, under, relayed=is_relayed(tx, stored.id, received))
        if event is None:
            return
        self._director.play(tx, stored, received, event)

    def _is_under_way(self, tx: Transaction, received: Received) -> bool:
        """Whether it is a reaction, maybe to what was shown but whose id is not stored yet."""
        if not isinstance(received.what, Reacted):
            return False
        stored = tx.conversations.find(received.at)
        return stored is not None and tx.outbox.sends_in(f"{stored.id}:citizen", self._clock())

    def _handle_group(self, tx: Transaction, received: Received) -> None:
        """A group that is no desk: say once why the bot is silent there."""
        if isinstance(received.what, Joined):
            log.warning(
                "the bot was added to a %s group that is no desk: %s",
                received.at.network,
                received.at.chat,
            )
            kb = self.world.kb
            self._director.say(tx, received.at, kb.say("group_only_private", kb.languages[0]))

    def moved(self, tx: Transaction, old: Address, chat: str) -> None:
        """A chat lives on under another id; there the desk sees no card any more, so it gets one."""
        if self._desks.is_desk(old):
            log.warning(
                "a desk on %s moved from room %s to %s: set its [[desk]] room to the new "
                "one; until then the bot follows by itself",
                old.network,
                old.chat,
                chat,
            )
        for number in open_cases(tx, old):
            self.thread_lost(tx, number)
        tx.conversations.move(old, chat)
        tx.cases.move(old, chat)
        tx.messages.drop(old)
        self._desks.move(old, chat)

    def thread_lost(self, tx: Transaction, number: int) -> bool:
        """The thread of this case is gone: a new card opens another; False when it is closed."""
        return replace_card(
            tx, number, lambda stored, event: self._director.play(tx, stored, None, event)
        )

    def _fire_one(self, conversation: str, kind: TimerKind, tx: Transaction) -> None:
        if kind is TimerKind.OPEN_DESK:
            open_desk(tx, self._director.world, self._desks, conversation)
            return
        if kind is TimerKind.SHOW_AGAIN:
            self._desk_room.show_again(tx, conversation)
            return
        stored = tx.conversations.get(conversation)
        if tx.timers.take(conversation, kind, self._clock()) and stored is not None:
            self._director.play(tx, stored, None, TimerFired(kind))

    def _forget(self, address: Address, tx: Transaction) -> bool:
        stored = tx.conversations.find(address)
        if stored is not None:
            erase(tx, stored.id, self._clock())
        return stored is not None

    def _apologise(self, received: Received, tx: Transaction) -> None:
        """Never silence: the person hears that it went wrong, and the event is not tried again."""
        if not tx.inbox.add(received.at.network, received.id, self._clock()):
            return
        lang = self.world.kb.languages[0]
        if received.private and not self._desks.is_desk(received.at):
            with contextlib.suppress(msgspec.DecodeError):  # which may be what went wrong
                stored = tx.conversations.find(received.at)
                lang = stored.body.lang if stored else lang
        self._director.say(tx, received.at, self.world.kb.say("sorry_error", lang))


def _change(body: Outgoing) -> Literal["none", "edit", "removal"]:
    """What did not succeed, for `NotDelivered.change`."""
    if isinstance(body, Edit):
        return "edit"
    return "removal" if isinstance(body, Remove) else "none"
