"""A corpus without a part of its example questions, to see what they lead to unlearnt. Pure."""

from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from bot.kb.corpus import Corpus, Language

Item = TypeVar("Item")


def parts_of(items: Sequence[Item], part: int, parts: int) -> list[Item]:
    """Every so-manieth item: part 0 of 4 is the 1st, 5th, 9th; the parts together are all."""
    return list(items[part::parts])


def without(corpus: Corpus, part: int, parts: int) -> Corpus:
    """The corpus without that part of its questions; titles, which stand first, all remain.

    The places are counted through all topics of a language, as `bot.kb.phrases.phrases` does.
    """
    return replace(
        corpus,
        languages={code: _thin(one, part, parts) for code, one in corpus.languages.items()},
    )


def _thin(language: Language, part: int, parts: int) -> Language:
    topics, place = {}, 0
    for topic_id, (title, *questions) in language.topics.items():
        kept = [q for at, q in enumerate(questions, start=place) if at % parts != part]
        topics[topic_id] = (title, *kept)
        place += len(questions)
    return replace(language, topics=topics)
