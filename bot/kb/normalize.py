"""From what somebody typed to plain words: lower case, no accents, no tricks. Pure.

"Ik ben m'n DigiD-wachtwoord kwijt!!" -> ["ik", "ben", "mn", "digid", "wachtwoord", "kwijt"]

What is *not* done here: correcting spelling, or knowing what a word means.
"""

import re
import unicodedata

MAX_CHARS = 4_000
"""Characters looked at: about Telegram's longest message. The rest of a text is not read."""
MAX_WORD = 32
"""Longer words are cut: no Dutch or English word that matters is longer."""

_MASK = re.compile(r"\[[^\[\]\n]{1,30}\]")
# "mijn bsn is [BSN]", "u bereikt mij op [telefoonnummer]": it introduces the writer, and asks nothing.
_INTRODUCED = re.compile(
    r"(?i)\b(?:(?:mijn|m'n|my|het|the|de|onze|our|haar|zijn|his|her)\s+)?"
    r"(?:bsn|burgerservicenummer|sofinummer|iban|rekening|bankrekening|account|telefoon|mobiele?|"
    r"tel|phone|mobile|e-?mail|mail|adres|address|code|number|nummer|nr)"
    r"[\w-]{0,12}(?:[\s-]+(?:nummer|number|nr|adres|address))?"
    r"\s*(?:[:=]|\s(?:is|was)\b)\s*[:=]?\s*(?:\[[^\[\]\n]{1,30}\]\s*)+"
    r"|\b(?:mijn|my)\s+(?:bsn|burgerservicenummer|iban|e-?mail(?:adres)?)(?:[\s-]?nummer)?\s*"
    r"\[[^\[\]\n]{1,30}\]"
)
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_APOSTROPHE = re.compile(r"(?<=\w)['\u2019\u2018\u02bc`\u00b4](?=\w)")
_LETTER_HYPHEN = re.compile(r"\b(\w)-(?=\w{3})")  # e-mail, e-herkenning: one word
_ACRONYM = re.compile(r"\b(?:\w\.){2,6}")  # B.S.N., m.b.t.
_LATIN = re.compile(r"[a-z]")
_MAX_DIGITS = 5

# Letters of other scripts that look like Latin ones; used to fool filters, seldom by accident.
_LOOKALIKES = str.maketrans(
    "абвгдеіјкмнорстухѕԁԛԝαβεικνορτυχωıł",
    "abbrdeijkmhopctyxsdqwabeikvoptuxwil",
)
_UNACCENTED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d"})


def normalise(text: str) -> str:
    """Lower case without accents, invisible characters or masks such as "[BSN]"; at most MAX_CHARS.

    Line breaks stay: they end sentences.
    """
    text = text.lstrip()[:MAX_CHARS]
    if "[" in text:
        text = _MASK.sub(" ", _without_introductions(text))
    if not text.isascii():
        text = _to_plain(text)
    return text.casefold()


def _without_introductions(text: str) -> str:
    """The text without "mijn bsn is [BSN]", unless nothing else is said."""
    shorter = _INTRODUCED.sub(". ", text)
    return shorter if _WORD.search(shorter) else text


def _to_plain(text: str) -> str:
    """Accents, compatibility forms, invisible characters and look-alike letters resolved."""
    decomposed = unicodedata.normalize("NFKD", text)[: 2 * MAX_CHARS].casefold()
    kept = (c for c in decomposed if unicodedata.category(c) not in {"Mn", "Cf", "Co", "Cs"})
    plain = "".join(kept).translate(_UNACCENTED)
    return _WORD.sub(_as_latin, plain)[:MAX_CHARS]


def _as_latin(match: re.Match[str]) -> str:
    """A word that mixes scripts, with its look-alike letters made Latin; other words unchanged."""
    word = match[0]
    if word.isascii() or not _LATIN.search(word):
        return word
    return word.translate(_LOOKALIKES)


def words(plain: str) -> list[str]:
    """The words of a normalised text, in order.

    Long numbers are left out: they are references and amounts, not meaning. Short ones stay
    ("112", "14", "2025").
    """
    plain = _APOSTROPHE.sub("", plain)
    plain = _ACRONYM.sub(lambda match: match[0].replace(".", "") + " ", plain)
    plain = _LETTER_HYPHEN.sub(r"\1", plain)
    found = (word[:MAX_WORD] for word in _WORD.findall(plain))
    return [word for word in found if len(word) <= _MAX_DIGITS or not word.isdigit()]


def sentences(plain: str) -> list[str]:
    """A normalised text cut at full stops, question and exclamation marks, and line ends."""
    return [part for part in _SENTENCE.split(plain) if part.strip()]
