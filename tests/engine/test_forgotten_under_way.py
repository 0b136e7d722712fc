"""A citizen may be forgotten while their words are on the way to the desk: they must not stay."""

from bot.ports import Address, Message, Received, Remove, Said
from bot.store.schema import messages, outbox
from tests.engine.house import FATIMA, House


async def test_what_was_on_its_way_when_all_was_forgotten_is_taken_back(store, knowledge):
    house = House(store, knowledge)
    await house.opens_a_case()
    plain = house.staff.send
    arrived = []

    async def send(message):
        sent = await plain(message)
        if isinstance(message, Message) and "tante Cornelia" in message.text:
            arrived.append(sent.message)
            forget = Said("/forget")
            await house.engine.receive(Received("f", Address("telegram", "fatima"), FATIMA, forget))
        return sent

    house.staff.send = send

    await house.citizen("Het gaat over mijn tante Cornelia")

    removed = [removal.about for removal in house.of_kind(Remove)]
    assert arrived[0] in removed
    with store._engine.connect() as connection:
        for table in (messages, outbox):
            assert connection.execute(table.select()).all() == []
