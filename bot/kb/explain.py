"""Why a text was answered as it was, for editors. Pure."""

from msgspec import Struct
from rapidfuzz import fuzz, process, utils

from bot.kb.knowledge import Knowledge, Question
from bot.kb.match import Matcher
from bot.kb.normalize import normalise, words

_COUNTS = 0.02
"""A word that adds less than this to the score did not matter."""


class Near(Struct, frozen=True):
    """An example question that is like the text, and how like: 0 to 1."""

    topic: str
    text: str
    likeness: float


class Why(Struct, frozen=True):
    """What decided.

    Attributes:
        counted: the words that spoke for the topic, strongest first, each with its share (0 to 1)
            of all that spoke for it.
        corrected: misspelled words, each with what it was read as.
        unknown: words that stand in no example question of this language.
        nearest: the example question of the first topic that is most like the text.
        rival: the example question of any other topic that is most like it.
        runners_up: the other topics that were looked at, each with its share (0 to 1).
    """

    counted: tuple[tuple[str, float], ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    nearest: Near | None = None
    rival: Near | None = None
    runners_up: tuple[tuple[str, float], ...] = ()


def explain(text: str, lang: str, topic: str | None, kb: Knowledge) -> Why:
    """Why a text was taken for a topic.

    Args:
        text: what was asked, masked.
        lang: the language in which it was understood.
        topic: what was found, or None when nothing was shown: then the best guess counts.
        kb: the knowledge base that answered.
    """
    if not isinstance(kb.matcher, Matcher):
        return Why()
    seen = kb.matcher.look_into(text, lang)
    best = topic or next(iter(seen.reading.topics), None)
    pairs = zip(seen.reading.topics, seen.reading.shares, strict=True)
    known = {word for question in kb.questions(lang) for word in _words(question.text)}
    return Why(
        counted=_counted(seen.spelled, seen.weights),
        corrected=tuple(
            dict.fromkeys(
                (typed, read)
                for typed, read in zip(seen.words, seen.spelled, strict=True)
                if typed != read
            )
        ),
        unknown=tuple(dict.fromkeys(word for word in seen.spelled if word not in known)),
        nearest=_nearest(text, [q for q in kb.questions(lang) if q.topic == best]),
        rival=_nearest(text, [q for q in kb.questions(lang) if q.topic != best]),
        runners_up=tuple((other, share) for other, share in pairs if other != best),
    )


def _counted(words: tuple[str, ...], weights: tuple[float, ...]) -> tuple[tuple[str, float], ...]:
    """The words that spoke for the topic, with their shares, strongest first."""
    adding: dict[str, float] = {}
    for word, weight in zip(words, weights, strict=True):
        adding[word] = adding.get(word, 0.0) + weight
    spoke = {word: weight for word, weight in adding.items() if weight >= _COUNTS}
    total = sum(spoke.values())
    ordered = sorted(spoke.items(), key=lambda pair: -pair[1])
    return tuple((word, weight / total) for word, weight in ordered)


def _nearest(text: str, questions: list[Question]) -> Near | None:
    """The question that is most like the text, whatever the order of the words."""
    if not questions:
        return None
    phrase, likeness, at = process.extractOne(
        text,
        [question.text for question in questions],
        scorer=fuzz.token_sort_ratio,
        processor=utils.default_process,
    )
    return Near(questions[at].topic, phrase, likeness / 100)


def _words(text: str) -> list[str]:
    return words(normalise(text))
