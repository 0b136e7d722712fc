import pytest

from bot.kb.readability import measure, sentences, syllables

COMMON = {"bibliotheek": 4.5}


def frequency(word):
    return COMMON.get(word, 0.0)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("huis", 1),
        ("gemeente", 3),
        ("reünie", 3),
        ("bureau", 2),
        ("theater", 3),
        ("nieuwe", 2),
        ("ijsje", 2),
        ("pst", 1),
        ("digitale", 4),
    ],
)
def test_syllables_are_counted_by_vowels(word, count):
    assert syllables(word) == count


def test_a_sentence_ends_at_a_full_stop_or_a_line():
    assert sentences("Ga naar www.digid.nl. Log in!\n1. Kies: app\n- Klaar") == [
        "Ga naar www.digid.nl.",
        "Log in!",
        "Kies: app",
        "Klaar",
    ]


def test_the_score_is_that_of_the_formula():
    found = measure("De kat zit op de mat. Hij slaapt.", frequency)

    assert (found.words, found.mean, found.longest) == (8, 4.0, 6)
    assert found.flesch == round(206.84 - 0.77 * 100 - 0.93 * 4, 1)
    assert found.beyond == ()


def test_numbers_and_addresses_are_no_words():
    assert measure("Bel 088 123 65 55 of ga naar www.digid.nl/aanvragen.", frequency).words == 4


def test_text_without_words_is_easy():
    assert measure("0800 1234", frequency).beyond == ()


def test_long_rare_words_are_hard_unless_they_are_known_or_names():
    text = "De kwijtschelding van Amersfoorters in de bibliotheek. Kwijtschelding helpt."

    assert measure(text, frequency).hard == ("kwijtschelding",)
    assert measure(text, frequency, {"kwijtschelding"}).hard == ()


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("woord " * 21 + ".", "longest"),
        ("een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien.", "mean"),
        ("Gemeentelijke belastingaangelegenheden vereisen documentatie.", "flesch"),
        ("De aaaaaaaaaa, de bbbbbbbbbb, de cccccccccc en de dddddddddd.", "hard"),
    ],
)
def test_each_limit_is_watched(text, limit):
    assert limit in measure(text, frequency).beyond
