"""Receive from the networks, fire timers, and tell the dialogue what could not be delivered."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from functools import partial

import msgspec
from msgspec.structs import replace

from bot.defects import where
from bot.dialogue.desk import OpenCase, answer_desk, numbered, wants_practice
from bot.dialogue.events import (
    Event,
    NotDelivered,
    Party,
    PracticeAsked,
    StaffLeft,
    StaffReopened,
    TimerFired,
    TimerKind,
)
from bot.dialogue.world import World
from bot.engine.context import House, Scene, erase
from bot.engine.desks import Desks
from bot.engine.held import Held
from bot.engine.opening import follow_hours, open_desk
from bot.engine.past import Past, in_closed_case, wrap_up
from bot.engine.practice import is_practice, practice_address
from bot.engine.translate import citizen_event, staff_event
from bot.kb.knowledge import Knowledge
from bot.ports import (
    Address,
    Attached,
    Departed,
    Joined,
    Left,
    Message,
    Moved,
    Pressed,
    Received,
    Said,
)
from bot.store import Store, Transaction, is_away
from bot.store.cases import Case
from bot.store.conversations import Stored
from bot.store.messages import Known
from bot.store.outbox import Draft, Row

log = logging.getLogger(__name__)

Clock = Callable[[], float]

_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds between looks for a card whose sending has not returned yet."""


