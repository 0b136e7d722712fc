"""How well and how quickly questions are matched, beside the naive way, in the same run.

    python -m benchmarks.matching [--out docs/benchmarks.md] [--clinc clinc150_full.jsonl]

Accuracy: the project's own development questions (tests/questions), which are worded
independently from the knowledge base's phrases; once as written, once with typing errors. A third
of them is held out: nothing is ever tuned on it, and its figures stand apart.
Peers (benchmarks/peers.py) learn the same phrases, titles included: fuzzy scorers, search engines,
classifiers. Times are per question, the quickest of three; ours are of the whole decision, from
text to action.
"""

import argparse
import gc
import itertools
import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter

import numpy as np
from msgspec import Struct

from benchmarks.calibration import Bin, bins, expected_error, plot
from benchmarks.peers import LEXICAL, Guess, Method, peers, searchers
from benchmarks.questions import Question, questions
from benchmarks.report import publish
from bot.kb.cache import matcher
from bot.kb.corpus import Corpus, Language
from bot.kb.load import load
from bot.kb.match import Matcher
from bot.kb.topic import Understanding

ROOT = Path(__file__).parent.parent
_SHOWN = {"answer", "urgent"}
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


class Figures(Struct, frozen=True):
    """One row of the tables; shares from 0 to 1, milliseconds."""

    first: float
    four: float
    auroc: float
    p50: float
    p99: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the tables, and put them into --out."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--out", type=Path, help="the page to put the tables into")
    parser.add_argument("--clinc", type=Path, help="CLINC150 as JSON lines, for the growth table")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="phrases, to grow to"
    )
    options = parser.parse_args(arguments)
    picture = options.out.with_name("reliability.svg") if options.out else None
    lines = [*_own_tables(picture), *_growth_table(options.clinc, options.sizes)]
    publish("matching", lines, options.out)
    return 0


# --- the knowledge base and the development questions -----------------------------------------


def with_typos(text: str, source: random.Random) -> str:
    """The text with one or two typing errors in its longer words."""
    words = text.split()
    long = [at for at, word in enumerate(words) if len(word) >= 5]
    for at in source.sample(long, min(len(long), source.randint(1, 2))):
        words[at] = _mistyped(words[at], source)
    return " ".join(words)


def _mistyped(word: str, source: random.Random) -> str:
    """The word with a letter lost, doubled, swapped with its neighbour, or another one."""
    at = source.randrange(1, len(word) - 1)
    return source.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
            word[:at] + source.choice(_ALPHABET) + word[at + 1 :],
        ]
    )


def _own_tables(picture: Path | None) -> Iterator[str]:
    """Accuracy and latency on the real knowledge base."""
    knowledge = load(ROOT / "knowledge")
    phrases = {
        lang: [(q.text, q.topic) for q in knowledge.questions(lang)] for lang in knowledge.languages
    }
    gc.collect()
    gc.freeze()  # as the bot does once it has loaded
    yield "## Matching"
    yield ""
    yield "Development questions of `tests/questions`, against the knowledge base as it is."
    yield "Times per question: the quickest of three, from text to decision."
    reliability: dict[str, list[Bin]] = {}
    for lang in knowledge.languages:
        asked = questions(lang)
        if not asked:
            continue
        count = len(phrases[lang])
        methods = {"wegwijs": _ours(knowledge.understand), **peers(phrases[lang])}
        inside = sum(bool(question.expect) for question in asked)
        yield f"\n### {lang}: {inside} questions, {len(asked) - inside} out of scope, {count} phrases"
        yield from _accuracy_table(methods, asked, lang)
        yield from _decision_table(methods["wegwijs"], asked, lang)
        reliability[lang] = _reliability(methods["wegwijs"], asked, lang)
        held = _reliability(methods["wegwijs"], [q for q in asked if q.held_out], lang)
        yield (
            f"\nExpected calibration error: {expected_error(reliability[lang]):.3f}; of what is held "
            f"out: {expected_error(held):.3f}."
        )
    if picture is not None:
        plot(reliability, picture)
        yield f"\n![Reliability diagram: said and right, per tenth of confidence]({picture.name})"


