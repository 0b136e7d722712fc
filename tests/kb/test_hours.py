"""When a library is open, at any moment of any year."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kb.hours import (
    ZONE,
    Schedule,
    Span,
    Special,
    after,
    closes_at,
    is_open,
    opens_at,
    periods,
    spans_on,
)

DAY = (Span(600, 1050),)  # 10:00 to 17:30
WEEK = (*[DAY] * 5, (), ())
OFFICE = (Schedule(WEEK),)
ALWAYS = (Schedule(((Span(0, 1440),),) * 7, holidays={"nieuwjaarsdag": True}),)


def at(*shown: int, fold: int = 0) -> float:
    """The moment at which the clock in Amsterdam shows this."""
    return datetime(*shown, tzinfo=ZONE, fold=fold).timestamp()


def shown(moment: float) -> str:
    return datetime.fromtimestamp(moment, ZONE).strftime("%Y-%m-%d %H:%M")


# --- any moment -------------------------------------------------------------------------------

moments = st.one_of(
    st.floats(at(2026, 1, 1), at(2031, 1, 1)).map(round),
    # Around midnight and the change of the clock, where mistakes hide.
    st.builds(
        lambda day, minutes: at(*day) + minutes * 60,
        st.sampled_from([(2026, 3, 29), (2026, 10, 25), (2027, 3, 28), (2026, 12, 31)]),
        st.integers(-120, 27 * 60),
    ),
)
times = st.lists(st.integers(0, 1440), unique=True, max_size=4).map(
    lambda found: tuple(
        Span(*pair) for pair in zip(sorted(found)[::2], sorted(found)[1::2], strict=False)
    )
)
specials = st.builds(
    lambda first, days, spans: Special(first, first + timedelta(days=days), spans),
    st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    st.integers(0, 20),
    times,
)
schedules = st.lists(
    st.builds(Schedule, st.tuples(*[times] * 7), st.lists(specials, max_size=3).map(tuple)),
    min_size=1,
    max_size=3,
).map(tuple)


def shows_open(found, moment: float) -> bool:
    """The same question, asked of the clock on the wall alone."""
    wall = datetime.fromtimestamp(moment, ZONE)
    minutes = wall.hour * 60 + wall.minute
    return any(
        span.opens <= minutes < span.closes
        for each in found
        for span in spans_on(each, wall.date())
    )


def changes_clock(moment: float) -> bool:
    """Whether the clock was or will be changed within two hours."""
    offsets = {
        datetime.fromtimestamp(moment + hours * 3600, ZONE).utcoffset() for hours in (-2, 0, 2)
    }
    return len(offsets) > 1


@given(schedules, moments)
def test_it_is_open_exactly_when_the_clock_on_the_wall_says_so(found, moment):
    if not changes_clock(moment):
        assert is_open(found, moment) == shows_open(found, moment)


@given(schedules, moments)
def test_the_next_opening_is_open_and_nothing_before_it_is(found, moment):
    opening = opens_at(found, moment)
    if opening is None:
        return
    assert opening >= moment
    assert is_open(found, opening)
    assert not any(is_open(found, at) for at in range(round(moment), round(opening), 3571))


@given(schedules, moments)
def test_periods_are_in_order_and_never_touch(found, moment):
    last = float("-inf")
    for opens, closes in periods(found, moment):
        assert last < opens < closes
        assert closes > moment
        last = closes


@given(schedules, moments, st.integers(0, 200_000))
def test_between_a_moment_and_its_after_it_is_open_that_long(found, moment, seconds):
    until = after(found, moment, seconds)

    spent = sum(
        max(0, min(closes, until) - max(opens, moment)) for opens, closes in periods(found, moment)
    )
    assert until >= moment
    if until != moment + seconds:
        assert spent == pytest.approx(seconds)


@given(moments, st.integers(0, 200_000))
def test_without_any_hours_it_is_always_open_and_time_simply_passes(moment, seconds):
    assert is_open((), moment)
    assert after((), moment, seconds) == moment + seconds
    assert closes_at((), moment) is None


# --- known days -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "opening"),
    [
        ((2026, 11, 23, 9, 59), "2026-11-23 10:00"),
        ((2026, 11, 23, 10, 0), "2026-11-23 10:00"),
        ((2026, 11, 23, 17, 29), "2026-11-23 17:29"),
        ((2026, 11, 23, 17, 30), "2026-11-24 10:00"),
        ((2026, 11, 27, 18, 0), "2026-11-30 10:00"),
        ((2026, 12, 24, 18, 0), "2026-12-28 10:00"),  # Christmas is on Friday and Saturday
        ((2026, 12, 31, 23, 59), "2027-01-04 10:00"),
        ((2026, 4, 26, 12, 0), "2026-04-28 10:00"),  # King's Day
        ((2026, 5, 4, 20, 0), "2026-05-05 10:00"),  # Liberation Day, not of a fifth year
        ((2025, 5, 4, 20, 0), "2025-05-06 10:00"),
        ((2026, 4, 2, 20, 0), "2026-04-03 10:00"),  # Good Friday
    ],
)
def test_the_next_opening_skips_nights_weekends_and_holidays(now, opening):
    assert shown(opens_at(OFFICE, at(*now))) == opening


def test_editors_say_otherwise_of_a_holiday():
    own = (Schedule(WEEK, holidays={"goede-vrijdag": False, "koningsdag": True}),)

    assert shown(opens_at(own, at(2026, 4, 3, 9))) == "2026-04-07 10:00"
    assert shown(opens_at(own, at(2026, 4, 27, 9))) == "2026-04-27 10:00"


def test_an_extra_opening_goes_before_a_closure_and_a_holiday():
    open_at_noon = Special(date(2026, 12, 25), date(2026, 12, 25), (Span(720, 780),))
    closed = Special(date(2026, 12, 20), date(2027, 1, 5))
    own = (Schedule(WEEK, (open_at_noon, closed)),)

    assert shown(opens_at(own, at(2026, 12, 21))) == "2026-12-25 12:00"
    assert shown(opens_at(own, at(2026, 12, 25, 13))) == "2027-01-06 10:00"


def test_what_is_closed_for_ever_has_no_next_opening():
    never = (Schedule(((),) * 7),)

    assert opens_at(never, at(2026, 11, 23)) is None
    assert after(never, at(2026, 11, 23), 60) == at(2026, 11, 23) + 60


def test_of_several_branches_one_that_is_open_is_enough():
    evening = Schedule(((Span(1140, 1260),),) * 7)

    assert is_open((*OFFICE, evening), at(2026, 11, 23, 20))
    assert shown(opens_at((*OFFICE, evening), at(2026, 11, 23, 18))) == "2026-11-23 19:00"


def test_ten_minutes_of_opening_go_on_the_next_day():
    assert shown(after(OFFICE, at(2026, 11, 27, 17, 25), 600)) == "2026-11-30 10:05"


def test_open_day_and_night_is_one_period_over_midnight():
    assert shown(closes_at(ALWAYS, at(2026, 12, 1))) == "2026-12-25 00:00"


@pytest.mark.parametrize(
    ("day", "hours"), [((2026, 3, 29), 23), ((2026, 10, 25), 25), ((2026, 11, 1), 24)]
)
def test_a_day_has_as_many_hours_as_the_change_of_the_clock_leaves(day, hours):
    only = Special(date(*day), date(*day), (Span(0, 1440),))
    once = (Schedule(((),) * 7, (only,)),)

    ((opens, closes),) = periods(once, at(*day) - 7 * 86_400)
    assert closes - opens == hours * 3600


def test_the_hour_that_is_skipped_swallows_a_span_that_ends_after_it():
    half_past_two = Special(date(2026, 3, 29), date(2026, 3, 29), (Span(150, 195),))

    assert opens_at((Schedule(((),) * 7, (half_past_two,)),), at(2026, 3, 28)) is None


def test_opening_at_ten_is_at_ten_in_summer_and_in_winter():
    summer, winter = at(2026, 7, 1, 6), at(2026, 12, 1, 6)

    utc = [datetime.fromtimestamp(opens_at(OFFICE, m), UTC).hour for m in (summer, winter)]
    assert utc == [8, 9]
