"""Which topics a case may be about, for the buttons of the desk."""

from bot.dialogue.effects import Choice
from bot.dialogue.reading import READ_AT_MOST
from bot.dialogue.turn import Rows, Turn
from bot.kb.topic import Topic

SHOWN = 5
"""Topics to choose from; more would push the talk off the screen."""


def topic_rows(turn: Turn, topics: list[Topic], head: str) -> Rows:
    """One button for each topic, titled in the desk's language."""
    ids = list(dict.fromkeys(topic.id for topic in topics))[:SHOWN]
    titled = [topic for topic_id in ids if (topic := turn.topic(topic_id, turn.desk_lang))]
    return tuple((Choice(topic.title, f"{head}:{topic.id}"),) for topic in titled)


def suggestions(turn: Turn) -> list[Topic]:
    """What the case may be about: the last topic, what its question means, and their kin."""
    talk = turn.conversation
    last = turn.topic(talk.topic)
    ids = [talk.topic or ""]
    if talk.question:
        ids += turn.world.kb.understand(talk.question[:READ_AT_MOST], talk.lang).topics
    ids += last.related if last else ()
    return [topic for topic_id in dict.fromkeys(ids) if (topic := turn.topic(topic_id))]
