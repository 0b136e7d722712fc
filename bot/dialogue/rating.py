"""After a case: one tap to say how it was. Counted without a person, and never insisted on."""

from bot.dialogue.answering import show_expired
from bot.dialogue.conversation import Answering, Rating
from bot.dialogue.effects import Count
from bot.dialogue.events import TimerFired, TimerKind
from bot.dialogue.turn import Turn

RATINGS = ("1", "2", "3")


def rate(turn: Turn, data: str) -> Turn:
    """Take a rating "3:17" (good, of case 17), once, while it is asked for."""
    value, _, case = data.partition(":")
    state = turn.conversation.state
    if not isinstance(state, Rating) or case != str(state.case) or value not in RATINGS:
        return show_expired(turn)
    turn = turn.do(Count("rated", value)).settle()
    return turn.tell(turn.say("rating_thanks"), ((turn.choice("button_menu", "menu"),),))


def end_rating(turn: Turn, state: object, event: TimerFired) -> Turn:
    """The last case is past: nobody is asked for a rating any more, nor can open it with a tap."""
    if event.kind is not TimerKind.END_RATING:
        return turn
    turn = turn.keep(closed=None)
    return turn.become(Answering()) if isinstance(state, Rating) else turn
