from datetime import date

import pytest
from dateutil import easter as independent

from bot.kb.holidays import HOLIDAYS, easter, holidays_of, is_day_off


def test_easter_is_when_another_program_says_so():
    years = range(1900, 2200)

    assert [easter(year) for year in years] == [independent.easter(year) for year in years]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("goede-vrijdag", date(2026, 4, 3)),
        ("tweede-paasdag", date(2026, 4, 6)),
        ("koningsdag", date(2026, 4, 27)),
        ("koningsdag", date(2025, 4, 26)),
        ("hemelvaartsdag", date(2026, 5, 14)),
        ("eerste-pinksterdag", date(2026, 5, 24)),
        ("tweede-pinksterdag", date(2030, 6, 10)),
    ],
)
def test_a_holiday_is_on_the_day_that_the_calendar_says(name, day):
    assert holidays_of(day.year)[name] == day


def test_every_holiday_has_a_day():
    assert set(holidays_of(2027)) == set(HOLIDAYS)


def test_liberation_day_is_a_day_off_every_five_years_and_good_friday_never():
    assert [year for year in range(2026, 2037) if is_day_off("bevrijdingsdag", year)] == [
        2030,
        2035,
    ]
    assert not any(is_day_off("goede-vrijdag", year) for year in range(2026, 2037))
