"""How well a chance keeps its word: of all questions said to be 70 % sure, 70 % should be right."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct

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
