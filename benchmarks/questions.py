"""The development questions of tests/questions, and which of them nobody may tune on."""

from pathlib import Path
from zlib import crc32

import yaml
from msgspec import Struct

FOLDER = Path(__file__).parent.parent / "tests" / "questions"


class Question(Struct, frozen=True):
    """A development question: any of `expect` is right; none means out of scope."""

    text: str
    expect: tuple[str, ...]
    kind: str
    lang: str = ""

    @property
    def held_out(self) -> bool:
        """Whether it belongs to the third that is only for reporting.

        Phrases, synonyms and thresholds are never changed because of such a question. It is
        chosen by the text alone, so that it stays where it is whatever is added.
        """
        return crc32(self.text.encode()) % 3 == 0


def questions(lang: str) -> list[Question]:
    """All development questions of a language."""
    files = sorted((FOLDER / lang).glob("*.yaml"))
    rows = (row for file in files for row in yaml.load(file.read_bytes(), yaml.BaseLoader))
    return [Question(row["text"], tuple(row["expect"]), row["kind"], lang) for row in rows]
