"""Inbox, cases, messages, timers and counts."""

import pytest

from bot.dialogue.conversation import Answering, Conversation, Helped
from bot.dialogue.events import Staff, TimerKind
from bot.ports import Address
from bot.store.messages import Known

FATIMA = Address("telegram", "1")
DESK = Address("matrix", "!desk")


@pytest.fixture
def tx(store):
    with store.begin() as transaction:
        yield transaction


def test_an_event_is_new_once_for_each_network(tx):
    assert tx.inbox.add("telegram", "7", 0)
    assert not tx.inbox.add("telegram", "7", 1)
    assert tx.inbox.add("matrix", "7", 1)


def test_events_can_be_forgotten_when_no_network_repeats_them_any_more(tx):
    tx.inbox.add("telegram", "7", 0)

    assert tx.inbox.forget_before(1) == 1
    assert tx.inbox.add("telegram", "7", 2)


def test_a_conversation_comes_back_as_it_was_saved(tx):
    state = Helped("haarlem", 3, Staff("@anja", "Anja"))
    body = Conversation(state=state, lang="en", library="haarlem", met=True)
    stored = tx.conversations.at(FATIMA, 0)
    tx.conversations.save(stored.id, body, 1)

    assert stored.is_new
    assert stored.body.state == Answering()
    assert tx.conversations.get(stored.id).body == body
    assert not tx.conversations.at(FATIMA, 2).is_new


def test_a_conversation_moves_with_its_chat(tx):
    stored = tx.conversations.at(FATIMA, 0)
    tx.conversations.move(FATIMA, "-100")

    assert tx.conversations.find(FATIMA) is None
    assert tx.conversations.find(Address("telegram", "-100")).id == stored.id
    assert tx.conversations.moves() == {("telegram", "1"): "-100"}


def test_quiet_conversations_are_found_oldest_first(tx):
    old, older = (tx.conversations.at(Address("telegram", chat), 0).id for chat in "12")
    tx.conversations.save(old, Conversation(), 5)
    tx.conversations.save(older, Conversation(), 4)

    assert tx.conversations.quiet_since(6) == [older, old]
    assert tx.conversations.quiet_since(5) == [older]


def test_a_case_is_found_by_its_thread_once_its_card_has_landed(tx):
    case = tx.cases.open("c", "haarlem", DESK, 0)
    there = Address("matrix", "!desk", "$card")

    assert tx.cases.in_thread(there) is None
    tx.cases.landed(case.number, there, "$card")
    assert tx.cases.in_thread(there).number == case.number
    assert tx.cases.get(case.number).address == there


def test_case_numbers_are_never_used_again(tx):
    first = tx.cases.open("c", "haarlem", DESK, 0)
    tx.cases.delete_of("c")
    second = tx.cases.open("d", "haarlem", DESK, 0)

    assert second.number > first.number


def test_open_cases_of_a_desk_are_listed_oldest_first(tx):
    first = tx.cases.open("a", "haarlem", DESK, 0)
    closed = tx.cases.open("b", "haarlem", DESK, 0)
    last = tx.cases.open("c", "haarlem", DESK, 0)
    tx.cases.open("d", "zwolle", Address("matrix", "!other"), 0)
    tx.cases.close(closed.number, 1, "closed")
    tx.cases.claim(first.number, "Anja")

    found = tx.cases.open_at(DESK)
    assert [case.number for case in found] == [first.number, last.number]
    assert [case.claimed_by for case in found] == ["Anja", None]


def test_closed_cases_are_erased_when_their_time_is_up(tx):
    old = tx.cases.open("a", "haarlem", DESK, 0)
    still_open = tx.cases.open("b", "haarlem", DESK, 0)
    tx.cases.close(old.number, 1, "closed")

    assert [case.number for case in tx.cases.closed_before(2)] == [old.number]
    tx.cases.delete(old.number)
    assert tx.cases.get(old.number) is None
    assert tx.cases.get(still_open.number) is not None


def test_a_message_is_known_by_network_chat_and_id(tx):
    known = Known("matrix", "!desk", "$1", "c", case=3, choices=("claim", "close"))
    tx.messages.add(known, 0)
    tx.messages.add(known, 1)

    assert tx.messages.find(DESK, "$1") == known
    assert tx.messages.find(FATIMA, "$1") is None
    assert tx.messages.of("c") == [known]


def test_a_timer_of_a_kind_replaces_the_earlier_one(tx):
    tx.timers.set("c", TimerKind.REMIND_DESK, 10)
    tx.timers.set("c", TimerKind.REMIND_DESK, 20)

    assert tx.timers.due(19) is None
    assert not tx.timers.take("c", TimerKind.REMIND_DESK, 19)
    assert tx.timers.next_due() == 20
    assert tx.timers.due(20) == ("c", TimerKind.REMIND_DESK)
    assert tx.timers.take("c", TimerKind.REMIND_DESK, 20)
    assert not tx.timers.take("c", TimerKind.REMIND_DESK, 20)


def test_a_stopped_timer_never_fires(tx):
    tx.timers.set("c", TimerKind.REMIND_DESK, 10)
    tx.timers.set("c", TimerKind.CLOSE_QUIET, 10)
    tx.timers.stop("c", TimerKind.REMIND_DESK)

    assert tx.timers.due(99) == ("c", TimerKind.CLOSE_QUIET)
    assert tx.timers.take("c", TimerKind.CLOSE_QUIET, 99)
    assert tx.timers.due(99) is None


def test_counts_add_up_for_each_day_and_subject(tx):
    tx.counts.add("2026-11-23", "answered", "zorgtoeslag")
    tx.counts.add("2026-11-23", "answered", "zorgtoeslag")
    tx.counts.add("2026-11-24", "answered", "zorgtoeslag")
    tx.counts.delete_before("2026-11-24")

    assert tx.counts.all() == [("2026-11-24", "answered", "zorgtoeslag", 1)]
