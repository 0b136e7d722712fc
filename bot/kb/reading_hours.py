"""Opening hours as editors write them ("di: 10:00-12:30, 13:30-17:30"), read and checked. Pure."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from bot.kb.draft import items_at, records_in, tables, text_at
from bot.kb.holidays import HOLIDAYS
from bot.kb.hours import Branch, Schedule, Span, Special
from bot.kb.problems import Page
from bot.kb.suggest import hint
from bot.kb.yaml_strict import Fields, Text

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
CLOSED = "dicht"
UNTIL = " t/m "

_END_OF_DAY = 1440
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})")

Week = list[tuple[Span, ...]]


def read_branches(library: Fields, page: Page) -> tuple[Branch, ...]:
    """All branches of a library file whose shape is right; mistakes are noted on `page`."""
    found = library.fields.get("branches")
    common = tuple(_closures(library, page))
    holidays = _holidays(library, page)
    branches = []
    for branch_id, _, node in tables(found) if isinstance(found, Fields) else ():
        if isinstance(node, Fields):
            branches.append(_branch(branch_id, node, page, common, holidays))
    return tuple(branches)


def _branch(
    branch_id: str,
    node: Fields,
    page: Page,
    common: tuple[Special, ...],
    holidays: dict[str, bool],
) -> Branch:
    name = text_at(node, "name")
    own = tuple(_closures(node, page))
    week = _week(node, "hours", page)
    desk = _week(node, "desk", page) if "desk" in node.fields else None
    building = Schedule(tuple(week), (*_extra(node, "hours", page), *own, *common), holidays)
    at_desk = building
    if desk is not None:
        at_desk = Schedule(tuple(desk), (*_extra(node, "desk", page), *own, *common), holidays)
    return Branch(branch_id, name.value if name else branch_id, building, at_desk)


def _week(node: Fields, field: str, page: Page) -> Week:
    """Monday to Sunday; a day that is not named is closed."""
    week: Week = [()] * len(DAYS)
    named: set[int] = set()
    found = node.fields[field]
    for days, line, text in tables(found) if isinstance(found, Fields) else ():
        for day in _days(days, line, page):
            if day in named:
                page.error(line, "same_day", value=DAYS[day])
            named.add(day)
            week[day] = _spans(text, page) if isinstance(text, Text) else ()
    return week


def _days(value: str, line: int, page: Page) -> Iterable[int]:
    """One day ("di") or several in a row ("di-vr"), counted from Monday, which is 0."""
    first, _, last = value.partition("-")
    begin, end = DAYS.index(first), DAYS.index(last or first)
    if end < begin:
        page.error(line, "days_reversed", value=value)
    return range(begin, end + 1)


def _spans(text: Text, page: Page) -> tuple[Span, ...]:
    """Times of one day, in order; those that can't be are noted and left out."""
    if text.value == CLOSED:
        return ()
    spans = []
    for part in text.value.split(","):
        opens, closes = (_minutes(found) for found in _TIME.findall(part))
        if max(opens, closes) > _END_OF_DAY:
            page.error(text.line, "no_such_time", value=part.strip())
        elif closes <= opens:
            page.error(text.line, "closes_first", value=part.strip())
        else:
            spans.append(Span(opens, closes))
    spans.sort()
    for before, later in pairwise(spans):
        if later.opens < before.closes:
            page.error(text.line, "times_overlap", value=text.value)
    return tuple(spans)


def _minutes(found: tuple[str, str]) -> int:
    """Minutes since midnight; more than a day when there is no such time."""
    hours, minutes = int(found[0]), int(found[1])
    return hours * 60 + minutes if minutes < 60 else _END_OF_DAY + 1


def _closures(node: Fields, page: Page) -> Iterator[Special]:
    """Days on which it is closed, and why."""
    for each in records_in(items_at(node, "closures")):
        on, reason = text_at(each, "on"), text_at(each, "reason")
        if on and (days := _dates(on, page)):
            yield Special(*days, reason=reason.value if reason else "")


def _extra(node: Fields, field: str, page: Page) -> Iterator[Special]:
    """Days with times of their own; without any behind `field` it is closed."""
    for each in records_in(items_at(node, "extra")):
        on, times, reason = (text_at(each, name) for name in ("on", field, "reason"))
        if on and (days := _dates(on, page)):
            spans = _spans(times, page) if times else ()
            yield Special(*days, spans, reason.value if reason else "")


def _dates(on: Text, page: Page) -> tuple[date, date] | None:
    """The first and the last day; None when there are no such days."""
    first, _, last = on.value.partition(UNTIL)
    try:
        days = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        page.error(on.line, "no_such_day", value=on.value)
        return None
    if days[1] < days[0]:
        page.error(on.line, "dates_reversed", value=on.value)
        return None
    return days


def _holidays(library: Fields, page: Page) -> dict[str, bool]:
    """By name, whether it is open as usual on that holiday."""
    found = library.fields.get("holidays")
    said = {}
    for name, line, value in tables(found) if isinstance(found, Fields) else ():
        if name not in HOLIDAYS:
            known = ", ".join(HOLIDAYS)
            page.error(line, "unknown_holiday", value=name, hint=hint(name, HOLIDAYS), known=known)
        elif isinstance(value, Text):
            said[name] = value.value != CLOSED
    return said


def dated(library: Fields) -> Iterator[Text]:
    """Where the days of closures and extra openings stand."""
    found = library.fields.get("branches")
    branches = records_in(tuple(found.fields.values())) if isinstance(found, Fields) else ()
    for node in (library, *branches):
        for each in records_in((*items_at(node, "closures"), *items_at(node, "extra"))):
            if on := text_at(each, "on"):
                yield on


def is_past(on: Text, today: date) -> bool:
    """Whether the last of these days lies behind us."""
    first, _, last = on.value.partition(UNTIL)
    return (last or first) < today.isoformat()
