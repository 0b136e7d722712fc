"""Long texts, and texts with two questions: find what is asked in them. Pure.

A long story is read sentence by sentence, and the clearest sentences count. A short text is read
as a whole; when its parts ask, each for itself, clearly different things, both are offered.
"""

import itertools
from collections.abc import Sequence

from bot.kb.confidence import CHOICES
from bot.kb.reading import Reader, Reading

_STORY = 24
"""Texts of more words are read sentence by sentence as well."""
_WINDOWS = 40
_AT_ONCE = 30
_RIVAL = 0.7
"""Two topics of which parts of one text are this sure are two questions."""
_WHOLE = 0.9
"""A whole that is this sure is one question, whatever its parts say."""
_AND = frozenset({"en", "and", "maar", "but", "ook", "also"})
"""Words between two questions in one sentence."""
_PART = 3
"""Words that a question has at least, next to another one."""

Spans = list[tuple[int, int]]


def read_whole(
    reader: Reader,
    found: Sequence[str],
    lengths: Sequence[int],
    barred: frozenset[str] = frozenset(),
) -> Reading:
    """What a text asks, or the two things that it asks.

    Args:
        reader: of its language.
        found: all its (spelled) words.
        lengths: how many words each of its sentences has.
        barred: topics that are certainly not meant.
    """
    if len(found) > _STORY:
        return _clearest(reader.read(found, _windows(lengths), barred))
    parts = _parts(found, lengths)
    if len(parts) < 2:
        return reader.read(found, barred=barred)[0]
    whole, *others = reader.read(found, parts, barred)
    return _both(whole, others)


def _parts(found: Sequence[str], lengths: Sequence[int]) -> Spans:
    """Where the parts of a short text are: its sentences, cut at words like "and"."""
    ends = set(itertools.accumulate(lengths))
    cuts = sorted({0, *ends, *(at for at, word in enumerate(found) if word in _AND)})
    spans = ((start + (found[start] in _AND), end) for start, end in itertools.pairwise(cuts))
    return [(start, end) for start, end in spans if end - start >= _PART]


def _both(whole: Reading, parts: Sequence[Reading]) -> Reading:
    """The whole, unless its parts are two questions: then no answer to one of them is right."""
    if whole.exact or whole.confidence >= _WHOLE:
        return whole
    sure = [part for part in parts if part.confidence >= _RIVAL and not part.general]
    topics = dict.fromkeys(part.topics[0] for part in sorted(sure, key=lambda one: -one.confidence))
    if len(topics) < 2:
        return whole
    ranked = tuple(dict.fromkeys((*topics, *whole.topics)))[:CHOICES]
    share = 1 / len(topics)
    shares = tuple(share if topic in topics else 0.0 for topic in ranked)
    return Reading(ranked, max(one.confidence for one in sure) / 2, 1.0, shares)


def _windows(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Where the pieces of a story are, from the number of words of each sentence.

    Each sentence, and each with the next; long ones are cut.
    """
    edges = [0]
    for length in lengths:
        last = edges[-1] + length
        edges += [*range(edges[-1] + _AT_ONCE, last, _AT_ONCE), last]
    single = list(itertools.pairwise(edges))[:_WINDOWS]
    double = list(zip(edges, edges[2:], strict=False))[:_WINDOWS]
    return [span for span in (*single, *double) if span[1] - span[0] > 1]


def _clearest(readings: Sequence[Reading]) -> Reading:
    """All readings of a story in one: a topic counts for more the more sentences speak of it.

    It is as sure as the surest reading of that topic; half when another topic is sure as well, or
    when the others together count for more.
    """
    weights: dict[str, float] = {}
    sure: dict[str, float] = {}
    for reading in readings:
        for topic, share in zip(reading.topics, reading.shares, strict=True):
            weights[topic] = weights.get(topic, 0.0) + reading.confidence * share
        if reading.topics:
            first = reading.topics[0]
            sure[first] = max(sure.get(first, 0.0), reading.confidence)
    if not weights:
        return readings[0]
    ranked = sorted(weights, key=lambda topic: -weights[topic])[:CHOICES]
    torn = weights[ranked[0]] < sum(weights.values()) / 2 or any(
        chance >= _RIVAL for topic, chance in sure.items() if topic != ranked[0]
    )
    total = sum(weights[topic] for topic in ranked) or 1.0
    return Reading(
        tuple(ranked),
        sure.get(ranked[0], 0.0) / (2 if torn else 1),
        max(reading.among for reading in readings),
        tuple(weights[topic] / total for topic in ranked),
        smalltalk=readings[0].smalltalk,
        general=readings[0].general,
    )
