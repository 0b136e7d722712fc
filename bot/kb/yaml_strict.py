"""YAML as our editors need it: texts only, every value knows its line. Pure.

YAML has traps that cost a volunteer an evening: `no` becomes false, `06` becomes 6, a date
becomes something else, the same key twice silently drops the first, a tab breaks the file. Here
every value stays the text that was typed, and each trap gets a sentence of its own. Hostile
files are refused before they cost anything: size, depth, aliases ("billion laughs") and tags.
"""

import re
from collections.abc import Iterator

import yaml
from msgspec import Struct

from bot.kb.problems import Page

MAX_BYTES = 1_000_000
MAX_DEPTH = 10
_FAST_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAB = re.compile(r"^[ ]*\t", re.MULTILINE)
_STARRED = re.compile(r"(?:^|[-:,\[])\s*[*&]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class Text(Struct, frozen=True):
    """One text, as typed; `literal` when it stands below a "|", each line as it is."""

    line: int
    value: str
    literal: bool = False

    def line_at(self, position: int) -> int:
        """The line of that character of `value`; of a folded text only the first is known."""
        return self.line + 1 + self.value.count("\n", 0, position) if self.literal else self.line


class Items(Struct, frozen=True):
    """A list."""

    line: int
    items: "tuple[Node, ...]"


class Fields(Struct, frozen=True):
    """Names with values. `names` holds the line on which each name stands."""

    line: int
    fields: "dict[str, Node]"
    names: dict[str, int]


Node = Text | Items | Fields


class _Refused(Exception):
    """The file was refused; the reason has been noted."""


def parse(data: bytes, page: Page) -> Node | None:
    """What the file says, or None when it can't be read; the reason is then noted on `page`."""
    text = _decode(data, page)
    if text is None:
        return None
    try:
        return _document(_events(text), page)
    except yaml.MarkedYAMLError as error:
        _explain(error, text.split("\n"), page)
    except yaml.YAMLError:
        page.error(1, "broken")
    except _Refused:
        pass
    return None


# --- bytes to text ----------------------------------------------------------------------------


def _decode(data: bytes, page: Page) -> str | None:
    if len(data) > MAX_BYTES:
        page.error(1, "too_large", limit=MAX_BYTES // 1_000)
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:4]:
        page.error(1, "encoding")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        page.error(data.count(b"\n", 0, error.start) + 1, "encoding")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for pattern, sentence in ((_CONTROL, "control_character"), (_TAB, "tab")):
        if found := pattern.search(text):
            page.error(text.count("\n", 0, found.start()) + 1, sentence)
            return None
    return text


# --- text to nodes ----------------------------------------------------------------------------


def _events(text: str) -> Iterator[yaml.Event]:
    """PyYAML's events, one by one: nothing has been built when we refuse a file."""
    events: Iterator[yaml.Event] = yaml.parse(text, Loader=_FAST_LOADER)
    return events


def _document(events: Iterator[yaml.Event], page: Page) -> Node | None:
    """The one document of the file; the events of start and end around it are skipped."""
    found: Node | None = None
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            if found is not None:
                page.error(_line(event), "two_documents")
                raise _Refused
            found = _node(event, events, page, depth=1)
    if found is None or (isinstance(found, Text) and not found.value):
        page.error(1, "empty_file")
        return None
    return found


def _node(event: yaml.Event, events: Iterator[yaml.Event], page: Page, depth: int) -> Node:
    line = _line(event)
    if depth > MAX_DEPTH:
        page.error(line, "too_deep", limit=MAX_DEPTH)
        raise _Refused
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        page.error(line, "alias")
        raise _Refused
    if getattr(event, "tag", None):
        page.error(line, "tag")
        raise _Refused
    if isinstance(event, yaml.ScalarEvent):
        return Text(line, event.value.strip(), literal=event.style == "|")
    if isinstance(event, yaml.SequenceStartEvent):
        return Items(line, tuple(_children(events, yaml.SequenceEndEvent, page, depth)))
    return _fields(line, events, page, depth)


def _children(
    events: Iterator[yaml.Event], end: type[yaml.Event], page: Page, depth: int
) -> Iterator[Node]:
    for event in events:
        if isinstance(event, end):
            return
        yield _node(event, events, page, depth + 1)


def _fields(line: int, events: Iterator[yaml.Event], page: Page, depth: int) -> Fields:
    fields: dict[str, Node] = {}
    names: dict[str, int] = {}
    children = _children(events, yaml.MappingEndEvent, page, depth)
    for name in children:
        value = next(children)
        if not isinstance(name, Text):
            page.error(name.line, "name_not_text")
        elif name.value in fields:
            page.error(name.line, "duplicate_name", name=name.value, first=names[name.value])
        else:
            fields[name.value] = value
            names[name.value] = name.line
    return Fields(line, fields, names)


def _line(event: yaml.Event) -> int:
    return getattr(event.start_mark, "line", 0) + 1


# --- what went wrong, in Dutch ----------------------------------------------------------------


def _explain(error: yaml.MarkedYAMLError, lines: list[str], page: Page) -> None:
    """Turn the parser's words, which speak of tokens, into what an editor can do."""
    number = _place(error.problem_mark, lines)
    began = _place(error.context_mark or error.problem_mark, lines)
    problem, context = error.problem or "", error.context or ""
    if _STARRED.search(lines[number - 1]):
        page.error(number, "alias")
    elif "escape" in problem:
        page.error(number, "escape")
    elif "quoted scalar" in context:
        page.error(began, "open_quote")
    elif "flow" in context:
        page.error(began, "open_bracket")
    elif "mapping values" in problem:
        page.error(number, "stray_colon")
    elif "cannot start any token" in problem:
        page.error(number, "special_start", text=lines[number - 1].strip())
    else:
        page.error(number, "indentation", text=lines[number - 1].strip())


def _place(mark: object, lines: list[str]) -> int:
    """The line of a mark of the parser; the end of the file counts as its last line."""
    return min(getattr(mark, "line", 0) + 1, len(lines))
