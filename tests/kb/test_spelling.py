import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kb.spelling import speller

WORDS = ("wachtwoord", "gebruikersnaam", "digid", "sms", "activeren", "paspoort", "code")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wagtwoord", "wachtwoord"),
        ("wahctwoord", "wachtwoord"),
        ("gebruikrsnam", "gebruikersnaam"),
        ("diigd", "digid"),
        ("digdi", "digid"),
        ("digd", "digid"),
        ("coode", "code"),
        ("koode", None),
        ("actiever", None),
        ("bibliotheek", None),
        ("sns", None),
        ("", None),
    ],
)
def test_one_error_is_forgiven_and_two_in_a_long_word(typed, meant):
    assert speller(WORDS).correct(typed) == meant


def test_the_word_of_most_phrases_wins_from_an_equally_near_one():
    assert speller(["brief", "bried"]).correct("briex") == "brief"
    assert speller(["bried", "brief"]).correct("briex") == "bried"


def test_the_first_letter_is_seldom_wrong():
    assert speller(["kaart", "paard"]).correct("paart") == "paard"


def test_numbers_are_never_corrected():
    assert speller(["14020", "a2026"]).correct("14030") is None


@given(st.text(max_size=30), st.lists(st.text(min_size=1, max_size=20), max_size=20))
def test_any_text_gets_a_word_of_the_list_or_none(typed, words):
    assert speller(words).correct(typed) in {None, *words}
