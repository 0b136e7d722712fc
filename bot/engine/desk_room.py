"""What happens in the room of a desk: in the thread of a case, or outside of any."""

import logging

from msgspec.structs import replace

from bot.dialogue.desk import OpenCase, answer_desk, list_cases, numbered, wants_practice
from bot.dialogue.events import (
    Event,
    NotDelivered,
    Party,
    PracticeAsked,
    StaffArrived,
    StaffLeft,
    StaffReopened,
    TimerKind,
)
from bot.engine.copies import is_relayed, original_of, take_back_copies
from bot.engine.director import Director
from bot.engine.opening import library_of, timer_of
from bot.engine.past import Past, in_closed_case, wrap_up
from bot.engine.practice import is_practice, practice_address
from bot.engine.rights import told
from bot.engine.translate import staff_event
from bot.ports import (
    Address,
    Arrived,
    Attached,
    Deleted,
    Departed,
    Joined,
    Left,
    Permitted,
    Pressed,
    Reacted,
    Received,
    Said,
)
from bot.store import Transaction
from bot.store.cases import Case
from bot.store.conversations import Stored
from bot.store.messages import Known

log = logging.getLogger(__name__)

_SHOWN_AGAIN = 20
"""Cards that somebody who comes into the room is shown; the list has the others."""

_ONCE_IN = 60.0
"""Seconds in which all who come into a room are shown the same: at once, or at their end."""


class UnderWay(Exception):
    """Somebody refers to a message that is unknown, while one is on its way to them."""


