"""How long a decision takes on what nobody should send, beside an ordinary question.

    python -m benchmarks.hostile [--out docs/benchmarks.md]

Texts as they come from bots, jokers, broken keyboards and pasted files. Each is asked many times;
the last column says what is decided, which must be harmless whatever the text.
"""

import argparse
import gc
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.report import publish
from bot.kb.knowledge import Knowledge
from bot.kb.load import load

ROOT = Path(__file__).parent.parent
TIMES = 200
_LETTERS = "abcdefghijklmnop"


def texts() -> dict[str, str]:
    """What is asked, by what it is; the first is an ordinary question, to compare with."""
    source = random.Random(1)
    salad = (
        "".join(source.choices(_LETTERS, k=source.randint(3, 25))) for _ in range(100_000 // 14)
    )
    return {
        "an ordinary question": "hoe kan ik digid aanvragen",
        "100,000 characters of one question": "ik wil digid aanvragen " * 4_400,
        "100,000 characters of made-up words": " ".join(salad),
        "one word of 10,000 characters": "x" * 10_000,
        "10,000 characters without a blank": "digid" * 2_000,
        "1,000 emoji": "😀🎉" * 500,
        "mixed scripts and look-alikes": "\u0434igid \u0430anvragen " * 100,
        "control and zero-width characters": "\x00\x01digid\u200b \u200daanvragen" * 50,
        "right-to-left marks": "\u202edigid aanvragen\u202c",
        "stacked accents": "d\u0301\u0302\u0303" * 1_000,
        "SQL": "'; DROP TABLE users; --",
        "HTML": "<script>alert(1)</script><b>digid aanvragen</b>",
        "5,000 digits": "1" * 5_000,
        "50,000 line breaks": "\n" * 50_000 + "digid",
        "2,000 short sentences": "hallo. " * 2_000,
        "700 clauses": "digid, " * 700,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and put it into --out."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--out", type=Path, help="the page to put the table into")
    options = parser.parse_args(arguments)
    publish("hostile", _table(load(ROOT / "knowledge")), options.out)
    return 0


def _table(knowledge: Knowledge) -> Iterator[str]:
    gc.collect()
    gc.freeze()  # as the bot does once it has loaded
    yield "## Bad input"
    yield ""
    yield f"The whole decision, each text {TIMES} times. `ratio` is to the ordinary question's median."
    yield ""
    yield "| text | p50 ms | p99 ms | ratio | decision |"
    yield "|---|---|---|---|---|"
    usual = 0.0
    for name, text in texts().items():
        found = knowledge.understand(text, "nl")
        times = [_milliseconds(knowledge, text) for _ in range(TIMES)]
        half, most = np.percentile(times, [50, 99])
        usual = usual or float(half)
        decision = " ".join([found.kind, *found.topics[:1]])
        yield f"| {name} | {half:.2f} | {most:.2f} | {half / usual:.1f} | {decision} |"


def _milliseconds(knowledge: Knowledge, text: str) -> float:
    started = perf_counter()
    knowledge.understand(text, "nl")
    return (perf_counter() - started) * 1000


if __name__ == "__main__":
    sys.exit(main())
