"""How well a chance keeps its word: of all questions said to be 70 % sure, 70 % should be right.

    python -m benchmarks.calibration

says by how much the matcher's chances would have to be stretched and lifted to keep their word on the
first two thirds of the development questions: by 1 and 0, when bot/kb/confidence.py is right.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct

from benchmarks.questions import questions

BINS = 10


class Bin(Struct, frozen=True):
    """The questions whose confidence lies in one tenth.

    Attributes:
        count: how many.
        said: their mean confidence, 0 to 1.
        right: the share of them whose first topic was right.
    """

    count: int
    said: float
    right: float


def bins(sure: Sequence[float], right: Sequence[bool]) -> list[Bin]:
    """The questions by tenths of confidence; tenths without any are left out."""
    confidence, hits = np.array(sure, float), np.array(right, float)
    places = np.minimum((confidence * BINS).astype(int), BINS - 1)
    return [
        Bin(int(there.sum()), float(confidence[there].mean()), float(hits[there].mean()))
        for place in range(BINS)
        if (there := places == place).any()
    ]


def expected_error(found: Sequence[Bin]) -> float:
    """The expected calibration error: the mean gap between said and right, weighted by count."""
    whole = sum(each.count for each in found)
    return sum(each.count * abs(each.said - each.right) for each in found) / (whole or 1)


def stretch(sure: Sequence[float], right: Sequence[bool]) -> tuple[float, float]:
    """The factor and the term for the logarithm of the odds with which chances fit best (Platt, 1999)."""
    chances = np.clip(np.array(sure, float), 1e-4, 1 - 1e-4)
    inputs = np.column_stack([np.log(chances / (1 - chances)), np.ones(len(chances))])
    wanted, weights = np.array(right, float), np.zeros(2)
    for _ in range(50):
        said = 1 / (1 + np.exp(-inputs @ weights))
        bend = (inputs * (said * (1 - said))[:, None]).T @ inputs + 1e-3 * np.eye(2)
        weights = weights + np.linalg.solve(bend, inputs.T @ (wanted - said) - 1e-3 * weights)
    return float(weights[0]), float(weights[1])


def plot(by_language: dict[str, list[Bin]], path: Path) -> None:
    """The reliability diagram as an SVG file: the nearer to the diagonal, the better."""
    import matplotlib as mpl  # noqa: PLC0415  # a second to import, for this alone
    from matplotlib.figure import Figure  # noqa: PLC0415

    mpl.rcParams["svg.hashsalt"] = "wegwijs"  # the same figures give the same file
    figure = Figure(figsize=(5, 4.5), layout="constrained")
    axes = figure.add_subplot(
        xlabel="confidence",
        ylabel="share that was right",
        xlim=(0, 1),
        ylim=(0, 1.02),
        title="Reliability of the matcher's confidence",
    )
    axes.plot([0, 1], [0, 1], linestyle=":", color="grey", label="perfect")
    for lang, found in by_language.items():
        said, right = [each.said for each in found], [each.right for each in found]
        sizes = [12 + 3 * each.count**0.75 for each in found]
        line = axes.plot(said, right, label=f"{lang} (ECE {expected_error(found):.3f})")[0]
        axes.scatter(said, right, s=sizes, color=line.get_color())
    axes.legend(loc="upper left")
    figure.savefig(path, format="svg", metadata={"Date": None})


def main() -> int:
    """Fit, on all languages together, and print."""
    from bot.kb.load import load  # noqa: PLC0415  # a page of figures alone needs no knowledge base

    knowledge = load(Path(__file__).parent.parent / "knowledge")
    judged = [
        (found.confidence, found.topics[0] in question.expect)
        for lang in knowledge.languages
        for question in questions(lang)
        if not question.held_out
        and (found := knowledge.understand(question.text, lang)).topics
        and found.kind in {"answer", "choices", "unknown"}
    ]
    factor, term = stretch(*zip(*judged, strict=True))
    sys.stdout.write(f"{len(judged)} questions: stretch by {factor:.2f}, lift by {term:.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
