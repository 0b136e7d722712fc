"""Telegram's HTML as its servers read it: text and entities, or the error in Telegram's words.

Offsets of errors are in bytes of UTF-8, offsets of entities in UTF-16 units.
"""

import re
from html import unescape
from typing import Any

from tests.botapi.errors import bad

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_REFERENCE = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|lt|gt|amp|quot);")
_TAG = re.compile(r"<(/?)([^\s<>/]*)([^<>]*)>")
_ATTRIBUTE = re.compile(r"\s*([a-zA-Z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+)))?")
_INVISIBLE = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


def units(text: str) -> int:
    """Length in UTF-16 units, which is how Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def cleaned(text: str) -> str:
    """Without what Telegram removes from every text (tdlib's clean_input_string)."""
    return _CONTROL.sub(" ", _INVISIBLE.sub("", text))


def wanted(text: str) -> bool:
    """Whether anything visible is left."""
    return bool(text.strip(" \n\u00ad\u200b\u2060\ufeff"))


def parse(text: str, mode: str | None) -> tuple[str, list[dict[str, Any]]]:
    """What is shown, and how it is marked up."""
    if mode not in {None, "", "HTML"}:
        raise bad("unsupported parse_mode")
    shown, entities = _html(cleaned(text)) if mode else (cleaned(text), [])
    return _trimmed(shown, entities)


def _html(text: str) -> tuple[str, list[dict[str, Any]]]:
    out = ""
    entities: list[dict[str, Any]] = []
    open_tags: list[tuple[str, str, int, str]] = []  # tag, attributes, UTF-16 start, its place
    position = 0
    while position < len(text):
        char = text[position]
        if char == "<":
            position, out = _tag(text, position, out, open_tags, entities)
        elif char == "&" and (reference := _REFERENCE.match(text, position)):
            out += unescape(reference.group())
            position = reference.end()
        else:
            out += char
            position += 1
    if open_tags:
        raise _fault(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return out, entities


def _tag(
    text: str,
    position: int,
    out: str,
    open_tags: list[tuple[str, str, int, str]],
    entities: list[dict[str, Any]],
) -> tuple[int, str]:
    offset = len(text[:position].encode())
    found = _TAG.match(text, position)
    if found is None:
        raise _fault(f"Unclosed start tag at byte offset {offset}")
    closing, name, attributes = found[1], found[2].lower(), found[3]
    if not closing:
        if name not in _TYPES:
            raise _fault(f'Unsupported start tag "{name}" at byte offset {offset}')
        open_tags.append((name, attributes, units(out), out))
        return found.end(), out
    if not open_tags:
        raise _fault(f"Unexpected end tag at byte offset {offset}")
    expected, attributes, start, _before = open_tags.pop()
    if name not in {"", expected}:
        raise _fault(
            f'Unmatched end tag at byte offset {offset}, expected "</{expected}>", found "</{name}>"'
        )
    if length := units(out) - start:
        entities += _entity(expected, attributes, start, length)
    return found.end(), out


def _entity(name: str, attributes: str, start: int, length: int) -> list[dict[str, Any]]:
    entity: dict[str, Any] = {"type": _TYPES[name], "offset": start, "length": length}
    if name == "a":
        values = {
            found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
            for found in _ATTRIBUTE.finditer(attributes)
        }
        entity["url"] = values.get("href", "")
        if not re.match(r"(https?|tg)://[^\s/]+", entity["url"]):
            return []  # Telegram shows the words without the link
    return [entity]


def _fault(text: str) -> Exception:
    return bad(f"can't parse entities: {text}")


def _trimmed(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """Without blanks at both ends; entities follow the text."""
    left = units(text) - units(text.lstrip(" \n"))
    text = text.strip(" \n")
    total = units(text)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - left)
        end = min(total, entity["offset"] + entity["length"] - left)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return text, kept
