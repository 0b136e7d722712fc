"""What happens in the thread of a case that is closed. Pure."""

from msgspec import Struct

from bot.dialogue.events import Event, StaffReopened, StaffSaid
from bot.dialogue.reading import command_in
from bot.store.cases import Case


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
