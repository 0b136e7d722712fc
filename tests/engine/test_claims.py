"""Claims through the real parts: two at once, one that returns, and one case for each talk."""

import asyncio

import pytest
from sqlalchemy.exc import IntegrityError

from bot.ports import Address, Pressed, Received, Said
from tests.engine.house import ANJA, BRAM, House


@pytest.fixture
def house(store, knowledge) -> House:
    return House(store, knowledge)


async def test_of_two_claims_in_the_same_second_one_wins_and_the_other_is_told(house):
    await house.opens_a_case()
    at = Address("matrix", "desk", house.thread)

    def claims(who):
        pressed = Pressed("claim")
        return Received(f"p{who.id}", at, who, pressed, private=False, about=house.thread)

    await asyncio.gather(*[house.engine.receive(claims(who)) for who in (ANJA, BRAM)])
    await house.delivery.drain()

    told = [text for text in house.desk_sees() if "al aangenomen" in text]
    helping = [text for text in house.citizen_sees() if "helpt u nu" in text]
    assert len(helping) == len(told) == 1
    assert ("Anja" in helping[0]) == ("Anja" in told[0])


async def test_a_silent_claim_returns_the_desk_is_reminded_first_and_a_colleague_goes_on(house):
    await house.opens_a_case()
    await house.at_desk("!claim")
    await house.time_passes(1201)
    assert "wacht op antwoord" in house.desk_sees()[-1]
    await house.time_passes(2400)

    assert "weer open" in house.desk_sees()[-1]
    await house.at_desk("!claim", BRAM)
    await house.at_desk("Hier ben ik.", BRAM)
    assert "Hier ben ik" in house.citizen_sees()[-1].replace("\\", "")


async def test_a_claim_does_not_return_while_the_citizen_is_the_one_to_answer(house):
    await house.opens_a_case()
    await house.at_desk("!claim")
    await house.at_desk("Welke brief is het?")
    seen = len(house.citizen_sees()), len(house.desk_sees())
    await house.time_passes(20_000)

    assert (len(house.citizen_sees()), len(house.desk_sees())) == seen


async def test_a_second_question_stays_in_the_case(house):
    await house.opens_a_case()
    await house.citizen("En hoe vraag ik een DigiD aan?")
    await house.citizen("/person")

    assert "DigiD aan" in house.desk_sees()[-1]
    assert len([m for m in house.staff.sent if getattr(m, "opens", None)]) == 1


async def test_the_database_itself_refuses_a_second_open_case(store):
    desk = Address("matrix", "desk")

    def open_two(tx):
        tx.cases.open("c1", "haarlem", desk, 1.0)
        tx.cases.open("c1", "haarlem", desk, 2.0)

    with pytest.raises(IntegrityError):
        await store.run(open_two)


async def test_after_a_case_is_closed_the_next_one_may_open(store):
    desk = Address("matrix", "desk")

    def one_after_the_other(tx):
        first = tx.cases.open("c1", "haarlem", desk, 1.0)
        tx.cases.close(first.number, 2.0, "closed")
        return tx.cases.open("c1", "haarlem", desk, 3.0).number - first.number

    assert await store.run(one_after_the_other) == 1


async def test_a_press_on_a_card_in_a_room_that_is_no_desk_does_nothing_to_the_case(house):
    await house.opens_a_case()
    elsewhere = Address("matrix", "a-forwarded-place")
    await house.happens(
        Received("f1", elsewhere, BRAM, Pressed("claim"), private=False, about=house.thread)
    )
    await house.happens(Received("f2", elsewhere, BRAM, Said("!claim"), private=False))

    assert not [text for text in house.citizen_sees() if "helpt u nu" in text]
