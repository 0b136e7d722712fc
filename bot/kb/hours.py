"""When a library is open: weeks, holidays and closures, asked at any moment. Pure.

Moments are seconds since 1970 (UTC), as everywhere; opening hours are what the clock in Amsterdam
shows, through summer time and winter time. Where several schedules are given, it is open when one
of them is. No schedule at all means that nobody wrote down any hours: then it counts as open.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.kb.holidays import HOLIDAYS, holidays_of, is_day_off

ZONE = ZoneInfo("Europe/Amsterdam")

HORIZON = 400
"""Days that are looked ahead: more than a year of holidays."""


class Span(Struct, frozen=True, order=True):
    """From one time of a day to a later one, in minutes since midnight; 1440 is its end."""

    opens: int
    closes: int


class Special(Struct, frozen=True):
    """Days that differ from the week: from `first` up to and including `last`.

    Attributes:
        spans: when it is open on each of them; none: closed.
        reason: why, as editors wrote it.
    """

    first: date
    last: date
    spans: tuple[Span, ...] = ()
    reason: str = ""


class Schedule(Struct, frozen=True):
    """When one door or desk is open.

    Attributes:
        week: the spans of Monday to Sunday, in order.
        specials: days that differ; the first that fits a day goes before all that follow, before
            holidays, and before the week.
        holidays: by a name of HOLIDAYS, whether it is open as on any other day; one that is left
            out is as `is_day_off` says.
    """

    week: tuple[tuple[Span, ...], ...]
    specials: tuple[Special, ...] = ()
    holidays: Mapping[str, bool] = {}


class Branch(Struct, frozen=True):
    """One building of a library.

    Attributes:
        id: as editors named it.
        name: as people know it.
        building: when the doors are open.
        desk: when staff answer questions there.
    """

    id: str
    name: str
    building: Schedule
    desk: Schedule


Schedules = tuple[Schedule, ...]


def spans_on(schedule: Schedule, day: date) -> tuple[Span, ...]:
    """When it is open on that day, in order; nothing when it is closed."""
    for special in schedule.specials:
        if special.first <= day <= special.last:
            return special.spans
    if any(_closes(schedule, name, day) for name in HOLIDAYS):
        return ()
    return schedule.week[day.weekday()]


def _closes(schedule: Schedule, holiday: str, day: date) -> bool:
    """Whether it is that holiday, and a reason to be closed."""
    if holidays_of(day.year)[holiday] != day:
        return False
    return not schedule.holidays.get(holiday, not is_day_off(holiday, day.year))


def local(moment: float) -> datetime:
    """What the clock and the calendar in Amsterdam show at that moment."""
    return datetime.fromtimestamp(moment, UTC).astimezone(ZONE)


def periods(schedules: Schedules, moment: float) -> Iterator[tuple[float, float]]:
    """When it is open, from then on: (opens, closes) in order, without overlap."""
    before: tuple[float, float] | None = None
    for opens, closes in _by_day(schedules, local(moment).date()):
        if closes <= moment:
            continue
        if before and opens <= before[1]:
            before = (before[0], max(before[1], closes))
            continue
        if before:
            yield before
        before = (opens, closes)
    if before:
        yield before


def _by_day(schedules: Schedules, first: date) -> Iterator[tuple[float, float]]:
    """All spans as moments, by when they open."""
    some = [each for each in schedules if any(each.week) or each.specials]
    for number in range(HORIZON if some else 0):  # most libraries have told us no hours
        day = first + timedelta(days=number)
        for span in sorted(chain.from_iterable(spans_on(each, day) for each in some)):
            opens, closes = _moment(day, span.opens), _end(day, span.closes)
            if opens < closes:  # the hour that is skipped in March may swallow a short span
                yield opens, closes


def _moment(day: date, minutes: int, fold: int = 0) -> float:
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001  # what the clock shows
    shown = midnight + timedelta(minutes=minutes)
    return shown.replace(tzinfo=ZONE, fold=fold).timestamp()


def _end(day: date, minutes: int) -> float:
    """The later one, of an hour that comes twice."""
    return max(_moment(day, minutes), _moment(day, minutes, fold=1))


def is_open(schedules: Schedules, moment: float) -> bool:
    """Whether it is open then; it is not at the very second of closing."""
    return opens_at(schedules, moment) == moment


def opens_at(schedules: Schedules, moment: float) -> float | None:
    """When it opens; `moment` itself when it is open. None: not within HORIZON days."""
    if not schedules:
        return moment
    first = next(periods(schedules, moment), None)
    return max(moment, first[0]) if first else None


def closes_at(schedules: Schedules, moment: float) -> float | None:
    """When it closes; None when it is not open then, or is never known to close."""
    first = next(periods(schedules, moment), None)
    return first[1] if first and first[0] <= moment else None


def after(schedules: Schedules, moment: float, seconds: float) -> float:
    """The moment at which it will have been open for so many seconds.

    What never opens (again) has no such moment: then the seconds simply pass.
    """
    left = seconds
    for opens, closes in periods(schedules, moment):
        begins = max(opens, moment)
        if left <= closes - begins:
            return begins + left
        left -= closes - begins
    return moment + seconds


def desks_of(branches: tuple[Branch, ...]) -> Schedules:
    """The desks of these branches; those together are the desk of their library."""
    return tuple(branch.desk for branch in branches)
