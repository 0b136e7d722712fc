"""What each button of the citizen does. Its data says all, so that a button of last week works.

Data is "head" or "head:rest", at most 64 ASCII bytes. It comes from outside, so it may be forged or
of another age: whatever makes no sense gets a friendly line, and can't do more than a press can.
"""

from collections.abc import Callable

from bot.dialogue import (
    answering,
    closing,
    handoff,
    keeping,
    languages,
    letters,
    rating,
    reopening,
    sharing,
    transfer,
)
from bot.dialogue.commands import run_command
from bot.dialogue.conversation import ChoosingLibrary, Consenting
from bot.dialogue.events import CitizenChose
from bot.dialogue.reading import Command
from bot.dialogue.turn import Turn

Press = Callable[[Turn, str], Turn]


def press(turn: Turn, data: str) -> Turn:
    """Do what this button says; afterwards a question that is still open is asked again."""
    head, _, rest = data.partition(":")
    if turn.in_case and head not in WORKS_IN_CASE:
        return answering.show_expired(turn)
    act = BUTTONS.get(head, _press_unknown)
    return act(turn, rest)


def on_press(turn: Turn, state: object, event: CitizenChose) -> Turn:
    """A button was pressed, or its number was put as a reaction."""
    return asked_anew(press(turn, event.data), state)


def asked_anew(turn: Turn, before: object) -> Turn:
    """When a question (which library? is that all right?) stayed open, it is the last thing said.

    Otherwise the numbers 1, 2, 3 would mean the buttons of something else.
    """
    state = turn.conversation.state
    if state is before and isinstance(state, ChoosingLibrary | Consenting):
        return handoff.ask_again(turn)
    return turn


def _press_unknown(turn: Turn, _rest: str) -> Turn:
    return handoff.show_expired_here(turn)


def _press_topic(turn: Turn, rest: str) -> Turn:
    return answering.show_topic(turn, rest)


def _press_part(turn: Turn, rest: str) -> Turn:
    part, _, topic_id = rest.partition(":")
    return answering.show_part(turn, part, topic_id)


def _press_none(turn: Turn, _rest: str) -> Turn:
    return answering.ask_to_rephrase(keeping.keep_unless_old(turn, "none"), ())


def _press_language(turn: Turn, rest: str) -> Turn:
    return languages.choose_language(turn, rest)


def _press_library(turn: Turn, rest: str) -> Turn:
    return handoff.take_library(turn, rest)


def _press_rating(turn: Turn, rest: str) -> Turn:
    return rating.rate(turn, rest)


def _command(name: str) -> Press:
    """A button that is the same as typing this command."""
    return lambda turn, _rest: run_command(turn, Command(name))


BUTTONS: dict[str, Press] = {
    "t": _press_topic,
    "p": _press_part,
    "letter": letters.press_letter,
    "more": answering.show_more,
    "good": answering.thank_for_good,
    "bad": answering.offer_after_bad,
    "none": _press_none,
    "menu": lambda turn, _rest: answering.show_menu(turn),
    "human": _command("person"),
    "help": _command("help"),
    "langs": _command("language"),
    "privacy": _command("privacy"),
    "stop": _command("stop"),
    "forget": lambda turn, _rest: closing.forget(turn),
    "lang": _press_language,
    "lib": _press_library,
    "cancel": lambda turn, _rest: handoff.cancel(turn),
    "yes": lambda turn, _rest: handoff.agree(turn),
    "no": lambda turn, _rest: handoff.refuse(turn),
    "rate": _press_rating,
    "again": reopening.press_again,
    "move": transfer.answer_offer,
    "share": sharing.answer,
}
"""Every button of the citizen: the head of its data, and what it does."""

WORKS_IN_CASE = frozenset(
    {
        "t",
        "p",
        "more",
        "human",
        "help",
        "langs",
        "lang",
        "privacy",
        "stop",
        "forget",
        "move",
        "share",
    }
)
"""Buttons that mean something while a person helps; the others began a talk with the bot."""
