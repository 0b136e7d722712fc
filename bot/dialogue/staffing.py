"""The desk's side of an open case. Who claimed, speaks; everything else stays at the desk.

The promise of this module: the words of somebody who did not claim never reach the citizen, nor
does a line that starts with "//", nor anything that starts like a command. Every message gets its
mark at once: on its way to the citizen, a note, a command done, or not understood.
"""

from collections.abc import Callable

from msgspec.structs import replace

from bot.dialogue import blocking, history, sending, transfer, undoing
from bot.dialogue.casework import kind_of
from bot.dialogue.claiming import (
    claim,
    close,
    first_name,
    release,
    take_over,
    tell_who_has_it,
)
from bot.dialogue.conversation import Helped, Waiting
from bot.dialogue.effects import MarkOriginal, Tell
from bot.dialogue.events import (
    Party,
    Staff,
    StaffChose,
    StaffSaid,
    StaffSent,
)
from bot.dialogue.marks import DONE, NOT_SENT, NOT_UNDERSTOOD, NOTE, ON_ITS_WAY
from bot.dialogue.owing import answered, shows_life
from bot.dialogue.reading import RELAY_AT_MOST, command_in, cut
from bot.dialogue.relaying import keep_open
from bot.dialogue.turn import Turn
from bot.dialogue.undoing import as_told, words_to_citizen

Open = Waiting | Helped

# --- what is written in the thread ------------------------------------------------------------


def hear_staff(turn: Turn, state: Open, event: StaffSaid) -> Turn:
    """A note, a command, a message to the citizen, or colleagues' talk."""
    text, turn = event.text.strip(), shows_life(turn, event.staff)
    if text.startswith("//"):
        return turn.do(MarkOriginal(NOTE))
    command = command_in(text)
    if command:
        act = STAFF_COMMANDS.get(command.name, _unknown)
        return act(turn, state, event.staff, command.rest)
    if text.startswith("/"):
        return _unknown(turn, state, event.staff, "")
    if isinstance(state, Waiting) and event.to_card:
        return _speak(claim(turn, event.staff), event.staff, text)
    if isinstance(state, Helped) and state.staff.id == event.staff.id:
        return _speak(turn, event.staff, text)
    return _note_with_hint(turn, state)


def _speak(turn: Turn, staff: Staff, text: str) -> Turn:
    """To the citizen, with the first name, and without the lines that are notes."""
    words = words_to_citizen(text)
    if not words:
        return turn.do(MarkOriginal(NOTE))
    said = as_told(turn, staff, words)
    sent = Tell(Party.CITIZEN, said, relayed=True)
    turn = answered(turn.do(MarkOriginal(ON_ITS_WAY), sent, keep_open(turn)))
    turn = turn.keep(options=())  # a bare "ja" answers this from now on
    if len(words) > RELAY_AT_MOST:
        turn = turn.tell_desk(turn.say_desk("desk_too_long", limit=RELAY_AT_MOST))
    return turn


def _note_with_hint(turn: Turn, state: Open) -> Turn:
    """Talk among colleagues. The first time the desk is told how to reach the citizen."""
    turn = turn.do(MarkOriginal(NOTE))
    if state.hinted:
        return turn
    if isinstance(state, Waiting):
        hint = turn.say_desk("desk_hint_unclaimed")
    else:
        name = first_name(turn, state.staff, turn.desk_lang)
        hint = turn.say_desk("desk_hint_claimed", name=name)
    return turn.tell_desk(hint).become(replace(state, hinted=True))


# --- commands ---------------------------------------------------------------------------------


def _claim(turn: Turn, state: Open, staff: Staff, _rest: str) -> Turn:
    if isinstance(state, Helped):
        return tell_who_has_it(turn, state, staff).do(MarkOriginal(NOT_UNDERSTOOD))
    return claim(turn, staff).do(MarkOriginal(DONE))


def _release(turn: Turn, state: Open, staff: Staff, _rest: str) -> Turn:
    return release(turn, state, staff).do(MarkOriginal(DONE))


def _take_over(turn: Turn, state: Open, staff: Staff, _rest: str) -> Turn:
    return take_over(turn, state, staff).do(MarkOriginal(DONE))


def _close(turn: Turn, state: Open, staff: Staff, _rest: str) -> Turn:
    return close(turn.do(MarkOriginal(DONE)), state, staff)


