"""Staff change or take back what the citizen has: by editing, by deleting, or with "/undo".

A note stays a note, whatever it is changed into. Who claimed, speaks: nobody else changes what
the citizen reads. Taking back a message of one's own is always possible.
"""

from bot.dialogue.claiming import first_name
from bot.dialogue.conversation import Helped, Waiting
from bot.dialogue.effects import EditCopy, MarkOriginal, TakeBack
from bot.dialogue.events import Staff, StaffDeleted, StaffEdited, TakenBack
from bot.dialogue.marks import DONE, NOT_UNDERSTOOD, NOTE, ON_ITS_WAY
from bot.dialogue.reading import RELAY_AT_MOST, command_in, cut
from bot.dialogue.sending import may_send, refuse
from bot.dialogue.turn import Turn

Open = Waiting | Helped


def words_to_citizen(text: str) -> str:
    """The text without the lines that are notes; "" when nothing is left."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("//")]
    return "\n".join(lines).strip()


def as_told(turn: Turn, staff: Staff, words: str) -> str:
    """What the citizen reads: the first name, and the words."""
    name = first_name(turn, staff, turn.lang)
    return turn.say("staff_says", name=name, text=cut(words, RELAY_AT_MOST))


def hear_staff_edit(turn: Turn, state: Open, event: StaffEdited) -> Turn:
    """The citizen's copy changes too; a message that became a note is taken back."""
    if not event.relayed:
        return turn
    if not may_send(state, event.staff):
        return turn.tell_desk(turn.say_desk("desk_edit_not_sent"))
    text = event.text.strip()
    words = words_to_citizen(text)
    if not words:
        return turn.do(MarkOriginal(NOTE), TakeBack())
    if command_in(text) or text.startswith("/"):
        return turn.tell_desk(turn.say_desk("desk_edit_not_sent"))
    return turn.do(MarkOriginal(ON_ITS_WAY), EditCopy(as_told(turn, event.staff, words)))


def hear_staff_deletion(turn: Turn, _state: Open, event: StaffDeleted) -> Turn:
    """The citizen's copy is taken back; a note had none."""
    return turn.do(TakeBack()) if event.relayed else turn


def undo(turn: Turn, state: Open, staff: Staff, _rest: str) -> Turn:
    """Hear "/undo", as an answer to a message or on its own: take that one back, or the last."""
    if not may_send(state, staff):
        return refuse(turn, state, staff).do(MarkOriginal(NOT_UNDERSTOOD))
    return turn.do(MarkOriginal(DONE), TakeBack())


def confirm(turn: Turn, _state: Open, event: TakenBack) -> Turn:
    """It is taken back, or there was nothing to take back."""
    key = "desk_taken_back" if event.found else "desk_nothing_to_undo"
    return turn.tell_desk(turn.say_desk(key))
