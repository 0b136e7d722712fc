"""Put an example question into the knowledge base, after all checks: `wegwijs gaps accept`.

Of all reports this alone writes into the editors' folder, and no more than one line.
"""

import re
import shutil
from pathlib import Path

from msgspec import Struct

from bot.kb.anonymous import GAP, introduces
from bot.kb.edit import CannotEdit, add_question
from bot.kb.knowledge import Knowledge
from bot.kb.load import errors_with
from bot.kb.names import NAMES
from bot.kb.normalize import normalise, words
from bot.kb.problems import KnowledgeError
from bot.kb.schema import SHORT
from bot.kb.suggest import hint
from bot.kb.topics import alike
from bot.privacy import MASKS, mask

_NUMBERS = re.compile(r"\d{5}|\b\d{4} ?[A-Za-z]{2}\b|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b")
_NAMES = re.compile(r"\b[A-Z][a-zà-ÿ]+(?: (?:de|den|der|van|ten|ter|el|al))* [A-Z][a-zà-ÿ]+\b")


class CannotAccept(Exception):
    """The question can't be added; the text tells an editor, in Dutch, why and what to do."""


class Addition(Struct, frozen=True):
    """An example question for a topic."""

    topic: str
    lang: str
    phrase: str


def accept(folder: Path, knowledge: Knowledge, addition: Addition) -> Path:
    """Write the question into the topic's file; returns that file.

    Args:
        folder: the knowledge base's folder.
        knowledge: what is in that folder now.
        addition: what to add; its phrase is one line without blanks at its ends.

    Raises:
        CannotAccept: the question is personal, known already, or the topic has no such file.
        KnowledgeError: with it, there would be mistakes; nothing was written.
    """
    _check_topic(knowledge, addition)
    _check_phrase(addition.phrase)
    _check_known(knowledge, addition)
    theme = knowledge.topic(addition.topic, addition.lang).theme
    inside = f"{addition.lang}/{theme}/{addition.topic}.yaml"
    file = (folder / inside).resolve()
    before = _read(file)
    try:
        after = add_question(before.decode("utf-8"), addition.phrase).encode()
    except (CannotEdit, UnicodeDecodeError):
        raise CannotAccept(
            f"in {file} is geen plaats voor een vraag. Zet hem er zelf bij"
        ) from None
    if errors := errors_with(folder, {inside: after}):
        raise KnowledgeError(errors)
    _replace(file, before, after)
    return folder / inside


# --- may it be added? -------------------------------------------------------------------------


def _check_topic(knowledge: Knowledge, addition: Addition) -> None:
    known = knowledge.topics()
    if addition.topic not in known:
        near = hint(addition.topic, known)
        raise CannotAccept(f"het onderwerp „{addition.topic}” bestaat niet.{near}")
    if knowledge.topic(addition.topic, addition.lang).lang != addition.lang:
        raise CannotAccept(
            f"„{addition.topic}” is nog niet vertaald in „{addition.lang}”. Maak eerst die vertaling"
        )


def _check_phrase(phrase: str) -> None:
    """A question is short, and says nothing about the person who asked it."""
    if not any(char.isalpha() for char in phrase):
        raise CannotAccept("er is geen vraag om toe te voegen. Geef er een met --phrase")
    if not phrase.isprintable() or len(phrase) > SHORT.limit:
        raise CannotAccept(f"een vraag is één regel van hooguit {SHORT.limit} tekens")
    if any(sign in phrase for sign in (GAP, *MASKS)):
        raise CannotAccept("hier is iets weggelaten. Schrijf de vraag zonder haken, met --phrase")
    if mask(phrase) != phrase or introduces(phrase) or _NUMBERS.search(phrase):
        raise CannotAccept(
            "dit lijkt een persoonlijk gegeven. Schrijf de vraag anders, met --phrase"
        )
    pair = _NAMES.search(phrase)
    known = (word for word in words(normalise(phrase)) if word in NAMES)
    if name := pair[0] if pair else next(known, None):
        raise CannotAccept(
            f"„{name}” lijkt een naam. Laat hem weg, of schrijf een organisatie met kleine letters"
        )


def _check_known(knowledge: Knowledge, addition: Addition) -> None:
    said = alike(addition.phrase)
    for question in knowledge.questions(addition.lang):
        if alike(question.text) == said:
            raise CannotAccept(f"deze vraag staat al bij „{question.topic}”")
    topic = knowledge.topic(addition.topic, addition.lang)
    understood = knowledge.understand(addition.phrase, addition.lang)
    if understood.kind == "urgent" and not topic.urgent:
        danger = understood.topics[0]
        raise CannotAccept(f"dit klinkt als gevaar („{danger}”) en hoort niet bij „{topic.id}”")


# --- the file ---------------------------------------------------------------------------------


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CannotAccept(f"{file} kan niet worden gelezen ({error.strerror})") from None


def _replace(file: Path, before: bytes, after: bytes) -> None:
    """All of the new file or nothing of it, and never over what somebody saved meanwhile."""
    unfinished = file.with_name(f".{file.name}.tmp")  # hidden: nobody loads it
    try:
        unfinished.write_bytes(after)
        shutil.copymode(file, unfinished)
        if file.read_bytes() != before:
            raise CannotAccept(f"iemand heeft {file} net veranderd. Probeer het opnieuw")
        unfinished.replace(file)
    except OSError as error:
        raise CannotAccept(f"{file} kan niet worden geschreven ({error.strerror})") from None
    finally:
        unfinished.unlink(missing_ok=True)