class DeskRoom:
    """Handles what the members of a desk's room do."""

    def __init__(self, director: Director) -> None:
        self._director = director
        self._shown: dict[Address, float] = {}
        """When newcomers to each room were last shown what is open."""

    def handle(self, tx: Transaction, received: Received, *, in_time: bool) -> None:
        """One thing that happened there.

        Args:
            tx: the transaction in which all of it happens.
            received: what happened, in the room of a desk.
            in_time: waiting has no use any more; what refers to something unknown is given up.

        Raises:
            UnderWay: it may refer to something that is being sent; try again in a moment.
        """
        if isinstance(received.what, Left):
            self._desk_lost(tx, received)
            return
        if isinstance(received.what, Departed):
            self._director.play_all(tx, received.at, StaffLeft(received.sender.id))
            return
        if isinstance(received.what, Arrived):
            self._welcome(tx, received.at)
            return
        # Looked at first: the message may be stored between this statement and the next ones.
        under_way = not in_time and self._is_under_way(tx, received)
        under = tx.messages.find(received.at, received.about) if received.about else None
        case = self._case_of(tx, received, under)
        if case is None:
            if under_way:
                raise UnderWay
            received, case = self._by_number(tx, received)
        if case is None:
            self._desk_talk(tx, received)
            return
        stored = tx.conversations.get(case.conversation)
        relayed = is_relayed(tx, case.conversation, received)
        event = staff_event(received, under, case.card, relayed=relayed)
        if stored is None or event is None:
            return
        self._remember(tx, received, case)
        current = tx.cases.current_of(case.conversation)
        if case.closed_at is not None or current is None or current.number != case.number:
            # The citizen may have another case by now: what is said here is not about that one.
            if not wrap_up(
                tx, case, event, under, Past(self._director.world, self._director.now())
            ):
                self._play_closed(tx, stored, received, case, event)
            return
        self._director.play(tx, stored, received, event)

    def _play_closed(
        self, tx: Transaction, stored: Stored, received: Received, case: Case, event: Event
    ) -> None:
        """Something happened in the thread of a case that is closed."""
        if isinstance(received.what, Deleted):
            origin, line = original_of(received), f"{stored.id}:citizen"
            if take_back_copies(tx, line, stored.id, origin, self._director.now()):
                self._director.say_to_desk(tx, case.address, "desk_taken_back")
            return
        answer = in_closed_case(case, event, tx.cases.current_of(stored.id))
        if isinstance(answer, StaffReopened):
            self._director.play(tx, stored, received, answer)
        elif isinstance(received.what, Said | Pressed | Attached):
            self._director.say_to_desk(tx, case.address, answer.key, number=answer.number)

    def _is_under_way(self, tx: Transaction, received: Received) -> bool:
        """Whether they may refer to what was shown but whose id is not stored yet.

        A reaction may be to anything of ours; a thread opens with a card.
        """
        if not (received.about or received.at.thread):
            return False
        cards = not isinstance(received.what, Reacted)
        return tx.outbox.sends_to_desk(received.at, self._director.now(), cards=cards)

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
        tx.messages.add(known, self._director.now())

    def _desk_talk(self, tx: Transaction, received: Received) -> None:
        """Said at a desk, but about no case: colleagues' talk, or a question to the bot."""
        if isinstance(received.what, Joined | Permitted):
            self._director.say(tx, received.at, told(received.what, self._director.world.kb))
            return
        if isinstance(received.what, Pressed):
            self._director.say_to_desk(tx, received.at, "desk_button_expired")
        if not isinstance(received.what, Said):
            return
        if wants_practice(received.what.text):
            library = self._director.desks.library_at(received.at)
            stored = tx.conversations.at(practice_address(), self._director.now())
            self._director.play(tx, stored, received, PracticeAsked(library))
            return
        answer = answer_desk(
            received.what.text, self._open_cases(tx, received.at), self._director.world
        )
        if answer is not None:
            self._director.say(tx, received.at, answer)

    def _open_cases(self, tx: Transaction, at: Address) -> list[OpenCase]:
        now = self._director.now()
        return [
            OpenCase(
                number=case.number,
                library=case.library,
                claimed_by=case.claimed_by,
                minutes=int(now - case.opened_at) // 60,
                about=case.about or "",
                practice=is_practice(tx.conversations.address_of(case.conversation)),
            )
            for case in tx.cases.open_at(at)
        ]

    def show_again(self, tx: Transaction, timer: str) -> None:
        """The timer of a desk has come: more people came into its room soon after the first."""
        if not tx.timers.take(timer, TimerKind.SHOW_AGAIN, self._director.now()):
            return  # another process did
        library = library_of(timer)
        if library in self._director.desks.libraries:
            self._show_to_newcomers(tx, self._director.desks.of(library))

    def _welcome(self, tx: Transaction, at: Address) -> None:
        """Somebody came in: now, unless that was done just before; then a little later."""
        room, now = Address(at.network, at.chat), self._director.now()
        again = self._shown.get(room, now - _ONCE_IN) + _ONCE_IN
        if again <= now:
            self._show_to_newcomers(tx, room)
        else:  # the same moment for all who come until then
            timer = timer_of(self._director.desks.library_at(room))
            tx.timers.set(timer, TimerKind.SHOW_AGAIN, again)

    def _show_to_newcomers(self, tx: Transaction, at: Address) -> None:
        """The list of what is open, and the newest cards again: they can't read the others."""
        world = self._director.world
        cases = self._open_cases(tx, at)
        if not cases:
            return
        self._shown[at] = world.now
        self._director.say(tx, at, list_cases(cases, world))
        shown = [case for case in tx.cases.open_at(at) if case.card is not None]
        for case in shown[-_SHOWN_AGAIN:]:
            stored = tx.conversations.get(case.conversation)
            if stored is not None and not is_practice(stored.address):
                self._director.play(tx, stored, None, StaffArrived())

    def _desk_lost(self, tx: Transaction, received: Received) -> None:
        """The bot was removed from a desk: its waiting citizens must hear it."""
        library = self._director.desks.library_at(received.at)
        log.error(
            "the desk of %s removed the bot; add it again, or citizens reach nobody there", library
        )
        self._director.play_all(tx, received.at, NotDelivered(Party.DESK, gone=True))


def _is_at(case: Case, at: Address) -> bool:
    """Whether this room is the desk that has or had the case."""
    return (case.network, case.room) == (at.network, at.chat)
