"""A desk that is closed is not disturbed: what goes to it is held, and told in one overview.

For each desk where a question waits there is one timer, at its next opening. Whoever takes it out
of the store tells the overview, in the same transaction: so exactly once, whatever was restarted
and however many processes there are.
"""

from bot.dialogue.desk import OpenCase
from bot.dialogue.events import TimerKind
from bot.dialogue.opening import opening, opening_after
from bot.dialogue.overview import overview
from bot.dialogue.world import World
from bot.engine.desks import Desks
from bot.engine.practice import is_practice
from bot.ports import Message
from bot.store import Transaction
from bot.store.outbox import Draft

FIRST = 2.0
"""Seconds by which the overview goes ahead of the cards."""

_JUST_LET_GO = 30.0
"""Seconds: what goes so soon is not held, but let go of at an opening, by whatever process."""


def wake_at_opening(tx: Transaction, world: World, library: str) -> None:
    """A question waits at this desk: look at its next opening what is still there."""
    moment = opening_after(world, library)
    if moment is not None:
        tx.timers.set(timer_of(library), TimerKind.OPEN_DESK, moment)


def open_desk(tx: Transaction, world: World, desks: Desks, timer: str) -> None:
    """The timer of a desk has come: let go of what was held, below one overview."""
    library = library_of(timer)
    moment = opening(world, library)
    if moment is not None:  # its hours were changed meanwhile
        _hold_longer(tx, world, library, moment)
        return
    if not tx.timers.take(timer, TimerKind.OPEN_DESK, world.now):
        return  # another process did, and told the overview
    tx.outbox.let_go_of_library(library, world.now, world.now + FIRST)
    if library in desks.libraries:
        _tell_overview(tx, world, desks, library)


def _tell_overview(tx: Transaction, world: World, desks: Desks, library: str) -> None:
    room = desks.of(library)
    waiting = [
        OpenCase(
            number=case.number,
            library=library,
            claimed_by=None,
            minutes=int(world.now - case.opened_at) // 60,
            about=case.about or "",
        )
        for case in tx.cases.open_at(room)
        if case.library == library
        and case.claimed_by is None
        and not is_practice(tx.conversations.address_of(case.conversation))
    ]
    if waiting:
        body = Message("", room, overview(library, waiting, world))
        tx.outbox.add(Draft(f"room:{room.network}:{room.chat}", body), world.now)
        wake_at_opening(tx, world, library)


def follow_hours(tx: Transaction, world: World, desks: Desks) -> None:
    """Opening hours may have been changed: what waits for an opening waits for the new one."""
    for library in sorted(desks.libraries):
        timer = timer_of(library)
        due_at = tx.timers.when(timer, TimerKind.OPEN_DESK)
        if due_at is None or due_at <= world.now:  # what is due looks at the hours itself
            continue
        moment = opening(world, library)
        if moment is not None:
            _hold_longer(tx, world, library, moment)
        elif tx.outbox.holds_for_library(library, world.now + _JUST_LET_GO):
            tx.timers.set(timer, TimerKind.OPEN_DESK, world.now)
        else:
            wake_at_opening(tx, world, library)


def _hold_longer(tx: Transaction, world: World, library: str, moment: float) -> None:
    tx.timers.set(timer_of(library), TimerKind.OPEN_DESK, moment)
    tx.outbox.let_go_of_library(library, world.now, held_until(moment))


def held_until(moment: float) -> float:
    """When held messages go by themselves, should nobody let go of them at the opening."""
    return moment + 60


_PREFIX = "desk:"


def timer_of(library: str) -> str:
    """Timers have a conversation; those of desks have this instead."""
    return f"{_PREFIX}{library}"


def library_of(timer: str) -> str:
    """The id of the library whose desk has this timer."""
    return timer.removeprefix(_PREFIX)
