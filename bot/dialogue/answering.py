"""Telling what the knowledge base holds: a topic, a part of it, choices, or that we don't know."""

from bot.dialogue.conversation import Answering
from bot.dialogue.effects import Choice, Count
from bot.dialogue.turn import Rows, Turn
from bot.kb.topic import Topic

LINKS_AT_MOST = 3
PARTS_IN_A_ROW = 3


# --- meeting ----------------------------------------------------------------------------------


def introduce(turn: Turn) -> Turn:
    """Say once who this is: a chatbot, of a library, that wants no secrets."""
    if turn.conversation.met:
        return turn
    return turn.tell(turn.say("introduction")).keep(met=True)


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
    rows = (*_link_rows(topic), *turn.topic_rows(topic.related, most=2))
    if not turn.in_case:
        rows = (*rows, turn.person_row())
    turn = turn.tell(text_of(turn, topic), rows).do(Count("urgent", topic.id))
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


def text_of(turn: Turn, topic: Topic) -> str:
    """A topic's title and answer, small Markdown."""
    return f"{turn.say('answer_heading', title=topic.title)}\n\n{topic.answer.strip()}"


def rows_to_read_on(turn: Turn, topic: Topic, without: str = "") -> Rows:
    """The topic's web pages, and a button for every other part that it has."""
    parts = [
        turn.choice(f"part_{part}", f"p:{part}:{topic.id}")
        for part in topic.parts
        if part != without
    ]
    in_rows = [
        tuple(parts[start : start + PARTS_IN_A_ROW])
        for start in range(0, len(parts), PARTS_IN_A_ROW)
    ]
    return (*_link_rows(topic), *in_rows)


def _link_rows(topic: Topic) -> Rows:
    return tuple((Choice(link.label, url=link.url),) for link in topic.links[:LINKS_AT_MOST])


def _rows_under(turn: Turn, topic: Topic, without: str = "") -> Rows:
    """All that is offered under an answer; in a case the desk is asked, not the buttons."""
    rows = rows_to_read_on(turn, topic, without)
    if turn.in_case:
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
    return turn.tell(turn.say("glad"), rows).do(Count("helped", topic_id)).settle()


def offer_after_bad(turn: Turn, topic_id: str) -> Turn:
    """The answer did not help: ask for other words, offer related topics and a person."""
    topic = turn.topic(topic_id)
    if topic is None:
        return show_expired(turn)
    menu = (turn.choice("button_menu", "menu"),)
    rows = (*turn.topic_rows(topic.related, most=3), menu, turn.person_row())
    turn = turn.tell(turn.say("not_helped"), rows).do(Count("not_helped", topic.id))
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
    """Not understood: the first time ask for other words, then offer topics and a person."""
    missed = _missed(turn)
    menu = (turn.choice("button_menu", "menu"),)
    if missed:
        rows = (*turn.topic_rows(nearest, most=3), menu, turn.person_row())
        turn = turn.tell(turn.say("offer_help"), rows)
    else:
        turn = turn.tell(turn.say("rephrase"), (menu,))
    turn = turn.remember("bot", turn.say_desk("desk_card_not_understood"))
    return turn.do(Count("unknown")).settle(missed + 1)


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
