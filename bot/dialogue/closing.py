"""How a case ends: for the desk, for the citizen, and for the clock. And erasing everything."""

from bot.dialogue.card import show_closed
from bot.dialogue.conversation import Answering, Conversation, Helped, Rating, Waiting
from bot.dialogue.effects import CloseCase, Count, Forget, SetTimer, StopTimer
from bot.dialogue.events import TimerKind
from bot.dialogue.owing import CLAIM_TIMERS
from bot.dialogue.turn import Rows, Turn

CASE_TIMERS = (
    TimerKind.REMIND_DESK,
    TimerKind.TELL_CITIZEN,
    TimerKind.CLOSE_QUIET,
    *CLAIM_TIMERS,
)


def end_case(turn: Turn, told_citizen: str | None) -> Turn:
    """Close the open case.

    Args:
        turn: the conversation must be in a case.
        told_citizen: the key of what the citizen is told; None when nothing can be told. Who was
            helped by a person is asked for a rating as well.

    Returns:
        The turn, rating or answering.
    """
    state = turn.conversation.state
    if not isinstance(state, Waiting | Helped):
        return turn
    turn = _close(turn, state).keep(question="", talk=(), topic=None)
    if told_citizen is None:
        return turn.become(Answering())
    text = turn.say(told_citizen, number=state.case)
    if isinstance(state, Waiting):
        return turn.tell(text, ((turn.choice("button_menu", "menu"),),)).become(Answering())
    turn = turn.tell(f"{text}\n\n{turn.say('rate')}", rating_rows(turn, state.case))
    timer = SetTimer(TimerKind.END_RATING, turn.world.terms.rating_after)
    return turn.do(timer).become(Rating(state.library, state.case))


def rating_rows(turn: Turn, case: int) -> Rows:
    """One row of three buttons; 3 is good, 1 is bad."""
    return (tuple(turn.choice(f"button_rate_{n}", f"rate:{n}:{case}") for n in (3, 2, 1)),)


def forget(turn: Turn) -> Turn:
    """Erase everything about this citizen; an open case ends with it, and the desk is told."""
    state = turn.conversation.state
    if isinstance(state, Waiting | Helped):
        turn = _close(turn.tell_desk(turn.say_desk("desk_forgotten")), state)
    turn = turn.do(StopTimer(TimerKind.END_RATING)).tell(turn.say("forgotten")).do(Forget())
    return turn.keep_nothing(Conversation(lang=turn.desk_lang))


def _close(turn: Turn, state: Waiting | Helped) -> Turn:
    """The card, the thread and the timers of a case that is done."""
    turn = show_closed(turn, state.case, state.library)
    stops = [StopTimer(kind) for kind in CASE_TIMERS]
    return turn.do(CloseCase(), *stops, Count("case_closed", state.library))
