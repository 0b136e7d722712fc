"""Many cases at one desk at the same time: nobody reads another's message, and none is lost."""

import asyncio
import contextlib

import pytest

from bot import bootstrap
from bot.bootstrap import House
from bot.settings import Desk, Settings
from bot.store import Store
from tests.crowd import ROOM, Crowd, Edge, Outcome

DESKS = (Desk("haarlem", "matrix", ROOM),)


@contextlib.asynccontextmanager
async def running(url, knowledge, *edges):
    """The whole bot, until the block ends; then it stops as a stopped process does."""
    settings = Settings()
    with Store(url) as store:
        world = bootstrap.world(settings, knowledge, DESKS)
        house = House(store, world, DESKS, {edge.network: edge for edge in edges})
        task = asyncio.create_task(house.run(settings))
        yield house
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def everybody_talks(url: str, knowledge, size: int, rounds: int) -> Outcome:
    """So many cases at once at one desk, and what came of all that was said.

    Staff say hello in each, and then both sides say something in each so many times.
    """
    edges = Edge("telegram", refuse_every=37), Edge("matrix", refuse_every=41)
    crowd = Crowd(size, *edges)
    async with running(url, knowledge, *edges):
        await crowd.open_cases()

        for _ in range(rounds):
            for number in range(1, size + 1):
                crowd.staff_say(number)
                crowd.citizen_says(number)
        await crowd.all_arrived()
    return crowd.outcome()


async def test_in_a_crowd_everybody_reads_their_own_messages_once_and_in_order(
    store_url, knowledge
):
    assert await everybody_talks(store_url, knowledge, size=100, rounds=2) == Outcome(said=500)


@pytest.mark.slow
@pytest.mark.timeout(400)
async def test_a_thousand_cases_at_one_desk_are_not_too_many(tmp_path, knowledge):
    url = f"sqlite:///{tmp_path}/crowd.db"

    assert await everybody_talks(url, knowledge, size=1000, rounds=1) == Outcome(said=3000)


async def test_a_crowd_loses_nothing_when_the_bot_is_stopped_midway_and_started_again(
    store_url, knowledge
):
    size = 50
    edges = Edge("telegram", refuse_every=37), Edge("matrix", refuse_every=41)
    crowd = Crowd(size, *edges)
    async with running(store_url, knowledge, *edges):
        await crowd.open_cases()

    for _ in range(4):
        for number in range(1, size + 1):
            crowd.staff_say(number)
            crowd.citizen_says(number)
        async with running(store_url, knowledge, *edges):
            await crowd.some_arrived(size)
    async with running(store_url, knowledge, *edges):
        await crowd.all_arrived()

    assert crowd.outcome() == Outcome(said=9 * size)
