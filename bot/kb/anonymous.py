"""Make a question fit to be kept without the one who asked it. Pure.

Masking (`bot.privacy`) takes out what shows itself by its form. Names, streets and stories have no
form. So here the rule is turned round: only words stay that many people use, and all others become
a gap, "[…]". In this order:

1. Who introduces himself ("ik heet …", "mijn naam is …", "ik woon in …") is not kept at all.
2. A signature ("groetjes, …") and what follows is left out.
3. A long story is cut down to its question, or to its first sentence; 160 characters at most.
4. A word stays when the knowledge base has it, or when its language knows it (also as a compound
   of two known words). A word with a capital in the middle of a sentence must be in the knowledge
   base, or be an abbreviation: others may be a name, and so may the word before it. A common name
   (names.py) goes in any case, and so does the surname behind it ("jan de boer").
5. A number stays only when it is the only one, stands in the knowledge base ("18", "112"), and no
   gap stands before it ("kerkstraat 12").
6. When more than a third of the words (numbers aside) became gaps, nothing is kept.

What is left is no proof of anonymity: a rare story can be told in usual words.
"""

import re
from collections.abc import Callable, Iterator
from enum import IntEnum

from msgspec import Struct

from bot.kb.names import NAMES
from bot.kb.normalize import normalise, words
from bot.privacy import MASKS, mask

GAP = "[…]"
"""Stands for a word that may say who somebody is."""

LONGEST = 160
"""Characters that are kept of one question."""


class Familiar(IntEnum):
    """How well a word is known."""

    STRANGE = 0
    USUAL = 1
    """Its language has it."""
    OURS = 2
    """It stands in the knowledge base's phrases."""


Familiarity = Callable[[str], Familiar]

_INTRODUCES = re.compile(
    r"(?i)\b(?:ik heet|ik ben geboren|geboren op|(?:mijn|mn|m.n) (?:volledige )?(?:naam|adres) is|"
    r"naam:|adres:|geboortedatum:|ik woon (?:in|op|aan)|my (?:full )?(?:name|address) is|"
    r"i am called|i was born|born on|i live (?:in|at|on)|name:|address:|date of birth:)"
)
_SIGNATURE = re.compile(
    r"(?i)\b(?:(?:met )?vriendelijke groet(?:en)?|groet(?:en|jes)?|mvg|(?:kind |best )?regards)\b"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_TOKEN = re.compile(
    rf"(?P<mask>{'|'.join(map(re.escape, MASKS))})|(?P<word>[^\W_]+(?:['’\-][^\W_]+)*)|(?P<rest>\s+|.)"
)
_GAPS = re.compile(rf"{re.escape(GAP)}(?:[\s.,'’\-]*{re.escape(GAP)})+")
_ABBREVIATION = 5
_PARTICLES = frozenset(
    [
        "de",
        "den",
        "der",
        "van",
        "ten",
        "ter",
        "te",
        "het",
        "'t",
        "la",
        "el",
        "al",
        "bin",
        "ben",
        "von",
        "di",
        "da",
    ]
)
"""Words between a first name and a surname."""


class _Token(Struct, frozen=True):
    """A word, a mask, or what stands between them; `starts` begins a sentence."""

    text: str
    kind: str
    starts: bool

    @property
    def has_digit(self) -> bool:
        return any(char.isdigit() for char in self.text)


def anonymous(text: str, familiar: Familiarity) -> str:
    """What may be kept of a question; "" when that is nothing.

    Args:
        text: as it was typed; it is masked again here, to be sure.
        familiar: how well a normalised word is known.
    """
    text = mask(text).strip()
    if _INTRODUCES.search(text):
        return ""
    text = _question_of(_SIGNATURE.split(text, maxsplit=1)[0])
    if _shouts(text):
        text = text.lower()
    tokens = list(_tokens(text))
    kept = _kept(tokens, familiar)
    pairs = zip(tokens, kept, strict=True)
    said = [new for token, new in pairs if token.kind == "word" and not token.has_digit]
    if 3 * said.count(GAP) > len(said) or not any(len(new) > 3 and new != GAP for new in said):
        return ""
    return " ".join(_GAPS.sub(GAP, "".join(kept)).split())


def introduces(text: str) -> bool:
    """Whether somebody says in this text who he is, or where he lives."""
    return bool(_INTRODUCES.search(text))


def _question_of(text: str) -> str:
    """The text; of a long one its first question, else its first sentence, cut between words."""
    text = text.strip()
    if len(text) <= LONGEST:
        return text
    parts = [part.strip() for part in _SENTENCE.split(text) if part.strip()]
    asked = next((part for part in parts if part.endswith("?")), parts[0])
    return asked if len(asked) <= LONGEST else asked[:LONGEST].rpartition(" ")[0]


def _shouts(text: str) -> bool:
    """Whether it is all capitals: they then say nothing about names."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 8 and sum(map(str.isupper, letters)) > 0.7 * len(letters)


def _tokens(text: str) -> Iterator[_Token]:
    starts = True
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "rest"
        yield _Token(found.group(), kind, starts)
        if kind != "rest":
            starts = False
        elif found.group().strip() in {".", "!", "?"} or "\n" in found.group():
            starts = True


def _kept(tokens: list[_Token], familiar: Familiarity) -> list[str]:
    """The tokens' texts, a gap in place of each that may say who somebody is."""
    numbers = sum(token.has_digit for token in tokens if token.kind == "word")
    kept = [token.text for token in tokens]
    before: int | None = None  # where the word before this one stands; particles aside
    particle = False
    for at, token in enumerate(tokens):
        if token.kind == "rest":
            continue
        if token.text.lower() in _PARTICLES:
            particle = True
            continue
        after_gap = before is not None and kept[before] == GAP
        named = before is not None and normalise(tokens[before].text) in NAMES
        stays = token.kind == "mask" or _stays(
            token, familiar, alone=numbers == 1 and not after_gap
        )
        if named and particle and _familiar(token, familiar) is Familiar.USUAL:
            stays = False  # "jan de boer"
        if not stays:
            kept[at] = GAP
            if before is not None and _may_be_a_first_name(tokens[before], familiar):
                kept[before] = GAP
        before, particle = at, False
    return kept


def _stays(token: _Token, familiar: Familiarity, *, alone: bool) -> bool:
    known = _familiar(token, familiar)
    if token.has_digit:
        return alone and known is Familiar.OURS
    if not token.text[0].isupper():
        return known > Familiar.STRANGE
    if 2 <= len(token.text) <= _ABBREVIATION and token.text.isupper():
        return True
    return known is Familiar.OURS or (token.starts and known is Familiar.USUAL)


def _may_be_a_first_name(token: _Token, familiar: Familiarity) -> bool:
    capital = token.kind == "word" and token.text[0].isupper()
    return capital and _familiar(token, familiar) is not Familiar.OURS


def _familiar(token: _Token, familiar: Familiarity) -> Familiar:
    """How well the token is known, or the strangest of the words that it holds."""
    known = (_familiar_word(word, familiar) for word in words(normalise(token.text)))
    return min(known, default=Familiar.STRANGE)


def _familiar_word(word: str, familiar: Familiarity) -> Familiar:
    known = familiar(word)
    return Familiar.STRANGE if word in NAMES and known is not Familiar.OURS else known
