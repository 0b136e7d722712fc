"""Handing an open case to another library's desk: asked by staff, allowed by the citizen.

The old desk closes its case and reads where it went; the new desk gets a case of its own with a new
number, in a new thread. So nothing that is said in the old thread can reach the citizen.
"""

from bot.dialogue import closing, handoff
from bot.dialogue.answering import show_expired
from bot.dialogue.claiming import first_name, tell_who_has_it
from bot.dialogue.conversation import Helped, Offer, Waiting
from bot.dialogue.effects import Choice, Count, MarkOriginal, OpenCase, Tell
from bot.dialogue.events import Party, Staff
from bot.dialogue.marks import DONE, NOT_UNDERSTOOD
from bot.dialogue.reading import cut
from bot.dialogue.turn import Turn

Open = Waiting | Helped

NOTE_AT_MOST = 600


def offer(turn: Turn, state: Open, staff: Staff, rest: str) -> Turn:
    """Hear "/transfer breda", and on the next lines what the colleagues there shall know."""
    if isinstance(state, Helped) and state.staff.id != staff.id:
        return tell_who_has_it(turn, state, staff).do(MarkOriginal(NOT_UNDERSTOOD))
    wanted, _, note = rest.partition("\n")
    found = _libraries_meant(turn, state, wanted.strip())
    if len(found) != 1:
        return _ask_which(turn, state).do(MarkOriginal(NOT_UNDERSTOOD))
    asked = _ask_citizen(turn, staff, Offer(found[0], cut(note.strip(), NOTE_AT_MOST)))
    return asked.do(MarkOriginal(DONE))


def press_transfer(turn: Turn, state: Open, staff: Staff, library: str) -> Turn:
    """The button of the card, or of one library in the list that it shows."""
    if isinstance(state, Helped) and state.staff.id != staff.id:
        return tell_who_has_it(turn, state, staff)
    if library in _others(turn, state):
        return _ask_citizen(turn, staff, Offer(library))
    return _ask_which(turn, state)


def answer_offer(turn: Turn, answer: str) -> Turn:
    """The citizen says yes or no to another desk."""
    state, offered = turn.conversation.state, turn.conversation.offer
    if offered is None or not isinstance(state, Waiting | Helped):
        return show_expired(turn)
    name = turn.library_name(offered.to)
    if answer != "yes" or offered.to not in turn.world.desks:
        turn = turn.keep(offer=None, options=())
        turn = turn.tell_desk(turn.say_desk("desk_transfer_refused", library=name))
        return turn.tell(turn.say("move_refused", library=turn.library_name(state.library)))
    turn = turn.tell_desk(turn.say_desk("desk_transferred", library=name))
    turn = closing.close(turn, state, "moved").do(Count("case_moved", offered.to))
    turn = turn.keep(library=offered.to, options=())
    about = turn.conversation.topic or ""
    return turn.do(OpenCase(offered.to, about)).become(Waiting(offered.to))


def _ask_citizen(turn: Turn, staff: Staff, offered: Offer) -> Turn:
    """Other people would read along, so the citizen is asked; meanwhile all stays as it is."""
    name = turn.library_name(offered.to)
    turn = turn.keep(offer=offered).tell_desk(turn.say_desk("desk_transfer_asked", library=name))
    text = turn.say(
        "move_consent",
        name=first_name(turn, staff, turn.lang),
        library=name,
        reads=handoff.reading_along(turn, offered.to),
    )
    yes, no = turn.choice("button_yes", "move:yes"), turn.choice("button_no", "move:no")
    return turn.tell(text, ((yes, no),))


def _ask_which(turn: Turn, state: Open) -> Turn:
    """Show the libraries that it can go to, or say that there is none."""
    others = _others(turn, state)
    if not others:
        return turn.tell_desk(turn.say_desk("desk_transfer_nowhere"))
    named = sorted((turn.library_name(library), library) for library in others)
    shown = named[: handoff.LIBRARIES_SHOWN]
    rows = tuple((Choice(name, f"transfer:{library}"),) for name, library in shown)
    return turn.do(Tell(Party.DESK, turn.say_desk("desk_transfer_which"), rows))


def _others(turn: Turn, state: Open) -> frozenset[str]:
    """Libraries with a desk that is not this one."""
    return turn.world.desks - {state.library}


def _libraries_meant(turn: Turn, state: Open, wanted: str) -> list[str]:
    """What was typed is an id, a name or a place."""
    others = _others(turn, state)
    if wanted.lower() in others:
        return [wanted.lower()]
    return [library for library in handoff.libraries_meant(turn, wanted) if library in others]
