"""From "I want a person" to an open case: which library, who will read along, yes, the card."""

from collections.abc import Iterable

from bot.dialogue.answering import introduce, show_expired
from bot.dialogue.card import send_card
from bot.dialogue.conversation import ChoosingLibrary, Consenting, Waiting
from bot.dialogue.effects import Choice, Count, OpenCase, SetTimer, StopTimer, Tell
from bot.dialogue.events import CaseOpened, Party, TimerKind
from bot.dialogue.keeping import keep_unless_old
from bot.dialogue.opening import closed_line, in_hours, until_quiet
from bot.dialogue.reading import has_words, joined
from bot.dialogue.turn import Turn

PLACE_AT_MOST = 100
"""Characters of a text that may be the name of a place; a longer one is a story."""

NETWORKS = ("telegram", "matrix")
"""Networks that have a name in _messages.yaml; another one is "network_other"."""

LIBRARIES_SHOWN = 12
"""Buttons for libraries; who is not among them types a place."""


def ask_for_person(turn: Turn) -> Turn:
    """Lead the citizen to a desk, or say honestly that there is none."""
    if turn.in_case:
        return tell_it_waits(turn)
    desks = turn.world.desks
    turn = introduce(keep_unless_old(turn, "person"))
    if not desks:
        return _tell_no_desk(turn)
    if turn.conversation.library in desks:
        return ask_consent(turn, turn.conversation.library or "")
    return ask_consent(turn, *desks) if len(desks) == 1 else ask_library(turn)


def tell_it_waits(turn: Turn) -> Turn:
    """Who asks for a person again is told how it stands, and when somebody will be there."""
    state = turn.conversation.state
    waits = closed_line(turn, "case_waits", state.library) if isinstance(state, Waiting) else ""
    return turn.tell(joined(turn.say("case_already_open"), waits))


def _tell_no_desk(turn: Turn) -> Turn:
    """Nobody can read along here, but in the library they can help."""
    text = turn.say("no_desk") + website_line(turn, turn.conversation.library)
    help_there = turn.topic_rows(tuple(turn.say("library_topics").split()))
    turn = turn.tell(text, (*help_there, (turn.choice("button_menu", "menu"),)))
    return turn.do(Count("person_without_desk")).settle()


def website_line(turn: Turn, library_id: str | None) -> str:
    """A paragraph with the library's website; empty when we know none."""
    library = turn.world.kb.libraries.get(library_id or "")
    website = library.website if library else ""
    return f"\n\n{turn.say('see_website', website=website)}" if website else ""


# --- which library ----------------------------------------------------------------------------


def ask_library(turn: Turn, key: str = "which_library", among: Iterable[str] | None = None) -> Turn:
    """Let the citizen choose among the libraries that have a desk, or type a place."""
    desks = turn.world.desks if among is None else among
    named = sorted((turn.library_name(desk), desk) for desk in desks)
    rows = [(Choice(name, f"lib:{desk}"),) for name, desk in named[:LIBRARIES_SHOWN]]
    cancel = (turn.choice("button_cancel", "cancel"),)
    return turn.settle().tell(turn.say(key), (*rows, cancel)).become(ChoosingLibrary())


def find_library(turn: Turn, text: str) -> Turn | None:
    """Take the library whose name or place was typed; None when the text names none."""
    found = libraries_meant(turn, text)
    with_desk = [library_id for library_id in found if library_id in turn.world.desks]
    if len(with_desk) == 1:
        return take_library(turn, with_desk[0])
    if with_desk:
        return ask_library(turn, "which_of_these_libraries", with_desk)
    return ask_library(turn, "library_without_desk") if found else None


def libraries_meant(turn: Turn, text: str) -> tuple[str, ...]:
    """Ids of the libraries that this text names: by name, or by a place that they serve."""
    if len(text) > PLACE_AT_MOST or not has_words(text):
        return ()
    return tuple(library.id for library in turn.world.kb.library_for(text))


