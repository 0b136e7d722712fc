"""Copies: what the other side got of a person's message, and how they follow the original."""

from bot.dialogue.marks import NOTE
from bot.ports import Address, Deleted, Edited, Mark, Received, Remove, Said
from bot.store import Transaction
from bot.store.outbox import Draft, Origin


def original_of(received: Received) -> Origin:
    """The person's own message that this event brought, or is about."""
    message = received.message or received.about or received.id
    return Origin(received.at.network, received.at.chat, message)


def is_relayed(tx: Transaction, conversation: str, received: Received) -> bool:
    """Whether what is edited or deleted here has a copy on the other side, or soon will have."""
    if not isinstance(received.what, Edited | Deleted) or received.about is None:
        return False
    origin = Origin(received.at.network, received.at.chat, received.about)
    copied = bool(tx.messages.copies_of(conversation, origin))
    return copied or tx.outbox.relays(conversation, origin)


def answered_there(
    tx: Transaction, conversation: str, received: Received, to: Address
) -> str | None:
    """What the other side knows of the message that this one answers, in the chat `to`."""
    if received.about is None:
        return None
    under = tx.messages.find(received.at, received.about)
    if under is not None and under.origin is not None:
        shown = [(under.origin.address, under.origin.message)]
    else:
        origin = Origin(received.at.network, received.at.chat, received.about)
        shown = [(k.address, k.message) for k in tx.messages.copies_of(conversation, origin)]
    room = Address(to.network, to.chat)
    return next((message for at, message in shown if at == room), None)


def to_take_back(
    tx: Transaction, conversation: str, received: Received, since: float
) -> Origin | None:
    """The person's message whose copy shall go: the one this is about, else their last one.

    `since`: when the case was opened; what was said before is not meant.
    """
    if received.about is not None:
        under = tx.messages.find(received.at, received.about)
        if not isinstance(received.what, Said) or (under is not None and not under.ours):
            return Origin(received.at.network, received.at.chat, received.about)
    return tx.messages.last_copied(conversation, received.at, since)


def take_back_copies(
    tx: Transaction, line: str, conversation: str, origin: Origin, now: float
) -> bool:
    """Take back the copies of this message, sent or not; False when there are none."""
    waits = tx.outbox.relays(conversation, origin)
    under_way = tx.outbox.withdraw(conversation, origin, now)
    copies = tx.messages.copies_of(conversation, origin)
    for known in copies:
        remove = Remove("", known.address, known.message)
        tx.outbox.add(Draft(line, remove, conversation, known.case, origin), now)
        tx.messages.forget(known)
    if under_way:  # delivery finds out which message it became
        tx.outbox.add(Draft(line, Remove("", origin.address, ""), conversation, None, origin), now)
    return bool(copies) or waits


def note_mark(received: Received, origin: Origin) -> Mark | None:
    """After a command: the message that was taken back is marked as what it is now, a note."""
    if not isinstance(received.what, Said):
        return None
    return Mark("", origin.address, origin.message, NOTE)
