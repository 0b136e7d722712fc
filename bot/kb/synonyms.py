"""Words that mean the same: each is followed by a made-up word that stands for all of them. Pure."""

from collections.abc import Mapping, Sequence

from bot.kb.features import MARK
from bot.kb.normalize import normalise, words


def synonym_marks(groups: Sequence[Sequence[str]]) -> dict[str, str]:
    """For each expression of a group of synonyms the made-up word that stands for the group."""
    marks: dict[str, str] = {}
    for number, group in enumerate(groups):
        for expression in group:
            marks[" ".join(words(normalise(expression)))] = f"{MARK}{number}"
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
