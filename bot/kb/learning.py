"""Learn to read one language from its phrases. Pure; done once, then stored."""

from collections.abc import Mapping, Sequence

import numpy as np

from bot.kb import features
from bot.kb.calibration import Examples, Lesson, chances
from bot.kb.common import Common
from bot.kb.corpus import Language
from bot.kb.features import Floats
from bot.kb.head import train
from bot.kb.normalize import normalise, words
from bot.kb.spelling import speller
from bot.kb.trained import Trained, matrix

_PRIOR_LANGUAGES = {"nl"}
"""Where weighing words by how common they are helps; in English it was measured not to."""


def learn(code: str, language: Language, common: Common) -> Trained:
    """Everything needed to read this language; about a second for a thousand phrases."""
    synonyms = synonym_marks(language.synonyms)
    examples = _examples(language, synonyms)
    prior = common if code in _PRIOR_LANGUAGES else None
    weights = features.word_weights(examples.texts, prior)
    vectors = features.phrase_vectors(examples.texts, weights)
    classes = len(language.topics) + len(language.smalltalk) + 1
    head = train(vectors, examples.labels, classes)
    vocabulary = list(weights)
    seen = _counts(examples, vocabulary, len(language.topics))
    first, among = chances(Lesson(head, examples, weights, seen))
    return Trained(
        topics=tuple(language.topics),
        smalltalk=tuple(language.smalltalk),
        words=tuple(vocabulary),
        weights=matrix(np.array(list(weights.values()), np.float32)),
        unknown=features.rarity(0, len(examples.texts)),
        scores=matrix(features.word_vectors(vocabulary) @ head.weights),
        seen=matrix(seen > 0),
        base=matrix(head.base),
        slots=matrix(head.weights.astype(np.float16)),
        known=features.known_features(examples.texts, vocabulary),
        synonyms=synonyms,
        exact=_exact(examples),
        speller=speller(_by_use(examples, vocabulary)),
        common=common,
        first=first,
        among=among,
    )


def synonym_marks(groups: Sequence[Sequence[str]]) -> dict[str, str]:
    """For each expression of a group of synonyms the made-up word that stands for the group."""
    marks: dict[str, str] = {}
    for number, group in enumerate(groups):
        for expression in group:
            marks[" ".join(words(normalise(expression)))] = f"{features.MARK}{number}"
    return marks


def with_marks(found: list[str], synonyms: Mapping[str, str]) -> list[str]:
    """The words, and after them the made-up words for synonyms among them (up to 3 words long)."""
    if not synonyms:
        return found
    spans = (found[at : at + size] for size in (1, 2, 3) for at in range(len(found) - size + 1))
    marks = {synonyms[span]: None for span in map(" ".join, spans) if span in synonyms}
    return [*found, *marks]


def _examples(language: Language, synonyms: Mapping[str, str]) -> Examples:
    """All phrases of a language with the number of their class; empty ones are left out."""
    groups = [
        (*phrases, *language.words.get(topic, ())) for topic, phrases in language.topics.items()
    ]
    groups += [*language.smalltalk.values(), language.general]
    texts: list[list[str]] = []
    labels: list[int] = []
    for label, phrases in enumerate(groups):
        for phrase in dict.fromkeys(phrases):
            found = words(normalise(phrase))
            if found:
                texts.append(with_marks(found, synonyms))
                labels.append(label)
    return Examples(texts, labels)


def _counts(examples: Examples, vocabulary: Sequence[str], topics: int) -> Floats:
    """In how many phrases of each topic each word occurs: words by topics."""
    index = {word: at for at, word in enumerate(vocabulary)}
    counts = np.zeros((len(vocabulary), topics), np.float32)
    for text, label in zip(examples.texts, examples.labels, strict=True):
        if label < topics:
            counts[[index[word] for word in set(text)], label] += 1
    return counts


def _exact(examples: Examples) -> dict[str, tuple[int, ...]]:
    """Each phrase as it stands, to the classes that have it."""
    exact: dict[str, tuple[int, ...]] = {}
    for text, label in zip(examples.texts, examples.labels, strict=True):
        key = " ".join(features.unmarked(text))
        exact[key] = tuple(dict.fromkeys((*exact.get(key, ()), label)))
    return exact


def _by_use(examples: Examples, vocabulary: Sequence[str]) -> list[str]:
    """The vocabulary, the words of most phrases first; made-up words left out."""
    uses = dict.fromkeys(vocabulary, 0)
    for text in examples.texts:
        for word in text:
            uses[word] += 1
    plain = [word for word in vocabulary if not word.startswith(features.MARK)]
    return sorted(plain, key=lambda word: (-uses[word], word))
