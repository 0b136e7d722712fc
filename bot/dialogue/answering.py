"""Telling what the knowledge base holds: a topic, a part of it, choices, or that we don't know."""

from bot.dialogue.conversation import Answering
from bot.dialogue.effects import Choice, Count
from bot.dialogue.keeping import keep_question
from bot.dialogue.opening import hours_lines
from bot.dialogue.turn import Rows, Turn
from bot.kb.topic import Topic, Understanding

LINKS_AT_MOST = 3
PARTS_IN_A_ROW = 3
PARTS_AT_FIRST = 2
"""Parts that have a button under an answer; where more than one is left, "more" shows them all."""

NEAR_ENOUGH = 0.15
"""The chance that the nearest topic is meant, from which on it is worth showing."""


# --- meeting ----------------------------------------------------------------------------------


def introduce(turn: Turn) -> Turn:
    """Say once, in short, who this is: who asks something at once wants the answer first of all."""
    if turn.conversation.met:
        return turn
    return turn.tell(turn.say("introduction_short")).keep(met=True)


def show_menu(turn: Turn) -> Turn:
    """Offer topics to begin with."""
    return turn.tell(turn.say("menu"), turn.menu_rows()).settle()


def welcome(turn: Turn) -> Turn:
    """Say who this is, again if need be, and offer topics to begin with."""
    text = f"{turn.say('introduction')}\n\n{turn.say('menu')}"
    return turn.tell(text, turn.menu_rows()).keep(met=True).settle()


# --- a topic ----------------------------------------------------------------------------------


def show_topic(turn: Turn, topic_id: str) -> Turn:
    """Answer with this topic; a button of a topic that is gone gets a friendly line."""
    topic = turn.topic(topic_id)
    if topic is None:
        return show_expired(turn)
    turn = turn.tell(text_of(turn, topic), _rows_under(turn, topic)).do(Count("answered", topic.id))
    return _keep_topic(turn, topic).settle()


def show_urgent(turn: Turn, topic_id: str) -> Turn:
    """Answer to danger: the topic, whose text begins with the phone number, and a person."""
    topic = turn.topic(topic_id)
    if topic is None:
        return show_expired(turn)
    turn = turn.tell(text_of(turn, topic), _urgent_rows(turn, topic)).do(Count("urgent", topic.id))
    return _keep_topic(turn, topic).settle()


def show_part(turn: Turn, part: str, topic_id: str) -> Turn:
    """Tell one part of a topic, such as the steps or the cost."""
    topic = turn.topic(topic_id)
    if topic is None:
        return show_expired(turn)
    if part not in topic.parts:
        return turn.tell(turn.say("part_unknown", title=topic.title), _rows_under(turn, topic))
    label = turn.say(f"part_{part}")
    heading = turn.say("part_heading", title=topic.title, part=label)
    text = f"{heading}\n\n{topic.parts[part]}"
    turn = turn.tell(text, _rows_under(turn, topic, without=part)).do(Count("part", part))
    return _keep_topic(turn, topic, f": {turn.say_desk(f'part_{part}')}").settle()


def show_for_someone_else(turn: Turn, topic_id: str) -> Turn:
    """Answer “en voor mijn moeder?”: how one arranges things for another, and the topic again."""
    topic = turn.topic(topic_id)
    if topic is None:
        return show_expired(turn)
    others = tuple(other for other in turn.say("other_topics").split() if other != topic.id)
    again = (Choice(topic.title, f"t:{topic.id}"),)
    rows = (*turn.topic_rows(others, most=3), again, turn.person_row())
    turn = turn.tell(turn.say("for_someone_else", title=topic.title), rows)
    return turn.do(Count("part", "other")).settle()


