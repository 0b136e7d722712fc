"""Where a conversation is: its state, and what the bot remembers of it. Plain data.

All of it is stored, so all of it is free of personal data (masked) and small.
"""

from typing import Literal

from msgspec import Struct

from bot.dialogue.effects import Choice
from bot.dialogue.events import Staff


class Answering(Struct, frozen=True, tag=True):
    """The bot answers questions. `missed`: how many in a row it did not understand."""

    missed: int = 0


class ChoosingLibrary(Struct, frozen=True, tag=True):
    """A person was asked for; the citizen tells which library (by button, name or place)."""


class Consenting(Struct, frozen=True, tag=True):
    """The citizen was told who will read along at this library's desk, and says yes or no."""

    library: str


class Waiting(Struct, frozen=True, tag=True):
    """A case is open and nobody has claimed it yet. `case` is 0 until it has its number.

    Attributes:
        hinted: the desk was told once that what it writes now stays a note.
        told: the citizen was told once, by the clock, that it takes longer.
    """

    library: str
    case: int = 0
    hinted: bool = False
    told: bool = False


class Helped(Struct, frozen=True, tag=True):
    """A case is open and this person has it: who claimed, speaks.

    Attributes:
        hinted: the others at the desk were told once that what they write stays a note.
        told: as in `Waiting`.
        owed: the citizen waits for this person's answer, so the clocks of owing.py run.
    """

    library: str
    case: int
    staff: Staff
    hinted: bool = False
    told: bool = False
    owed: bool = True


class Rating(Struct, frozen=True, tag=True):
    """The case was closed; the citizen may say in one tap how it was, or just go on."""

    library: str
    case: int


State = Answering | ChoosingLibrary | Consenting | Waiting | Helped | Rating


class Utterance(Struct, frozen=True):
    """One thing said, masked, in plain text; a case's card shows the last few."""

    who: Literal["citizen", "bot", "staff"]
    text: str


class Offer(Struct, frozen=True):
    """Staff want to hand the open case to another library's desk; the citizen must agree first.

    Attributes:
        to: that library.
        note: what the colleagues there shall know; it never reaches the citizen.
    """

    to: str
    note: str = ""


class Closed(Struct, frozen=True):
    """The case that was closed last, as long as the citizen can open it again with one tap.

    Attributes:
        library: whose desk had it.
        case: its number.
        question: with `topic` and `talk` what its card shows.
    """

    library: str
    case: int
    question: str = ""
    topic: str | None = None
    talk: tuple[Utterance, ...] = ()


class Conversation(Struct, frozen=True):
    """Everything the bot remembers of one citizen's talk.

    Attributes:
        state: where it is.
        lang: the language the bot speaks, a language of the knowledge base.
        lang_chosen: the citizen picked it, so guesses no longer change it.
        library: the citizen's library, when known.
        topic: the id of the topic that was answered last.
        question: what the citizen asked last, in their own words, masked; a case starts with it.
        question_done: nothing more is to be kept of that question: it was answered well, is kept
            already, or must not be (danger, or meant for a person).
        options: what numbers, words and reactions mean now: the last buttons shown.
        talk: the last things said between citizen and bot; what is said in a case is not kept.
        met: the bot has introduced itself.
        offer: where staff want to hand the open case to.
        closed: the last case, while the citizen can open it again.
        blocked: libraries whose desk does not want to talk with this citizen.
        practice: how far the script of a practice case is; None for a citizen's own talk.
    """

    state: State = Answering()
    lang: str = "nl"
    lang_chosen: bool = False
    library: str | None = None
    topic: str | None = None
    question: str = ""
    question_done: bool = False
    options: tuple[Choice, ...] = ()
    talk: tuple[Utterance, ...] = ()
    met: bool = False
    offer: Offer | None = None
    closed: Closed | None = None
    blocked: tuple[str, ...] = ()
    practice: int | None = None
