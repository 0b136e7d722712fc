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


def learn(language: Language, common: Common) -> Trained:
    """Everything needed to read this language; about a second for a thousand phrases."""
    synonyms = synonym_marks(language.synonyms)
    examples = _examples(language, synonyms)
    weights = features.word_weights(examples.texts)
    vectors = features.PhraseVectors(examples.texts, weights)
    classes = len(language.topics) + len(language.smalltalk) + 1
    head = train(vectors, examples.labels, classes)
    vocabulary = list(weights)
    seen = _counts(examples, vocabulary, classes)
    first, among = chances(Lesson(head, examples, weights, seen, len(language.topics)))
    return Trained(
        topics=tuple(language.topics),
        smalltalk=tuple(language.smalltalk),
        words=tuple(vocabulary),
        weights=matrix(np.array(list(weights.values()), np.float32)),
        unknown=features.rarity(0, len(examples.texts)),
        scores=matrix((features.word_vectors(vocabulary) @ head.weights).astype(np.float16)),
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


def synonym_marks(groups: Sequence[Sequence[str]]) -> dict[str, str]:
    """For each expression of a group of synonyms the made-up word that stands for the group."""
    marks: dict[str, str] = {}
    for number, group in enumerate(groups):
        for expression in group:
            marks[" ".join(words(normalise(expression)))] = f"{features.MARK}{number}"
    return marks


def with_marks(found: Sequence[str], synonyms: Mapping[str, str]) -> tuple[list[str], list[int]]:
    """The words, each expression (of up to 3 words) followed by the word for its synonyms.

    Returns:
        The words, and for every place between two of the original ones (and both ends) where it
        is now.
    """
    marked: list[str] = []
    starts = [0]
    for end, word in enumerate(found, start=1):
        marked.append(word)
        for size in (1, 2, 3):
            mark = synonyms.get(" ".join(found[max(0, end - size) : end])) if synonyms else None
            if mark and size <= end:
                marked.append(mark)
        starts.append(len(marked))
    return marked, starts


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


def _counts(examples: Examples, vocabulary: Sequence[str], classes: int) -> Floats:
    """In how many phrases of each class each word occurs: words by classes."""
    index = {word: at for at, word in enumerate(vocabulary)}
    counts = np.zeros((len(vocabulary), classes), np.float32)
    for text, label in zip(examples.texts, examples.labels, strict=True):
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
