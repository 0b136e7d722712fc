"""What a library says differently: its own texts over a topic, and topics that it alone has. Pure.

Without a library, or where the library has nothing to say, the general text stands as it is.
"""

from msgspec.structs import replace

from bot.kb.topic import PARTS, Library, Local, Topic

_NOTHING = Local()


def is_for(topic: Topic, library_id: str | None) -> bool:
    """Whether citizens of that library (None: of none in particular) are told this topic."""
    return not topic.libraries or library_id in topic.libraries


def localised(topic: Topic, library: Library | None, lang: str, source: str) -> Topic:
    """The topic as this library tells it.

    Args:
        topic: the general text.
        library: the citizen's library; None leaves the text as it is.
        lang: the citizen's language. What is not written in it is taken from `source`: better the
            right phone number in Dutch than none.
        source: the source language.
    """
    texts = library.local.get(topic.id) if library else None
    if not texts:
        return topic
    own, dutch = texts.get(lang, _NOTHING), texts.get(source, _NOTHING)
    answer = own.answer or dutch.answer or topic.answer
    add = own.add or dutch.add
    parts = {**topic.parts, **dutch.parts, **own.parts}
    return replace(
        topic,
        answer=f"{answer.strip()}\n\n{add.strip()}" if add else answer,
        parts={part: parts[part] for part in PARTS if part in parts},
        links=(*(own.links or dutch.links), *topic.links),
    )
