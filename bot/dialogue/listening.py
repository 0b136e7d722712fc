"""Hearing the citizen outside of a case: decide what the message is, and let the subject answer."""

from collections.abc import Callable

from bot.dialogue import answering, commands, handoff, keeping, languages, letters
from bot.dialogue.buttons import asked_anew, press
from bot.dialogue.closing import again_row, rating_rows
from bot.dialogue.conversation import Answering, ChoosingLibrary, Consenting, Rating
from bot.dialogue.deciding import Decision, decide
from bot.dialogue.effects import Count
from bot.dialogue.events import CitizenEdited, CitizenJoined, CitizenLeft, CitizenSaid
from bot.dialogue.reading import READ_AT_MOST
from bot.dialogue.turn import Rows, Turn

Words = CitizenSaid | CitizenEdited
Respond = Callable[[Turn, Decision], Turn]


# --- the four states without a case -----------------------------------------------------------


def hear(turn: Turn, _state: Answering, event: CitizenSaid) -> Turn:
    """Any message while the bot answers questions."""
    turn, decision = _understand(turn, event)
    return _respond(turn, decision, event.text)


def hear_library(turn: Turn, state: ChoosingLibrary, event: Words) -> Turn:
    """A place, a name or a button; a clear question or a command goes its own way."""
    turn, decision = _understand(turn, event)
    if decision.action in _ALWAYS_FIRST:
        return asked_anew(_respond(turn, decision, event.text), state)
    found = handoff.find_library(turn, event.text)
    if found:
        return found
    if decision.action == "answer":
        return _respond(turn, decision, event.text)
    return handoff.ask_library(turn, "library_unknown")


def hear_consent(turn: Turn, state: Consenting, event: Words) -> Turn:
    """Yes or no (a button, in words). A question is kept for the person, who gets it after a yes."""
    turn, decision = _understand(turn, event)
    if decision.action in _ALWAYS_FIRST:
        return asked_anew(_respond(turn, decision, event.text), state)
    if decision.action in _QUESTIONS:
        turn = keeping.take_question(turn, event.text, done=True)
        return handoff.ask_consent(turn, state.library, "consent_for_question")
    return handoff.ask_again(turn)


def hear_after_case(turn: Turn, state: Rating, event: CitizenSaid) -> Turn:
    """A rating by number, word or emoji, a last "thank you", or just the next question."""
    turn, decision = _understand(turn, event)
    if decision.action in {"no_words", "wrong_number"}:
        rows = (*rating_rows(turn, state.case), again_row(turn, state.case))
        return turn.tell(turn.say("rate"), rows)
    if decision.action == "unknown":
        return answering.say_nobody_reads(keeping.take_question(turn, event.text, done=True))
    stays = decision.action in {"button", "smalltalk"}
    return _respond(turn if stays else turn.settle(), decision, event.text)


# --- a message that is no new message ---------------------------------------------------------


def hear_again(turn: Turn, _state: object, event: CitizenEdited) -> Turn:
    """The citizen mended an earlier message: read it as if it were said now."""
    return hear(turn.settle(), Answering(), CitizenSaid(event.text))


def meet(turn: Turn, _state: Answering, _event: CitizenJoined) -> Turn:
    """A chat was opened and nothing said yet; who comes back is not introduced again."""
    return turn if turn.conversation.met else answering.welcome(turn)


def part_ways(turn: Turn, _state: object, _event: CitizenLeft) -> Turn:
    """The citizen has gone: the question that was open is open no more."""
    return turn.settle()


# --- what every decision leads to -------------------------------------------------------------


def _understand(turn: Turn, event: Words) -> tuple[Turn, Decision]:
    if isinstance(event, CitizenSaid):
        turn = languages.begin_in(turn, event.hint)
    decision = decide(turn.conversation, event.text, turn.world)
    return languages.follow(turn, decision.understood), decision


def _respond(turn: Turn, decision: Decision, text: str) -> Turn:
    if decision.action in _QUESTIONS:
        danger = keeping.is_near_danger(turn, decision.understood)
        turn = keeping.take_question(turn, text, done=danger)
    if decision.action in _INTRODUCED:
        turn = answering.introduce(turn)
    if len(text) > READ_AT_MOST:
        turn = turn.tell(turn.say("too_long", limit=READ_AT_MOST))
    return RESPONSES[decision.action](turn, decision)


def _smalltalk(turn: Turn, decision: Decision) -> Turn:
    """A greeting, thanks …; a first greeting is met with a proper introduction."""
    if decision.data == "greeting" and not turn.conversation.met:
        return answering.welcome(turn)
    turn = answering.introduce(turn)
    answer = turn.world.kb.smalltalk(decision.data, turn.lang)
    if answer is None:
        return answering.ask_to_rephrase(turn, ())
    rows = turn.menu_rows() if decision.data == "greeting" else ()
    if decision.data in _LEADS_ON:
        rows = _ways_on(turn)
    return turn.tell(answer, rows).do(Count("smalltalk", decision.data))


def _ways_on(turn: Turn) -> Rows:
    """What is always there for who does not know what to say: topics, and a person."""
    return ((turn.choice("button_menu", "menu"),), turn.person_row())


def _part(turn: Turn, decision: Decision) -> Turn:
    """A follow-up on the last topic: a part of it, for someone else, in another language."""
    turn, topic_id = turn.remember("citizen", decision.text), turn.conversation.topic or ""
    if decision.data == "other":
        return answering.show_for_someone_else(turn, topic_id)
    if decision.data == "computer":
        return answering.show_without_computer(turn, topic_id)
    if decision.data.startswith("lang_"):
        return languages.read_in(turn, decision.data.removeprefix("lang_"))
    return answering.show_part(turn, decision.data, topic_id)


def _wrong_number(turn: Turn, _decision: Decision) -> Turn:
    return turn.tell(turn.say("wrong_number", count=len(turn.conversation.options)))


def _no_words(turn: Turn, _decision: Decision) -> Turn:
    return turn.tell(turn.say("no_words"), _ways_on(turn))


RESPONSES: dict[str, Respond] = {
    "urgent": lambda turn, d: answering.show_urgent(turn, d.understood.topics[0]),
    "command": lambda turn, d: commands.run_command(turn, d.command),
    "unknown_command": lambda turn, d: commands.explain_unknown(turn, d.command),
    "button": lambda turn, d: press(turn, d.data),
    "wrong_number": _wrong_number,
    "no_words": _no_words,
    "wish": lambda turn, d: commands.wish(turn, d.data),
    "smalltalk": _smalltalk,
    "part": _part,
    "place": lambda turn, d: handoff.take_place(turn, d.text),
    "answer": lambda turn, d: letters.answer_or_guide(turn, d.understood.topics[0], d.text),
    "choices": lambda turn, d: answering.show_choices(turn, d.understood.topics),
    "unknown": lambda turn, d: answering.ask_to_rephrase(
        keeping.keep_question(turn, "unknown"), answering.nearest(d.understood)
    ),
}
"""Every decision outside of a case, and what follows."""

_LEADS_ON = frozenset({"who_are_you", "what_can_you_do", "insult", "yes_no"})
"""Small talk whose answer ends in buttons; after "thanks" or "bye" they would be in the way."""

_QUESTIONS = frozenset({"urgent", "answer", "choices", "unknown"})
_INTRODUCED = frozenset({"answer", "choices", "unknown", "no_words", "unknown_command", "place"})
_ALWAYS_FIRST = frozenset({"urgent", "command", "button", "wish"})
