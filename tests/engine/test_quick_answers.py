"""Staff can be quicker than the network's own answer: the card is shown, its id not yet stored."""

import asyncio
from collections.abc import Callable

from bot.ports import Address, Message, Reacted, Received, Said, Sender, Sent
from tests.engine.house import ANJA, FATIMA, FakeNetwork, House


def answered_while_sent(house: House, answer: Callable[[Sent], Received]) -> list[asyncio.Task]:
    """At the desk every card is answered before the bot hears that it has arrived."""
    plain, answers = house.staff.send, []

    async def send(message):
        sent = await plain(message)
        if isinstance(message, Message) and message.opens:
            answers.append(asyncio.create_task(house.engine.receive(answer(sent))))
            await asyncio.sleep(0)
            await house.store.run(lambda tx: tx.outbox.waiting())  # the answer was looked at
        return sent

    house.staff.send = send
    return answers


def reacted_while_sent(
    house: House, network: FakeNetwork, words: str, by: Sender
) -> list[asyncio.Task]:
    """Somebody chooses the first choice below the message with these words just as quickly."""
    plain, answers = network.send, []

    async def send(message):
        sent = await plain(message)
        if isinstance(message, Message) and words in message.text and not answers:
            at = Address(network.network, message.to.chat)
            private = by is FATIMA
            received = Received("r", at, by, Reacted("1️⃣"), private, about=sent.message)
            answers.append(asyncio.create_task(house.engine.receive(received)))
            await asyncio.sleep(0)
            await house.store.run(lambda tx: tx.outbox.waiting())  # the reaction was looked at
        return sent

    network.send = send
    return answers


async def test_an_answer_to_a_card_that_is_still_being_sent_reaches_the_citizen(store, knowledge):
    house = House(store, knowledge)
    room = Address("matrix", "desk")
    answers = answered_while_sent(
        house,
        lambda sent: Received("a", room, ANJA, Said("Ik help u"), False, "m", about=sent.message),
    )

    await house.opens_a_case()
    await asyncio.gather(*answers)
    await house.delivery.drain()

    assert "Ik help u" in house.citizen_sees()[-1]


async def test_a_reaction_to_a_card_that_is_still_being_sent_claims(store, knowledge):
    house = House(store, knowledge)
    room = Address("matrix", "desk")
    answers = answered_while_sent(
        house,
        lambda sent: Received("a", room, ANJA, Reacted("1️⃣"), False, about=sent.message),
    )

    await house.opens_a_case()
    await asyncio.gather(*answers)
    await house.delivery.drain()

    assert "Anja" in house.citizen_sees()[-1]


async def test_a_reaction_to_any_message_that_is_still_being_sent_counts(store, knowledge):
    house = House(store, knowledge)
    await house.opens_a_case()
    await house.at_desk("/claim")
    answers = reacted_while_sent(house, house.staff, "Weet u het zeker", ANJA)

    await house.at_desk("/block")
    await asyncio.gather(*answers)
    await house.delivery.drain()

    assert answers
    assert any("heeft deze burger geblokkeerd" in text for text in house.desk_sees())


async def test_a_citizens_reaction_to_a_question_that_is_still_being_sent_counts(store, knowledge):
    house = House(store, knowledge, citizens="matrix", desks="telegram")
    answers = reacted_while_sent(house, house.citizens, "verbinden met", FATIMA)

    await house.citizen("Ik wil een mens spreken")
    await asyncio.gather(*answers)
    await house.delivery.drain()

    assert answers
    assert "U bent verbonden met" in house.citizen_sees()[-1]


async def test_talk_that_refers_to_nothing_of_ours_waits_for_no_card(store, knowledge):
    house = House(store, knowledge)
    await house.opens_a_case()
    before = len(house.staff.sent)
    started = asyncio.get_running_loop().time()

    await house.at_desk("Wie haalt er koffie?", thread=None, about="unknown")

    assert asyncio.get_running_loop().time() - started < 1
    assert len(house.staff.sent) == before