def show_without_computer(turn: Turn, topic_id: str) -> Turn:
    """Answer “en als ik geen computer heb?”: how the library helps, whom to call, and other ways."""
    topic = turn.topic(topic_id)
    if topic is None:
        return show_expired(turn)
    told = tuple(topic.parts[part] for part in ("library", "phone") if part in topic.parts)
    text = "\n\n".join((turn.say("without_computer", title=topic.title), *told))
    others = tuple(other for other in turn.say("computer_topics").split() if other != topic.id)
    rows = (*turn.topic_rows(others, most=2), turn.person_row())
    turn = turn.tell(text, rows).do(Count("part", "computer"))
    return _keep_topic(turn, topic).settle()


def show_more(turn: Turn, topic_id: str) -> Turn:
    """Let the citizen choose among all the parts of a topic."""
    topic = turn.topic(topic_id)
    if topic is None:
        return show_expired(turn)
    buttons = _part_buttons(turn, topic, tuple(topic.parts))
    return turn.tell(turn.say("more", title=topic.title), _in_rows(buttons)).settle()


def text_of(turn: Turn, topic: Topic) -> str:
    """A topic's title and answer, small Markdown."""
    heading = turn.say("answer_heading", title=topic.title)
    return f"{heading}\n\n{topic.answer.strip()}{hours_lines(turn, topic)}"


def rows_to_read_on(turn: Turn, topic: Topic) -> Rows:
    """The topic's web pages, its first parts, and "more" for the parts that are left.

    Above them the guide for letters, where it begins.
    """
    begins = topic.id == turn.world.kb.letters(turn.lang).topic and not turn.in_case
    guide = ((turn.choice("button_letters", "letter"),),) if begins else ()
    return (
        *guide,
        *_link_rows(topic),
        *_part_rows(turn, topic, tuple(topic.parts), PARTS_AT_FIRST),
    )


def _link_rows(topic: Topic) -> Rows:
    return tuple((Choice(link.label, url=link.url),) for link in topic.links[:LINKS_AT_MOST])


def _part_rows(turn: Turn, topic: Topic, parts: tuple[str, ...], most: int) -> Rows:
    """So many parts, and "more"; one part that is left alone is shown in its place."""
    if len(parts) <= most + 1:
        return _in_rows(_part_buttons(turn, topic, parts))
    shown = _part_buttons(turn, topic, parts[:most])
    return _in_rows((*shown, turn.choice("button_more", f"more:{topic.id}")))


