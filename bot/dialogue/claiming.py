"""Who has a case: claiming, giving back, closing; and the name under which staff speak."""

from bot.dialogue import card, closing, handoff
from bot.dialogue.casework import keep_open
from bot.dialogue.conversation import Helped, Waiting
from bot.dialogue.effects import ClaimCase, Count, StopTimer, Tell
from bot.dialogue.events import Party, Staff, TimerKind
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
    return turn.tell(told).become(Helped(state.library, state.case, staff))


def release(turn: Turn, state: Open, staff: Staff) -> Turn:
    """The case is nobody's again. A colleague may do that too, for who has gone home."""
    if isinstance(state, Waiting):
        return turn.tell_desk(turn.say_desk("desk_not_claimed"))
    turn = card.show_open(turn, state.case, state.library).do(ClaimCase(None))
    name = first_name(turn, staff, turn.desk_lang)
    turn = turn.tell_desk(turn.say_desk("desk_released", name=name)).tell(turn.say("released"))
    return handoff.start_waiting(turn).become(Waiting(state.library, state.case))


def close(turn: Turn, _state: Open, staff: Staff) -> Turn:
    """The case is done, says the desk."""
    name = first_name(turn, staff, turn.desk_lang)
    turn = turn.tell_desk(turn.say_desk("desk_closed", name=name))
    return closing.end_case(turn, "case_closed")


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
