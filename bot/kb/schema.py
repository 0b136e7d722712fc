"""What may stand in which file: one table, from which checking and the JSON Schema both come.

Pure. The descriptions are Dutch: editors' programs show them while somebody types.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from msgspec import Struct

from bot.kb.problems import Page
from bot.kb.suggest import hint
from bot.kb.topic import PARTS
from bot.kb.yaml_strict import Fields, Items, Node, Text

Kind = Literal["text", "date", "url", "phone", "flag", "id", "page", "postcodes", "library"]

PATTERNS: Mapping[str, str] = {
    "date": r"^\d{4}-\d{2}-\d{2}$",
    "url": r"^https://[^\s<>()\"]+\.[^\s<>()\"]+$",
    "phone": r"^\+?[0-9][0-9 -]{1,20}$",
    "flag": r"^true$",
    "id": r"^[a-z0-9]+(-[a-z0-9]+)*$",
    "postcodes": r"^[1-9]\d{3}(-[1-9]\d{3})?$",
    "library": r"^[A-Za-z0-9_-]{1,48}$",
    "page": r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z][a-z0-9_]*$",
}
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
LIBRARY = Record(
    {
        "name": Field(SHORT, "hoe mensen de bibliotheek noemen", required=True),
        "website": Field(OneText("url"), "waar openingstijden en adressen staan"),
        "places": Field(Listing(SHORT), "plaatsen en wijken waar zij voor werkt", required=True),
        "postcodes": Field(
            Listing(OneText("postcodes")), "de cijfers van postcodes: 2041, of een reeks: 2011-2037"
        ),
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


# --- the JSON Schema --------------------------------------------------------------------------


def json_schema() -> dict[str, Any]:
    """The JSON Schema of topic files and libraries.

    A file that says what it translates is a translation; one with places is a library.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": "Generated from bot/kb/schema.py by `wegwijs schema`; do not edit.",
        "title": "Onderwerp of bibliotheek van Wegwijs",
        "if": {"required": ["translates"]},
        "then": _as_json(TRANSLATION),
        "else": {
            "if": {"required": ["places"]},
            "then": _as_json(LIBRARY),
            "else": _as_json(TOPIC),
        },
    }


def schema_file() -> str:
    """What `wegwijs schema` prints, and knowledge/schema.json holds."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def _text_as_json(shape: OneText) -> dict[str, Any]:
    match shape.kind:
        case "text":
            return {"type": "string", "minLength": 1, "maxLength": shape.limit}
        case "flag":
            # Unquoted `true` is a boolean to an editor's program, a text to us.
            return {"enum": [True, "true"]}
        case kind:
            return {"type": "string", "pattern": PATTERNS[kind]}


def _as_json(shape: Shape) -> dict[str, Any]:
    match shape:
        case OneText():
            return _text_as_json(shape)
        case Listing(of):
            return {"type": "array", "minItems": 1, "items": _as_json(of)}
        case Either():
            return {"anyOf": [_as_json(TEXT), _as_json(Listing(TEXT))]}
        case Record(fields):
            return {
                "type": "object",
                "additionalProperties": False,
                "required": [name for name, field in fields.items() if field.required],
                "properties": {
                    name: {"description": field.about, **_as_json(field.shape)}
                    for name, field in fields.items()
                },
            }
        case Table(of, names):
            return {
                "type": "object",
                "additionalProperties": False,
                "patternProperties": {names: _as_json(of)},
            }
