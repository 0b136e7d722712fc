"""The clocks of who claimed: while the citizen waits for this person's answer, they run.

First the desk is reminded, then the claim is taken back. A note or a command of the same person
is a sign of life, so the clocks start anew; an answer stops them. They run while the desk is open.
"""

from msgspec.structs import replace

from bot.dialogue.conversation import Helped
from bot.dialogue.effects import SetTimer, StopTimer
from bot.dialogue.events import Staff, TimerKind
from bot.dialogue.opening import in_hours
from bot.dialogue.turn import Turn

CLAIM_TIMERS = (TimerKind.NUDGE_CLAIMER, TimerKind.RETURN_CLAIM)


def expect_answer(turn: Turn) -> Turn:
    """The citizen said something: from now on an answer is owed, if it was not already."""
    state = turn.conversation.state
    if not isinstance(state, Helped) or state.owed:
        return turn
    return start_owing(turn.become(replace(state, owed=True)))


def start_owing(turn: Turn) -> Turn:
    """The clocks of who claimed start (again)."""
    terms = turn.world.terms
    return turn.do(
        SetTimer(TimerKind.NUDGE_CLAIMER, in_hours(turn, terms.nudge_after)),
        SetTimer(TimerKind.RETURN_CLAIM, in_hours(turn, terms.return_after)),
    )


def answered(turn: Turn) -> Turn:
    """Who claimed wrote to the citizen: nothing is owed any more."""
    state = turn.conversation.state
    if not isinstance(state, Helped) or not state.owed:
        return turn
    return stop_owing(turn.become(replace(state, owed=False)))


def stop_owing(turn: Turn) -> Turn:
    """Nobody owes an answer."""
    return turn.do(*[StopTimer(kind) for kind in CLAIM_TIMERS])


def shows_life(turn: Turn, staff: Staff) -> Turn:
    """This person wrote something at the desk: who is busy with a case does not lose it."""
    state = turn.conversation.state
    is_owing = isinstance(state, Helped) and state.owed and state.staff.id == staff.id
    return start_owing(turn) if is_owing else turn
