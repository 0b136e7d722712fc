"""The nearest thing that does exist, for messages about things that don't. Pure."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from bot.kb.sentences import SUGGESTION


def hint(name: str, known: Iterable[str]) -> str:
    """' Bedoelt u „digid-app”?', or '' when nothing known is near `name`."""
    found = process.extractOne(name, list(known), scorer=fuzz.ratio, score_cutoff=65)
    return SUGGESTION.format(name=found[0]) if found else ""
