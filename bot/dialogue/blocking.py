"""A citizen who misuses a desk: its staff can shut the door of that one desk, and open it again.

The bot goes on answering. It is remembered with the conversation, so it ends when that is erased.
"""

from bot.dialogue import closing, handoff
from bot.dialogue.claiming import first_name, tell_who_has_it
from bot.dialogue.conversation import Helped, Waiting
from bot.dialogue.effects import Choice, Count, MarkOriginal, Tell
from bot.dialogue.events import Party, Staff
from bot.dialogue.marks import DONE, NOT_UNDERSTOOD
from bot.dialogue.turn import Turn

Open = Waiting | Helped


def ask(turn: Turn, state: Open, staff: Staff, _rest: str) -> Turn:
    """Hear "/block": nobody is blocked by a slip, so a button must be pressed as well."""
    if isinstance(state, Helped) and state.staff.id != staff.id:
        return tell_who_has_it(turn, state, staff).do(MarkOriginal(NOT_UNDERSTOOD))
    yes = Choice(turn.say_desk("desk_button_block"), "block:yes")
    asked = Tell(Party.DESK, turn.say_desk("desk_block_sure"), ((yes,),))
    return turn.do(asked, MarkOriginal(DONE))


def press_block(turn: Turn, state: Open, staff: Staff, said: str) -> Turn:
    """The button: the case ends, and the citizen is told."""
    others = isinstance(state, Helped) and state.staff.id != staff.id
    if others or said != "yes":
        return turn.tell_desk(turn.say_desk("desk_button_expired"))
    name = first_name(turn, staff, turn.desk_lang)
    turn = turn.tell_desk(turn.say_desk("desk_blocked", name=name))
    blocked = dict.fromkeys((*turn.conversation.blocked, state.library))
    turn = turn.keep(blocked=tuple(blocked)).do(Count("blocked", state.library))
    turn = closing.end_case(turn, None, "blocked")
    return handoff.tell_blocked(turn, state.library)
