"""A running page with the stand-in for the house behind it."""

import asyncio
import contextlib
import io
import json
from pathlib import Path

import aiohttp
import pytest
import yaml

from adapters.web import WebAdapter
from tests.adapters.web.small_desk import SmallDesk

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"


def texts(lang="nl"):
    """The page's sentences, as editors wrote them."""
    return yaml.safe_load((KNOWLEDGE / lang / "_web.yaml").read_text("utf-8"))


@contextlib.asynccontextmanager
async def open_page(port=0, make_desk=SmallDesk):
    """An adapter that listens, with its desk; `port` 0 is any free one."""
    adapter = WebAdapter(port=port, texts=texts())
    desk = make_desk(adapter)
    running = asyncio.create_task(adapter.run(desk.receive))
    listening = asyncio.create_task(adapter.listening.wait())
    await asyncio.wait((running, listening), return_when=asyncio.FIRST_COMPLETED)
    try:
        yield desk
    finally:
        listening.cancel()
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running


@pytest.fixture
async def desk():
    """The stand-in; its `adapter` is the running page."""
    async with open_page() as opened:
        yield opened


class Client:
    """A page without a browser: it can do all that JavaScript does there."""

    def __init__(self, session, url):
        self.session = session
        self.url = url.rstrip("/")
        self.origin = self.url
        self.acts = 0

    async def get(self, path="/", **headers):
        async with self.session.get(self.url + path, headers=headers) as answer:
            return answer.status, await answer.text(), answer.headers

    async def post(self, body, **headers):
        """Post raw bytes or JSON; the status and the code of the refusal."""
        headers = {"Origin": self.origin, "Content-Type": "application/json", **headers}
        data = io.BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        kept = {name: value for name, value in headers.items() if value is not None}
        async with self.session.post(self.url + "/deeds", headers=kept, data=data) as answer:
            return answer.status, (await answer.json()).get("error")

    async def act(self, do, chat="c1", **more):
        """Post a deed with a new id."""
        self.acts += 1
        return await self.post({"do": do, "id": f"deed-{self.acts}", "chat": chat, **more})

    @contextlib.asynccontextmanager
    async def watch(self):
        """The changes as they come."""
        headers = {"Origin": self.origin}
        async with self.session.ws_connect(self.url + "/live", headers=headers) as socket:
            yield socket

    async def everything(self):
        """All that the page would show after loading."""
        async with self.watch() as socket:
            return await socket.receive_json()

    async def messages(self, chat="c1"):
        """The messages of one chat."""
        return [one for one in (await self.everything())["messages"] if one["chat"] == chat]


@pytest.fixture
async def client(desk):
    async with aiohttp.ClientSession() as session:
        yield Client(session, desk.adapter.url)
