"""Small Markdown becomes HTML that Telegram always takes, and shows what was meant."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.telegram.render import LIMIT, parts, runs, shown, split, units
from bot.ports import escape
from tests.botapi import entities


def read(html):
    """The text and the entities that Telegram would show; it raises on broken HTML."""
    return entities.parse(html, "HTML")


def rendered(markdown):
    """One message's text, as shown."""
    return "\n".join(read(html)[0] for html in parts(markdown))


def as_typed(text):
    """What may remain of any text: Telegram and Markdown both drop some blanks and controls."""
    lines = [line.strip() for line in text.replace("\0", "\ufffd").splitlines()]
    tidy = entities.cleaned(re.sub("\n{3,}", "\n\n", "\n".join(lines)))
    return tidy.strip(" \n")


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**Bel** *nu*", "Bel nu"),
        ("een\ntwee\n\ndrie", "een\ntwee\n\ndrie"),
        (
            "Neem mee:\n\n- paspoort\n- brief\n\nDaarna",
            "Neem mee:\n\n• paspoort\n• brief\n\nDaarna",
        ),
        ("Stappen:\n1. ga naar\n2. klik op", "Stappen:\n\n1. ga naar\n2. klik op"),
        ("3. drie\n4. vier", "3. drie\n4. vier"),
        ("- a\n  - b\n- c", "• a\n   • b\n• c"),
        ("# Kop\n\ntekst", "Kop\n\ntekst"),
        ("Bel [DigiD](tel:0881236555)", "Bel DigiD (0881236555)"),
        ("Bel [088 123 65 55](tel:0881236555)", "Bel 088 123 65 55"),
        ("[mail ons](mailto:a@b.nl)", "mail ons (a@b.nl)"),
        ("`code` en <b>niet vet</b> & zo", "code en <b>niet vet</b> & zo"),
        ("![plaatje](https://x.nl/a.png)", "plaatje"),
    ],
)
def test_each_kind_of_markup_is_shown_as_meant(markdown, text):
    assert rendered(markdown) == text


def test_bold_italic_and_links_become_entities():
    html = parts("**Let op:** [*lees* dit](https://www.digid.nl/?a=1&b=2)")[0]

    text, marks = read(html)

    assert text == "Let op: lees dit"
    assert {mark["type"] for mark in marks} == {"bold", "italic", "text_link"}
    assert {mark["url"] for mark in marks if "url" in mark} == {"https://www.digid.nl/?a=1&b=2"}


@settings(deadline=None)  # a busy machine is no failure
@given(st.text())
def test_any_text_is_shown_unchanged(text):
    html = parts(escape(text))

    assert all(units(read(one)[0]) <= LIMIT for one in html)
    assert rendered(escape(text)) == as_typed(text)


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(alphabet="ab *_`[]()<>&\\#-+.!1\n🙂:/\"'~|", max_size=200))
def test_any_markdown_is_taken_by_telegram(text):
    for html in parts(text):
        read(html)


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(alphabet="ab 🙂\n<&", min_size=1, max_size=120), st.integers(4, 40))
def test_parts_fit_and_together_hold_every_visible_character(text, limit):
    pieces = split([(text, ("b",))], limit)

    assert all(units(shown(piece)) <= limit for piece in pieces)
    assert (
        "".join(shown(one) for one in pieces).split()
        == "".join(shown(one) for one in pieces).split()
    )
    assert re.sub(r"\s", "", "".join(shown(one) for one in pieces)) == re.sub(r"\s", "", text)


def test_long_texts_are_cut_between_paragraphs_before_lines_before_words():
    paragraphs = "aaaa aaaa\n\nbbbb bbbb\nbbbb"
    lines = "aaaa aaaa\nbbbb bbbb bbbb"
    words = "aaaa bbbb cccc dddd"

    cut = [[shown(one) for one in split([(text, ())], 18)] for text in (paragraphs, lines, words)]

    assert cut == [
        ["aaaa aaaa", "bbbb bbbb\nbbbb"],
        ["aaaa aaaa", "bbbb bbbb bbbb"],
        ["aaaa bbbb cccc", "dddd"],
    ]


def test_a_bold_text_of_any_length_is_bold_in_every_part():
    html = parts("**" + "woord " * 2000 + "einde**")

    assert len(html) == 3
    for one in html:
        text, marks = read(one)
        assert [(mark["type"], mark["length"]) for mark in marks] == [("bold", units(text))]


def test_half_an_emoji_does_not_stop_a_message():
    assert rendered("kapot \ud83d hier") == "kapot ? hier"


def test_runs_carry_the_tags_they_stand_in():
    assert runs("**a** b") == [("a", ("b",)), (" b", ())]
