import asyncio
import logging

import pytest

from adapters.telegram import TelegramAdapter
from bot.ports import Address
from tests.adapters.contract import listening
from tests.botapi import BotApi


@pytest.fixture
async def api():
    async with BotApi() as server:
        yield server


@pytest.fixture(autouse=True)
def _no_long_pauses(monkeypatch):
    """Retries follow quickly; that their pauses grow is tested by itself."""
    monkeypatch.setattr("adapters.telegram.polling.FIRST_PAUSE", 0.01)


@pytest.fixture
def adapter(api):
    return TelegramAdapter(api.token, api.url)


@pytest.fixture
async def inbox(adapter):
    """What the running adapter receives; it has asked for all kinds of updates already."""
    async with listening(adapter) as received:
        yield received


@pytest.fixture
def at():
    """The address of a chat."""
    return lambda chat, thread=None: Address("telegram", str(chat.id), thread)


class LogLines(logging.Handler):
    """What the adapter writes into the log, to be waited for."""

    def __init__(self):
        super().__init__()
        self.lines = []
        self._written = asyncio.Event()

    def emit(self, record):
        self.lines.append(record.getMessage())
        self._written.set()

    async def until(self, text, times=1):
        async with asyncio.timeout(10):
            while sum(text in line for line in self.lines) < times:
                self._written.clear()
                await self._written.wait()


@pytest.fixture
async def log():
    handler = LogLines()
    logging.getLogger("adapters.telegram").addHandler(handler)
    yield handler
    logging.getLogger("adapters.telegram").removeHandler(handler)
