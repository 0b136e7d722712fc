"""The try-out page for editors: its addresses, with a stand-in for the house behind them."""

import asyncio
import contextlib

import aiohttp
import pytest

from adapters.web import WebAdapter
from adapters.web.editors import LONGEST_QUESTION, Picture, Place, State, Theme, Tried
from tests.adapters.web.conftest import Client, texts


class House:
    """Answers every question with itself; `save` is what an editor does."""

    def __init__(self) -> None:
        self.version = 1
        self.problems: tuple[str, ...] = ()
        self.changed = asyncio.Condition()

    async def ask(self, question: str) -> Tried:
        place = Place("digid-app", "De DigiD-app", "nl/digid/digid-app.yaml")
        return Tried(
            question, (place,), ("Waarom?",), {"Telegram": (Picture(f"<b>{question}</b>"),)}
        )

    async def state(self, after: int = -1) -> State:
        async with self.changed:
            await self.changed.wait_for(lambda: self.version > after)
            theme = Theme("digid", {"nl": 2}, {"nl": 40})
            return State(self.version, ("nl",), (theme,), self.problems)

    async def save(self, *problems: str) -> None:
        async with self.changed:
            self.version += 1
            self.problems = problems
            self.changed.notify_all()


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
async def client(house):
    async with opened(WebAdapter(port=0, texts=texts(), editors=house)) as client:
        yield client


@contextlib.asynccontextmanager
async def opened(adapter):
    async def receive(_received) -> None: ...

    running = asyncio.create_task(adapter.run(receive))
    await asyncio.wait_for(adapter.listening.wait(), 10)
    async with aiohttp.ClientSession() as session:
        yield Client(session, adapter.url)
    running.cancel()
    await asyncio.wait([running])


async def post(client, body, **headers):
    headers = {"Origin": client.origin, **headers}
    async with client.session.post(
        f"{client.url}/editors/ask", json=body, headers=headers
    ) as answer:
        return answer.status, await answer.json()


async def test_a_question_is_answered_with_what_each_network_shows_and_where_it_stands(client):
    status, tried = await post(client, {"text": "wat is de app"})

    assert status == 200
    assert tried["networks"]["Telegram"][0]["html"] == "<b>wat is de app</b>"
    assert tried["topics"][0]["file"] == "nl/digid/digid-app.yaml"


@pytest.mark.parametrize("body", [{}, {"text": 5}, [], "hoi", 7])
async def test_what_is_no_question_is_refused(client, body):
    assert await post(client, body) == (400, {"error": "refused"})


async def test_a_question_that_is_far_too_long_is_refused(client):
    assert (await post(client, {"text": "x" * LONGEST_QUESTION}))[0] == 200
    assert await post(client, {"text": "x" * (LONGEST_QUESTION + 1)}) == (
        413,
        {"error": "too_long"},
    )


async def test_another_page_can_not_ask(client):
    answer = await post(client, {"text": "hoi"}, Origin="http://evil.example")

    assert answer == (403, {"error": "refused"})


async def test_the_state_comes_at_once_and_after_every_change(client, house):
    async with client.session.ws_connect(
        f"{client.url}/editors/live", headers={"Origin": client.origin}
    ) as socket:
        first = await socket.receive_json()
        await house.save("digid-app.yaml:2: het veld „title” ontbreekt.")
        second = await socket.receive_json()

    assert first["themes"] == [{"name": "digid", "topics": {"nl": 2}, "questions": {"nl": 40}}]
    assert first["problems"] == []
    assert second["problems"] == ["digid-app.yaml:2: het veld „title” ontbreekt."]
    assert second["version"] > first["version"]


async def test_the_demo_links_to_the_page_only_where_it_is(client):
    assert 'href="editors"' in (await client.get())[1]
    assert (await client.get("/editors"))[0] == 200

    async with opened(WebAdapter(port=0, texts=texts())) as without:
        assert 'href="editors"' not in (await without.get())[1]
        assert (await without.get("/editors"))[0] == 404
