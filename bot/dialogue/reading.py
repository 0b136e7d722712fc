"""Reading short texts: commands, numbers, the words of a button, a list of set phrases.

Nothing here knows what a text is about; that is the knowledge base's work.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from bot.dialogue.effects import Choice

READ_AT_MOST = 2000
"""Characters of one message that are read to understand it; a question is far shorter."""

RELAY_AT_MOST = 3500
"""Characters of one message that are relayed; with names and markup it still fits everywhere."""

_COMMAND = re.compile(r"[/!]([a-z]+)(?:@\w+)?(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"([0-9]{1,2})\s*(?:[.)]|\ufe0f?\u20e3)?")
_NO_WORD = re.compile(r"[\W_]+")


class Command(Struct, frozen=True):
    """A typed command: its name without "/" or "!", in lower case, and what stood behind it."""

    name: str
    rest: str = ""


def command_in(text: str) -> Command | None:
    """The command that this text is: "/start@wegwijs_bot haarlem", "!claim"; else None."""
    match = _COMMAND.fullmatch(text.strip())
    if match is None:
        return None
    return Command(match[1].lower(), (match[2] or "").strip())


def simplified(text: str) -> str:
    """The words alone, in lower case: "Ja, graag!" and "ja graag" are the same thing to say."""
    return _NO_WORD.sub(" ", text.casefold()).strip()


def has_words(text: str) -> bool:
    """Whether there is anything to read: a letter or a digit, in any script."""
    return any(char.isalnum() for char in text)


def is_one_of(text: str, phrases: str) -> bool:
    """Whether the text is one of these phrases, which are written with ";" between them."""
    said = text.strip() if not has_words(text) else simplified(text)
    return bool(said) and said in _spoken(phrases)


@lru_cache(maxsize=64)
def _spoken(phrases: str) -> frozenset[str]:
    """Editors' phrases as `said` is compared with them; the same few for every message."""
    return frozenset(simplified(phrase) or phrase.strip() for phrase in phrases.split(";"))


def number_in(text: str) -> int | None:
    """The number that this text is, as people choose from a list: "2", "2.", "2)" or "2️⃣"."""
    match = _NUMBER.fullmatch(text.strip())
    return int(match[1]) if match else None


def chosen(text: str, options: Iterable[Choice]) -> Choice | None:
    """The option whose number, words or leading emoji this text is."""
    numbered = [option for option in options if option.data]
    number = number_in(text)
    if number is not None:
        return numbered[number - 1] if 1 <= number <= len(numbered) else None
    said = simplified(text)
    if said:
        return next((option for option in numbered if simplified(option.label) == said), None)
    sign = text.strip()
    return next((o for o in numbered if sign and o.label.split(" ")[0] == sign), None)


def joined(*paragraphs: str) -> str:
    """Paragraphs as one text; empty ones are left out."""
    return "\n\n".join(filter(None, paragraphs))


def cut(text: str, most: int) -> str:
    """The text, or its first `most` characters with "…" behind them."""
    return text if len(text) <= most else text[:most].rstrip() + "…"


def wide_language(code: str | None) -> str:
    """The language of a code like "nl-BE" or "en_GB": "nl", "en"; "" for None."""
    return re.split(r"[-_]", code or "")[0].lower()
