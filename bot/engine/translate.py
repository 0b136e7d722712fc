"""Turn what a network brought into an event of the dialogue. Pure.

Citizens' texts are masked here, at the border, so that nothing behind it ever holds a BSN.
"""

from bot.dialogue import events
from bot.dialogue.events import Event, Staff
from bot.ports import (
    FILE_LIMIT,
    Attached,
    Deleted,
    Edited,
    Joined,
    Left,
    Pressed,
    Reacted,
    Received,
    Said,
    Unreadable,
)
from bot.privacy import SHAREABLE, found_in, mask
from bot.store.messages import Known

_KEYCAP = "\N{COMBINING ENCLOSING KEYCAP}"


def chosen(emoji: str, under: Known | None) -> str | None:
    """The data of the button that a keycap emoji ("2️⃣") names, or None."""
    if under is None or not under.ours or not emoji.endswith(_KEYCAP):
        return None
    number = emoji[0]
    if not number.isascii() or not number.isdigit():
        return None
    position = int(number) - 1
    return under.choices[position] if 0 <= position < len(under.choices) else None


def shareable(received: Received) -> tuple[str, ...]:
    """What was masked in this message and may be shown when the citizen agrees."""
    match received.what:
        case Said(text) | Edited(text) | Attached(caption=text):
            return tuple(found.value for found in found_in(text) if found.mask in SHAREABLE)
        case _:
            return ()


def _hides(text: str) -> tuple[str, ...]:
    """The masks that `mask` puts in this text, each once."""
    return tuple(dict.fromkeys(found.mask for found in found_in(text)))


def _passes(what: Attached) -> bool:
    """Whether there is a file, and it is not known to be too large."""
    return what.file is not None and (what.file.size or 0) <= FILE_LIMIT


def citizen_event(
    received: Received, under: Known | None, *, relayed: bool = False
) -> Event | None:
    """The event for something a citizen did; None when it means nothing.

    `under` is the message that it is about, if we know it; `relayed`: the other side has a copy.
    """
    match received.what:
        case Said(text):
            return events.CitizenSaid(mask(text), received.lang, _hides(text))
        case Pressed(data):
            return events.CitizenChose(data)
        case Reacted(emoji):
            data_of = chosen(emoji, under)
            return events.CitizenChose(data_of) if data_of else None
        case Attached(kind, caption):
            passes = _passes(received.what)
            link = received.what.link
            return events.CitizenSent(kind, mask(caption), _hides(caption), passes, link)
        case Edited(text):
            return events.CitizenEdited(mask(text), _hides(text), relayed)
        case _:
            return _citizen_came_or_went(received, relayed=relayed)


def _citizen_came_or_went(received: Received, *, relayed: bool) -> Event | None:
    match received.what:
        case Deleted():
            return events.CitizenDeleted(relayed)
        case Unreadable():
            return events.CitizenUnreadable()
        case Joined():
            return events.CitizenJoined()
        case Left():
            return events.CitizenLeft()
        case _:
            return None


def staff_event(
    received: Received, under: Known | None, card: str | None, *, relayed: bool = False
) -> Event | None:
    """The event for something staff did in a case's thread; None when it means nothing.

    Staff write to citizens, so their text is kept as it is; `card` is the case's card,
    and `relayed` says that the citizen has a copy of the message that this is about.
    """
    staff = Staff(received.sender.id, received.sender.name)
    match received.what:
        case Said(text):
            to_card = card is not None and received.about == card
            return events.StaffSaid(staff, text, to_card=to_card)
        case Pressed(data):
            return events.StaffChose(staff, data)
        case Reacted(emoji):
            data_of = chosen(emoji, under)
            return events.StaffChose(staff, data_of) if data_of else None
        case Attached(kind, caption):
            passes = _passes(received.what)
            return events.StaffSent(staff, kind, caption, passes, received.what.link)
        case _:
            return _staff_changed(staff, received, relayed=relayed)


def _staff_changed(staff: Staff, received: Received, *, relayed: bool) -> Event | None:
    match received.what:
        case Edited(text):
            return events.StaffEdited(staff, text, relayed)
        case Deleted():
            return events.StaffDeleted(staff, relayed)
        case _:
            return None
