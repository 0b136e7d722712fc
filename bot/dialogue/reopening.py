"""A closed case that is opened again, by either side: the same number, in the same thread.

The citizen can do it with one tap for some time after the closing; staff as long as the case is
kept. What the citizen said to the bot in between stays between the two.
"""

from bot.dialogue.answering import show_expired
from bot.dialogue.card import show_claimed, show_open
from bot.dialogue.claiming import first_name
from bot.dialogue.conversation import Closed, Helped, Waiting
from bot.dialogue.effects import ClaimCase, Count, MarkOriginal, ReopenCase, StopTimer
from bot.dialogue.events import StaffReopened, TimerKind
from bot.dialogue.handoff import start_waiting, tell_blocked
from bot.dialogue.marks import DONE
from bot.dialogue.opening import closed_line
from bot.dialogue.owing import start_owing
from bot.dialogue.reading import joined
from bot.dialogue.relaying import keep_open, relay
from bot.dialogue.turn import Turn


def press_again(turn: Turn, data: str) -> Turn:
    """The citizen wants to go on with a case: "12", or "12:say" to send the last words along."""
    number, _, more = data.partition(":")
    closed = turn.conversation.closed
    if closed is None or number != str(closed.case) or closed.library not in turn.world.desks:
        return show_expired(turn)
    if closed.library in turn.conversation.blocked:
        return tell_blocked(turn, closed.library)
    words = turn.conversation.question if more == "say" else ""
    turn = _take_up(turn, closed).become(Waiting(closed.library, closed.case))
    turn = show_open(turn, closed.case, closed.library)
    turn = turn.tell_desk(turn.say_desk("desk_reopened_by_citizen", number=closed.case))
    name = turn.library_name(closed.library)
    key = "case_reopened_sent" if words else "case_reopened"
    text = turn.say(key, number=closed.case, library=name)
    text = joined(text, closed_line(turn, "case_waits", closed.library))
    turn = start_waiting(turn.tell(text, ((turn.choice("button_stop", "stop"),),)))
    return relay(turn, "desk_citizen_says", words) if words else turn


def reopen(turn: Turn, _state: object, event: StaffReopened) -> Turn:
    """Staff want to go on with a case; who opens it again, has it."""
    closed = turn.conversation.closed
    if closed is None or closed.case != event.case:
        gone = turn.say_desk("desk_card_erased")
        closed = Closed(event.library, event.case, gone)
    open_again = tuple(each for each in turn.conversation.blocked if each != event.library)
    turn = _take_up(turn, closed).keep(blocked=open_again).do(ClaimCase(event.staff))
    turn = turn.become(Helped(event.library, event.case, event.staff))
    name = first_name(turn, event.staff, turn.desk_lang)
    turn = show_claimed(turn, event.case, event.library, name)
    turn = turn.tell_desk(turn.say_desk("desk_reopened", name=name, number=event.case))
    told = turn.say(
        "case_reopened_by_staff",
        name=first_name(turn, event.staff, turn.lang),
        number=event.case,
        library=turn.library_name(event.library),
    )
    turn = turn.tell(told, ((turn.choice("button_stop", "stop"),),))
    return start_owing(turn.do(keep_open(turn), MarkOriginal(DONE)))


def _take_up(turn: Turn, closed: Closed) -> Turn:
    """The conversation as it was in the case; what was asked since is let go of."""
    turn = turn.keep(
        library=closed.library,
        question=closed.question,
        question_done=True,
        topic=closed.topic,
        talk=closed.talk,
        closed=None,
        options=(),
    )
    effects = ReopenCase(closed.case), StopTimer(TimerKind.END_RATING)
    return turn.do(*effects, Count("case_reopened", closed.library))
