"""Which library somebody means who types its name or a place. Pure."""

import re
import unicodedata
from collections.abc import Collection, Iterator

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
_POSTCODE = re.compile(r"\b([1-9]\d{3})(?: ?[a-z]{2})?\b")
_POSTCODE_SCORE = 100
"""More than any name: a postcode is in one place only."""
_TELLING = 6
"""Letters of a word in a library's name that is enough by itself: "stadkamer"."""


class Places:
    """Names and places of all libraries, ready to be searched."""

    def __init__(self, libraries: Collection[Library]) -> None:
        self._libraries: dict[str, set[str]] = {}
        for library in libraries:
            telling = (word for word in _plain(library.name).split() if len(word) >= _TELLING)
            for name in (library.id, library.name, *telling, *library.places):
                self._libraries.setdefault(_plain(name), set()).add(library.id)
        self._postcodes = tuple(
            (first, last, library.id) for library in libraries for first, last in library.postcodes
        )
        self._longest = max((len(name.split()) for name in self._libraries), default=0)

    def find(self, text: str) -> tuple[str, ...]:
        """Ids of the libraries that `text` names, best first; none when it names none."""
        words = _plain(text[:_LONGEST]).split()
        score = dict.fromkeys(self._at(_POSTCODE.findall(" ".join(words))), _POSTCODE_SCORE)
        for size in range(1, self._longest + 1):
            for start in range(len(words) - size + 1):
                for name, errors in self._names_like(" ".join(words[start : start + size])):
                    for library in self._libraries[name]:
                        # More words say more: "Haarlem Noord" is not just any "Noord".
                        score[library] = max(score.get(library, 0), 10 * size - errors)
        return tuple(sorted(score, key=lambda library: (-score[library], library)))

    def named(self, text: str) -> tuple[str, ...]:
        """Ids of the libraries when the text is a place or postcode, and says nothing else."""
        said = _plain(text[:_LONGEST])
        if postcode := _POSTCODE.fullmatch(said):
            return tuple(sorted(self._at([postcode[1]])))
        if not said or said in _COMMON:
            return ()
        # A short word with an error in it is more often another word: "horen", "passen".
        near = sorted(
            (errors, name)
            for name, errors in self._names_like(said)
            if not errors or (len(said) >= _TELLING and said[0] == name[0])
        )
        return tuple(sorted(self._libraries[near[0][1]])) if near else ()

    def _at(self, postcodes: Collection[str]) -> set[str]:
        """The libraries that serve one of these postcodes (four digits each)."""
        digits = [int(postcode) for postcode in postcodes]
        return {
            library
            for first, last, library in self._postcodes
            if any(first <= postcode <= last for postcode in digits)
        }

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
