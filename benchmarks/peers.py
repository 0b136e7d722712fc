"""What one would use instead of our matcher: each peer learns the same phrases, titles included.

They find topics; none of them decides whether to answer. Each is set up as its own documentation
advises, without tuning on the questions: the naive fuzzy scorers, three search engines, and two
classifiers of scikit-learn.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence

import bm25s
import numpy as np
import tantivy
from msgspec import Struct
from rapidfuzz import fuzz, process, utils
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

LEXICAL = (
    "rapidfuzz WRatio",
    "rapidfuzz token_set_ratio",
    "SQLite FTS5 trigram",
    "bm25s",
    "tantivy, fuzzy terms",
)
"""The peers that compare words or letters, without training: see `searchers`."""
MOST = 40
"""Phrases that a search engine is asked for: enough for four different topics."""

Phrases = Sequence[tuple[str, str]]
"""Texts, each with its topic."""


class Guess(Struct, frozen=True):
    """What a method made of a question: topics, best first, and how sure it was."""

    topics: tuple[str, ...]
    sure: float
    kind: str = ""


Method = Callable[[str, str], Guess]
"""Answers a text that was asked in a language."""


def peers(phrases: Phrases) -> dict[str, Method]:
    """All peers by name, trained on these phrases."""
    return {**searchers(phrases), **classifiers(phrases)}


def searchers(phrases: Phrases) -> dict[str, Method]:
    """Those that need no training, or hardly any."""
    return {
        "rapidfuzz WRatio": _fuzzy(phrases, fuzz.WRatio),
        "rapidfuzz token_set_ratio": _fuzzy(phrases, fuzz.token_set_ratio),
        "SQLite FTS5 trigram": _sqlite(phrases),
        "bm25s": _bm25(phrases),
        "tantivy, fuzzy terms": _tantivy(phrases),
    }


def classifiers(phrases: Phrases) -> dict[str, Method]:
    """Those that are trained."""
    letters = {"analyzer": "char_wb", "ngram_range": (2, 5), "sublinear_tf": True}
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    both = make_union(words, TfidfVectorizer(**letters))
    svc = make_pipeline(TfidfVectorizer(**letters), LinearSVC())
    logistic = make_pipeline(both, LogisticRegression(C=10, max_iter=200))
    return {
        "scikit-learn LinearSVC (letters)": _classifier(phrases, svc),
        "scikit-learn logistic (words, letters)": _classifier(phrases, logistic),
    }


def _first(found: Iterable[tuple[str, float]]) -> Guess:
    """From topics with scores, best first, to the first four different ones."""
    best: dict[str, float] = {}
    for topic, score in found:
        best.setdefault(topic, score)
    return Guess(tuple(best)[:4], next(iter(best.values()), 0.0))


def _fuzzy(phrases: Phrases, scorer: Callable[..., float]) -> Method:
    """The phrase that a rapidfuzz scorer likes best; in lower case, as rapidfuzz advises."""
    texts = [utils.default_process(text) for text, _ in phrases]

    def guess(text: str, _lang: str) -> Guess:
        asked = utils.default_process(text)
        found = process.extract(asked, texts, scorer=scorer, limit=MOST)
        return _first((phrases[at][1], score) for _, score, at in found)

    return guess


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _sqlite(phrases: Phrases) -> Method:
    """Any of the text's groups of three letters, ranked by BM25."""
    base = sqlite3.connect(":memory:", check_same_thread=False)
    base.execute("CREATE VIRTUAL TABLE phrase USING fts5(text, topic UNINDEXED, tokenize=trigram)")
    base.executemany("INSERT INTO phrase VALUES (?, ?)", phrases)
    find = "SELECT topic, -rank FROM phrase WHERE text MATCH ? ORDER BY rank LIMIT ?"

    def guess(text: str, _lang: str) -> Guess:
        plain = " ".join(_words(text))
        groups = dict.fromkeys(plain[at : at + 3] for at in range(len(plain) - 2))
        if not groups:
            return Guess((), 0.0)
        asked = " OR ".join(f'"{group}"' for group in groups)
        return _first(base.execute(find, (asked, MOST)))

    return guess


def _bm25(phrases: Phrases) -> Method:
    """Whole words, ranked by BM25."""
    index = bm25s.BM25()
    index.index([_words(text) for text, _ in phrases], show_progress=False)
    most = min(MOST, len(phrases))

    def guess(text: str, _lang: str) -> Guess:
        known = [word for word in _words(text) if word in index.vocab_dict]
        if not known:
            return Guess((), 0.0)
        rows, scores = index.retrieve([known], k=most, show_progress=False)
        pairs = zip(rows[0].tolist(), scores[0].tolist(), strict=True)
        return _first((phrases[row][1], score) for row, score in pairs if score > 0)

    return guess


def _tantivy(phrases: Phrases) -> Method:
    """Whole words, one letter may differ."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text")
    builder.add_integer_field("row", stored=True)
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer()
    for row, (text, _) in enumerate(phrases):
        writer.add_document(tantivy.Document(text=[" ".join(_words(text))], row=row))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def guess(text: str, _lang: str) -> Guess:
        terms = [
            (tantivy.Occur.Should, tantivy.Query.fuzzy_term_query(schema, "text", word, 1))
            for word in dict.fromkeys(_words(text))
        ]
        if not terms:
            return Guess((), 0.0)
        hits = searcher.search(tantivy.Query.boolean_query(terms), MOST).hits
        return _first((phrases[searcher.doc(at)["row"][0]][1], score) for score, at in hits)

    return guess


def _classifier(phrases: Phrases, model: object) -> Method:
    """A scikit-learn pipeline with one class for each topic."""
    texts, labels = zip(*phrases, strict=True)
    model.fit(texts, labels)  # type: ignore[attr-defined]  # scikit-learn has no types
    classes = model.classes_  # type: ignore[attr-defined]  # likewise

    def guess(text: str, _lang: str) -> Guess:
        scores = model.decision_function([text])[0]  # type: ignore[attr-defined]  # likewise
        best = np.argsort(-scores)[:4]
        return Guess(tuple(classes[best].tolist()), float(scores[best[0]]))

    return guess
