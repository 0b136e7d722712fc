"""Opening hours in libraries/<id>.yaml: what editors write, and what they are told of mistakes."""

from datetime import date

import jsonschema
import pytest
import yaml

from bot.kb.hours import Span, spans_on
from bot.kb.json_schema import json_schema
from tests.kb.folders import drafted, told, write

PATH = "libraries/haarlem.yaml"
LIBRARY = "name: Bibliotheek Haarlem\nplaces: [Haarlem]\n"
BRANCH = "branches:\n  noord:\n    name: Noord\n    hours:\n"
HOURS = """\
branches:
  centrum:
    name: Centrum
    hours:
      ma: 13:00-17:30
      di-do: 10:00-12:30, 13:30-17:30
      vr: 9.00-24:00
      zo: dicht
    desk:
      di: 10:00-12:00
    closures:
      - {on: 2026-12-29, reason: verhuizing}
    extra:
      - {on: 2026-12-27, hours: "12:00-16:00"}
      - {on: 2027-12-26, hours: "12:00-16:00", desk: "13:00-14:00", reason: kerst}
  noord:
    name: Noord
    hours: {ma-zo: "10:00-12:00"}
holidays: {goede-vrijdag: dicht, nieuwjaarsdag: open}
closures:
  - {on: 2026-11-24 t/m 2026-11-26, reason: verbouwing}
"""


def library(extra: str) -> dict[str, str]:
    return {PATH: LIBRARY + extra}


def branches():
    return {each.id: each for each in drafted(library(HOURS)).libraries["haarlem"].branches}


@pytest.mark.parametrize(
    ("day", "building", "desk"),
    [
        (date(2026, 11, 23), [(780, 1050)], []),
        (date(2026, 11, 24), [], []),  # closed: all branches
        (date(2026, 12, 1), [(600, 750), (810, 1050)], [(600, 720)]),
        (date(2026, 12, 4), [(540, 1440)], []),
        (date(2026, 12, 5), [], []),  # a Saturday, which is not named
        (date(2026, 12, 27), [(720, 960)], []),
        (date(2026, 12, 29), [], []),
        (date(2027, 3, 26), [], []),  # Good Friday, closed here
        (date(2027, 12, 26), [(720, 960)], [(780, 840)]),
    ],
)
def test_a_branch_is_open_as_its_editors_wrote(day, building, desk):
    centrum = branches()["centrum"]

    assert spans_on(centrum.building, day) == tuple(Span(*each) for each in building)
    assert spans_on(centrum.desk, day) == tuple(Span(*each) for each in desk)


def test_without_own_times_the_desk_is_open_as_long_as_the_doors():
    noord = branches()["noord"]

    assert noord.desk == noord.building
    assert spans_on(noord.desk, date(2027, 1, 1)) == (Span(600, 720),)


def test_editors_programs_accept_what_check_accepts():
    jsonschema.Draft7Validator(json_schema()).validate(
        yaml.load(LIBRARY + HOURS, yaml.BaseLoader)  # strings only, as we read
    )


MISTAKES = {
    "no times": (BRANCH + "      ma: ochtend\n", "7: „ochtend” zijn geen openingstijden. Schrijf"),
    "no day": (BRANCH + "      maandag: 10:00-12:00\n", "7: „maandag” is geen dag. Kies uit ma"),
    "end before start": (BRANCH + "      ma: 17:00-10:00\n", "7: bij „17:00-10:00” is het sluiten"),
    "no time at all": (BRANCH + "      ma: 10:00-10:00\n", "7: bij „10:00-10:00” is het sluiten"),
    "no such time": (
        BRANCH + "      ma: 10:75-12:00\n",
        "7: „10:75-12:00” bestaat niet op de klok",
    ),
    "past midnight": (
        BRANCH + "      ma: 10:00-25:00\n",
        "7: „10:00-25:00” bestaat niet op de klok",
    ),
    "overlap": (
        BRANCH + "      ma: 10:00-12:00, 11:00-13:00\n",
        "7: de tijden „10:00-12:00, 11:00-13:00” vallen over elkaar heen",
    ),
    "a day twice": (
        BRANCH + "      ma-wo: 10:00-12:00\n      di: dicht\n",
        "8: de tijden van „di” staan er al",
    ),
    "days reversed": (BRANCH + "      vr-ma: 10:00-12:00\n", "7: bij „vr-ma” komt de laatste dag"),
    "no hours": ("branches:\n  noord:\n    name: Noord\n", "5: "),
    "no date": ("closures:\n  - {on: 24 december, reason: x}\n", "4: „24 december” is geen dag"),
    "not on the calendar": (
        "closures:\n  - {on: 2026-02-30, reason: x}\n",
        "4: „2026-02-30” staat niet op de kalender",
    ),
    "dates reversed": (
        "closures:\n  - {on: 2027-01-03 t/m 2026-12-24, reason: x}\n",
        "4: bij „2027-01-03 t/m 2026-12-24” is de laatste dag eerder",
    ),
    "no reason": ("closures:\n  - {on: 2026-12-24}\n", "4: "),
    "an unknown holiday": (
        "holidays: {koningdag: dicht}\n",
        "3: de feestdag „koningdag” kent de bot niet. Bedoelt u „koningsdag”?",
    ),
    "neither open nor closed": ("holidays: {koningsdag: nee}\n", "3: „nee” kan hier niet"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_line_in_plain_words(tmp_path, name):
    extra, message = MISTAKES[name]

    (found,) = told(write(tmp_path, library(extra)))
    assert found.startswith(f"{PATH}:{message}")


def test_a_day_that_is_past_can_go(tmp_path):
    past = "closures:\n  - {on: 2026-11-20 t/m 2026-11-22, reason: x}\n  - {on: 2026-11-23, reason: x}\n"

    warned = [w for w in told(write(tmp_path, library(past)), "warning") if w.startswith(PATH)]

    assert warned == [
        f"{PATH}:4: let op: „2026-11-20 t/m 2026-11-22” is voorbij. U kunt dit weghalen"
    ]
