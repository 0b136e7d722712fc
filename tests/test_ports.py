"""Messages as plain text, and texts that mean only themselves (bot.ports and bot.markup)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ports import Address, Button, Message, escape, plain

HERE = Address("terminal", "me")


def message(text: str, *rows: tuple[Button, ...]) -> Message:
    return Message("1", HERE, text, rows)


def test_buttons_become_numbered_lines_and_links_keep_their_address():
    shown = message(
        "Kies maar:",
        (Button("Stappen", "p:steps"), Button("Kosten", "p:cost")),
        (Button("DigiD", url="https://www.digid.nl"),),
        (Button("Een medewerker", "human"),),
    ).as_text()

    assert shown == (
        "Kies maar:\nDigiD: https://www.digid.nl\n\n1. Stappen\n2. Kosten\n3. Een medewerker"
    )


def test_numbers_count_the_buttons_that_can_be_chosen():
    choices = message("x", (Button("A", "a"), Button("B", url="https://b")), (Button("C", "c"),))

    assert [button.data for button in choices.choices()] == ["a", "c"]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**Let op**", "Let op"),
        ("regel 1\nregel 2", "regel 1\nregel 2"),
        ("een\n\ntwee", "een\n\ntwee"),
        ("- a\n- b", "- a\n- b"),
        ("3. a\n4. b", "3. a\n4. b"),
        ("voor\n\n- a\n\nna", "voor\n\n- a\n\nna"),
        ("[DigiD](https://www.digid.nl/a)", "DigiD (https://www.digid.nl/a)"),
        ("[www.digid.nl](https://www.digid.nl)", "www.digid.nl"),
        ("[bel](tel:112)", "bel (112)"),
        ("<b>vet</b>", "<b>vet</b>"),
        ("", ""),
    ],
)
def test_small_markdown_reads_well_as_plain_text(markdown, text):
    assert plain(markdown) == text


@pytest.mark.parametrize(
    "text",
    [
        "1. geen lijst",
        "- streepje",
        "# kop",
        "*a* _b_ `c`",
        "[x](https://y)",
        "a & b &amp; c",
        "\\",
    ],
)
def test_an_escaped_text_means_only_itself(text):
    assert plain(escape(text)) == text


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_any_text_of_one_line_survives_escaping(text):
    line = " ".join(text.split())

    assert plain(escape(line)) == line
