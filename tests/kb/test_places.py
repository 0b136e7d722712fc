from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.kb.places import Places
from bot.kb.topic import Library

REAL = Path(__file__).parents[2] / "knowledge" / "libraries"


def library(path):
    content = yaml.load(path.read_text(), Loader=yaml.BaseLoader)
    return Library(path.stem, content["name"], places=tuple(content["places"]))


PLACES = Places([library(path) for path in REAL.glob("*.yaml")])

TYPED = {
    "haarlem": "haarlem",
    "HAARLEM": "haarlem",
    "Harlem": "haarlem",
    "ik woon in zandvoort": "haarlem",
    "de bieb in Haarlem-Noord": "haarlem",
    "Bibliotheek Zuid-Kennemerland": "haarlem",
    "zuidkennemerland": "haarlem",
    "Zwolle-Zuid": "zwolle",
    "stadshagen": "zwolle",
    "stadkamer": "zwolle",
    "utrecht": "utrecht",
    "bij de neude in utrecht": "utrecht",
    "Enkhuisen": "hoorn",
    "westfriese bieb": "hoorn",
    "nobb": "nobb",
    "oss": "nobb",
    "Lek en IJssel": "lek-ijssel",
    "ijselstein": "lek-ijssel",
    "assen": "assen",
}


@pytest.mark.parametrize(("typed", "expected"), TYPED.items())
def test_a_library_is_found_by_name_or_place_in_spite_of_errors(typed, expected):
    assert PLACES.find(typed)[:1] == (expected,)


@pytest.mark.parametrize(
    "typed", ["", "amsterdam", "os", "de bibliotheek", "ja", "👍", "  ", "ik weet het niet"]
)
def test_other_words_name_no_library(typed):
    assert PLACES.find(typed) == ()


def test_a_name_of_more_words_wins():
    places = Places(
        [Library("a", "A", places=("Noord",)), Library("b", "B", places=("Haarlem Noord",))]
    )

    assert places.find("haarlem noord") == ("b", "a")


def test_a_place_of_two_libraries_gives_both():
    places = Places([Library("b", "B", places=("Dorp",)), Library("a", "A", places=("Dorp",))])

    assert places.find("dorp") == ("a", "b")


@given(st.text(max_size=400))
def test_any_text_can_be_asked(text):
    assert len(PLACES.find(text)) <= 7


def _with_postcodes():
    first = Library("haarlem", "Bieb", places=("Haarlem",), postcodes=((2011, 2037),))
    return Places((first, Library("oss", "Bieb", places=("Oss",), postcodes=((5340, 5340),))))


@pytest.mark.parametrize("text", ["2011", "2011 AB", "2011ab", "ik woon in 2037 XX Haarlem"])
def test_a_postcode_finds_the_library(text):
    assert _with_postcodes().find(text)[0] == "haarlem"


@pytest.mark.parametrize("text", ["2038", "20111", "0201", "5341 AA"])
def test_another_number_finds_no_library(text):
    assert _with_postcodes().find(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Haarlem", ("haarlem",)),
        ("ik woon in Harlem", ("haarlem",)),
        ("2012 BC", ("haarlem",)),
        ("oss", ("oss",)),
        ("os", ()),
        ("paspoort in Haarlem", ()),
        ("2050", ()),
        ("", ()),
        ("ik", ()),
    ],
)
def test_only_a_text_that_says_nothing_else_names_a_place(text, found):
    assert _with_postcodes().named(text) == found
