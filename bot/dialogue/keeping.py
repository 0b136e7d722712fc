"""Which questions are kept for the editors, because the bot had no good answer.

What is kept is made anonymous first, and nothing of who asked goes with it. Never kept:

- danger: what was understood as urgent, what comes near it, and what is said right after it;
- anything said in a case, or meant for the person of a case;
- a question that was kept already: one question is one gap, however often buttons are pressed.
"""

from bot.dialogue.conversation import Answering
from bot.dialogue.effects import KeepQuestion
from bot.dialogue.reading import READ_AT_MOST
from bot.dialogue.turn import Turn
from bot.kb.topic import Understanding

A_GUESS = 0.06
"""The chance from which on the guesses at a message mean something. People often hint at danger
first, in words that the knowledge base lacks: "ik heb pillen klaarliggen" has 0.1."""


def take_question(turn: Turn, text: str, *, done: bool) -> Turn:
    """Remember what the citizen asks now, for the card of a case or as a gap.

    `done` says that it must never be kept as a gap.
    """
    question = text[:READ_AT_MOST]
    return turn.keep(question=question, question_done=done).remember("citizen", question)


def is_near_danger(turn: Turn, understood: Understanding) -> bool:
    """Whether the words, or what was answered last, speak of danger: too grave to keep."""
    if understood.kind == "urgent":
        return True
    guesses = understood.topics if understood.confidence >= A_GUESS else ()
    near = (*guesses, turn.conversation.topic or "")
    return any((topic := turn.topic(topic_id)) and topic.urgent for topic_id in near)


def keep_question(turn: Turn, why: str, about: str = "") -> Turn:
    """Keep the last question, once, as far as it can be made anonymous."""
    talk = turn.conversation
    if talk.question_done or not talk.question or turn.in_case or not turn.world.keeps_questions:
        return turn
    turn = turn.keep(question_done=True)
    text = turn.world.kb.anonymous(talk.question, turn.lang)
    return turn.do(KeepQuestion(text, turn.lang, why, about)) if text else turn


def keep_unless_old(turn: Turn, why: str) -> Turn:
    """Keep the last question when it is still what the talk is about.

    A button of last week, or a person asked for after a good answer, says nothing about it.
    """
    talk = turn.conversation
    asked_back = any(option.data == "none" for option in talk.options)
    missed = isinstance(talk.state, Answering) and talk.state.missed > 0
    may = asked_back or (missed and why == "person")
    return keep_question(turn, why) if may else turn
