"""Example questions that stand in each other's way: alike, or leading to another topic. Pure."""

from bisect import bisect_right
from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from rapidfuzz import fuzz, process

from bot.kb.draft import LanguageDraft, WrittenTopic, items_at, texts_in
from bot.kb.knowledge import Understands
from bot.kb.topics import alike
from bot.kb.yaml_strict import Text

ALIKE = 94
"""From this likeness (0 to 100, whatever the order of the words) two questions say the same."""
_AT_ONCE = 256
"""Questions that are compared with others of their length in one go."""
_SHORT = 12
"""Questions of fewer letters are alike by chance: "digid" and "digid"'s neighbours."""


class Phrase(Struct, frozen=True):
    """An example question, and where it stands."""

    topic: WrittenTopic
    text: Text

    @property
    def id(self) -> str:
        """The topic's id."""
        return self.topic.topic.id


def phrases(language: LanguageDraft) -> list[Phrase]:
    """All example questions of one language."""
    return [
        Phrase(written, text)
        for written in language.topics.values()
        for text in texts_in(items_at(written.fields, "questions"))
    ]


def check_alike(language: LanguageDraft) -> None:
    """Warn of questions of different topics that differ in a letter or the order of words."""
    found = phrases(language)
    plain = [" ".join(sorted(alike(phrase.text.value).split())) for phrase in found]
    for here, there in _pairs(plain):
        one, other = found[here], found[there]
        if one.id != other.id and min(len(plain[here]), len(plain[there])) >= _SHORT:
            one.topic.page.warn(
                one.text.line,
                "alike_question",
                question=one.text.value,
                other=other.text.value,
                topic=other.id,
            )


def _pairs(texts: list[str]) -> Iterator[tuple[int, int]]:
    """Places of two texts that are alike, the later one first.

    Only texts of nearly the same length can be: of `short` and `long` letters the likeness is at
    most 200 * short / (short + long).
    """
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    sizes = [len(texts[at]) for at in order]
    for start in range(0, len(order), _AT_ONCE):
        rows = order[start : start + _AT_ONCE]
        longest = sizes[start + len(rows) - 1] * (200 - ALIKE) / ALIKE
        others = order[start : bisect_right(sizes, longest)]
        likeness = process.cdist(
            [texts[at] for at in rows],
            [texts[at] for at in others],
            scorer=fuzz.ratio,
            score_cutoff=ALIKE,
            dtype=np.uint8,
        )
        # The first of the others are the rows themselves: each pair of those once.
        for row, other in zip(*np.nonzero(np.triu(likeness, 1)), strict=True):
            one, two = rows[row], others[other]
            yield max(one, two), min(one, two)


def check_led(language: LanguageDraft, matcher: Understands) -> None:
    """Warn of questions that the bot, asked just this, doesn't answer with their own topic."""
    for phrase in phrases(language):
        check_phrase(phrase, language, matcher)


def check_phrase(
    phrase: Phrase, language: LanguageDraft, matcher: Understands, *, left_out: bool = False
) -> None:
    """Warn when this question leads to another topic, or when known to the matcher to none.

    Args:
        phrase: the question.
        language: where it stands.
        matcher: what understands it.
        left_out: whether the matcher learnt without this question; then it need not be answered,
            and choices are fine too, as long as no other topic is taken for certain.
    """
    found = matcher.understand(phrase.text.value, language.lang)
    first = found.topics[0] if found.topics else ""
    sure = found.kind in {"answer", "urgent"}
    if first == phrase.id if sure else left_out:
        return
    sentence = "leads_elsewhere_unlearnt" if left_out else "leads_elsewhere"
    if found.kind == "urgent":
        sentence = "heard_as_danger"
    rival = _nearest(phrase.text.value, language, first) if sure else ""
    phrase.topic.page.warn(
        phrase.text.line,
        sentence if sure else "not_understood",
        question=phrase.text.value,
        found=first,
        rival=rival,
    )


def _nearest(question: str, language: LanguageDraft, topic: str) -> str:
    """The example question of that topic that is most like this one."""
    written = language.topics.get(topic)
    if written is None:
        return ""
    best = process.extractOne(question, written.topic.questions, scorer=fuzz.token_sort_ratio)
    return best[0]
