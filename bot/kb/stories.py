"""Long texts, and texts with two questions: find what is asked in them. Pure.

A text is read as a whole. When the parts of a short one ask, each for itself, clearly different
things, both are offered. A long story is read sentence by sentence as well, for what it is about
may be clear in one sentence alone.
"""

import itertools
from collections.abc import Mapping, Sequence
from math import sqrt

from msgspec.structs import replace

from bot.kb.confidence import CHOICES
from bot.kb.reading import Reader, Reading

_STORY = 24
"""Texts of more words are read sentence by sentence as well."""
_WINDOWS = 40
_AT_ONCE = 30
_LIKELY = 0.7
"""What a part of a story is this sure of is offered, whatever the whole says."""
_RIVAL = 0.83
"""Two topics of which parts of one text are this sure are two questions."""
_WHOLE = 0.94
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
    grave: frozenset[str] = frozenset(),
) -> Reading:
    """What a text asks, or the two things that it asks.

    Args:
        reader: of its language.
        found: all its (spelled) words.
        lengths: how many words each of its sentences has.
        barred: topics that are certainly not meant.
        grave: topics that a story is about as a whole or not at all: "what now?" is no danger.
    """
    if len(found) > _STORY:
        return _told(reader.read(found, _windows(lengths), barred, grave))
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


def _told(readings: Sequence[Reading]) -> Reading:
    """All readings of a story in one: what it is about as a whole, and what its parts make of that.

    The whole knows best what is meant, but is seldom sure: most of a story is not the question. A
    part that means the same makes it surer, and one that means something else is offered as well.
    """
    whole, *parts = readings
    if not parts:
        return whole
    sure: dict[str, float] = {}
    for part in parts:
        if part.topics:
            sure[part.topics[0]] = max(sure.get(part.topics[0], 0.0), part.confidence)
    own = sure.pop(whole.topics[0], 0.0)
    rival = max(sure.values(), default=0.0)
    torn = whole.confidence < _WHOLE and rival >= max(own, _RIVAL)
    ranked, shares = _with_sure(whole, sure)
    return replace(
        whole,
        topics=ranked,
        confidence=_between(whole.confidence, own) / (2 if torn else 1),
        among=max(whole.among, own, rival),
        shares=shares,
    )


def _with_sure(
    whole: Reading, sure: Mapping[str, float]
) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The topics of the whole and their shares; what a part is sure of comes before the last."""
    found = [topic for topic in sorted(sure, key=lambda one: -sure[one]) if sure[topic] >= _LIKELY]
    shares = dict(zip(whole.topics, whole.shares, strict=True))
    ranked = dict.fromkeys((*whole.topics[:2], *found, *whole.topics[2:]))
    kept = tuple(ranked)[:CHOICES]
    return kept, tuple(max(shares.get(topic, 0.0), sure.get(topic, 0.0) / 2) for topic in kept)


def _between(whole: float, part: float) -> float:
    """The chance halfway, on the scale of the odds, when the part is surer; else the whole's."""
    if part <= whole:
        return whole
    odds = sqrt(whole / (1 - whole) * part / (1 - part)) if part < 1 else part
    return odds / (1 + odds) if part < 1 else part
