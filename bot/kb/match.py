"""From a citizen's free text to a decision: answer, choices, unknown, urgent or small talk. Pure.

The order of looking: danger first, then small talk, then topics. A wrong answer is worse than a
choice, and a choice is worse than the right answer; see THRESHOLDS below.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz import fuzz, process

from bot.kb.anonymous import Familiar
from bot.kb.common import Common
from bot.kb.confidence import CHOICES
from bot.kb.corpus import Corpus
from bot.kb.language import Languages
from bot.kb.learning import learn
from bot.kb.normalize import normalise, sentences, words
from bot.kb.reading import Reader, Reading
from bot.kb.stories import read_whole
from bot.kb.topic import Kind, Understanding
from bot.kb.trained import Trained
from bot.kb.urgent import Signs, alarm, signs

ANSWER = 0.7
"""Answer at once from this chance of being right."""
HELD_BACK = 0.9
"""The same where a general question is likelier than any topic."""
URGENT = 0.65
"""An urgent topic needs less: a needless phone number harms nobody."""
OFFER = 0.37
"""Offer choices from this chance that the right one is among them."""
_NEARLY = 88
"""From this likeness (rapidfuzz, 0 to 100) on a text is nearly a phrase."""
_SHARE = 0.04
"""A topic with a smaller share of the chance is not worth offering."""


class NotThisCorpus(ValueError):
    """Stored weights belong to another corpus or another version: train again."""


class Stored(Struct, frozen=True):
    """A trained matcher as it is stored."""

    fingerprint: str
    languages: dict[str, Trained]
    alarms: dict[str, Signs]
    urgent: frozenset[str]
    others: dict[str, Common]


Fresh = Mapping[str, tuple[str, ...]]
"""Phrases (their words joined by blanks) with their topics."""


class Insight(Struct, frozen=True):
    """What the matcher saw in a text.

    Attributes:
        words: as typed, without capitals and signs.
        spelled: the same words, misspelled ones corrected.
        weights: how much each word speaks for the best topic; see `Reader.weigh`.
        reading: the topics with their shares of the chance.
    """

    words: tuple[str, ...]
    spelled: tuple[str, ...]
    weights: tuple[float, ...]
    reading: Reading


class Matcher:
    """Finds out what somebody means.

    Build it with `train` (about a second per thousand phrases) or `from_bytes` (at once).
    """

    def __init__(self, stored: Stored, fresh: Mapping[str, Fresh] | None = None) -> None:
        """`fresh`: by language, phrases that nothing was learnt from yet; see `with_phrases_of`."""
        self._stored = stored
        self._fresh = fresh or {}
        self._readers = {code: Reader(trained) for code, trained in stored.languages.items()}
        self._alarms = {code: alarm(each) for code, each in stored.alarms.items()}
        self._urgent = stored.urgent
        self._languages = Languages(self._readers, stored.others)
        self._source = next(iter(self._readers))

    @classmethod
    def train(
        cls,
        corpus: Corpus,
        common: Mapping[str, Common],
        others: Mapping[str, Common] = MappingProxyType({}),
    ) -> "Matcher":
        """Learn from a corpus.

        Args:
            corpus: the phrases; at least one language with at least one topic.
            common: each language's common words; a language without is read all the same.
            others: common words of languages that the corpus has not.
        """
        nothing = Common(b"", b"")
        languages = {
            code: learn(language, common.get(code, nothing))
            for code, language in corpus.languages.items()
        }
        alarms = {code: signs(language.urgent) for code, language in corpus.languages.items()}
        return cls(Stored(corpus.fingerprint(), languages, alarms, corpus.urgent, dict(others)))

    def to_bytes(self) -> bytes:
        """The trained matcher, to be stored."""
        return msgspec.msgpack.encode(self._stored)

    @classmethod
    def from_bytes(cls, data: bytes, fingerprint: str) -> "Matcher":
        """A stored matcher, for the corpus with this fingerprint.

        Raises:
            NotThisCorpus: it was trained on something else, or the data is damaged.
        """
        try:
            stored = msgspec.msgpack.decode(data, type=Stored)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            raise NotThisCorpus("the stored matcher cannot be read") from error
        if stored.fingerprint != fingerprint:
            raise NotThisCorpus("the stored matcher belongs to another corpus")
        return cls(stored)

    def fits(self, corpus: Corpus) -> bool:
        """Whether it was trained on exactly this corpus."""
        return self._stored.fingerprint == corpus.fingerprint()

    def serves(self, corpus: Corpus) -> bool:
        """Whether all that it can answer with is in this corpus too, though that may hold more."""
        return self._urgent == corpus.urgent and all(
            code in corpus.languages
            and set(trained.topics) <= set(corpus.languages[code].topics)
            and set(trained.smalltalk) <= set(corpus.languages[code].smalltalk)
            for code, trained in self._stored.languages.items()
        )

    def with_phrases_of(self, corpus: Corpus) -> "Matcher":
        """The same matcher, which also knows the phrases that are new in this corpus.

        They count as they stand, or nearly so, until a matcher has learnt from them. This takes
        milliseconds where learning takes seconds.
        """
        fresh: dict[str, dict[str, tuple[str, ...]]] = {}
        for code in corpus.languages.keys() & self._readers.keys():
            known, new = self._readers[code].trained.exact, fresh.setdefault(code, {})
            for topic, phrases in corpus.languages[code].topics.items():
                for key in dict.fromkeys(" ".join(words(normalise(each))) for each in phrases):
                    if key and key not in known:
                        new[key] = (*new.get(key, ()), topic)
        return Matcher(self._stored, fresh)

    def understand(self, text: str, lang: str) -> Understanding:
        """What a citizen means by `text`; `lang` is the language of the conversation so far.

        Never raises, whatever the text; takes well under a millisecond for a usual message.
        """
        lines, code, sure, foreign = self._heard(text, lang)
        found = [word for line in lines for word in line]
        plain = {each: alarm.without_figures(found) for each, alarm in self._alarms.items()}
        danger = self._danger(found, plain, code)
        if danger:
            return Understanding("urgent", code, sure, (danger,), 1.0)
        if foreign:
            usual = lang if lang in self._readers else self._source
            return Understanding("unknown", usual, lang_sure=False)
        reader = self._readers[code]
        harmless = any("" in words for words in plain.values())  # it only sounds like danger
        barred = self._urgent if harmless else frozenset()
        lengths = [len(line) for line in lines]
        reading = read_whole(reader, reader.spell(found), lengths, barred, self._urgent)
        decision = decide(reading, code, sure, self._urgent)
        return self._heard_of_late(found, decision) if self._fresh else decision

    def _heard_of_late(self, found: Sequence[str], decision: Understanding) -> Understanding:
        """The decision, unless the text is a phrase that is still to be learnt, or nearly one."""
        fresh, asked = self._fresh.get(decision.lang, {}), " ".join(found)
        topics = fresh.get(asked, ())
        if not topics and decision.kind in {"choices", "unknown"}:
            near = process.extractOne(
                asked, fresh.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=_NEARLY
            )
            topics = fresh[near[0]] if near else ()
        if not topics:
            return decision
        kind: Kind = "answer" if len(topics) == 1 else "choices"
        kind = "urgent" if topics[0] in self._urgent else kind
        return replace(decision, kind=kind, topics=topics[:CHOICES], confidence=1 / len(topics))

    def look_into(self, text: str, lang: str) -> "Insight":
        """What `understand` saw in the text, for editors who ask why."""
        lines, code, _, _ = self._heard(text, lang)
        found = [word for line in lines for word in line]
        reader = self._readers[code]
        spelled = reader.spell(found)
        lengths = [len(line) for line in lines]
        reading = read_whole(reader, spelled, lengths, grave=self._urgent)
        topic = reading.topics[0] if reading.topics else ""
        weights = reader.weigh(spelled, topic)
        return Insight(tuple(found), tuple(spelled), tuple(weights), reading)

    def _heard(self, text: str, lang: str) -> tuple[list[list[str]], str, bool, bool]:
        """The words of each sentence, their language, whether they told that, and are foreign."""
        lines = [line for line in map(words, sentences(normalise(text))) if line]
        found = [word for line in lines for word in line]
        usual = lang if lang in self._readers else self._source
        told = self._languages.of(found)
        own = told.own or self._phrase_of(found, usual)
        return lines, own or usual, own is not None, told.foreign

    def familiar(self, word: str, lang: str) -> Familiar:
        """How well a normalised word is known: in any language's phrases, or in its own language."""
        if any(reader.knows(word) for reader in self._readers.values()):
            return Familiar.OURS
        reader = self._readers.get(lang, self._readers[self._source])
        return Familiar.USUAL if reader.is_usual(word) else Familiar.STRANGE

    def _phrase_of(self, found: Sequence[str], usual: str) -> str | None:
        """The other language that has these words as a phrase, where the usual one has not."""
        having = [code for code, reader in self._readers.items() if reader.has_phrase(found)]
        return having[0] if having and usual not in having else None

    def _danger(self, found: list[str], plain: Mapping[str, list[str]], code: str) -> str | None:
        """The urgent topic heard in these words: in their language, misspelled or not, or another.

        `plain`: by language, the words without its figures of speech.
        """
        own = self._alarms[code]
        corrected = self._readers[code].spell(found, own.speller)
        heard = own.heard(corrected)
        if not heard and corrected != found:
            heard = own.heard_in(plain[code])
        left = [word for word in plain[code] if word]
        others = (self._alarms[other].heard(left) for other in self._alarms if other != code)
        heard = heard or next(filter(None, others), None)
        return heard if heard in self._urgent else None


