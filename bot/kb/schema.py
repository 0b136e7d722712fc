"""What may stand in which file: one table, from which checking and the JSON Schema both come.

Pure. The descriptions are Dutch: editors' programs show them while somebody types.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from bot.kb.problems import Page
from bot.kb.suggest import hint
from bot.kb.topic import PARTS
from bot.kb.yaml_strict import Fields, Items, Node, Text

Kind = Literal[
    "text",
    "date",
    "url",
    "phone",
    "flag",
    "id",
    "page",
    "postcodes",
    "library",
    "times",
    "days",
    "open",
]

_SPAN = r"\d{1,2}[:.]\d{2} *- *\d{1,2}[:.]\d{2}"
PATTERNS: Mapping[str, str] = {
    "date": r"^\d{4}-\d{2}-\d{2}$",
    "url": r"^https://[^\s<>()\"]+\.[^\s<>()\"]+$",
    "phone": r"^\+?[0-9][0-9 -]{1,20}$",
    "flag": r"^true$",
    "id": r"^[a-z0-9]+(-[a-z0-9]+)*$",
    "postcodes": r"^[1-9]\d{3}(-[1-9]\d{3})?$",
    "library": r"^[A-Za-z0-9_-]{1,48}$",
    "page": r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z][a-z0-9_]*$",
    "times": rf"^(dicht|{_SPAN}( *, *{_SPAN})*)$",
    "days": r"^\d{4}-\d{2}-\d{2}( t/m \d{4}-\d{2}-\d{2})?$",
    "open": r"^(open|dicht)$",
}
WEEKDAYS = r"^(ma|di|wo|do|vr|za|zo)(-(ma|di|wo|do|vr|za|zo))?$"
LANGUAGE = r"^[a-z]{2,3}$"
KEY = r"^[a-z][a-z0-9_]*$"
_SENTENCE = {
    "date": "bad_date",
    "url": "bad_url",
    "phone": "bad_phone",
    "flag": "bad_flag",
    "id": "bad_id",
    "page": "not_a_page",
    "postcodes": "bad_postcodes",
    "library": "bad_library_name",
    "times": "bad_times",
    "days": "bad_days",
    "open": "bad_open",
}


class OneText(Struct, frozen=True):
    """One text of some kind; `limit` in characters."""

    kind: Kind = "text"
    limit: int = 2_000


class Listing(Struct, frozen=True):
    """A list of so many or more."""

    of: "Shape"
    least: int = 1


class Either(Struct, frozen=True):
    """One text, or a list of them."""


class Field(Struct, frozen=True):
    """One name in a record: what stands behind it, and what it is for (Dutch)."""

    shape: "Shape"
    about: str
    required: bool = False


class Record(Struct, frozen=True):
    """Fixed names."""

    fields: Mapping[str, Field]


class Table(Struct, frozen=True):
    """Names that the editors choose, all with the same shape behind them."""

    of: "Shape"
    names: str = KEY
    sentence: str = "bad_key"


Shape = OneText | Listing | Either | Record | Table

TEXT = OneText()
SHORT = OneText(limit=200)
_SOURCE = Record(
    {
        "url": Field(OneText("url"), "het adres van de pagina waar dit staat", required=True),
        "checked": Field(OneText("date"), "de dag waarop die pagina is nagekeken", required=True),
    }
)
_PART_ABOUT = {
    "steps": "de stappen, in volgorde",
    "need": "wat iemand nodig heeft",
    "cost": "wat het kost",
    "duration": "hoe lang het duurt",
    "phone": "wie iemand kan bellen, en wanneer",
    "library": "hoe de bibliotheek helpt",
    "beware": "waar iemand op moet letten",
}
_PARTS = Record({name: Field(Either(), _PART_ABOUT[name]) for name in PARTS})
_TEXTS: dict[str, Field] = {
    "title": Field(SHORT, "waar het over gaat, in een paar woorden", required=True),
    "questions": Field(Listing(SHORT), "hoe mensen het echt vragen: 20 of meer", required=True),
    "words": Field(Listing(SHORT), "woorden die op zichzelf al dit onderwerp betekenen"),
    "answer": Field(TEXT, "het antwoord, hooguit 600 tekens", required=True),
    "parts": Field(_PARTS, "wat iemand daarna kan vragen: stappen, kosten, duur"),
}
_LINK = {
    "label": Field(SHORT, "wat er op de knop staat", required=True),
    "contact": Field(OneText("page"), "een adres uit contacts.yaml, bijvoorbeeld digid.apply"),
    "url": Field(OneText("url"), "een adres dat niet in contacts.yaml staat"),
}
TOPIC = Record(
    {
        **_TEXTS,
        "links": Field(Listing(Record(_LINK)), "websites, als knop onder het antwoord"),
        "related": Field(Listing(OneText("id")), "onderwerpen die mensen daarna vaak nodig hebben"),
        "organisation": Field(OneText("id"), "wie het regelt: een naam uit contacts.yaml"),
        "upl": Field(Listing(SHORT), "namen uit de Uniforme Productnamenlijst"),
        "libraries": Field(
            Listing(OneText("library")), "alleen voor deze bibliotheken; weglaten: voor iedereen"
        ),
        "urgent": Field(OneText("flag"), "true als iemand in gevaar kan zijn"),
        "source": Field(Listing(_SOURCE), "waar het antwoord op steunt", required=True),
        "changed": Field(OneText("date"), "de dag van de laatste wijziging van de inhoud"),
        "review_by": Field(OneText("date"), "voor deze dag opnieuw nakijken", required=True),
    }
)
TRANSLATION = Record(
    {
        **_TEXTS,
        "links": Field(Listing(Record(_LINK)), "de knoppen, in de volgorde van het Nederlands"),
        "translates": Field(
            OneText("date"), "de datum changed van het Nederlands dat is vertaald", required=True
        ),
    }
)
CONTACTS = Table(
    Record(
        {
            "name": Field(SHORT, "hoe mensen het kennen", required=True),
            "phone": Field(OneText("phone"), "het telefoonnummer"),
            "phone_alt": Field(OneText("phone"), "een tweede nummer"),
            "phone_abroad": Field(OneText("phone"), "het nummer vanuit het buitenland"),
            "hours": Field(SHORT, "wanneer iemand kan bellen"),
            "cost": Field(SHORT, "wat bellen kost"),
            "website": Field(OneText("url"), "de website"),
            "pages": Field(Table(OneText("url")), "pagina's van die website, elk met een naam"),
            "source": Field(SHORT, "waar dit staat", required=True),
            "checked": Field(OneText("date"), "de dag waarop het is nagekeken", required=True),
        }
    ),
    names=PATTERNS["id"],
    sentence="bad_id",
)
LOCAL = Record(
    {
        "add": Field(TEXT, "komt onder het antwoord te staan, hooguit 300 tekens"),
        "answer": Field(TEXT, "komt in plaats van het antwoord, hooguit 600 tekens"),
        "parts": Field(_PARTS, "komt in plaats van dat onderdeel, of erbij"),
        "links": Field(Listing(Record(_LINK)), "knoppen boven die van het onderwerp"),
    }
)
_WEEK = Table(OneText("times"), names=WEEKDAYS, sentence="bad_weekday")
_ON = Field(OneText("days"), "2026-12-24, of een reeks: 2026-12-24 t/m 2027-01-03", required=True)
_CLOSURES = Listing(
    Record({"on": _ON, "reason": Field(SHORT, "waarom het dan dicht is", required=True)})
)
_EXTRA = {
    "on": _ON,
    "hours": Field(OneText("times"), "de tijden van die dag", required=True),
    "desk": Field(OneText("times"), "wanneer er dan iemand helpt, als er tijden bij desk staan"),
    "reason": Field(SHORT, "waarom het anders is"),
}
BRANCH = Record(
    {
        "name": Field(SHORT, "hoe mensen de vestiging noemen", required=True),
        "hours": Field(
            _WEEK, "openingstijden per dag: ma: 10:00-17:30, of dicht; ma-vr mag ook", required=True
        ),
        "desk": Field(_WEEK, "wanneer er iemand helpt, als dat anders is dan de openingstijden"),
        "closures": Field(_CLOSURES, "dagen waarop deze vestiging dicht is"),
        "extra": Field(Listing(Record(_EXTRA)), "dagen met andere tijden dan de week"),
    }
)
LIBRARY = Record(
    {
        "name": Field(SHORT, "hoe mensen de bibliotheek noemen", required=True),
        "website": Field(OneText("url"), "waar openingstijden en adressen staan"),
        "places": Field(Listing(SHORT), "plaatsen en wijken waar zij voor werkt", required=True),
        "postcodes": Field(
            Listing(OneText("postcodes")), "de cijfers van postcodes: 2041, of een reeks: 2011-2037"
        ),
        "branches": Field(
            Table(BRANCH, names=PATTERNS["id"], sentence="bad_id"),
            "vestigingen met hun openingstijden",
        ),
        "holidays": Field(
            Table(OneText("open"), names=PATTERNS["id"], sentence="bad_id"),
            "feestdagen waarop het anders is dan meestal: goede-vrijdag: dicht",
        ),
        "closures": Field(_CLOSURES, "dagen waarop alle vestigingen dicht zijn"),
        "contacts": Field(CONTACTS, "eigen telefoonnummers en websites, zoals in contacts.yaml"),
        "local": Field(
            Table(
                Table(LOCAL, names=LANGUAGE, sentence="bad_language"),
                names=PATTERNS["id"],
                sentence="bad_id",
            ),
            "per onderwerp en taal: wat in deze bibliotheek anders is",
        ),
    }
)
MESSAGES = Table(TEXT)
SMALLTALK = Table(
    Record(
        {
            "questions": Field(Listing(SHORT), "hoe mensen het zeggen", required=True),
            "answer": Field(TEXT, "wat de bot terugzegt; zonder antwoord doet de bot iets"),
        }
    )
)
_SENDER = {
    "name": Field(SHORT, "wat er op de knop staat", required=True),
    "words": Field(Listing(SHORT), "hoe mensen de afzender ook noemen"),
}
_KIND = {"name": Field(SHORT, "wat er op de knop staat", required=True)}
_FITTING = Field(Listing(OneText("id")), "onderwerpen die passen, het beste eerst", required=True)


def _letters(kind: Mapping[str, Field], first: Mapping[str, Field]) -> Record:
    kinds = Table(Record(kind), names=PATTERNS["id"], sentence="bad_id")
    about = "soorten brieven van deze afzender"
    sender = Record({**_SENDER, "kinds": Field(kinds, about, required=True)})
    senders = Table(sender, names=PATTERNS["id"], sentence="bad_id")
    return Record({**first, "senders": Field(senders, "wie brieven stuurt", required=True)})


LETTERS = _letters(
    {**_KIND, "topics": _FITTING},
    {"topic": Field(OneText("id"), "het onderwerp waar de knop onder staat", required=True)},
)
LETTERS_TRANSLATION = _letters(_KIND, {})
SYNONYMS = Listing(Listing(SHORT))
GENERAL = Listing(SHORT)
URGENT = Record(
    {
        "topics": Field(
            Table(Listing(SHORT), names=PATTERNS["id"], sentence="bad_id"),
            "per dringend onderwerp: woorden die op gevaar wijzen",
            required=True,
        ),
        "not_urgent": Field(Listing(SHORT), "uitdrukkingen die alleen op gevaar lijken"),
        "groups": Field(
            Table(Listing(SHORT)), "woorden die in een patroon samen een <naam> hebben"
        ),
    }
)

WORD = r"^[a-zà-ÿ][a-zà-ÿ '’-]*$"
"""A Dutch word or expression in small letters."""
PLAIN = Record(
    {
        "instead": Field(
            Table(SHORT, names=WORD, sentence="bad_word"),
            "moeilijke woorden, en wat u liever schrijft",
        ),
        "known": Field(Listing(SHORT), "lange of zeldzame woorden die iedereen toch kent"),
    }
)


# --- checking ---------------------------------------------------------------------------------


def fits(node: Node, shape: Shape, page: Page, name: str) -> bool:
    """Whether `node` has that shape; what does not fit is noted on `page`.

    `name` is what the editor calls it: the field's name, or the file's.
    """
    match shape:
        case OneText():
            return _fits_text(node, shape, page, name)
        case Listing():
            return _fits_list(node, shape, page, name)
        case Either():
            inner = Listing(TEXT) if isinstance(node, Items) else TEXT
            return fits(node, inner, page, name)
        case Record():
            return _fits_record(node, shape, page, name)
        case Table():
            return _fits_table(node, shape, page, name)


def _fits_text(node: Node, shape: OneText, page: Page, name: str) -> bool:
    if not isinstance(node, Text):
        page.error(node.line, "want_text", name=name)
    elif not node.value:
        page.error(node.line, "empty_text", name=name)
    elif len(node.value) > shape.limit:
        page.error(node.line, "too_long", name=name, length=len(node.value), limit=shape.limit)
    elif not _is_kind(node.value, shape.kind):
        page.error(node.line, _SENTENCE[shape.kind], value=node.value, name=node.value)
    else:
        return True
    return False


def _is_kind(value: str, kind: Kind) -> bool:
    if kind == "text":
        return True
    if not re.match(PATTERNS[kind], value):
        return False
    if kind == "date":
        try:
            date.fromisoformat(value)
        except ValueError:
            return False
    return True


def _fits_list(node: Node, shape: Listing, page: Page, name: str) -> bool:
    if not isinstance(node, Items):
        empty = isinstance(node, Text) and not node.value
        page.error(node.line, "empty_list" if empty else "want_list", name=name)
        return False
    if len(node.items) < shape.least:
        page.error(node.line, "empty_list", name=name)
        return False
    found = [fits(item, shape.of, page, name) for item in node.items]  # all of them, to note all
    return all(found)


def _fits_record(node: Node, shape: Record, page: Page, name: str) -> bool:
    if not isinstance(node, Fields):
        page.error(node.line, "want_fields", name=name, example=f"{next(iter(shape.fields))}: …")
        return False
    good = True
    for found, line in node.names.items():
        if found not in shape.fields:
            known = ", ".join(shape.fields)
            near = hint(found, shape.fields)
            page.error(line, "unknown_field", name=found, hint=near, known=known)
            good = False
    for wanted, field in shape.fields.items():
        if wanted in node.fields:
            good &= fits(node.fields[wanted], field.shape, page, wanted)
        elif field.required:
            page.error(node.line, "missing_field", name=wanted, about=field.about)
            good = False
    return good


def _fits_table(node: Node, shape: Table, page: Page, name: str) -> bool:
    if not isinstance(node, Fields):
        page.error(node.line, "want_fields", name=name, example="naam: …")
        return False
    good = True
    for found, value in node.fields.items():
        if not re.match(shape.names, found):
            page.error(node.names[found], shape.sentence, value=found)
            good = False
        good &= fits(value, shape.of, page, found)
    return good
