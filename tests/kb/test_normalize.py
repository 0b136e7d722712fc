import pytest

from bot.kb.normalize import MAX_CHARS, MAX_WORD, normalise, sentences, words


def found(text):
    return words(normalise(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ik ben m'n DigiD-wachtwoord kwijt!!",
            ["ik", "ben", "mn", "digid", "wachtwoord", "kwijt"],
        ),
        ("e-mail en E-herkenning", ["email", "en", "eherkenning"]),
        ("mijn B.S.N. is weg", ["mijn", "bsn", "is", "weg"]),
        ("Eén café in Oekraïne", ["een", "cafe", "in", "oekraine"]),
        ("STRASSE straße", ["strasse", "strasse"]),
        ("bel 112 of 14 020", ["bel", "112", "of", "14", "020"]),
        ("kenmerk 2026123456", ["kenmerk"]),
        ("", []),
        ("😀👍🏽", []),
    ],
)
def test_a_text_becomes_plain_words(text, expected):
    assert found(text) == expected


def test_masked_personal_data_is_no_word():
    assert found("bel [telefoonnummer] en [BSN]") == ["bel", "en"]


@pytest.mark.parametrize(
    "disguised", ["di\u200bgid", "di\u00adgid", "\u202edigid", "dіgіd", "ＤｉｇｉＤ", "d\u0301igid"]
)
def test_invisible_wide_and_look_alike_letters_are_seen_through(disguised):
    assert found(disguised) == ["digid"]


def test_words_of_another_script_stay_what_they_are():
    assert found("помощь") == ["помощь"]


def test_the_text_and_its_words_are_cut_at_a_limit():
    assert len(normalise("a b " * 100_000)) <= MAX_CHARS
    assert found("x" * 10_000) == ["x" * MAX_WORD]
    assert len(normalise("\ufdfa" * 100_000)) <= MAX_CHARS


def test_sentences_end_at_marks_and_at_line_ends():
    assert sentences("een. twee? drie\nvier") == ["een.", "twee?", "drie", "vier"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Hoe vraag ik een DigiD aan? Mijn BSN is [BSN]", "hoe vraag ik een digid aan"),
        ("mijn rekeningnummer is [IBAN], krijg ik toeslag", "krijg ik toeslag"),
        ("my phone number: [telefoonnummer]. lost my digid", "lost my digid"),
        ("mijn bsn [BSN] is gelekt", "is gelekt"),
        ("mijn bsn is [BSN]", "mijn bsn is"),
        ("ik krijg sms op [telefoonnummer]", "ik krijg sms op"),
    ],
)
def test_what_only_introduces_masked_data_is_not_read(text, left):
    assert " ".join(words(normalise(text))) == left
