"""How a message looks on Matrix: contents, relations, and parts."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.matrix import compose
from bot.ports import Address, Button, Edit, Message, escape

AT = Address("matrix", "!room")
BUTTONS = ((Button("Ja", "yes"),),)


def test_a_short_message_is_one_part_under_its_own_id():
    (part,) = compose.parts(Message("m1", AT, "Hallo"))

    assert part.tx_id == "m1"
    assert part.content["body"] == "Hallo"


def test_a_message_without_relations_has_none():
    assert "m.relates_to" not in compose.related({"body": "a"}, None, None)


def test_buttons_stand_under_the_last_part():
    first, last = compose.parts(Message("m1", AT, f"{'a' * 6000}\n\n{'b' * 6000}", BUTTONS))

    assert (first.tx_id, last.tx_id) == ("m1", "m1.1")
    assert first.content["body"] == "a" * 6000
    assert last.content["body"].endswith("1. Ja")


def test_the_message_that_opens_a_thread_has_its_buttons_in_the_first_part():
    text = f"{'a' * 6000}\n\n{'b' * 6000}"

    first, last = compose.parts(Message("m1", AT, text, BUTTONS, opens="Zaak 1"))

    assert first.content["body"].endswith("1. Ja")
    assert last.content["body"] == "b" * 6000


def test_an_edit_shows_a_star_to_apps_that_know_no_edits():
    content = compose.edit_content(Edit("e1", AT, "$old", "nieuw", BUTTONS))

    assert content["body"] == "* nieuw\n\n1. Ja"
    assert content["m.new_content"]["body"] == "nieuw\n\n1. Ja"


def test_labels_can_not_smuggle_html():
    content = compose.text_content("Kies", ((Button("<b>A</b>", "a"),),))

    assert "<li>&lt;b&gt;A&lt;/b&gt;</li>" in content["formatted_body"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("aaaa\n\nbbbb", ["aaaa", "bbbb"]),
        ("aaaa\nbbbb", ["aaaa", "bbbb"]),
        ("aaaa bbbb", ["aaaa", "bbbb"]),
        ("aaaabbbb", ["aaaabb", "bb"]),
        ("éééé", ["ééé", "é"]),
        ("aaaa\n\n      ", ["aaaa"]),
        ("", [""]),
    ],
)
def test_long_texts_are_cut_at_the_best_gap(text: str, pieces: list[str]):
    assert compose.split(text, 6) == pieces


@given(st.text(max_size=300), st.integers(4, 40))
def test_no_piece_is_too_long_and_no_word_is_lost(text: str, limit: int):
    pieces = compose.split(text, limit)

    assert all(len(piece.encode()) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@pytest.mark.parametrize("char", ["a", '"', "é", "ن", "😀", "<", "\\", "a\n", "a\n\n", "&"])
def test_the_biggest_part_fits_in_an_event_even_when_encrypted(char: str):
    for part in compose.parts(Message("m1", AT, escape(char * 30_000))):
        encrypted = len(json.dumps(part.content)) * 4 / 3

        assert encrypted < 62_000
