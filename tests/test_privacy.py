"""What is masked, and what must stay readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy import BSN, CARD, EMAIL, IBAN, PHONE, SECRET, Found, found_in, mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("mijn bsn is 111222333", f"mijn bsn is {BSN}"),
        ("123456782", BSN),
        ("123.456.782 en 12 34 56 782", f"{BSN} en {BSN}"),
        ("1-2-3-4-5-6-7-8-2", BSN),
        ("bsn: 123456789", f"bsn: {BSN}"),
        ("NL91 ABNA 0417 1643 00 graag", f"{IBAN} graag"),
        ("nl91abna0417164300.", f"{IBAN}."),
        ("DE89 3704 0044 0532 0130 00", IBAN),
        ("4111 1111 1111 1111", CARD),
        ("bel 06-12345678 of 0612345678", f"bel {PHONE} of {PHONE}"),
        ("+31 6 12345678", PHONE),
        ("0031612345678", PHONE),
        ("020 1234567", PHONE),
        ("mail a.b+c@example.co.uk maar", f"mail {EMAIL} maar"),
        ("mijn code is 12345", f"mijn code is {SECRET}"),
        ("wachtwoord: Geheim1", f"wachtwoord: {SECRET}"),
        ("wachtwoord: geheimpje", f"wachtwoord: {SECRET}"),
        ("1\u200b2\u200b3456782", BSN),
    ],
)
def test_personal_data_is_masked(text, masked):
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "bel 112 of 113",
        "0800-0113 en 0800 2000",
        "14 020 of 088 123 4567",
        "op 23-11-2026 kreeg ik een brief",
        "23112026",
        "ik kreeg 1.234,56 euro",
        "zaaknummer 2024-12345678",
        "123456789",
        "code 95",
        "mijn wachtwoord is kwijt",
        "postcode 2011 AB, nummer 12",
        "NL91 ABNA 0417 1643 01",
    ],
)
def test_what_is_no_personal_data_stays(text):
    assert mask(text) == text


@given(st.text(max_size=300))
def test_masking_twice_changes_nothing_more(text):
    assert mask(mask(text)) == mask(text)


@given(st.text(alphabet="0123456789 .-", max_size=40), st.sampled_from(["123456782", "111222333"]))
def test_a_bsn_between_words_never_survives(around, bsn):
    assert bsn not in mask(f"{around} x {bsn} x {around}")


@pytest.mark.parametrize("piece", ["1", "a@", "12 ", "NL91", "06 ", "code 1", "\u200b1", "@a."])
def test_a_hostile_text_is_cut_to_a_length_that_takes_little_time(piece):
    assert len(mask(piece * 100_000)) <= 9_000


def test_what_may_be_shown_is_found_with_its_value_and_what_may_not_without():
    text = "bsn 123456782, bel 06-12345678, mail a@b.nl, NL91ABNA0417164300, wachtwoord: geheim"

    assert set(found_in(text)) == {
        Found(BSN),
        Found(SECRET),
        Found(PHONE, "06-12345678"),
        Found(EMAIL, "a@b.nl"),
        Found(IBAN, "NL91ABNA0417164300"),
    }


@given(st.text(max_size=60))
def test_something_is_found_exactly_where_masking_changes_something(text):
    visible = mask(mask(text))

    assert bool(found_in(text)) <= (visible != text)
