"""A desk that can't see a card any more gets another one, and nothing that was said is lost."""

import pytest

from bot.ports import (
    Address,
    Edit,
    Elsewhere,
    Mark,
    Message,
    Moved,
    NoThread,
    Received,
    Remove,
    Said,
    TryAgain,
)
from bot.store.outbox import Draft
from tests.engine.house import ANJA, BRAM, FATIMA, House

ROOM = Address("telegram", "desk")


@pytest.fixture
def house(store, knowledge) -> House:
    return House(store, knowledge, "telegram", "telegram")


def cards(house: House) -> list[Message]:
    return [m for m in house.staff.sent if isinstance(m, Message) and m.opens is not None]


async def test_what_was_meant_for_a_deleted_topic_follows_a_new_card_in_order(house):
    await house.opens_a_case()
    old = house.thread
    house.staff.refuse += [TryAgain("busy", after=5)]
    await house.citizen("een")
    await house.citizen("twee")
    house.staff.refuse += [NoThread("deleted")]
    await house.time_passes(6)

    card, told, *rest = house.staff.sent[-4:]
    assert card.to == ROOM
    assert card.opens == cards(house)[0].opens
    assert house.thread != old
    assert {m.to.thread for m in (told, *rest)} == {house.thread}
    assert [("een" in m.text, "twee" in m.text) for m in rest] == [(True, False), (False, True)]


async def test_the_new_card_says_who_has_the_case_and_there_they_go_on(house):
    await house.opens_a_case()
    await house.at_desk("/claim")
    house.staff.refuse += [NoThread("deleted")]
    await house.citizen("Bent u er nog?")

    assert "Anja" in cards(house)[-1].text
    assert "in gesprek" in cards(house)[-1].opens
    await house.at_desk("Jazeker, ik kijk even")
    assert "Jazeker" in house.citizen_sees()[-1]
    await house.at_desk("Dit blijft hier", BRAM)
    assert "Jazeker" in house.citizen_sees()[-1]


async def test_a_card_that_was_deleted_is_missed_when_it_should_change(house):
    await house.opens_a_case()
    house.staff.refuse += [NoThread("deleted")]
    await house.at_desk("/claim")

    assert len(cards(house)) == 2
    assert "Anja" in cards(house)[-1].text
    assert not any(isinstance(m, Edit) for m in house.staff.sent)


async def test_a_closed_case_gets_no_new_card(house):
    await house.opens_a_case()
    await house.at_desk("/claim")
    house.staff.refuse += [NoThread("deleted")] * 20
    await house.at_desk("/close")
    await house.time_passes(1)

    assert len(cards(house)) == 1


async def test_a_case_that_is_opened_again_without_its_topic_gets_another(house):
    await house.opens_a_case()
    await house.at_desk("/claim")
    await house.at_desk("/close")
    house.staff.refuse += [NoThread("deleted")] * 2
    await house.at_desk("/reopen", thread=house.thread)
    await house.time_passes(1)

    assert len(cards(house)) == 2


async def test_an_answer_to_a_desk_whose_topic_is_gone_stands_in_the_room(house):
    house.staff.refuse += [NoThread("deleted")]
    await house.in_room(Address("telegram", "desk", "topic:5"), "/cases")

    assert house.staff.sent[-1].to == ROOM


async def test_a_desk_that_moved_gets_the_cards_of_its_open_cases_once(house):
    await house.opens_a_case()
    await house.at_desk("/claim")
    house.staff.refuse += [Elsewhere("-100desk")]
    await house.citizen("Bent u er nog?")
    moved = Received("m1", ROOM, ANJA, Moved("-100desk"), private=False)
    await house.happens(moved)

    sent = [m for m in house.staff.sent if m.to.chat == "-100desk"]
    assert len(cards(house)) == 2
    assert "Anja" in sent[0].text
    assert "Bent u er nog" in sent[-1].text
    at = Address("telegram", "-100desk", sent[-1].to.thread)
    await house.happens(Received("n", at, ANJA, Said("Ja hoor"), private=False, message="7"))
    assert "Ja hoor" in house.citizen_sees()[-1]


async def test_a_new_case_at_a_desk_that_moved_unnoticed_arrives(house):
    house.staff.refuse_always["desk"] = Elsewhere("-100desk")
    await house.opens_a_case()

    assert [card.to.chat for card in cards(house)] == ["-100desk"]


async def test_words_outside_of_any_case_follow_a_desk_that_moved(house):
    house.staff.refuse_always["desk"] = Elsewhere("-100desk")
    await house.in_room(ROOM, "/cases")

    assert house.staff.said_in("-100desk")


@pytest.mark.parametrize("body", [Mark("", ROOM, "1", "👍"), Remove("", ROOM, "1")])
async def test_what_concerns_a_message_of_the_old_room_is_let_go_of(house, store, body):
    house.staff.refuse_always["desk"] = Elsewhere("-100desk")
    await store.run(lambda tx: tx.outbox.add(Draft("x", body), house.clock()))
    await house.delivery.drain()

    assert await store.run(lambda tx: tx.outbox.waiting()) == (0, 0)
    assert house.staff.sent == []


async def test_the_citizen_notices_nothing_of_it(house):
    await house.opens_a_case()
    seen = len(house.citizen_sees())
    house.staff.refuse += [NoThread("deleted")]
    await house.citizen("Hallo?", FATIMA)

    assert house.citizen_sees()[seen:] == []