def _note(turn: Turn, _state: Open, _staff: Staff, _rest: str) -> Turn:
    return turn.do(MarkOriginal(NOTE))


def _help(turn: Turn, _state: Open, _staff: Staff, _rest: str) -> Turn:
    return turn.do(MarkOriginal(DONE)).tell_desk(turn.say_desk("desk_help"))


def _cases(turn: Turn, _state: Open, _staff: Staff, _rest: str) -> Turn:
    return _refuse(turn, "desk_cases_outside")


def _reopen(turn: Turn, _state: Open, _staff: Staff, _rest: str) -> Turn:
    return _refuse(turn, "desk_not_closed")


def _practise(turn: Turn, _state: Open, _staff: Staff, _rest: str) -> Turn:
    return _refuse(turn, "desk_practice_outside")


def _unknown(turn: Turn, _state: Open, _staff: Staff, _rest: str) -> Turn:
    return _refuse(turn, "desk_unknown_command")


def _refuse(turn: Turn, key: str) -> Turn:
    return turn.do(MarkOriginal(NOT_UNDERSTOOD)).tell_desk(turn.say_desk(key))


StaffCommand = Callable[[Turn, Open, Staff, str], Turn]

STAFF_COMMANDS: dict[str, StaffCommand] = {
    "claim": _claim,
    "release": _release,
    "takeover": _take_over,
    "overnemen": _take_over,
    "close": _close,
    "note": _note,
    "answer": sending.answer,
    "undo": undoing.undo,
    "history": history.ask,
    "transfer": transfer.offer,
    "reopen": _reopen,
    "cases": _cases,
    "block": blocking.ask,
    "oefenen": _practise,
    "help": _help,
    "hulp": _help,
}
"""What staff can type in a case's thread, with "/" or "!"."""


# --- buttons of the card ----------------------------------------------------------------------


def press_card(turn: Turn, state: Open, event: StaffChose) -> Turn:
    """Claim, release, take over …; a button of an older card gets a friendly line."""
    head, _, rest = event.data.partition(":")
    act = CARD_BUTTONS.get(head)
    if act is None:
        return turn.tell_desk(turn.say_desk("desk_button_expired"))
    return act(turn, state, event.staff, rest)


def _press_claim(turn: Turn, state: Open, staff: Staff, _rest: str) -> Turn:
    if isinstance(state, Helped):
        return tell_who_has_it(turn, state, staff)
    return claim(turn, staff)


CARD_BUTTONS: dict[str, StaffCommand] = {
    "claim": _press_claim,
    "release": lambda turn, state, staff, _rest: release(turn, state, staff),
    "takeover": lambda turn, state, staff, _rest: take_over(turn, state, staff),
    "transfer": transfer.press_transfer,
    "answer": sending.press_answer,
    "block": blocking.press_block,
    "close": lambda turn, state, staff, _rest: close(turn, state, staff),
}
"""What staff can press: the head of the button's data, and what it does."""


# --- what is no plain message -----------------------------------------------------------------


def _send_file(turn: Turn, event: StaffSent) -> Turn:
    """To the citizen, with the first name; with "//" under it, it is a note."""
    words = words_to_citizen(event.caption)
    if event.caption and not words:
        return turn.do(MarkOriginal(NOTE))
    said = turn.say(
        "staff_sends_file",
        name=first_name(turn, event.staff, turn.lang),
        kind=kind_of(turn, event.kind, turn.lang),
        text=cut("\n".join(filter(None, (words, event.link))), RELAY_AT_MOST),
    )
    sent = Tell(Party.CITIZEN, said, relayed=True, file=event.passes)
    return answered(turn.do(MarkOriginal(ON_ITS_WAY), sent, keep_open(turn)))


def hear_staff_file(turn: Turn, state: Open, event: StaffSent) -> Turn:
    """Passed on from who has the case; whoever meant what can't be for the citizen must know."""
    speaks = isinstance(state, Helped) and state.staff.id == event.staff.id
    if not speaks:
        return _note_with_hint(turn, state)
    if event.passes or event.link:
        return _send_file(turn, event)
    kind = kind_of(turn, event.kind, turn.desk_lang)
    return turn.do(MarkOriginal(NOT_SENT)).tell_desk(turn.say_desk("desk_file", kind=kind))