class _CardUnderWay(Exception):
    """Staff refer to something unknown, while a card is on its way to their room."""


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
        self._held = Held(clock)

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
            await self._store.run(lambda tx: follow_hours(tx, self._world_now(), self._desks))
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
                self._say_to_desk(tx, room, key, **values)

        await self._store.run(tell)
        self.on_change()

    def failed(self, tx: Transaction, row: Row, *, gone: bool) -> None:
        """A message can never arrive: let the dialogue say so to whoever should know."""
        stored = tx.conversations.get(row.conversation) if row.conversation else None
        if stored is None or not isinstance(row.body, Message):
            return
        party = Party.CITIZEN if row.case is None else Party.DESK
        current = tx.cases.current_of(stored.id)
        if row.case is not None and current is not None and current.number != row.case:
            return  # of a case that is past: it went to another desk, or was closed
        event = NotDelivered(party, gone=gone, answer=row.origin is not None)
        if party is Party.DESK and not (gone or event.answer or row.body.opens):
            return  # a notice of ours: nobody counts on it, and telling could go round in a circle
        self._play(tx, stored, None, event)

    async def _handle_in_time(self, received: Received) -> None:
        """Handle it; a quick answer to a card may come in before the card's id is stored."""
        for pause in _PAUSES:
            try:
                await self._store.run(partial(self._handle, received, in_time=False))
            except _CardUnderWay:
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
            self._move(tx, received.at, received.what.chat)
        elif self._desks.is_desk(received.at):
            self._handle_desk(tx, received, in_time=in_time)
        elif received.private:
            self._handle_citizen(tx, received)
        else:
            self._handle_group(tx, received)

    def _handle_citizen(self, tx: Transaction, received: Received) -> None:
        under = tx.messages.find(received.at, received.about) if received.about else None
        event = citizen_event(received, under)
        if event is None:
            return
        stored = tx.conversations.at(received.at, self._clock())
        self._play(tx, stored, received, event)

    def _handle_desk(self, tx: Transaction, received: Received, *, in_time: bool) -> None:
        if isinstance(received.what, Left):
            self._desk_lost(tx, received)
            return
        if isinstance(received.what, Departed):
            self._play_all(tx, received.at, StaffLeft(received.sender.id))
            return
        # Looked at first: the card may be stored between this statement and the next ones.
        under_way = not in_time and self._card_under_way(tx, received)
        under = tx.messages.find(received.at, received.about) if received.about else None
        case = self._case_of(tx, received, under)
        if case is None:
            if under_way:
                raise _CardUnderWay
            received, case = self._by_number(tx, received)
        if case is None:
            self._desk_talk(tx, received)
            return
        stored = tx.conversations.get(case.conversation)
        event = staff_event(received, under, case.card)
        if stored is None or event is None:
            return
        self._remember(tx, received, case)
        current = tx.cases.current_of(case.conversation)
        if case.closed_at is not None or current is None or current.number != case.number:
            # The citizen may have another case by now: what is said here is not about that one.
            if not wrap_up(tx, case, event, under, Past(self.world, self._clock())):
                self._play_closed(tx, stored, received, case, event)
            return
        self._play(tx, stored, received, event)

    def _play_closed(
        self, tx: Transaction, stored: Stored, received: Received, case: Case, event: Event
    ) -> None:
        """Something happened in the thread of a case that is closed."""
        answer = in_closed_case(case, event, tx.cases.current_of(stored.id))
        if isinstance(answer, StaffReopened):
            self._play(tx, stored, received, answer)
        elif isinstance(received.what, Said | Pressed | Attached):
            self._say_to_desk(tx, case.address, answer.key, number=answer.number)

    def _card_under_way(self, tx: Transaction, received: Received) -> bool:
        """Whether they may refer to a card that was shown but whose id is not stored yet."""
        refers = received.about or received.at.thread
        return bool(refers) and tx.outbox.sends_card_to(received.at, self._clock())

    def _case_of(self, tx: Transaction, received: Received, under: Known | None) -> Case | None:
        """The case that staff speak about: by its thread, else by the message they refer to."""
        if received.at.thread is not None:
            case = tx.cases.in_thread(received.at)
            if case is not None:
                return case
        return tx.cases.get(under.case) if under and under.case is not None else None

    def _by_number(self, tx: Transaction, received: Received) -> tuple[Received, Case | None]:
        """Outside of any thread "/claim 12" is the same as "/claim" in the thread of case 12."""
        found = numbered(received.what.text) if isinstance(received.what, Said) else None
        case = tx.cases.get(found.number) if found else None
        if found is None or case is None or not _is_at(case, received.at):
            return received, None
        return replace(received, what=Said(found.text), about=None), case

    def _remember(self, tx: Transaction, received: Received, case: Case) -> None:
        """Staff may reply to what a colleague wrote: know to which case it belongs."""
        if received.message is None:
            return
        known = Known(
            network=received.at.network,
            chat=received.at.chat,
            message=received.message,
            conversation=case.conversation,
            case=case.number,
            ours=False,
        )
        tx.messages.add(known, self._clock())

    def _desk_talk(self, tx: Transaction, received: Received) -> None:
        """Said at a desk, but about no case: colleagues' talk, or a question to the bot."""
        if isinstance(received.what, Joined):
            self._say_to_desk(tx, received.at, "desk_joined")
            return
        if isinstance(received.what, Pressed):
            self._say_to_desk(tx, received.at, "desk_button_expired")
        if not isinstance(received.what, Said):
            return
        if wants_practice(received.what.text):
            library = self._desks.library_at(received.at)
            stored = tx.conversations.at(practice_address(), self._clock())
            self._play(tx, stored, received, PracticeAsked(library))
            return
        now = self._clock()
        cases = [
            OpenCase(
                number=case.number,
                library=case.library,
                claimed_by=case.claimed_by,
                minutes=int(now - case.opened_at) // 60,
                about=case.about or "",
                practice=is_practice(tx.conversations.address_of(case.conversation)),
            )
            for case in tx.cases.open_at(received.at)
        ]
        answer = answer_desk(received.what.text, cases, self.world)
        if answer is not None:
            self._say(tx, received.at, answer)

    def _desk_lost(self, tx: Transaction, received: Received) -> None:
        """The bot was removed from a desk: its waiting citizens must hear it."""
        library = self._desks.library_at(received.at)
        log.error(
            "the desk of %s removed the bot; add it again, or citizens reach nobody there", library
        )
        self._play_all(tx, received.at, NotDelivered(Party.DESK, gone=True))

    def _play_all(self, tx: Transaction, desk: Address, event: Event) -> None:
        """The same happens to all cases that are open at this desk."""
        for case in tx.cases.open_at(desk):
            stored = tx.conversations.get(case.conversation)
            if stored is not None:
                self._play(tx, stored, None, event)

    def _handle_group(self, tx: Transaction, received: Received) -> None:
        """A group that is no desk: say once why the bot is silent there."""
        if isinstance(received.what, Joined):
            log.warning(
                "the bot was added to a %s group that is no desk: %s",
                received.at.network,
                received.at.chat,
            )
            kb = self.world.kb
            self._say(tx, received.at, kb.say("group_only_private", kb.languages[0]))

    def _move(self, tx: Transaction, old: Address, chat: str) -> None:
        tx.conversations.move(old, chat)
        tx.cases.move(old, chat)
        tx.messages.drop(old)
        self._desks.move(old, chat)

    def _fire_one(self, conversation: str, kind: TimerKind, tx: Transaction) -> None:
        if kind is TimerKind.OPEN_DESK:
            open_desk(tx, self._world_now(), self._desks, conversation)
            return
        stored = tx.conversations.get(conversation)
        if tx.timers.take(conversation, kind, self._clock()) and stored is not None:
            self._play(tx, stored, None, TimerFired(kind))

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
        self._say(tx, received.at, self.world.kb.say("sorry_error", lang))

    def _play(
        self, tx: Transaction, stored: Stored, received: Received | None, event: Event
    ) -> None:
        world = self._world_now()
        house = House(world, self._desks, self._held)
        Scene(tx, house, stored, received, world.now).play(event)

    def _world_now(self) -> World:
        return replace(self.world, now=self._clock())

    def _say_to_desk(self, tx: Transaction, at: Address, key: str, **values: str | int) -> None:
        kb = self.world.kb
        self._say(tx, at, kb.say(key, kb.languages[0], **values))

    def _say(self, tx: Transaction, at: Address, text: str) -> None:
        """Outside of any conversation."""
        draft = Draft(f"room:{at.network}:{at.chat}", Message("", at, text))
        tx.outbox.add(draft, self._clock())


def _is_at(case: Case, at: Address) -> bool:
    """Whether this room is the desk that has or had the case."""
    return (case.network, case.room) == (at.network, at.chat)