def _accuracy_table(methods: dict[str, Method], asked: list[Question], lang: str) -> Iterator[str]:
    """One row per method, as written and with typing errors."""
    source = random.Random(1)
    typed = [
        Question(with_typos(q.text, source), q.expect, q.kind, q.lang) if q.expect else q
        for q in asked
    ]
    held = [question for question in asked if question.held_out]
    yield ""
    yield "| method | right first | held out | in first 4 | out-of-scope AUROC | with typing errors: first | p50 ms | p99 ms |"
    yield "|---|---|---|---|---|---|---|---|"
    wrong: dict[str, float] = {}
    for name, method in methods.items():
        clean, dirty = _figures(method, asked, lang), _figures(method, typed, lang)
        unseen = _figures(method, held, lang).first
        wrong[name] = 1 - unseen
        yield (
            f"| {name} | {clean.first:.1%} | {unseen:.1%} | {clean.four:.1%} | {clean.auroc:.3f} "
            f"| {dirty.first:.1%} | {clean.p50:.2f} | {clean.p99:.2f} |"
        )
    yield from _errors(wrong)


def _errors(wrong: dict[str, float]) -> Iterator[str]:
    """Our errors on what is held out, as ratios to those of the peers without training."""
    ours = wrong["wegwijs"]
    naive = wrong["rapidfuzz token_set_ratio"]
    best = min((share, name) for name, share in wrong.items() if name in LEXICAL)
    yield ""
    yield (
        f"Wrong first answers on what is held out: {ours / (naive or 1):.2f} x those of rapidfuzz "
        f"token_set_ratio, {ours / (best[0] or 1):.2f} x those of the best lexical peer ({best[1]})."
    )


def _decision_table(method: Method, asked: list[Question], lang: str) -> Iterator[str]:
    """What is done with the questions: the decisions, where the peers only have scores."""
    made = [(question, method(question.text, lang)) for question in asked]
    held = [(question, guess) for question, guess in made if question.held_out]
    yield ""
    yield "| decision | all | share | held out | share |"
    yield "|---|---|---|---|---|"
    for name in _COUNTS:
        part, whole = _counted(name, made)
        part_held, whole_held = _counted(name, held)
        yield (
            f"| {name} | {part} of {whole} | {part / (whole or 1):.1%} "
            f"| {part_held} of {whole_held} | {part_held / (whole_held or 1):.1%} |"
        )


def _right(question: Question, guess: Guess) -> bool:
    return bool({*guess.topics[:1]} & {*question.expect})


def _among(question: Question, guess: Guess) -> bool:
    return bool({*guess.topics} & {*question.expect})


def _in_scope(question: Question) -> bool:
    return bool(question.expect) and question.kind != "urgent"


_Judge = Callable[[Question, Guess], bool]
_COUNTS: dict[str, tuple[Callable[[Question], bool], _Judge]] = {
    "in scope: right answer at once": (_in_scope, lambda q, g: g.kind in _SHOWN and _right(q, g)),
    "in scope: right one among choices": (
        _in_scope,
        lambda q, g: g.kind == "choices" and _among(q, g),
    ),
    "in scope: wrong answer at once": (
        _in_scope,
        lambda q, g: g.kind in _SHOWN and not _right(q, g),
    ),
    "out of scope, yet answered": (
        lambda q: q.kind == "out_of_scope",
        lambda _q, g: g.kind in _SHOWN,
    ),
    "danger heard": (lambda q: q.kind == "urgent", lambda _q, g: g.kind == "urgent"),
    "false alarms": (lambda q: q.kind != "urgent", lambda _q, g: g.kind == "urgent"),
}
"""What is counted: of which questions, and what must have been done with them."""


def _counted(name: str, made: Sequence[tuple[Question, Guess]]) -> tuple[int, int]:
    """How many, and of how many."""
    counts, judge = _COUNTS[name]
    of = [(question, guess) for question, guess in made if counts(question)]
    return sum(judge(question, guess) for question, guess in of), len(of)


def _reliability(method: Method, asked: list[Question], lang: str) -> list[Bin]:
    """How sure the matcher was of its first topic, and how often that was right."""
    made = [(question, method(question.text, lang)) for question in asked]
    judged = [(q, g) for q, g in made if g.kind in {"answer", "choices", "unknown"} and g.topics]
    return bins([g.sure for _, g in judged], [_right(q, g) for q, g in judged])


# --- methods ----------------------------------------------------------------------------------


def _ours(understand: Callable[[str, str], Understanding]) -> Method:
    """The whole decision, from text to action."""

    def guess(text: str, lang: str) -> Guess:
        found = understand(text, lang)
        return Guess(found.topics, found.confidence, found.kind)

    return guess


# --- measuring --------------------------------------------------------------------------------


