"""The public holidays of the Netherlands, of any year. Pure.

Easter is computed (by the rule of Meeus, Jones and Butcher), the rest follows from it or has a
fixed date. The library `holidays` gives the same days, but takes 44 MB of memory.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

HOLIDAYS = (
    "nieuwjaarsdag",
    "goede-vrijdag",
    "eerste-paasdag",
    "tweede-paasdag",
    "koningsdag",
    "bevrijdingsdag",
    "hemelvaartsdag",
    "eerste-pinksterdag",
    "tweede-pinksterdag",
    "eerste-kerstdag",
    "tweede-kerstdag",
)
"""The names that editors use."""

_AFTER_EASTER = {
    "goede-vrijdag": -2,
    "eerste-paasdag": 0,
    "tweede-paasdag": 1,
    "hemelvaartsdag": 39,
    "eerste-pinksterdag": 49,
    "tweede-pinksterdag": 50,
}
_SUNDAY = 6


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    leaps, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    quarters, years = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * quarters - epact - years) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=16)
def holidays_of(year: int) -> Mapping[str, date]:
    """All of HOLIDAYS of that year, each with its day; when they fall on one day, both."""
    sunday = easter(year)
    kings_day = date(year, 4, 27)
    if kings_day.weekday() == _SUNDAY:
        kings_day -= timedelta(days=1)
    return {
        "nieuwjaarsdag": date(year, 1, 1),
        "koningsdag": kings_day,
        "bevrijdingsdag": date(year, 5, 5),
        "eerste-kerstdag": date(year, 12, 25),
        "tweede-kerstdag": date(year, 12, 26),
        **{name: sunday + timedelta(days=days) for name, days in _AFTER_EASTER.items()},
    }


def is_day_off(holiday: str, year: int) -> bool:
    """Whether most people are off that day, where an editor has not said otherwise.

    Liberation Day is a day off every five years; Good Friday is one for few.
    """
    if holiday == "bevrijdingsdag":
        return year % 5 == 0
    return holiday != "goede-vrijdag"
