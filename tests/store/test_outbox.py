"""The outbox: one message of a line at a time, in order, and nothing twice."""

import pytest

from bot.ports import Address, Message
from bot.store.outbox import Draft, Origin

FATIMA = Address("telegram", "1")
DESK = Address("matrix", "!desk")


def draft(text, line="a:citizen", **more):
    return Draft(line, Message("", FATIMA, text), **more)


@pytest.fixture
def tx(store):
    with store.begin() as transaction:
        yield transaction


def texts(rows):
    return [row.body.text for row in rows]


def test_only_the_first_message_of_each_line_may_go(tx):
    for text, line in [("1", "a"), ("2", "a"), ("3", "b"), ("4", "b")]:
        tx.outbox.add(draft(text, line), now=0)

    assert texts(tx.outbox.take(0, lease=60)) == ["1", "3"]


def test_the_second_goes_when_the_first_is_done(tx):
    tx.outbox.add(draft("1"), now=0)
    tx.outbox.add(draft("2"), now=0)
    (first,) = tx.outbox.take(0, lease=60)
    tx.outbox.done(first)

    assert texts(tx.outbox.take(0, lease=60)) == ["2"]


def test_a_taken_message_is_left_alone_until_its_lease_ends(tx):
    tx.outbox.add(draft("1"), now=0)
    tx.outbox.take(0, lease=60)

    assert texts(tx.outbox.take(59, lease=60)) == []
    assert texts(tx.outbox.take(61, lease=60)) == ["1"]


def test_a_message_that_waits_holds_up_its_own_line_only(tx):
    tx.outbox.add(draft("1", "a"), now=0)
    tx.outbox.add(draft("2", "a"), now=0)
    (first,) = tx.outbox.take(0, lease=60)
    tx.outbox.postpone(first, until=30)
    tx.outbox.add(draft("3", "b"), now=0)

    assert texts(tx.outbox.take(10, lease=60)) == ["3"]
    assert texts(tx.outbox.take(30, lease=60)) == ["1"]


def test_a_line_goes_on_without_what_was_set_aside(tx):
    tx.outbox.add(draft("1"), now=0)
    tx.outbox.add(draft("2"), now=0)
    (first,) = tx.outbox.take(0, lease=60)
    tx.outbox.set_aside(first)

    assert texts(tx.outbox.take(0, lease=60)) == ["2"]
    assert tx.outbox.waiting() == (1, 1)


def test_a_message_keeps_its_id_at_every_attempt(tx):
    tx.outbox.add(draft("1"), now=0)
    (first,) = tx.outbox.take(0, lease=60)
    tx.outbox.postpone(first, until=1)
    (again,) = tx.outbox.take(1, lease=60)

    assert first.body.id == again.body.id == first.uid
    assert (first.attempts, again.attempts) == (0, 1)


def test_lines_that_are_busy_are_left_out(tx):
    tx.outbox.add(draft("1", "a"), now=0)
    tx.outbox.add(draft("2", "b"), now=0)

    assert texts(tx.outbox.take(0, lease=60, busy={"a"})) == ["2"]


def test_the_next_due_moment_is_that_of_the_first_of_a_line(tx):
    assert tx.outbox.next_due() is None
    tx.outbox.add(draft("1"), now=0)
    tx.outbox.add(draft("2"), now=0)
    (first,) = tx.outbox.take(0, lease=60)

    assert tx.outbox.next_due() == 60
    tx.outbox.postpone(first, until=30)
    assert tx.outbox.next_due() == 30
    assert tx.outbox.next_due(busy={"a:citizen"}) is None


def test_everything_about_a_row_comes_back_as_it_was_put_in(tx):
    origin = Origin("matrix", "!desk", "$1")
    tx.outbox.add(draft("x", conversation="c", case=3, origin=origin), now=5)
    (row,) = tx.outbox.take(5, lease=60)

    assert (row.conversation, row.case, row.origin, row.created_at) == ("c", 3, origin, 5)
    assert row.body.to == FATIMA


def test_forgetting_a_conversation_leaves_other_lines_alone(tx):
    tx.outbox.add(draft("1", "a", conversation="a"), now=0)
    tx.outbox.add(draft("2", "b", conversation="b"), now=0)
    tx.outbox.delete_of("a")

    assert texts(tx.outbox.take(0, lease=60)) == ["2"]


async def test_two_processes_never_take_the_same_message(store):
    def fill(tx):
        for number in range(20):
            tx.outbox.add(draft(str(number), f"line {number}"), now=0)

    await store.run(fill)
    with store.begin() as one:
        mine = texts(one.outbox.take(0, lease=60, limit=10))
        if store.is_sqlite:  # one writer: the other has to wait for us
            rest = []
        else:
            with store.begin() as other:
                rest = texts(other.outbox.take(0, lease=60, limit=10))

    assert not set(mine) & set(rest)
    assert len(rest) == (0 if store.is_sqlite else 10)
