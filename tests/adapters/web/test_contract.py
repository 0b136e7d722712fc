"""The web page keeps the contract of all adapters."""

import asyncio
import contextlib
import html
import re
import socket

import aiohttp
import pytest

from adapters.web import WebAdapter
from bot.ports import Address
from tests.adapters.contract import AdapterContract
from tests.adapters.web.conftest import Client, texts

CHAT = "fatima"


class WebHarness:
    """Fatima, with the page open. What could not be sent she sends again, like the page does."""

    def __init__(self, session):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.client = Client(session, f"http://127.0.0.1:{self.port}")
        self.deeds = asyncio.Queue()
        self.count = 0

    def adapter(self):
        return WebAdapter(port=self.port, texts=texts())

    def address(self):
        return Address("web", CHAT)

    async def person_says(self, text):
        self._do(do="say", text=text)

    async def person_chooses(self, number):
        newest = (await self._from_bot())[-1]
        data = [button["data"] for row in newest["buttons"] for button in row][number - 1]
        self._do(do="press", message=newest["id"], data=data)

    async def person_goes(self):
        self._do(do="leave")
        await self.deeds.join()

    async def shown(self):
        return [as_seen(message["html"]) for message in await self._from_bot()]

    async def _from_bot(self):
        return [one for one in await self.client.messages(CHAT) if one["who"] == "bot"]

    def _do(self, **deed):
        self.count += 1
        self.deeds.put_nowait({"id": f"deed-{self.count}", "chat": CHAT, **deed})

    async def act(self):
        """Carry out the deeds one after the other, each until it is accepted."""
        while True:
            deed = await self.deeds.get()
            while True:
                if await self._accepted(deed):
                    break
                await asyncio.sleep(0.02)  # the page, too, waits before it tries again
            self.deeds.task_done()

    async def _accepted(self, deed):
        back = {"do": "arrive", "id": f"back-{deed['id']}", "chat": CHAT, "back": True}
        with contextlib.suppress(aiohttp.ClientError):
            await self.client.post(back)
            status, _ = await self.client.post(deed)
            return status == 200
        return False


def as_seen(rendered):
    """The text of a message as a browser shows it: its lists numbered, its markup gone."""
    count = 0

    def number(_):
        nonlocal count
        count += 1
        return f"{count}. "

    return html.unescape(re.sub(r"<[^>]*>", "", re.sub("<li>", number, rendered))).strip()


class TestTheWebPageKeepsTheContract(AdapterContract):
    @pytest.fixture
    async def harness(self):
        async with aiohttp.ClientSession() as session:
            harness = WebHarness(session)
            acting = asyncio.create_task(harness.act())
            yield harness
            acting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await acting
