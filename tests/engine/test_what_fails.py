"""Failures of networks, of our own code and of the database: told once, and never in a circle."""

import pytest
from sqlalchemy.exc import DataError, OperationalError

from bot.engine import Desks, context
from bot.engine import engine as engine_module
from bot.ports import Address, Moved, Received, Said, TryAgain, Undeliverable
from bot.settings import Desk
from bot.store.schema import conversations, outbox
from tests.engine.house import FATIMA, House

CHAT = Address("telegram", "fatima")


@pytest.fixture
def house(store, knowledge) -> House:
    return House(store, knowledge)


async def claimed(house: House) -> None:
    await house.opens_a_case()
    await house.at_desk("!claim")


# --- what can't be delivered ------------------------------------------------------------------


async def test_two_sides_that_refuse_everything_do_not_go_round_in_a_circle(house):
    await claimed(house)
    attempts = []

    async def refuse(message):
        attempts.append(message)
        if len(attempts) > 50:
            raise TryAgain("enough", after=1e9)
        raise Undeliverable("no")

    house.citizens.send = house.staff.send = refuse

    await house.at_desk("Kom maar langs")

    assert len(attempts) < 10


async def test_who_said_something_that_never_reached_the_desk_is_told(house):
    await claimed(house)
    house.staff.refuse.append(Undeliverable("no"))
    seen = len(house.citizen_sees())

    await house.citizen("Ik kom om drie uur")

    assert len(house.citizen_sees()) == seen + 1


async def test_a_notice_that_never_reached_the_desk_is_not_told_as_a_lost_message(house):
    await claimed(house)
    house.staff.refuse.append(Undeliverable("no"))
    seen = len(house.citizen_sees())

    await house.at_desk("!help")

    assert len(house.citizen_sees()) == seen


async def test_words_behind_a_card_that_never_arrived_do_not_lie_about_at_the_desk(house):
    house.staff.refuse_always["desk"] = TryAgain("away")
    await house.opens_a_case("Mijn eerste vraag")
    await house.citizen("Mijn tante Cornelia heet zo")
    del house.staff.refuse_always["desk"]
    house.staff.refuse.append(Undeliverable("no"))

    await house.time_passes(10)

    assert "Cornelia" not in "".join(house.desk_sees())
    assert house.citizen_sees()[-1]


async def test_the_text_of_what_never_arrived_is_not_kept(house, store):
    await claimed(house)
    house.citizens.refuse.append(Undeliverable("no"))

    await house.at_desk("geheimewoord")

    with store._engine.connect() as connection:
        rows = connection.execute(outbox.select()).all()
    assert len(rows) == 1
    assert "geheimewoord" not in str(rows)


# --- our own mistakes -------------------------------------------------------------------------


def break_steps(monkeypatch) -> None:
    def broken(*_):
        raise ValueError("geheimewoord")

    monkeypatch.setattr(context, "step", broken)


async def test_a_mistake_at_a_timer_stops_nothing_and_comes_once(house, monkeypatch, caplog):
    await house.opens_a_case()
    with monkeypatch.context() as broken:
        break_steps(broken)
        await house.time_passes(601)
    at_desk = len(house.desk_sees())
    await house.engine.fire_due()
    await house.delivery.drain()

    assert len(house.desk_sees()) == at_desk
    assert "ValueError" in caplog.text
    assert "geheimewoord" not in caplog.text


async def test_a_mistake_while_telling_of_a_failure_stops_nothing(house, monkeypatch, caplog):
    await claimed(house)
    house.citizens.refuse_always["fatima"] = TryAgain("away")
    await house.at_desk("Kom maar langs")
    house.citizens.refuse_always["fatima"] = Undeliverable("no")
    break_steps(monkeypatch)

    await house.time_passes(10)

    assert await house.store.run(lambda tx: tx.outbox.waiting()) == (0, 1)
    assert "ValueError" in caplog.text


async def test_a_talk_that_cannot_be_read_back_holds_up_nothing(house, store):
    await house.citizen("Hallo")
    with store._engine.begin() as connection:
        connection.execute(conversations.update().values(body='{"state":{"type":"Unknown"}}'))
    seen = len(house.citizen_sees())

    await house.citizen("Hoe vraag ik een DigiD aan?")

    assert len(house.citizen_sees()) == seen + 1


@pytest.mark.parametrize(("error", "confirmed"), [(DataError, True), (OperationalError, False)])
async def test_only_a_database_that_is_away_keeps_an_event_at_the_network(
    house, monkeypatch, error, confirmed
):
    def refuse(received, under):
        raise error("INSERT", {}, Exception("no"))

    monkeypatch.setattr(engine_module, "citizen_event", refuse)
    received = Received("1", CHAT, FATIMA, Said("hallo"), message="m")

    if confirmed:
        await house.happens(received)
        assert len(house.citizen_sees()) == 1
    else:
        with pytest.raises(error):
            await house.happens(received)


# --- chats that move --------------------------------------------------------------------------


async def test_a_chat_that_moves_to_where_a_talk_has_begun_already_breaks_nothing(house):
    await house.citizen("Hallo")
    new = Address("telegram", "new")
    await house.happens(Received("n1", new, FATIMA, Said("Hallo"), message="m1"))

    await house.happens(Received("n2", CHAT, FATIMA, Moved("new")))
    await house.happens(
        Received("n3", new, FATIMA, Said("Hoe vraag ik een DigiD aan?"), message="m2")
    )

    assert "DigiD" in house.citizens.said_in("new")[-1]


def test_a_desk_that_moved_twice_is_known_by_its_last_room():
    moves = {("matrix", "b"): "c", ("matrix", "a"): "b"}
    desks = Desks([Desk("haarlem", "matrix", "a")], moves)

    assert desks.of("haarlem") == Address("matrix", "c")


def test_a_desk_that_moved_in_a_circle_is_somewhere():
    moves = {("matrix", "b"): "a", ("matrix", "a"): "b"}
    desks = Desks([Desk("haarlem", "matrix", "a")], moves)

    assert desks.of("haarlem").chat in {"a", "b"}
