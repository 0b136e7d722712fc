"""What the knowledge base holds, as plain data: topics, libraries, and what was understood."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from bot.kb.hours import Branch

PARTS = ("steps", "need", "cost", "duration", "phone", "library", "beware")
"""The parts a topic may have besides its answer, in the order in which they are offered."""


class Link(Struct, frozen=True):
    """A web page to open: what the button says, and where it leads."""

    label: str
    url: str


class Source(Struct, frozen=True):
    """A page that an answer rests on, and the day it was read ("2026-11-23")."""

    url: str
    checked: str


class Topic(Struct, frozen=True):
    """One topic in one language, ready to be shown: contacts are filled in.

    Attributes:
        id: Dutch, kebab-case, the same in every language ("digid-aanvragen").
        theme: the folder it stands in ("digid").
        lang: the language of the texts; the source language where no translation exists.
        title: what the topic is about, in a few words.
        questions: how people ask it.
        words: words that by themselves mean this topic.
        answer: small Markdown.
        parts: the part's name (one of PARTS) to its text, small Markdown; steps are numbered.
        links: web pages, as buttons.
        related: ids of topics that people often need next.
        urgent: True when someone may be in danger: answered before anything else.
        upl: names of the Uniforme Productnamenlijst, the government's list of its products.
        sources: the pages that the answer rests on.
        changed: the day of the facts: of the last change, for a translation of what it
            translates; "" when that is not written down.
        review_by: the day before which somebody must look at the facts again.
        libraries: ids of the libraries whose citizens alone are told it; none: everybody is.
    """

    id: str
    theme: str
    lang: str
    title: str
    questions: tuple[str, ...]
    answer: str
    words: tuple[str, ...] = ()
    parts: Mapping[str, str] = {}
    links: tuple[Link, ...] = ()
    related: tuple[str, ...] = ()
    urgent: bool = False
    upl: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    changed: str = ""
    review_by: str = ""
    libraries: tuple[str, ...] = ()


class Local(Struct, frozen=True):
    """What a library says itself about one topic, in one language; contacts are filled in.

    Attributes:
        add: stands below the answer.
        answer: stands in place of the answer; "" keeps the general one.
        parts: in place of, or besides, the topic's parts of the same name.
        links: stand above the topic's own.
    """

    add: str = ""
    answer: str = ""
    parts: Mapping[str, str] = {}
    links: tuple[Link, ...] = ()


class Library(Struct, frozen=True):
    """One library organisation that citizens can be helped by.

    Attributes:
        id: used in links and configuration: letters, digits, "-" and "_".
        name: as people know it.
        website: where opening hours and addresses stand.
        places: names of the places and neighbourhoods that it serves.
        postcodes: the four digits of the postcodes it serves, as ranges: first and last.
        local: by topic and language, what it says itself; see `local.py`.
        branches: its buildings with their opening hours; none: nobody wrote these down.
    """

    id: str
    name: str
    website: str = ""
    places: tuple[str, ...] = ()
    postcodes: tuple[tuple[int, int], ...] = ()
    local: Mapping[str, Mapping[str, Local]] = {}
    branches: tuple[Branch, ...] = ()


Kind = Literal["answer", "choices", "unknown", "urgent", "smalltalk"]


class Understanding(Struct, frozen=True):
    """What the bot makes of one free text.

    Attributes:
        kind: what to do: answer (sure), choices ("Bedoelt u …?"), unknown, urgent, smalltalk.
        lang: the language of the text, or the conversation's when the text does not tell.
        lang_sure: True when the text itself told the language.
        topics: best first; one for answer and urgent, 2 to 4 for choices, for unknown the
            nearest few (not sure enough to be shown as an answer), none for smalltalk.
        confidence: the calibrated chance (0 to 1) that the first topic is what was meant.
        smalltalk: the key in _smalltalk.yaml ("greeting", "thanks", …) when kind is smalltalk.
    """

    kind: Kind
    lang: str
    lang_sure: bool
    topics: tuple[str, ...] = ()
    confidence: float = 0.0
    smalltalk: str | None = None