def take_library(turn: Turn, library_id: str) -> Turn:
    """A library was chosen: on the way to a person, or just to be remembered."""
    state = turn.conversation.state
    if turn.in_case or library_id not in turn.world.kb.libraries.keys() | turn.world.desks:
        return ask_again(show_expired_here(turn))
    turn = turn.keep(library=library_id)
    if isinstance(state, ChoosingLibrary | Consenting):
        return ask_for_person(turn)
    text = turn.say("library_chosen", library=turn.library_name(library_id))
    last = turn.topic_rows((turn.conversation.topic or "",))  # it may be told differently here
    rows = (*last, *(row for row in turn.menu_rows() if row not in last))
    return turn.tell(text + website_line(turn, library_id), rows).settle()


def take_place(turn: Turn, text: str) -> Turn:
    """Only a place or postcode was typed: remember the library there, or ask which of them."""
    found = [library.id for library in turn.world.kb.library_named(text)]
    if len(found) == 1:
        return take_library(turn, found[0])
    rows = tuple((Choice(turn.library_name(each), f"lib:{each}"),) for each in found)
    return turn.tell(turn.say("which_of_these_libraries"), rows).settle()


def cancel(turn: Turn) -> Turn:
    """No person after all."""
    if not isinstance(turn.conversation.state, ChoosingLibrary | Consenting):
        return show_expired(turn)
    return turn.tell(turn.say("no_person_then"), turn.menu_rows()).settle()


# --- who will read along ----------------------------------------------------------------------


def ask_consent(turn: Turn, library_id: str, key: str = "consent") -> Turn:
    """Say who will read what, and ask yes or no; nothing is shared before the yes."""
    if library_id in turn.conversation.blocked:
        return tell_blocked(turn.settle(), library_id)
    yes, no = turn.choice("button_yes", "yes"), turn.choice("button_no", "no")
    name, reads = turn.library_name(library_id), reading_along(turn, library_id)
    closed = closed_line(turn, "closed_now", library_id)
    text = joined(closed, turn.say(key, library=name, reads=reads))
    return turn.settle().tell(text, ((yes, no),)).become(Consenting(library_id))


def tell_blocked(turn: Turn, library: str) -> Turn:
    """The desk does not want to talk here; the library itself is open to everybody."""
    text = turn.say("blocked", library=turn.library_name(library))
    text += website_line(turn, library)
    return turn.tell(text, ((turn.choice("button_menu", "menu"),),))


def reading_along(turn: Turn, library_id: str) -> str:
    """Where the staff of this library read along: "Telegram", "Matrix", "dit programma"."""
    network = turn.world.networks.get(library_id, "")
    known = network if network in NETWORKS else "other"
    return turn.say(f"network_{known}")


def agree(turn: Turn) -> Turn:
    """Yes: open the case. An old "yes" opens nothing."""
    state = turn.conversation.state
    if not isinstance(state, Consenting):
        return show_expired(turn)
    if state.library not in turn.world.desks:
        return ask_for_person(turn)
    if turn.conversation.closed:
        turn = turn.do(StopTimer(TimerKind.END_RATING))
    turn = turn.keep(library=state.library, options=(), closed=None)
    about = turn.conversation.topic or ""
    return turn.do(OpenCase(state.library, about)).become(Waiting(state.library))


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
    if turn.conversation.offer:
        key, turn = "case_moved", _tell_note(turn)
    text = turn.say(key, number=event.number, library=turn.library_name(state.library))
    text = joined(text, closed_line(turn, "case_waits", state.library))
    turn = turn.tell(text, ((turn.choice("button_stop", "stop"),),))
    return start_waiting(turn).do(Count("case_opened", state.library))


def _tell_note(turn: Turn) -> Turn:
    """The new desk reads what the old one wanted it to know; then the offer is done with."""
    offered = turn.conversation.offer
    if offered is None:
        return turn
    turn = turn.keep(offer=None)
    if not offered.note:
        return turn
    text = turn.say_desk("desk_transfer_note", note=offered.note)
    return turn.do(Tell(Party.DESK, text, quiet=True))


def start_waiting(turn: Turn) -> Turn:
    """Nobody has the case: the clock of the promises starts (again). It runs in opening hours."""
    terms = turn.world.terms
    return turn.do(
        SetTimer(TimerKind.REMIND_DESK, in_hours(turn, terms.remind_after)),
        SetTimer(TimerKind.TELL_CITIZEN, in_hours(turn, terms.tell_after)),
        SetTimer(TimerKind.CLOSE_QUIET, until_quiet(turn)),
    )
