import pytest

from bot.dialogue.effects import Choice
from bot.dialogue.reading import (
    Command,
    chosen,
    command_in,
    cut,
    has_words,
    is_one_of,
    number_in,
    wide_language,
)

OPTIONS = (
    Choice("DigiD", url="https://www.digid.nl"),
    Choice("👍 Dit helpt", "good:digid-app"),
    Choice("Geen van deze", "none"),
)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/start haarlem", Command("start", "haarlem")),
        ("/claim@wegwijs_bot", Command("claim")),
        ("!Close", Command("close")),
        (" /note  twee\nregels ", Command("note", "twee\nregels")),
        ("!!!", None),
        ("/ help", None),
        ("//claim", None),
        ("help /start", None),
        ("/2 van 3", None),
    ],
)
def test_a_command_starts_with_a_slash_or_an_exclamation_mark(text, command):
    assert command_in(text) == command


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1), ("2.", 2), ("3)", 3), ("2️⃣", 2), (" 12 ", 12), ("112", None), ("1 kind", None)],
)
def test_a_bare_number_is_a_choice_and_112_is_not(text, number):
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("1", "good:digid-app"),
        ("2️⃣", "none"),
        ("geen van deze!", "none"),
        ("dit helpt", "good:digid-app"),
        ("👍", "good:digid-app"),
        ("3", None),
        ("0", None),
        ("DigiD", None),
        ("🙁", None),
        ("", None),
    ],
)
def test_an_option_is_chosen_by_number_words_or_emoji_and_links_are_not_counted(text, data):
    option = chosen(text, OPTIONS)

    assert (option.data if option else None) == data


@pytest.mark.parametrize(
    ("text", "said"),
    [("Ja, graag!", True), ("JA", True), ("👍", True), ("ja maar", False), ("", False)],
)
def test_set_phrases_are_recognised_whatever_the_capitals_and_points(text, said):
    assert is_one_of(text, "ja; ja graag; 👍") is said


def test_words_are_letters_or_digits_of_any_script():
    assert has_words("ሰላም")
    assert has_words("?2")
    assert not has_words("👍 ?!")


def test_a_long_text_is_cut_and_shows_it():
    assert cut("abcdef", 6) == "abcdef"
    assert cut("abc def", 4) == "abc…"


def test_a_language_code_is_read_without_its_country():
    assert [wide_language(code) for code in ("nl-BE", "en_GB", "EN", None)] == [
        "nl",
        "en",
        "en",
        "",
    ]
