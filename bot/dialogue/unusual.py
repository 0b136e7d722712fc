"""Whatever a citizen sends outside of a case that is no text: always a friendly outcome."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from bot.dialogue import answering, listening
from bot.dialogue.buttons import asked_anew
from bot.dialogue.casework import kind_of
from bot.dialogue.conversation import Answering, ChoosingLibrary, Consenting, Rating
from bot.dialogue.effects import TakeBack
from bot.dialogue.events import CitizenDeleted, CitizenSaid, CitizenSent, CitizenUnreadable
from bot.dialogue.turn import Turn


def receive_file(turn: Turn, state: object, event: CitizenSent) -> Turn:
    """Only text can be read; when words came with it, those are answered."""
    turn = answering.introduce(turn)
    turn = turn.tell(turn.say("only_text", kind=kind_of(turn, event.kind, turn.lang)))
    if not event.caption:
        return asked_anew(turn, state)
    return HEARING[type(state)](turn, state, CitizenSaid(event.caption))


HEARING: dict[type, Callable[[Turn, Any, CitizenSaid], Turn]] = {
    Answering: listening.hear,
    ChoosingLibrary: listening.hear_library,
    Consenting: listening.hear_consent,
    Rating: listening.hear_after_case,
}
"""Who listens to words in each state without a case."""


def receive_unreadable(turn: Turn, state: object, _event: CitizenUnreadable) -> Turn:
    """It could not be decrypted: ask to send it again."""
    return asked_anew(turn.tell(turn.say("unreadable")), state)


def forget_talk(turn: Turn, state: object, event: CitizenDeleted) -> Turn:
    """What the message said we can't tell, so everything said is let go of, a desk's copy too."""
    closed = turn.conversation.closed
    shown = replace(closed, question="", topic=None, talk=()) if closed else None
    turn = turn.do(TakeBack()) if event.relayed else turn
    turn = turn.keep(talk=(), question="", closed=shown).tell(turn.say("deleted"))
    return asked_anew(turn, state)