def _figures(method: Method, asked: list[Question], lang: str) -> Figures:
    """Accuracy and latency of a method."""
    made = [method(question.text, lang) for question in asked]
    times = [_milliseconds(method, question) for question in asked]
    pairs = list(zip(asked, made, strict=True))
    inside = [(q, g) for q, g in pairs if q.expect]
    outside = [g.sure for q, g in pairs if not q.expect]
    return Figures(
        first=sum(bool({*g.topics[:1]} & {*q.expect}) for q, g in inside) / len(inside),
        four=sum(bool({*g.topics[:4]} & {*q.expect}) for q, g in inside) / len(inside),
        auroc=auroc([g.sure for _, g in inside], outside),
        p50=float(np.percentile(times, 50)),
        p99=float(np.percentile(times, 99)),
    )


def _milliseconds(method: Method, question: Question) -> float:
    """The quickest of three times: on a busy machine the others also measure the neighbours."""
    took = []
    for _ in range(3):
        started = perf_counter()
        method(question.text, question.lang)
        took.append(perf_counter() - started)
    return min(took) * 1000


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """The chance that a question in scope is surer than one out of scope; ties count half."""
    if not inside or not outside:
        return float("nan")
    first, second = np.array(inside)[:, None], np.array(outside)[None, :]
    return float(((first > second) + 0.5 * (first == second)).mean())


# --- growth -----------------------------------------------------------------------------------


def _growth_table(clinc: Path | None, sizes: Sequence[int]) -> Iterator[str]:
    """Latency and loading time with more and more phrases."""
    source = random.Random(2)
    made_up = _made_up(source)
    known = _clinc(clinc) if clinc else made_up
    most = sum(map(len, known[0].values()))
    yield "\n### Growth"
    yield (
        ""
        if clinc is None
        else "\nPhrases and questions of CLINC150 (150 topics, English); above 15,000 recombined ones."
    )
    if clinc is None:
        yield "Recombined phrases of 150 made-up topics; with `--clinc` those of CLINC150, while they last."
    yield ""
    yield "| phrases | method | right first | p50 ms | p99 ms | training s | stored MB |"
    yield "|---|---|---|---|---|---|---|"
    for size in sizes:
        topics, asked = known if size <= most else made_up
        each = -(-size // len(topics))
        kept = {topic: tuple(phrases[:each]) for topic, phrases in topics.items()}
        yield from _growth_rows(kept, asked)


def _growth_rows(topics: dict[str, tuple[str, ...]], asked: list[Question]) -> Iterator[str]:
    """One row per method for a corpus of one size."""
    phrases = [(text, topic) for topic, texts in topics.items() for text in texts]
    started = perf_counter()
    ours: Matcher = matcher(Corpus({"en": Language(topics)}))
    took, stored = perf_counter() - started, len(ours.to_bytes()) / 1e6
    gc.collect()
    gc.freeze()
    for name, method in {"wegwijs": _ours(ours.understand), **searchers(phrases)}.items():
        few = asked if name == "wegwijs" else asked[: max(20, 2_000_000 // len(phrases) // 10)]
        found = _figures(method, few, "en")
        cost = f"{took:.1f} | {stored:.1f}" if name == "wegwijs" else "- | -"
        yield (
            f"| {len(phrases)} | {name} | {found.first:.1%} | {found.p50:.2f} | {found.p99:.2f} "
            f"| {cost} |"
        )


def _clinc(path: Path) -> tuple[dict[str, list[str]], list[Question]]:
    """Phrases by topic and 1,000 test questions of CLINC150."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["label"] != "oos"]
    topics: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row["split"] == "train":
            topics[row["label"]].append(row["text"])
    tests = [Question(r["text"], (r["label"],), "", "en") for r in rows if r["split"] == "test"]
    random.Random(3).shuffle(tests)
    return dict(topics), tests[:1_000]


def _made_up(source: random.Random) -> tuple[dict[str, list[str]], list[Question]]:
    """150 topics of two made-up words each, in made-up sentences; the last of each are asked."""
    syllables = ["".join(pair) for pair in itertools.product("bdfgklmnprstvz", "aeiou")]
    words = ["".join(source.choices(syllables, k=source.randint(2, 4))) for _ in range(4_000)]
    topics, asked = {}, []
    for number in range(150):
        name, own = f"topic-{number}", source.sample(words, 6)
        texts = [
            " ".join(source.sample(own, 2) + source.choices(words, k=source.randint(2, 6)))
            for _ in range(675)
        ]
        topics[name] = texts[:-5]
        asked += [Question(text, (name,), "", "en") for text in texts[-5:]]
    return topics, asked


if __name__ == "__main__":
    sys.exit(main())
