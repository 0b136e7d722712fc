"""The page's memory is bounded, and a page that sleeps does not grow it."""

import json

from adapters.web import board as limits
from adapters.web.board import Board, Shown


def a_board():
    return Board("desk", ("Anja",), run="now")


def a_message(number, chat="c1", text="x"):
    return Shown(f"m{number}", chat, "citizen", 0, text=text)


def everything(board):
    return json.loads(board.watch().get_nowait())


def test_the_oldest_messages_make_room():
    board = a_board()
    for number in range(limits.MOST_MESSAGES + 3):
        board.show(a_message(number))

    kept = [one["id"] for one in everything(board)["messages"]]
    assert len(kept) == limits.MOST_MESSAGES
    assert kept[0] == "m3"


def test_long_messages_make_room_sooner_but_the_newest_stays():
    board = a_board()
    board.show(a_message(1, text="x" * 600_000))
    board.show(a_message(2, text="x" * 600_000))
    board.show(a_message(3, chat="c2", text="x" * 2_000_000))

    assert [one["id"] for one in everything(board)["messages"]] == ["m2", "m3"]


def test_the_oldest_citizen_makes_room_and_numbers_are_not_given_twice():
    board = a_board()
    for number in range(limits.MOST_CITIZENS + 1):
        board.arrive(f"c{number}")

    numbers = [one["number"] for one in everything(board)["citizens"]]
    assert numbers == list(range(2, limits.MOST_CITIZENS + 2))


def test_a_page_that_does_not_keep_up_is_sent_away():
    board = a_board()
    sleeping = board.watch()
    for _ in range(2000):
        board.show(a_message(1))

    assert sleeping.qsize() == 1
    assert sleeping.get_nowait() is None
