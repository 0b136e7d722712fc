"""Which library somebody means who types its name or a place. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from bot.kb.topic import Library

_COMMON = frozenset(
    [
        "bibliotheek",
        "bibliotheken",
        "bieb",
        "bieb",
        "library",
        "de",
        "het",
        "een",
        "in",
        "van",
        "bij",
        "te",
        "ik",
        "woon",
        "kom",
        "uit",
        "en",
        "of",
        "mijn",
        "the",
        "i",
        "live",
        "from",
        "my",
        "is",
        "naar",
        "wijk",
        "stad",
        "dorp",
        "gemeente",
        "liefst",
        "graag",
        "ben",
    ]
)
_LONGEST = 200
_TELLING = 6
"""Letters of a word in a library's name that is enough by itself: "stadkamer"."""


class Places:
    """Names and places of all libraries, ready to be searched."""

    def __init__(self, libraries: Iterable[Library]) -> None:
        self._libraries: dict[str, set[str]] = {}
        for library in libraries:
            telling = (word for word in _plain(library.name).split() if len(word) >= _TELLING)
            for name in (library.id, library.name, *telling, *library.places):
                self._libraries.setdefault(_plain(name), set()).add(library.id)
        self._longest = max((len(name.split()) for name in self._libraries), default=0)

    def find(self, text: str) -> tuple[str, ...]:
        """Ids of the libraries that `text` names, best first; none when it names none."""
        words = _plain(text[:_LONGEST]).split()
        score: dict[str, int] = {}
        for size in range(1, self._longest + 1):
            for start in range(len(words) - size + 1):
                for name, errors in self._names_like(" ".join(words[start : start + size])):
                    for library in self._libraries[name]:
                        # More words say more: "Haarlem Noord" is not just any "Noord".
                        score[library] = max(score.get(library, 0), 10 * size - errors)
        return tuple(sorted(score, key=lambda library: (-score[library], library)))

    def _names_like(self, typed: str) -> Iterator[tuple[str, int]]:
        """Names that `typed` may be, each with the number of typing errors in it."""
        if typed in self._libraries:
            yield typed, 0
            return
        for name in self._libraries:
            forgiven = 0 if len(name) < 5 else 1 if len(name) < 12 else 2
            errors = OSA.distance(typed, name, score_cutoff=forgiven)
            if errors <= forgiven:
                yield name, errors


def _plain(text: str) -> str:
    """Small letters without accents and punctuation, and without words that every library has."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in letters if not unicodedata.combining(char))
    words = re.sub(r"[^a-z0-9]+", " ", bare.replace("'", "")).split()
    kept = [word for word in words if word not in _COMMON]
    return " ".join(kept or words)
