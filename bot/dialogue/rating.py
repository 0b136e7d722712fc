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


def end_rating(turn: Turn, _state: Rating, event: TimerFired) -> Turn:
    """Nobody rated in time: never mind."""
    return turn.become(Answering()) if event.kind is TimerKind.END_RATING else turn
