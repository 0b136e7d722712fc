"""Recognise personal data in what people type, and mask it. Pure.

Masking happens once, at the border, before anything is stored, shown to the desk or logged.
What is masked, and the rule it is recognised by:

- BSN: 8 or 9 digits that pass the 11-proef (RvIG, Logisch Ontwerp BSN), with or without dots,
  spaces or hyphens; and any 8 or 9 digits that the writer himself calls a BSN.
- IBAN: ISO 13616 shape and mod-97 check.
- payment card: 13 to 19 digits that pass the Luhn check.
- telephone number: what libphonenumber accepts as a number dialled from the Netherlands.
- e-mail address.
- a code or password that the writer announces ("mijn code is 12345", "wachtwoord: geheim").

Short public numbers (112, 113, 0800-…, 14 0xx) stay readable: they are advice, not a person.
"""

import re

import phonenumbers
from msgspec import Struct
from stdnum import iban, luhn
from stdnum.nl import bsn

BSN, IBAN, CARD, PHONE, EMAIL, SECRET = (
    "[BSN]",
    "[IBAN]",
    "[kaartnummer]",
    "[telefoonnummer]",
    "[e-mailadres]",
    "[geheim]",
)
MASKS = (BSN, IBAN, CARD, PHONE, EMAIL, SECRET)

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]){11,30}")
_DIGITS = re.compile(r"(?<![\d])\d(?:[ .\-/]{0,2}\d){6,18}(?!\d)")
# Named by the writer: a BSN with a typing error is still almost a BSN.
_NAMED_BSN = re.compile(
    r"(?i)\b(bsn|sofi|burgerservice|citizen service)([^\d\n]{0,30})(\d(?:[ .\-]?\d){6,9})(?!\d)"
)
_NAMED_SECRET = re.compile(
    r"(?i)\b(wachtwoord|password|pincode|pin|sms-?code|activeringscode|inlogcode|digid-?code|code)"
    r"(\s+(?:is|was|=)\s+|\s*[:=]\s*|\s+)"
    r"(?=\S*\d)(\S{4,40})"
)
_PASSWORD = re.compile(r"(?i)\b((?:wachtwoord|password)\s*[:=]\s*)(?!\[geheim\])\S{3,60}")
_PUBLIC = re.compile(r"^(?:0800|0900|0906|0909|14|088)")
_INVISIBLE = re.compile("(?<=\\d)[\u00ad\u200b-\u200f\u2060\ufeff]+(?=\\d)")
_MAX = 8_000
"""Characters looked at; what comes after is cut off before anything is stored."""


SHAREABLE = (IBAN, PHONE, EMAIL)
"""What a citizen may decide to show to the person who helps; all else is never shown."""


class Found(Struct, frozen=True):
    """One piece of personal data: which of MASKS hides it, and what it was ("" when never shown)."""

    mask: str
    value: str = ""


def mask(text: str) -> str:
    """The text with all recognised personal data replaced by one of MASKS.

    Masking twice changes nothing more. Texts longer than 8,000 characters are cut there:
    people send no such texts, and the time spent must stay bounded.
    """
    return _mask(text, [])


def found_in(text: str) -> tuple[Found, ...]:
    """What `mask` hides in this text. Never store or log it: these are the data themselves."""
    found: list[Found] = []
    masked = _mask(text, found)
    others = [kind for kind in MASKS if kind not in SHAREABLE]
    hidden = [Found(kind) for kind in others if masked.count(kind) > text.count(kind)]
    return (*found, *hidden)


def _mask(text: str, found: list[Found]) -> str:
    """As `mask`; what may be shown when the citizen agrees is added to `found`."""
    text = text[:_MAX]
    text = _EMAIL.sub(lambda match: _note(found, EMAIL, match[0]), text)
    text = _PASSWORD.sub(rf"\1{SECRET}", text)
    if not any(char.isdigit() for char in text):
        return text
    text = _INVISIBLE.sub("", text)
    text = _NAMED_SECRET.sub(_secret, text)
    text = _IBAN.sub(lambda match: _iban(match, found), text)
    text = _NAMED_BSN.sub(rf"\1\2{BSN}", text)
    text = _DIGITS.sub(_number, text)
    return _phones(text, found)


def _note(found: list[Found], kind: str, value: str) -> str:
    found.append(Found(kind, value))
    return kind


def _secret(found: re.Match[str]) -> str:
    """Keeps "mijn code is", hides what follows; leaves words such as "code95-rijbewijs" alone."""
    word, between, value = found.groups()
    looks_secret = sum(char.isdigit() for char in value) >= 3 or word.lower() in {
        "wachtwoord",
        "password",
    }
    return f"{word}{between}{SECRET}" if looks_secret else found.group()


def _iban(match: re.Match[str], found: list[Found]) -> str:
    """The longest run from the start that is a valid IBAN; words may follow without a comma."""
    text = match.group()
    for end in range(len(text), 14, -1):
        if text[end - 1].isalnum() and iban.is_valid(text[:end]):
            return _note(found, IBAN, text[:end]) + text[end:]
    return text


def _number(found: re.Match[str]) -> str:
    """A run of digits: a payment card, a BSN, or neither (left for the phone check)."""
    text = found.group()
    digits = re.sub(r"\D", "", text)
    if len(digits) >= 13 and luhn.is_valid(digits):
        return CARD
    if len(digits) in (8, 9) and bsn.is_valid(digits) and not _is_date(digits):
        return BSN
    return text


def _is_date(digits: str) -> bool:
    """True for eight digits that read as a day in 1900-2099 ("23 11 2026", "20261123")."""
    if len(digits) != 8:
        return False
    day_first = (digits[:2], digits[2:4], digits[4:])
    year_first = (digits[6:], digits[4:6], digits[:4])
    return any(
        1 <= int(day) <= 31 and 1 <= int(month) <= 12 and 1900 <= int(year) <= 2099
        for day, month, year in (day_first, year_first)
    )


def _phones(text: str, hidden: list[Found]) -> str:
    """Telephone numbers of persons; public service numbers stay."""
    out: list[str] = []
    end = 0
    for found in phonenumbers.PhoneNumberMatcher(text, "NL"):
        digits = re.sub(r"\D", "", found.raw_string)
        if _PUBLIC.match(digits):
            continue
        out += [text[end : found.start], _note(hidden, PHONE, found.raw_string)]
        end = found.end
    return "".join([*out, text[end:]])


class Retention(Struct, frozen=True):
    """How many days things are kept after the last thing that happened; `[privacy]` settings.

    Attributes:
        keep_conversations: what the bot remembers of a citizen's talk.
        keep_cases: a closed case: its number, times, library and messages' ids, never texts.
        keep_questions: questions without a good answer, anonymous; 0 keeps none.
        keep_counts: statistics without persons.
    """

    keep_conversations: float = 30
    keep_cases: float = 30
    keep_questions: float = 365
    keep_counts: float = 800
