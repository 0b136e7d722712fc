"""Contacts: every phone number and web address, written once, named in texts. Pure."""

import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from bot.kb.problems import Page
from bot.kb.schema import CONTACTS, fits
from bot.kb.suggest import hint
from bot.kb.yaml_strict import Fields, Node, Text

Contact = Mapping[str, str]
"""What can be said about one contact: name, phone, website …, and the names of its pages."""


class Contacts(Struct, frozen=True):
    """All contacts by id; not `sound` when contacts.yaml has mistakes.

    Then nobody is told that a contact is missing: it may well be one of the mistakes.
    """

    known: Mapping[str, Contact] = {}
    sound: bool = True


_BRACES = re.compile(r"\{([^{}\n]*)\}|[{}]")
_NAMED = re.compile(r"([a-z0-9-]+)\.([a-z0-9_]+)")
_SIMPLE = re.compile(r"[a-z][a-z0-9_]*")
_NOT_SAID = frozenset({"source", "checked"})


def read_contacts(node: Node, page: Page) -> Contacts:
    """The contacts of contacts.yaml; mistakes are noted and leave nothing."""
    if not fits(node, CONTACTS, page, "contacts.yaml") or not isinstance(node, Fields):
        return Contacts(sound=False)
    return Contacts({name: _contact(contact) for name, contact in node.fields.items()})


def _contact(node: Node) -> Contact:
    said: dict[str, str] = {}
    if isinstance(node, Fields):
        for name, value in node.fields.items():
            if isinstance(value, Fields):
                said |= _contact(value)
            elif isinstance(value, Text) and name not in _NOT_SAID:
                said[name] = value.value
    return said


def address(text: Text, contacts: Contacts, page: Page) -> str:
    """The web address that "digid.apply" names; noted and "" when there is none."""
    name, _, field = text.value.partition(".")
    found = _look_up(name, field, contacts, page, text.line)
    if found and not found.startswith("https://"):
        page.error(text.line, "not_a_page", name=text.value)
        return ""
    return found


def fill(text: Text, contacts: Contacts, page: Page, *, placeholders: bool = False) -> str:
    """The text with {digid.phone} and the like filled in.

    Args:
        text: as the editor wrote it.
        contacts: all contacts.
        page: where mistakes are noted.
        placeholders: True where {simple} names are filled in later, by `Knowledge.say`.
    """
    return _BRACES.sub(_filler(text, contacts, page, placeholders), text.value)


def _filler(
    text: Text, contacts: Contacts, page: Page, placeholders: bool
) -> Callable[[re.Match[str]], str]:
    def replace(found: re.Match[str]) -> str:
        inner, line = found[1] or "", text.line_at(found.start())
        if named := _NAMED.fullmatch(inner):
            return _as_markdown(_look_up(named[1], named[2], contacts, page, line))
        if placeholders and _SIMPLE.fullmatch(inner):
            return found[0]
        page.error(line, "bad_placeholder" if placeholders else "bad_braces", text=found[0])
        return ""

    return replace


def check_contact(name: Text, contacts: Contacts, page: Page) -> None:
    """Note it when there is no such contact."""
    if contacts.sound and name.value not in contacts.known:
        near = hint(name.value, contacts.known)
        page.error(name.line, "unknown_contact", name=name.value, hint=near)


def _look_up(name: str, field: str, contacts: Contacts, page: Page, line: int) -> str:
    check_contact(Text(line, name), contacts, page)
    known = contacts.known.get(name, {})
    if known and field not in known:
        page.error(
            line,
            "unknown_contact_field",
            contact=name,
            field=field,
            hint=hint(field, known),
            known=", ".join(known),
        )
    return known.get(field, "")


def _as_markdown(value: str) -> str:
    """A web address reads as people say it ("www.digid.nl") and is a link; all else is text."""
    if not value.startswith("https://"):
        return value
    return f"[{value.removeprefix('https://').rstrip('/')}]({value})"
