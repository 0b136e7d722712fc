"""Staff send a text of the knowledge base to the citizen, in the citizen's language."""

from bot.dialogue.answering import rows_to_read_on, text_of
from bot.dialogue.claiming import first_name, tell_who_has_it
from bot.dialogue.conversation import Helped, Waiting
from bot.dialogue.effects import Count, MarkOriginal, Tell
from bot.dialogue.events import Party, Staff
from bot.dialogue.marks import NOT_UNDERSTOOD, ON_ITS_WAY
from bot.dialogue.owing import answered
from bot.dialogue.reading import READ_AT_MOST, simplified
from bot.dialogue.relaying import keep_open
from bot.dialogue.suggesting import suggestions, topic_rows
from bot.dialogue.turn import Turn
from bot.kb.topic import Topic

Open = Waiting | Helped


def answer(turn: Turn, state: Open, staff: Staff, wanted: str) -> Turn:
    """Hear "/answer digid app": send that topic, or ask which one is meant."""
    if not may_send(state, staff):
        return refuse(turn, state, staff).do(MarkOriginal(NOT_UNDERSTOOD))
    sure, maybe = _meant(turn, wanted) if wanted else (None, suggestions(turn))
    if sure:
        return _send(turn.do(MarkOriginal(ON_ITS_WAY)), staff, sure)
    return ask_which(turn, maybe).do(MarkOriginal(NOT_UNDERSTOOD))


def press_answer(turn: Turn, state: Open, staff: Staff, topic_id: str) -> Turn:
    """The button of the card, or of one topic in the list that it shows."""
    if not may_send(state, staff):
        return refuse(turn, state, staff)
    topic = turn.topic(topic_id)
    return _send(turn, staff, topic) if topic else ask_which(turn, suggestions(turn))


def may_send(state: Open, staff: Staff) -> bool:
    """Who claimed, speaks."""
    return isinstance(state, Helped) and state.staff.id == staff.id


def refuse(turn: Turn, state: Open, staff: Staff) -> Turn:
    """Say why this person can't send anything now."""
    if isinstance(state, Helped):
        return tell_who_has_it(turn, state, staff)
    return turn.tell_desk(turn.say_desk("desk_claim_first"))


def ask_which(turn: Turn, topics: list[Topic]) -> Turn:
    """Show these topics as buttons; with none of them, how to name one."""
    if not topics:
        return turn.tell_desk(turn.say_desk("desk_answer_unknown"))
    text = turn.say_desk("desk_answer_which")
    return turn.do(Tell(Party.DESK, text, topic_rows(turn, topics, "answer")))


def _meant(turn: Turn, wanted: str) -> tuple[Topic | None, list[Topic]]:
    """The topic with this id or title or in these words, if that is sure; else what it may be."""
    exact = turn.topic(wanted.lower()) or turn.topic(simplified(wanted).replace(" ", "-"))
    if exact:
        return exact, []
    understood = turn.world.kb.understand(wanted[:READ_AT_MOST], turn.desk_lang)
    found = [topic for topic_id in understood.topics if (topic := turn.topic(topic_id))]
    sure = understood.kind in {"answer", "urgent"} and found
    return (found[0], []) if sure else (None, found)


def _send(turn: Turn, staff: Staff, topic: Topic) -> Turn:
    name = first_name(turn, staff, turn.lang)
    text = f"{turn.say('staff_sends', name=name)}\n\n{text_of(turn, topic)}"
    rows = rows_to_read_on(turn, topic)
    options = tuple(choice for row in rows for choice in row if choice.data)
    sent = Tell(Party.CITIZEN, text, rows, relayed=True)
    turn = answered(turn.do(sent, keep_open(turn), Count("sent", topic.id)))
    for_desk = turn.topic(topic.id, turn.desk_lang) or topic
    turn = turn.keep(options=options)
    return turn.tell_desk(turn.say_desk("desk_answer_sent", title=for_desk.title))
