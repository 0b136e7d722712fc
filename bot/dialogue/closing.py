"""How a case ends: for the desk, for the citizen, and for the clock. And erasing everything."""

from bot.dialogue import wrapup
from bot.dialogue.card import show_closed
from bot.dialogue.conversation import Answering, Closed, Conversation, Helped, Rating, Waiting
from bot.dialogue.effects import Choice, CloseCase, Count, DropPrivate, Forget, SetTimer, StopTimer
from bot.dialogue.events import TimerKind
from bot.dialogue.owing import CLAIM_TIMERS
from bot.dialogue.turn import Rows, Turn

CASE_TIMERS = (
    TimerKind.REMIND_DESK,
    TimerKind.TELL_CITIZEN,
    TimerKind.CLOSE_QUIET,
    *CLAIM_TIMERS,
)


_WRAPPED_UP = frozenset({"closed", "stopped", "quiet"})
"""Outcomes of a claimed case after which the desk is asked what came of it."""


def end_case(turn: Turn, told_citizen: str | None, outcome: str) -> Turn:
    """Close the open case. For some time the citizen can open it again with one tap.

    Args:
        turn: the conversation must be in a case.
        told_citizen: the key of what the citizen is told; None when nothing can be told. Who was
            helped by a person is asked for a rating as well.
        outcome: one of `effects.OUTCOMES`.

    Returns:
        The turn, rating or answering.
    """
    state = turn.conversation.state
    if not isinstance(state, Waiting | Helped):
        return turn
    turn = let_go(close(turn, state, outcome), state)
    if told_citizen is None:
        return turn.become(Answering())
    text = turn.say(told_citizen, number=state.case)
    if isinstance(state, Waiting):
        menu = (turn.choice("button_menu", "menu"),)
        return turn.tell(text, (again_row(turn, state.case), menu)).become(Answering())
    rows = (*rating_rows(turn, state.case), again_row(turn, state.case))
    turn = turn.tell(f"{text}\n\n{turn.say('rate')}", rows)
    return turn.become(Rating(state.library, state.case))


def let_go(turn: Turn, state: Waiting | Helped) -> Turn:
    """The bot begins afresh; what the case's card shows is set apart until it can't be reopened."""
    talk = turn.conversation
    closed = Closed(state.library, state.case, talk.question, talk.topic, talk.talk)
    turn = turn.keep(question="", talk=(), topic=None, offer=None, closed=closed)
    return turn.do(SetTimer(TimerKind.END_RATING, turn.world.terms.rating_after))


def rating_rows(turn: Turn, case: int) -> Rows:
    """One row of three buttons; 3 is good, 1 is bad."""
    return (tuple(turn.choice(f"button_rate_{n}", f"rate:{n}:{case}") for n in (3, 2, 1)),)


def again_row(turn: Turn, case: int) -> tuple[Choice, ...]:
    """The row with "Toch nog een vraag": the same case again."""
    return (turn.choice("button_again", f"again:{case}"),)


def forget(turn: Turn) -> Turn:
    """Erase everything about this citizen; an open case ends with it, and the desk is told."""
    state = turn.conversation.state
    if isinstance(state, Waiting | Helped):
        turn = close(turn.tell_desk(turn.say_desk("desk_forgotten")), state, "forgotten")
    turn = turn.do(StopTimer(TimerKind.END_RATING)).tell(turn.say("forgotten")).do(Forget())
    return turn.keep_nothing(Conversation(lang=turn.desk_lang))


def close(turn: Turn, state: Waiting | Helped, outcome: str) -> Turn:
    """The card, the thread and the timers of a case that is done."""
    turn = show_closed(turn, state.case, state.library)
    if isinstance(state, Helped) and outcome in _WRAPPED_UP:
        turn = wrapup.ask(turn)
    stops = [StopTimer(kind) for kind in CASE_TIMERS]
    return turn.do(CloseCase(outcome), DropPrivate(), *stops, Count("case_closed", state.library))