def _part_buttons(turn: Turn, topic: Topic, parts: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(turn.choice(f"part_{part}", f"p:{part}:{topic.id}") for part in parts)


def _in_rows(buttons: tuple[Choice, ...]) -> Rows:
    starts = range(0, len(buttons), PARTS_IN_A_ROW)
    return tuple(buttons[start : start + PARTS_IN_A_ROW] for start in starts)


def _urgent_rows(turn: Turn, topic: Topic) -> Rows:
    """Under an answer to danger: where help is, and nothing else that asks for attention."""
    related = turn.topic_rows(topic.related, most=2)
    person = () if turn.in_case else (turn.person_row(),)
    return (*_link_rows(topic), *person, *related)


def _rows_under(turn: Turn, topic: Topic, without: str = "") -> Rows:
    """All that is offered under an answer, or under one part of it, which is told more calmly."""
    if topic.urgent:
        return _urgent_rows(turn, topic)
    if without:
        left = tuple(part for part in topic.parts if part != without)
        rows = _part_rows(turn, topic, left, most=0)
    else:
        rows = rows_to_read_on(turn, topic)
    if turn.in_case:  # whether it helped is for the desk to ask
        return rows
    good = turn.choice("button_good", f"good:{topic.id}")
    bad = turn.choice("button_bad", f"bad:{topic.id}")
    return (*rows, (good, bad), turn.person_row())


def _keep_topic(turn: Turn, topic: Topic, more: str = "") -> Turn:
    """Remember what was answered, for follow-ups and the card; a case's card stays as it was."""
    if turn.in_case:
        return turn
    for_desk = turn.topic(topic.id, turn.desk_lang) or topic
    return turn.keep(topic=topic.id).remember("bot", for_desk.title + more)


# --- did it help? -----------------------------------------------------------------------------


def thank_for_good(turn: Turn, topic_id: str) -> Turn:
    """The answer helped: say so, and offer what people often need next."""
    topic = turn.topic(topic_id)
    related = topic.related if topic else ()
    rows = (*turn.topic_rows(related, most=3), (turn.choice("button_menu", "menu"),))
    turn = turn.keep(question_done=True)
    return turn.tell(turn.say("glad"), rows).do(Count("helped", topic_id)).settle()


def offer_after_bad(turn: Turn, topic_id: str) -> Turn:
    """The answer did not help: ask for other words, offer related topics and a person."""
    topic = turn.topic(topic_id)
    if topic is None:
        return show_expired(turn)
    menu = (turn.choice("button_menu", "menu"),)
    rows = (*turn.topic_rows(topic.related, most=2), menu, turn.person_row())
    turn = turn.tell(turn.say("not_helped"), rows).do(Count("not_helped", topic.id))
    if topic.id == turn.conversation.topic and not topic.urgent:  # an old button says nothing
        turn = keep_question(turn, "not_helped", topic.id)
    return turn.settle(missed=1)


# --- not sure, or not known -------------------------------------------------------------------


def show_choices(turn: Turn, topic_ids: tuple[str, ...]) -> Turn:
    """Ask which of these topics is meant."""
    rows = turn.topic_rows(topic_ids)
    if not rows:
        return ask_to_rephrase(turn, ())
    turn = turn.tell(turn.say("did_you_mean"), (*rows, (turn.choice("button_none", "none"),)))
    titles = [topic.title for t in topic_ids if (topic := turn.topic(t, turn.desk_lang))]
    return turn.remember("bot", " / ".join(titles)).do(Count("choices")).settle(_missed(turn))


def ask_to_rephrase(turn: Turn, nearest: tuple[str, ...]) -> Turn:
    """Not understood: ask for other words, then offer topics and a person, at last a person."""
    missed = _missed(turn)
    menu = (turn.choice("button_menu", "menu"),)
    topics = turn.topic_rows(_calm(turn, nearest), most=2)
    if not missed:
        turn = turn.tell(turn.say("rephrase"), (menu, turn.person_row()))
    elif missed == 1 and topics:
        turn = turn.tell(turn.say("offer_help"), (*topics, menu, turn.person_row()))
    else:
        turn = turn.tell(turn.say("offer_person"), (turn.person_row(), menu))
    turn = turn.remember("bot", turn.say_desk("desk_card_not_understood"))
    return turn.do(Count("unknown")).settle(missed + 1)


def say_nobody_reads(turn: Turn) -> Turn:
    """Just after a case something was said that looks meant for the person: the way back to one."""
    closed = turn.conversation.closed
    again = (turn.choice("button_again_say", f"again:{closed.case}:say"),) if closed else ()
    rows = (again or turn.person_row(), (turn.choice("button_menu", "menu"),))
    return turn.tell(turn.say("nobody_reads"), rows).do(Count("unknown"))


def nearest(understood: Understanding) -> tuple[str, ...]:
    """Topics that may well be meant; a far guess would only confuse."""
    return understood.topics if understood.confidence >= NEAR_ENOUGH else ()


def _calm(turn: Turn, topic_ids: tuple[str, ...]) -> tuple[str, ...]:
    """These topics without the urgent ones: nobody is to read of danger by a mere guess."""
    topics = [topic for topic_id in topic_ids if (topic := turn.topic(topic_id))]
    return tuple(topic.id for topic in topics if not topic.urgent)


def _missed(turn: Turn) -> int:
    """How many messages in a row were not understood."""
    state = turn.conversation.state
    return state.missed if isinstance(state, Answering) else 0


# --- lines that are always friendly -----------------------------------------------------------


def show_expired(turn: Turn) -> Turn:
    """A button that makes no sense (any more) was pressed."""
    if turn.in_case:
        return turn.tell(turn.say("button_expired_in_case"))
    rows = ((turn.choice("button_menu", "menu"),), turn.person_row())
    return turn.tell(turn.say("button_expired"), rows).settle()
