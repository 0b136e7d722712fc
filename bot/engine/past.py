"""What happens in the thread of a case that is closed."""

from datetime import UTC, datetime

from msgspec import Struct

from bot.dialogue.events import Event, StaffChose, StaffReopened, StaffSaid
from bot.dialogue.reading import command_in
from bot.dialogue.world import World
from bot.dialogue.wrapup import WrapUp, record
from bot.engine.context import buttons
from bot.engine.practice import is_practice
from bot.ports import Address, Edit
from bot.store import Transaction
from bot.store.cases import Case
from bot.store.messages import Known
from bot.store.outbox import Draft


class Refusal(Struct, frozen=True):
    """A sentence for the desk, by its key; it may use {number}."""

    key: str
    number: int


def in_closed_case(case: Case, event: Event, current: Case | None) -> StaffReopened | Refusal:
    """Staff wrote or pressed something where nobody listens any more.

    Args:
        case: the closed case of the thread.
        event: what they did.
        current: the citizen's open case, else the last one.

    Returns:
        The event that opens the case again, or what the desk is told.
    """
    if case.outcome == "moved":
        return Refusal("desk_case_moved", case.number)
    command = command_in(event.text) if isinstance(event, StaffSaid) else None
    if not isinstance(event, StaffSaid) or command is None or command.name != "reopen":
        return Refusal("desk_case_closed", case.number)
    if current is not None and current.closed_at is None:
        return Refusal("desk_reopen_other", case.number)
    return StaffReopened(event.staff, case.number, case.library)


class Past(Struct, frozen=True):
    """What one needs to know to look back: the world, and the time."""

    world: World
    now: float


def wrap_up(
    tx: Transaction, case: Case, event: Event, under: Known | None, past: Past
) -> WrapUp | None:
    """Staff said with a button how this closed case ended; None when it was no such button.

    `under` is the message with the buttons.
    """
    if not isinstance(event, StaffChose) or under is None:
        return None
    done = record(event.data, under.choices, (case.outcome, case.about), past.world)
    if done is None:
        return None
    tx.cases.wrap_up(case.number, done.outcome, done.about)
    tx.messages.offer(under, tuple(choice.data for row in done.rows for choice in row))
    day = datetime.fromtimestamp(past.now, UTC).date().isoformat()
    if not is_practice(tx.conversations.address_of(case.conversation)):
        tx.counts.add(day, *done.counted)
    at = Address(under.network, under.chat, case.thread)
    edit = Edit("", at, under.message, done.text, buttons(done.rows))
    tx.outbox.add(Draft(f"room:{at.network}:{at.chat}", edit), past.now)
    return done
