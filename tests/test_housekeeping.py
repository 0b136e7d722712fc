"""Timers and retention: what happens by itself."""

import pytest

from bot.housekeeping import DAY, INBOX_DAYS, Housekeeping, purge
from bot.ports import Address
from bot.privacy import Retention
from tests.engine.house import House

FATIMA = Address("telegram", "fatima")


@pytest.fixture
def house(store, knowledge) -> House:
    return House(store, knowledge)


async def purged(house, **days) -> int:
    keeper = Housekeeping(house.store, house.engine, Retention(**days), house.clock)
    return await keeper.purge()


def known(tx) -> bool:
    return tx.conversations.find(FATIMA) is not None


async def test_a_quiet_talk_is_erased_when_its_time_is_up(house):
    await house.citizen("Hoe vraag ik een DigiD aan?")
    house.clock.pass_by(29 * DAY)
    assert await purged(house, keep_conversations=30) == 0
    house.clock.pass_by(2 * DAY)

    assert await purged(house, keep_conversations=30) == 1
    assert not await house.store.run(known)


async def test_what_the_desk_was_sent_is_taken_back_with_the_talk(house):
    await house.opens_a_case()
    await house.at_desk("!claim")
    await house.at_desk("!close")
    house.clock.pass_by(31 * DAY)
    await purged(house)
    await house.delivery.drain()

    assert [type(m).__name__ for m in house.staff.sent].count("Remove") >= 1


async def test_a_closed_case_is_erased_when_its_time_is_up(house):
    await house.opens_a_case()
    await house.at_desk("!claim")
    await house.at_desk("!close")
    house.clock.pass_by(31 * DAY)
    await purged(house, keep_conversations=365, keep_cases=30)

    assert await house.store.run(lambda tx: tx.cases.get(1)) is None
    assert await house.store.run(known)


async def test_repeats_are_recognised_for_a_month(house):
    received = await house.citizen("Hoe vraag ik een DigiD aan?")
    seen = len(house.citizen_sees())
    house.clock.pass_by((INBOX_DAYS - 1) * DAY)
    await purged(house, keep_conversations=365)
    await house.happens(received)

    assert len(house.citizen_sees()) == seen


async def test_statistics_are_kept_longer_than_talks_and_hold_no_person(house):
    await house.citizen("Hoe vraag ik een DigiD aan?")
    house.clock.pass_by(31 * DAY)
    await purged(house)
    counts = await house.store.run(lambda tx: tx.counts.all())

    assert counts
    assert "fatima" not in str(counts)


async def test_purging_an_empty_store_does_nothing(house):
    assert await house.store.run(lambda tx: purge(tx, Retention(), house.clock())) == 0


async def gaps(house) -> list[str]:
    return [gap.text for gap in await house.store.run(lambda tx: tx.gaps.all())]


async def test_questions_without_a_good_answer_are_erased_when_their_time_is_up(house):
    await house.citizen("hoe duur is een aquarium")
    house.clock.pass_by(29 * DAY)
    await purged(house, keep_questions=30)
    assert await gaps(house) == ["hoe duur is een aquarium"]
    house.clock.pass_by(2 * DAY)
    await purged(house, keep_questions=30)

    assert await gaps(house) == []


async def test_who_keeps_no_questions_any_more_erases_those_of_today_too(house):
    await house.citizen("hoe duur is een aquarium")
    await purged(house, keep_questions=0)

    assert await gaps(house) == []
