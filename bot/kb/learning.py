"""Learn to read one language from its phrases. Pure; done once, then stored."""

from collections.abc import Iterable, Mapping

import numpy as np

from bot.kb import features
from bot.kb.calibration import Examples, Lesson, chances, counted
from bot.kb.common import Common
from bot.kb.corpus import Language
from bot.kb.head import train
from bot.kb.normalize import normalise, words
from bot.kb.spelling import speller
from bot.kb.synonyms import synonym_marks, with_marks
from bot.kb.trained import Trained, matrix
from bot.kb.vectors import vectors


def learn(language: Language, common: Common) -> Trained:
    """Everything needed to read this language; about a second for a thousand phrases."""
    synonyms = synonym_marks(language.synonyms)
    examples = _examples(language, synonyms)
    weights = features.word_weights(examples.texts)
    vocabulary = {word: at for at, word in enumerate(weights)}
    found = vectors(examples.texts, weights)
    classes = len(language.topics) + len(language.smalltalk) + 1
    head = train(found, examples.labels, classes)
    lesson = Lesson(examples, found, weights, len(language.topics), classes)
    first, among = chances(lesson)
    seen = counted(examples, vocabulary, classes)
    return Trained(
        topics=tuple(language.topics),
        smalltalk=tuple(language.smalltalk),
        words=tuple(vocabulary),
        weights=matrix(np.array(list(weights.values()), np.float32)),
        unknown=features.rarity(0, len(examples.texts)),
        scores=matrix((found.words @ head.weights).astype(np.float16)),
        seen=matrix(np.minimum(seen, 255).astype(np.uint8)),
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
                texts.append(with_marks(found, synonyms)[0])
                labels.append(label)
    return Examples(texts, labels)


def _exact(examples: Examples) -> dict[str, tuple[int, ...]]:
    """Each phrase as it stands, to the classes that have it."""
    exact: dict[str, tuple[int, ...]] = {}
    for text, label in zip(examples.texts, examples.labels, strict=True):
        key = " ".join(features.unmarked(text))
        exact[key] = tuple(dict.fromkeys((*exact.get(key, ()), label)))
    return exact


def _by_use(examples: Examples, vocabulary: Iterable[str]) -> list[str]:
    """The vocabulary, the words of most phrases first; made-up words left out."""
    uses = dict.fromkeys(vocabulary, 0)
    for text in examples.texts:
        for word in text:
            uses[word] += 1
    plain = [word for word in vocabulary if not word.startswith(features.MARK)]
    return sorted(plain, key=lambda word: (-uses[word], word))
