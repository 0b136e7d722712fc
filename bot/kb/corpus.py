"""What the matcher learns from: phrases per topic and language, as plain data. Pure."""

import hashlib
from collections.abc import Mapping

import msgspec
from msgspec import Struct

VERSION = 10
"""Raised whenever the matcher's own code learns something else from the same phrases."""


class UrgentPhrases(Struct, frozen=True):
    """Word patterns that mean somebody may be in danger (_urgent.yaml).

    In a pattern "a/b" means one of these words, and "..." up to three words in between:
    "mijn man/vrouw ... slaat mij/me".

    Attributes:
        topics: patterns by the id of the urgent topic.
        not_urgent: figures of speech that look like it ("ik schrik me dood").
    """

    topics: Mapping[str, tuple[str, ...]] = {}
    not_urgent: tuple[str, ...] = ()


class Language(Struct, frozen=True):
    """All that is known in one language.

    Attributes:
        topics: phrases by topic id, the title first.
        words: by topic id, the words that by themselves mean the topic.
        synonyms: groups of words (or short expressions) that mean the same.
        smalltalk: phrases by key ("greeting": ("hoi", "goedemorgen", …)).
        general: questions that no topic answers ("hoe laat gaat de trein?").
        urgent: word patterns of danger.
    """

    topics: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]] = {}
    synonyms: tuple[tuple[str, ...], ...] = ()
    smalltalk: Mapping[str, tuple[str, ...]] = {}
    general: tuple[str, ...] = ()
    urgent: UrgentPhrases = UrgentPhrases()


class Corpus(Struct, frozen=True):
    """Everything the matcher learns from.

    Attributes:
        languages: by language code, the source language first.
        urgent: ids of the topics that are answered before anything else.
    """

    languages: Mapping[str, Language]
    urgent: frozenset[str] = frozenset()

    def fingerprint(self) -> str:
        """A checksum of the whole corpus: trained weights fit only the corpus they came from."""
        data = msgspec.json.encode((VERSION, self), order="deterministic")
        return hashlib.sha256(data).hexdigest()
