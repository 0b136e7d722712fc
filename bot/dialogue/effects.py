"""What the outside world must do after a step. Names are imperative; plain data."""

from msgspec import Struct

from bot.dialogue.events import Party, Staff, TimerKind


class Choice(Struct, frozen=True):
    """A button: `data` (1 to 64 ASCII bytes) comes back as it is; a `url` opens a page instead."""

    label: str
    data: str = ""
    url: str = ""


class Tell(Struct, frozen=True, tag=True):
    """Send a message.

    Attributes:
        to: citizen or desk; a desk reads it in the case's thread.
        text: small Markdown.
        choices: rows of buttons.
        card: True for a case's first message to the desk: it opens the case's thread.
        title: the thread's title, with `card`.
        relayed: True when a person wrote it: whether it arrived is marked at the original.
        quiet: True when the device need not ring.
        file: True when what the person sent goes along.
    """

    to: Party
    text: str
    choices: tuple[tuple[Choice, ...], ...] = ()
    card: bool = False
    title: str = ""
    relayed: bool = False
    quiet: bool = False
    file: bool = False


class EditCard(Struct, frozen=True, tag=True):
    """The card of the open case shall read this, with these buttons, under this title."""

    text: str
    choices: tuple[tuple[Choice, ...], ...] = ()
    title: str = ""


class EditCopy(Struct, frozen=True, tag=True):
    """The other side's copy of the message that this step is about shall read this."""

    text: str


class TakeBack(Struct, frozen=True, tag=True):
    """Take back the other side's copy of the message that this step is about.

    That is the message that was deleted, or that staff answered with a command; a command that
    answers none of theirs means the last one. `events.TakenBack` follows when staff did it.
    """


class MarkOriginal(Struct, frozen=True, tag=True):
    """Put this emoji under the message that caused this step."""

    emoji: str


class OpenCase(Struct, frozen=True, tag=True):
    """Open a case at this library's desk; `events.CaseOpened` follows in the same transaction.

    `about` is the topic that it seems to be about, for the list of open cases.
    """

    library: str
    about: str = ""


class ClaimCase(Struct, frozen=True, tag=True):
    """The open case is now this person's; None: nobody's again."""

    staff: Staff | None


class CloseCase(Struct, frozen=True, tag=True):
    """The open case is done; its thread is shut. `outcome` is one of OUTCOMES."""

    outcome: str


class ReopenCase(Struct, frozen=True, tag=True):
    """This closed case is open again, in its old thread, and claimed by nobody."""

    number: int


OUTCOMES = (
    "closed",
    "stopped",
    "quiet",
    "unanswered",
    "left",
    "unreachable",
    "moved",
    "blocked",
    "forgotten",
)
"""How a case ended: by staff, by the citizen, by the clock (claimed, or never claimed), because the
citizen or the desk could not be reached, at another desk, by blocking, or because all was erased."""


class SetTimer(Struct, frozen=True, tag=True):
    """`events.TimerFired` after this many seconds; replaces an earlier one of the same kind."""

    kind: TimerKind
    seconds: float


class StopTimer(Struct, frozen=True, tag=True):
    """Never mind that timer."""

    kind: TimerKind


class FindHistory(Struct, frozen=True, tag=True):
    """Look up this citizen's closed cases at this library; `events.HistoryFound` follows."""

    library: str


class HoldPrivate(Struct, frozen=True, tag=True):
    """Hold what was masked in the message of this step, until the citizen says yes or no.

    In memory alone and for a short time; never what may not be shown at all.
    """


class TellPrivate(Struct, frozen=True, tag=True):
    """Tell the desk what is held, and hold it no more; `events.PrivateTold` follows."""


class DropPrivate(Struct, frozen=True, tag=True):
    """Hold nothing of this citizen any more."""


class Forget(Struct, frozen=True, tag=True):
    """Erase everything about this citizen, relayed copies at the desk too.

    The `Tell`s to the citizen of the same step still arrive, and leave nothing behind.
    """


class KeepQuestion(Struct, frozen=True, tag=True):
    """Keep what was asked, and nothing of who asked it: the bot had no good answer.

    Attributes:
        text: made anonymous, never the words as they were typed.
        lang: the language that the bot spoke.
        why: one of WHY.
        about: the topic that did not help, for "not_helped".
    """

    text: str
    lang: str
    why: str
    about: str = ""


WHY = ("unknown", "none", "person", "not_helped")
"""Why a question is kept: not understood; none of the choices was meant; a person was asked for
instead of choosing; the answer did not help."""


class Count(Struct, frozen=True, tag=True):
    """Add one to a number in the statistics; never a person's data ("answered", "zorgtoeslag")."""

    what: str
    about: str = ""


Effect = (
    Tell
    | EditCard
    | EditCopy
    | TakeBack
    | MarkOriginal
    | OpenCase
    | ClaimCase
    | CloseCase
    | ReopenCase
    | SetTimer
    | StopTimer
    | FindHistory
    | HoldPrivate
    | TellPrivate
    | DropPrivate
    | Forget
    | KeepQuestion
    | Count
)
