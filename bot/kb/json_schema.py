"""The JSON Schema of the editors' files, made from the table in schema.py. Pure."""

import json
from typing import Any

from bot.kb.schema import (
    LIBRARY,
    PATTERNS,
    TEXT,
    TOPIC,
    TRANSLATION,
    Either,
    Listing,
    OneText,
    Record,
    Shape,
    Table,
)


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
