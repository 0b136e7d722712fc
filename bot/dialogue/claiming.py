"""Who has a case: claiming, giving back, closing; and the name under which staff speak."""

from msgspec.structs import replace

from bot.dialogue import card, closing, handoff
from bot.dialogue.conversation import Helped, Waiting
from bot.dialogue.effects import ClaimCase, Count, StopTimer, Tell
from bot.dialogue.events import Party, Staff, StaffLeft, TimerFired, TimerKind
from bot.dialogue.opening import is_away
from bot.dialogue.owing import start_owing, stop_owing
from bot.dialogue.relaying import keep_open
from bot.dialogue.turn import Turn

Open = Waiting | Helped

NAME_AT_MOST = 40


def claim(turn: Turn, staff: Staff) -> Turn:
    """From now on this person speaks with the citizen; the waiting is over."""
    state = turn.conversation.state
    if not isinstance(state, Waiting):
        return turn
    name = first_name(turn, staff, turn.desk_lang)
    turn = card.show_claimed(turn, state.case, state.library, name).do(
        ClaimCase(staff),
        StopTimer(TimerKind.REMIND_DESK),
        StopTimer(TimerKind.TELL_CITIZEN),
        keep_open(turn),
        Count("claimed", state.library),
    )
    turn = turn.do(Tell(Party.DESK, turn.say_desk("desk_claimed", name=name), quiet=True))
    told = turn.say("claimed", name=first_name(turn, staff, turn.lang))
    helped = Helped(state.library, state.case, staff, told=state.told)
    return start_owing(turn.tell(told).become(helped))


def release(turn: Turn, state: Open, staff: Staff) -> Turn:
    """The case is nobody's again. A colleague may do that too, for who has gone home."""
    if isinstance(state, Waiting):
        return turn.tell_desk(turn.say_desk("desk_not_claimed"))
    name = first_name(turn, staff, turn.desk_lang)
    turn = turn.tell_desk(turn.say_desk("desk_released", name=name)).tell(turn.say("released"))
    return _give_back(turn, state).become(Waiting(state.library, state.case))


def take_back(turn: Turn, state: Helped, key: str) -> Turn:
    """Who claimed is gone or silent: the case is open again. The citizen hears of it once.

    `key` is the sentence for the desk that says why; it may use {name}.
    """
    name = first_name(turn, state.staff, turn.desk_lang)
    turn = _give_back(turn.tell_desk(turn.say_desk(key, name=name)), state)
    turn = turn.do(Count("claim_returned", state.library))
    if not state.told:
        turn = turn.tell(turn.say("released"))
    return turn.become(Waiting(state.library, state.case, told=True))


def lose_staff(turn: Turn, state: Helped, event: StaffLeft) -> Turn:
    """Who has left the desk's room has no case any more; of others nothing changes."""
    return take_back(turn, state, "desk_claimer_left") if state.staff.id == event.id else turn


def _give_back(turn: Turn, state: Helped) -> Turn:
    turn = card.show_open(turn, state.case, state.library).do(ClaimCase(None))
    return handoff.start_waiting(stop_owing(turn))


def take_over(turn: Turn, state: Open, staff: Staff) -> Turn:
    """A colleague takes the case from who has it, and says so; nobody has it: claims it."""
    if isinstance(state, Waiting):
        return claim(turn, staff)
    if state.staff.id == staff.id:
        return tell_who_has_it(turn, state, staff)
    name = first_name(turn, staff, turn.desk_lang)
    other = first_name(turn, state.staff, turn.desk_lang)
    turn = card.show_claimed(turn, state.case, state.library, name).do(ClaimCase(staff))
    turn = turn.tell_desk(turn.say_desk("desk_taken_over", name=name, other=other))
    turn = turn.tell(turn.say("claimed", name=first_name(turn, staff, turn.lang)))
    return start_owing(turn.become(replace(state, staff=staff, hinted=False, owed=True)))


def watch_claimer(turn: Turn, state: Helped, event: TimerFired) -> Turn:
    """The clocks of a claimed case: the desk is reminded, the claim returns, the quiet case ends.

    A timer of the time before comes too late, and so does one for an answer that was given. A desk
    that has been closed meanwhile gets its time when it is open again.
    """
    if is_away(turn):
        return start_owing(turn.do(keep_open(turn))) if state.owed else turn.do(keep_open(turn))
    if event.kind is TimerKind.CLOSE_QUIET:
        turn = turn.tell_desk(turn.say_desk("desk_closed_quiet"))
        return closing.end_case(turn, "case_quiet", "quiet")
    if event.kind is TimerKind.NUDGE_CLAIMER and state.owed:
        name = first_name(turn, state.staff, turn.desk_lang)
        return turn.tell_desk(turn.say_desk("desk_answer_owed", name=name))
    if event.kind is TimerKind.RETURN_CLAIM and state.owed:
        return take_back(turn, state, "desk_claim_returned")
    return turn


def close(turn: Turn, _state: Open, staff: Staff) -> Turn:
    """The case is done, says the desk."""
    name = first_name(turn, staff, turn.desk_lang)
    turn = turn.tell_desk(turn.say_desk("desk_closed", name=name))
    return closing.end_case(turn, "case_closed", "closed")


def tell_who_has_it(turn: Turn, state: Helped, staff: Staff) -> Turn:
    """The case is claimed: by the one who asks, or by whom."""
    if state.staff.id == staff.id:
        return turn.tell_desk(turn.say_desk("desk_already_yours"))
    name = first_name(turn, state.staff, turn.desk_lang)
    return turn.tell_desk(turn.say_desk("desk_already_claimed", name=name))


def first_name(turn: Turn, staff: Staff, lang: str) -> str:
    """The first name as the network tells it; "een medewerker" when there is none."""
    name = " ".join(staff.name.split())[:NAME_AT_MOST]
    return name or turn.world.kb.say("a_staff_member", lang)
