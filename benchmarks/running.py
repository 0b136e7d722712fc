"""The bot as it is served, inside a benchmark."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine

from bot import bootstrap
from bot.bootstrap import House
from bot.kb.knowledge import Knowledge
from bot.ports import Adapter
from bot.settings import Desk, Settings
from bot.store import Store


@contextlib.asynccontextmanager
async def served(url: str, knowledge: Knowledge, desk: Desk, *adapters: Adapter) -> AsyncIterator:
    """All its parts, between these networks, with one desk; until the block ends."""
    settings, desks = Settings(), (desk,)
    with Store(url) as store:
        world = bootstrap.world(settings, knowledge, desks)
        house = House(store, world, desks, {each.network: each for each in adapters})
        async with while_running(house.run(settings)):
            yield


@contextlib.asynccontextmanager
async def while_running(*parts: Coroutine[None, None, None]) -> AsyncIterator[None]:
    """Let these run until the block ends."""
    tasks = [asyncio.create_task(part) for part in parts]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