def decide(reading: Reading, lang: str, lang_sure: bool, urgent: frozenset[str]) -> Understanding:
    """The decision that follows from a reading."""
    sure = reading.confidence
    top = reading.topics[0] if reading.topics else None
    if top in urgent and top and sure >= URGENT and not reading.general:
        return Understanding("urgent", lang, lang_sure, (top,), sure)
    if reading.smalltalk and sure < ANSWER:
        return Understanding("smalltalk", lang, lang_sure, (), 1 - sure, reading.smalltalk)
    shared = reading.exact and len(reading.topics) > 1
    enough = HELD_BACK if reading.general else ANSWER
    if top and not shared and (reading.exact or sure >= enough):
        return Understanding("answer", lang, lang_sure, (top,), sure)
    offered = _worth_offering(reading)
    if reading.among >= OFFER and len(offered) > 1:
        return Understanding("choices", lang, lang_sure, offered, sure)
    return Understanding("unknown", lang, lang_sure, reading.topics[:3], sure)


def _worth_offering(reading: Reading) -> tuple[str, ...]:
    """Two to four topics: the best two, and others with a share that counts."""
    pairs = zip(reading.topics, reading.shares, strict=True)
    return tuple(topic for at, (topic, share) in enumerate(pairs) if at < 2 or share >= _SHARE)
