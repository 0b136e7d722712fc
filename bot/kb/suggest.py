"""The nearest thing that does exist, for messages about things that don't. Pure."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.kb.sentences import SUGGESTION

_LIKE = 0.72
"""Share of the letters that must agree: "digit-app" is "digid-app", "aow" is nothing."""


def hint(name: str, known: Iterable[str]) -> str:
    """' Bedoelt u „digid-app”?', or '' when nothing known is near `name`."""
    found = process.extractOne(
        name, list(known), scorer=OSA.normalized_similarity, score_cutoff=_LIKE
    )
    return SUGGESTION.format(name=found[0]) if found and found[0] != name else ""
