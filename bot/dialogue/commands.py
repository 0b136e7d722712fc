"""The citizen's commands: typed with "/" or "!", meant by plain words, or pressed as a button."""

from collections.abc import Callable

from bot.dialogue import answering, closing, handoff, languages
from bot.dialogue.conversation import ChoosingLibrary, Consenting, Helped, Waiting
from bot.dialogue.reading import Command
from bot.dialogue.turn import Rows, Turn


def run_command(turn: Turn, command: Command) -> Turn:
    """Do what a known command says."""
    return COMMANDS_DO[command.name](turn, command.rest)


def wish(turn: Turn, key: str) -> Turn:
    """A command in plain words. Words can be misread, so erasing takes one press more."""
    if key.startswith("language_"):
        return languages.choose_language(turn, key.removeprefix("language_"))
    return run_command(turn, Command("privacy" if key == "forget" else key))


def explain_unknown(turn: Turn, command: Command) -> Turn:
    """A command that we don't know: say so, and what there is."""
    text = turn.say("unknown_command", command=command.name[:32])
    return turn.tell(text, _help_rows(turn)).settle()


def _start(turn: Turn, library_id: str) -> Turn:
    """The beginning, or the link of a library: "/start haarlem"."""
    if turn.in_case:
        return handoff.tell_it_waits(turn)
    known = library_id in turn.world.kb.libraries.keys() | turn.world.desks
    turn = turn.keep(library=library_id) if known else turn
    return answering.welcome(turn)


def _help(turn: Turn, _rest: str) -> Turn:
    """What one can do here."""
    key = "help_in_case" if turn.in_case else "help"
    rows = ((turn.choice("button_stop", "stop"),),) if turn.in_case else _help_rows(turn)
    return turn.tell(turn.say(key), rows).keep(met=True)


def _language(turn: Turn, code: str) -> Turn:
    """Another language: "/language en", or a choice of all there are."""
    return languages.choose_language(turn, code) if code else languages.offer_languages(turn)


def _person(turn: Turn, place: str) -> Turn:
    """A person: "/person", or "/person Haarlem"."""
    if turn.in_case or not place:
        return handoff.ask_for_person(turn)
    found = handoff.libraries_meant(turn, place)
    known = turn.keep(library=found[0]) if len(found) == 1 else turn
    return handoff.ask_for_person(known)


def _stop(turn: Turn, _rest: str) -> Turn:
    """Stop what is going on: the case, or the way to one; otherwise there is nothing to stop."""
    state = turn.conversation.state
    if isinstance(state, Waiting | Helped):
        turn = turn.tell_desk(turn.say_desk("desk_citizen_stopped"))
        return closing.end_case(turn, "case_stopped", "stopped")
    if isinstance(state, ChoosingLibrary | Consenting):
        return handoff.cancel(turn)
    return turn.tell(turn.say("nothing_to_stop"), _stop_rows(turn)).settle()


def _privacy(turn: Turn, _rest: str) -> Turn:
    """What is kept, for how long, and the button that erases it."""
    return turn.tell(turn.say("privacy"), ((turn.choice("button_forget", "forget"),),))


def _forget(turn: Turn, _rest: str) -> Turn:
    """Erase everything, at once."""
    return closing.forget(turn)


def _help_rows(turn: Turn) -> Rows:
    menu, language = turn.choice("button_menu", "menu"), turn.choice("button_language", "langs")
    return (turn.person_row(), (menu, language), (turn.choice("button_privacy", "privacy"),))


def _stop_rows(turn: Turn) -> Rows:
    return ((turn.choice("button_menu", "menu"), turn.choice("button_privacy", "privacy")),)


COMMANDS_DO: dict[str, Callable[[Turn, str], Turn]] = {
    "start": _start,
    "help": _help,
    "language": _language,
    "person": _person,
    "stop": _stop,
    "privacy": _privacy,
    "forget": _forget,
}
"""Every command, as `deciding.COMMANDS` names it, and what it does."""
