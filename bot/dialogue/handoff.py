"""From "I want a person" to an open case: which library, who will read along, yes, the card."""

from bot.dialogue.answering import introduce, show_expired
from bot.dialogue.card import send_card
from bot.dialogue.conversation import ChoosingLibrary, Consenting, Waiting
from bot.dialogue.effects import Choice, Count, OpenCase, SetTimer
from bot.dialogue.events import CaseOpened, TimerKind
from bot.dialogue.turn import Turn

LIBRARIES_SHOWN = 12
"""Buttons for libraries; who is not among them types a place."""


def ask_for_person(turn: Turn) -> Turn:
    """Lead the citizen to a desk, or say honestly that there is none."""
    if turn.in_case:
        return turn.tell(turn.say("case_already_open"))
    desks = turn.world.desks
    turn = introduce(turn)
    if not desks:
        turn = turn.tell(turn.say("no_desk"), ((turn.choice("button_menu", "menu"),),))
        return turn.do(Count("person_without_desk")).settle()
    if turn.conversation.library in desks:
        return ask_consent(turn, turn.conversation.library or "")
    return ask_consent(turn, *desks) if len(desks) == 1 else ask_library(turn)


# --- which library ----------------------------------------------------------------------------


def ask_library(turn: Turn, key: str = "which_library") -> Turn:
    """Let the citizen choose among the libraries that have a desk, or type a place."""
    named = sorted((turn.library_name(desk), desk) for desk in turn.world.desks)
    rows = [(Choice(name, f"lib:{desk}"),) for name, desk in named[:LIBRARIES_SHOWN]]
    cancel = (turn.choice("button_cancel", "cancel"),)
    return turn.settle().tell(turn.say(key), (*rows, cancel)).become(ChoosingLibrary())


def take_library(turn: Turn, library_id: str) -> Turn:
    """A library was chosen: on the way to a person, or just to be remembered."""
    state = turn.conversation.state
    if turn.in_case or library_id not in turn.world.kb.libraries.keys() | turn.world.desks:
        return ask_again(show_expired_here(turn))
    turn = turn.keep(library=library_id)
    if isinstance(state, ChoosingLibrary | Consenting):
        return ask_for_person(turn)
    text = turn.say("library_chosen", library=turn.library_name(library_id))
    return turn.tell(text, turn.menu_rows()).settle()


def cancel(turn: Turn) -> Turn:
    """No person after all."""
    if not isinstance(turn.conversation.state, ChoosingLibrary | Consenting):
        return show_expired(turn)
    return turn.tell(turn.say("no_person_then"), turn.menu_rows()).settle()


# --- who will read along ----------------------------------------------------------------------


def ask_consent(turn: Turn, library_id: str, key: str = "consent") -> Turn:
    """Say who will read what, and ask yes or no; nothing is shared before the yes."""
    yes, no = turn.choice("button_yes", "yes"), turn.choice("button_no", "no")
    text = turn.say(key, library=turn.library_name(library_id))
    return turn.settle().tell(text, ((yes, no),)).become(Consenting(library_id))


def agree(turn: Turn) -> Turn:
    """Yes: open the case. An old "yes" opens nothing."""
    state = turn.conversation.state
    if not isinstance(state, Consenting):
        return show_expired(turn)
    if state.library not in turn.world.desks:
        return ask_for_person(turn)
    turn = turn.keep(library=state.library, options=())
    return turn.do(OpenCase(state.library)).become(Waiting(state.library))


def refuse(turn: Turn) -> Turn:
    """No: nothing was shared, and the bot goes on."""
    return cancel(turn)


def ask_again(turn: Turn) -> Turn:
    """After something in between, repeat the question that is still open, if there is one."""
    match turn.conversation.state:
        case Consenting(library=library):
            return ask_consent(turn, library, "consent_again")
        case ChoosingLibrary():
            return ask_library(turn, "which_library_again")
        case _:
            return turn


def show_expired_here(turn: Turn) -> Turn:
    """A button without sense was pressed; the question that is still open stays open."""
    state = turn.conversation.state
    shown = show_expired(turn)
    return shown.become(state) if isinstance(state, ChoosingLibrary | Consenting) else shown


# --- the case is there ------------------------------------------------------------------------


def open_case(turn: Turn, state: Waiting, event: CaseOpened) -> Turn:
    """The case has its number: show it to the desk, tell the citizen, start the clock."""
    if state.case:
        return turn
    turn = turn.become(Waiting(state.library, event.number))
    turn = send_card(turn, event.number, state.library)
    key = "case_opened" if turn.conversation.question else "case_opened_ask"
    text = turn.say(key, number=event.number, library=turn.library_name(state.library))
    turn = turn.tell(text, ((turn.choice("button_stop", "stop"),),))
    return start_waiting(turn).do(Count("case_opened", state.library))


def start_waiting(turn: Turn) -> Turn:
    """Nobody has the case: the clock of the promises starts (again)."""
    terms = turn.world.terms
    return turn.do(
        SetTimer(TimerKind.REMIND_DESK, terms.remind_after),
        SetTimer(TimerKind.TELL_CITIZEN, terms.tell_after),
        SetTimer(TimerKind.CLOSE_QUIET, terms.close_after),
    )
