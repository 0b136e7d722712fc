"""Everything that can happen to a conversation. Names are in the past tense; plain data.

Citizens' texts arrive here with personal data already masked: nothing in this package ever sees
a BSN. Staff are trusted to act on a case by the engine, which knows their desk's room.
"""

from enum import StrEnum
from typing import Literal

from msgspec import Struct


class Party(StrEnum):
    """Who is spoken to."""

    CITIZEN = "citizen"
    DESK = "desk"


class Staff(Struct, frozen=True):
    """A person at the desk: the network's own id, and the first name that citizens are told."""

    id: str
    name: str


class TimerKind(StrEnum):
    """What a timer is for; a conversation has at most one of each.

    OPEN_DESK and SHOW_AGAIN belong to a desk instead of a conversation: only the engine knows them.
    """

    REMIND_DESK = "remind_desk"
    TELL_CITIZEN = "tell_citizen"
    CLOSE_QUIET = "close_quiet"
    NUDGE_CLAIMER = "nudge_claimer"
    RETURN_CLAIM = "return_claim"
    END_RATING = "end_rating"
    OPEN_DESK = "open_desk"
    SHOW_AGAIN = "show_again"


# --- the citizen ------------------------------------------------------------------------------


class CitizenSaid(Struct, frozen=True, tag=True):
    """The citizen typed something; commands too.

    Attributes:
        hint: the app's language code, if known.
        hides: the masks in `text` that hide something; see `bot.privacy.MASKS`.
    """

    text: str
    hint: str | None = None
    hides: tuple[str, ...] = ()


class CitizenChose(Struct, frozen=True, tag=True):
    """The citizen pressed a button of ours, however old, or reacted with its number."""

    data: str


class CitizenSent(Struct, frozen=True, tag=True):
    """The citizen sent something that is no text: kind as in `ports.Attached.kind`.

    `passes`: its file can be passed on; `link`: a web page that shows it, else "".
    """

    kind: str
    caption: str = ""
    hides: tuple[str, ...] = ()
    passes: bool = False
    link: str = ""


class CitizenEdited(Struct, frozen=True, tag=True):
    """The citizen changed an earlier message to this. `relayed`: the desk has a copy of it."""

    text: str
    hides: tuple[str, ...] = ()
    relayed: bool = False


class CitizenDeleted(Struct, frozen=True, tag=True):
    """The citizen took an earlier message back. `relayed`: the desk has a copy of it."""

    relayed: bool = False


class CitizenUnreadable(Struct, frozen=True, tag=True):
    """The citizen sent something that could not be decrypted."""


class CitizenLeft(Struct, frozen=True, tag=True):
    """The citizen blocked the bot or left the room: nothing can be told any more."""


class CitizenJoined(Struct, frozen=True, tag=True):
    """The citizen opened a chat with the bot, or came back, without saying anything yet."""


# --- the desk, about this conversation's case -------------------------------------------------


class StaffSaid(Struct, frozen=True, tag=True):
    """Someone at the desk wrote in the case's thread; commands ("/close", "!close") too.

    `to_card` is True when it is a reply to the case's card itself.
    """

    staff: Staff
    text: str
    to_card: bool = False


class StaffChose(Struct, frozen=True, tag=True):
    """Someone at the desk pressed a button of the case's card, or reacted with its number."""

    staff: Staff
    data: str


class StaffSent(Struct, frozen=True, tag=True):
    """Someone at the desk put something in the thread that is no text; as in `CitizenSent`."""

    staff: Staff
    kind: str
    caption: str = ""
    passes: bool = False
    link: str = ""


class StaffEdited(Struct, frozen=True, tag=True):
    """Someone at the desk changed an earlier message in the thread to this.

    `relayed`: the citizen has a copy of it; otherwise it was a note.
    """

    staff: Staff
    text: str
    relayed: bool = False


class StaffDeleted(Struct, frozen=True, tag=True):
    """Someone at the desk took an earlier message in the thread back; `relayed` as above."""

    staff: Staff
    relayed: bool = False


# --- the house itself -------------------------------------------------------------------------


class StaffLeft(Struct, frozen=True, tag=True):
    """This person (the network's own id) is no longer in the desk's room."""

    id: str


class StaffArrived(Struct, frozen=True, tag=True):
    """Somebody came to the desk who can't read what was said there before."""


class StaffReopened(Struct, frozen=True, tag=True):
    """Someone at the desk wants this closed case open again, while no other is open."""

    staff: Staff
    case: int
    library: str


class PracticeAsked(Struct, frozen=True, tag=True):
    """Someone at this library's desk wants to practise; the conversation is made for it."""

    library: str


class CaseOpened(Struct, frozen=True, tag=True):
    """The case that `effects.OpenCase` asked for now exists under this number."""

    number: int


class PastCase(Struct, frozen=True):
    """A closed case of the same citizen at the same library.

    Attributes:
        number: its number.
        days: how many days ago it was closed.
        outcome: how it ended, see `effects.OUTCOMES` and `wrapup.OUTCOMES`.
        about: the topic that it was about, or "".
    """

    number: int
    days: int
    outcome: str
    about: str = ""


class HistoryFound(Struct, frozen=True, tag=True):
    """What `effects.FindHistory` asked for, the newest first."""

    cases: tuple[PastCase, ...]


class PrivateTold(Struct, frozen=True, tag=True):
    """What `effects.TellPrivate` asked for: `found` is False when nothing is held any more."""

    found: bool


class TakenBack(Struct, frozen=True, tag=True):
    """What `effects.TakeBack` asked for; `found` is False when there is no such copy."""

    found: bool


class TimerFired(Struct, frozen=True, tag=True):
    """A time that was set has come."""

    kind: TimerKind


class NotDelivered(Struct, frozen=True, tag=True):
    """A message to `to` can never arrive. `gone`: no other will either.

    `answer` is True when it was a message that a person (citizen or staff) wrote. `change` tells
    what did not succeed: the message itself, its edit, or taking it back.
    """

    to: Party
    gone: bool
    answer: bool = False
    change: Literal["none", "edit", "removal"] = "none"


class CardLost(Struct, frozen=True, tag=True):
    """The desk can't see the case's card any more: its thread was deleted, or the room moved."""


Event = (
    CitizenSaid
    | CitizenChose
    | CitizenSent
    | CitizenEdited
    | CitizenDeleted
    | CitizenUnreadable
    | CitizenLeft
    | CitizenJoined
    | StaffSaid
    | StaffChose
    | StaffSent
    | StaffEdited
    | StaffDeleted
    | StaffLeft
    | StaffArrived
    | StaffReopened
    | PracticeAsked
    | CaseOpened
    | HistoryFound
    | PrivateTold
    | TakenBack
    | TimerFired
    | NotDelivered
    | CardLost
)
