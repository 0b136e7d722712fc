"""Cards that the desk lost: what waits for the desk goes behind a new card, in the same order."""

from collections.abc import Callable

from bot.dialogue.events import CardLost
from bot.ports import Address, Edit
from bot.store import Transaction
from bot.store.cases import Case
from bot.store.conversations import Stored

Play = Callable[[Stored, CardLost], None]


def replace_card(tx: Transaction, number: int, play: Play) -> bool:
    """Let the dialogue send a new card for this case; False when there is nothing to replace.

    Args:
        tx: the transaction in which all of it happens.
        number: the case's.
        play: steps the case's conversation.
    """
    case = tx.cases.get(number)
    stored = _open(tx, case)
    if case is None or stored is None:
        return False
    tx.cases.lose_card(number)
    waiting = tx.outbox.waiting_of_case(number)
    play(stored, CardLost())
    for row in waiting:
        if isinstance(row.body, Edit):
            tx.outbox.done(row)  # the new card says it already
    tx.outbox.put_behind([row for row in waiting if not isinstance(row.body, Edit)])
    return True


def _open(tx: Transaction, case: Case | None) -> Stored | None:
    """The case's conversation, if the case is open and its card was seen: else nothing is lost."""
    if case is None or case.closed_at is not None or (case.card or case.thread) is None:
        return None
    return tx.conversations.get(case.conversation)


def open_cases(tx: Transaction, room: Address) -> list[int]:
    """Numbers of the cases that are open in this room."""
    return [case.number for case in tx.cases.open_at(room)]
