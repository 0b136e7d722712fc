"""Questions without a good answer, in groups that look alike, with what could mend them. Pure."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec
import numpy as np
from msgspec import Struct

from bot.kb.anonymous import GAP
from bot.kb.features import Floats, rarity, word_weights
from bot.kb.knowledge import Knowledge
from bot.kb.normalize import normalise, words
from bot.kb.vectors import word_table
from bot.privacy import MASKS
from bot.store.gaps import Gap

ALIKE = 0.5
"""How near (cosine, 0 to 1) a question must be to a group to belong to it. Rare words count most,
so "scootmobiel aanvragen" and "hoe kom ik aan een scootmobiel" are near."""

FITS = 0.3
"""The chance from which on the nearest topic is proposed; below it a new topic may be needed."""


class Group(Struct, frozen=True):
    """Questions that look alike.

    Attributes:
        number: its place in the list, the largest group first; 1 is the first.
        lang: their language.
        text: the question that stands for the group: the one that was asked most.
        count: how often any of them was asked.
        first, last: the first and last day.
        why: how often for each reason (`effects.WHY`).
        not_helped_by: topics whose answer did not help.
        texts: all of them, the most asked first.
        topic: the topic that fits best, None when no topic does.
        confidence: the chance (0 to 1) that it is meant.
        phrase: the example question to add to that topic; "" when none is left without gaps.
        dismissed: an editor has taken one of them off the list.
    """

    number: int
    lang: str
    text: str
    count: int
    first: str
    last: str
    why: dict[str, int]
    not_helped_by: tuple[str, ...]
    texts: tuple[str, ...]
    topic: str | None
    confidence: float
    phrase: str
    dismissed: bool

    @property
    def fits(self) -> bool:
        """Whether the topic fits well enough to be proposed."""
        return self.topic is not None and self.confidence >= FITS


def group(gaps: Iterable[Gap], knowledge: Knowledge) -> list[Group]:
    """The groups, the most asked first, and those of one size in the order of the alphabet."""
    found: list[Group] = []
    by_language: dict[str, list[Gap]] = {}
    for gap in gaps:
        by_language.setdefault(gap.lang, []).append(gap)
    for lang, asked in by_language.items():
        found += [_group(lang, members, knowledge) for members in _alike(lang, asked, knowledge)]
    found.sort(key=lambda one: (-one.count, one.text, one.lang))
    return [
        msgspec.structs.replace(one, number=number) for number, one in enumerate(found, start=1)
    ]


# --- which belong together --------------------------------------------------------------------


def _alike(lang: str, asked: Sequence[Gap], knowledge: Knowledge) -> list[list[Gap]]:
    """The questions in groups: each joins the group that it is nearest to, or begins one."""
    times: Counter[str] = Counter()
    for gap in asked:
        times[gap.text] += gap.number
    texts = sorted(times, key=lambda text: (-times[text], len(text), text))
    sums: list[Floats] = []
    members: list[list[str]] = []
    for text, vector in zip(texts, _vectors(lang, texts, knowledge), strict=True):
        near = [float(vector @ total) / float(np.linalg.norm(total) or 1) for total in sums]
        best = int(np.argmax(near)) if near else -1
        if best >= 0 and near[best] >= ALIKE:
            sums[best] = sums[best] + vector
            members[best].append(text)
        else:
            sums.append(vector)
            members.append([text])
    return [[gap for text in group for gap in asked if gap.text == text] for group in members]


def _vectors(lang: str, texts: Sequence[str], knowledge: Knowledge) -> Iterator[Floats]:
    """One vector of length 1 for each text; words that the knowledge base lacks count most."""
    known = [words(normalise(question.text)) for question in knowledge.questions(lang)]
    found = [words(normalise(text)) or [GAP] for text in texts]
    weights = word_weights(known)
    unknown = rarity(0, len(known))
    names = {name: at for at, name in enumerate(dict.fromkeys(itertools.chain(*found)))}
    table = word_table(list(names))
    heavy = np.array([weights.get(name, unknown) for name in names], np.float32)
    for text in found:
        # No pairs of words, as the matcher has them: "hoe duur is een" makes nothing alike.
        rows = [names[name] for name in text]
        vector: Floats = heavy[rows] @ table[rows]
        yield vector / np.float32(max(float(np.linalg.norm(vector)), 1e-9))


# --- what could mend them ---------------------------------------------------------------------


def _group(lang: str, gaps: Sequence[Gap], knowledge: Knowledge) -> Group:
    """One group; its members stand with the most asked text first."""
    why: Counter[str] = Counter()
    for gap in gaps:
        why[gap.why] += gap.number
    texts = tuple(dict.fromkeys(gap.text for gap in gaps))
    did_not_help = tuple(sorted({gap.about for gap in gaps if gap.about}))
    topic, confidence = _best_topic(gaps, did_not_help, knowledge)
    return Group(
        number=0,
        lang=lang,
        text=texts[0],
        count=sum(why.values()),
        first=min(gap.day for gap in gaps),
        last=max(gap.day for gap in gaps),
        why=dict(why.most_common()),
        not_helped_by=did_not_help,
        texts=texts,
        topic=topic,
        confidence=round(confidence, 3),
        phrase=_phrase(texts),
        dismissed=any(gap.dismissed for gap in gaps),
    )


def _best_topic(
    gaps: Sequence[Gap], did_not_help: Sequence[str], knowledge: Knowledge
) -> tuple[str | None, float]:
    """The topic that most of them seem to mean, and how surely; never danger, never what failed."""
    chances: defaultdict[str, float] = defaultdict(float)
    for gap in gaps:
        understood = knowledge.understand(gap.text, gap.lang)
        left = understood.confidence
        for topic_id in understood.topics:
            urgent = knowledge.topic(topic_id, gap.lang).urgent
            if topic_id not in did_not_help and not urgent:
                chances[topic_id] += gap.number * left
            left /= 2  # what comes second is at most half as likely
    total = sum(gap.number for gap in gaps)
    best = max(chances, key=lambda topic_id: (chances[topic_id], topic_id), default=None)
    return best, chances[best] / total if best else 0.0


def _phrase(texts: Sequence[str]) -> str:
    """The first text that hides nothing, else the first with what it hides left out."""
    for text in texts:
        if not any(mask in text for mask in (GAP, *MASKS)):
            return text
    bare = texts[0]
    for mask in (GAP, *MASKS):
        bare = bare.replace(mask, " ")
    return " ".join(bare.split()).strip(" ,;:-")
