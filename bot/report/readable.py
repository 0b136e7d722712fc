"""What `wegwijs readability` prints: a line per topic, Dutch, for editors. Pure."""

import csv
import io
from collections.abc import Sequence

from bot.kb.readability import (
    EASIEST,
    HARD_WORDS,
    LONGEST_SENTENCE,
    MEAN_SENTENCE,
    Readability,
)

Measured = Sequence[tuple[str, Readability]]
_HEAD = ("onderwerp", "B1", "Flesch-Douma", "woorden per zin", "langste zin", "moeilijke woorden")


def as_table(measured: Measured) -> str:
    """The hardest answers first, and below them how many are within the limits of B1."""
    ordered = sorted(measured, key=lambda pair: pair[1].flesch)
    rows = [_HEAD, *(_row(name, found) for name, found in ordered)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEAD) - 1)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]])
        for row in rows
    ]
    return "\n".join([*(line.rstrip() for line in lines), "", *_summary(measured)]) + "\n"


def as_csv(measured: Measured) -> str:
    """The same for a spreadsheet, in the order of the knowledge base."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_HEAD)
    writer.writerows(_row(name, found) for name, found in measured)
    return out.getvalue()


def _row(name: str, found: Readability) -> tuple[str, ...]:
    return (
        name,
        "nee" if found.beyond else "ja",
        f"{found.flesch:.1f}",
        f"{found.mean:.1f}",
        str(found.longest),
        ", ".join(found.hard),
    )


def _summary(measured: Measured) -> list[str]:
    within = sum(not found.beyond for _, found in measured)
    flesch = sum(found.flesch for _, found in measured) / len(measured)
    mean = sum(found.mean for _, found in measured) / len(measured)
    limits = (
        f"{within} van {len(measured)} antwoorden ({100 * within / len(measured):.0f} %) binnen B1: "
        f"Flesch-Douma {EASIEST:.0f} of meer, gemiddeld hooguit {MEAN_SENTENCE:.0f} woorden per "
        f"zin, geen zin boven {LONGEST_SENTENCE}, hooguit {HARD_WORDS} moeilijke woorden."
    )
    return [
        limits,
        f"Gemiddeld: Flesch-Douma {flesch:.1f}, {mean:.1f} woorden per zin.",
    ]
