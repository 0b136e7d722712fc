"""The whole house on real networks, for stories: who is where, and the bot in between."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from adapters.web import PageDesk, WebAdapter
from bot import bootstrap
from bot.bootstrap import House
from bot.kb.knowledge import Knowledge
from bot.ports import Adapter
from bot.settings import Desk as DeskSettings
from bot.settings import MatrixSettings, Settings, StoreSettings, TelegramSettings
from bot.store import Store
from tests.botapi import BotApi
from tests.endtoend.people import (
    Citizen,
    Desk,
    MatrixCitizen,
    MatrixDesk,
    TelegramCitizen,
    TelegramDesk,
)
from tests.endtoend.web_people import Page, WebCitizen, WebDesk, open_page
from tests.servers.matrix_person import Person
from tests.servers.synapse import PASSWORD, Synapse

LIBRARY = "haarlem"
OPERATORS = ("the desk of haarlem removed the bot",)
"""The only errors that may stand in the log: they tell the operator what to do."""


class Town:
    """Where a story plays: both networks, their people, and the bot between them."""

    def __init__(
        self,
        folder: Path,
        knowledge: Knowledge,
        api: BotApi,
        homeserver: Callable[[], Synapse],
        stack: AsyncExitStack,
    ) -> None:
        """`homeserver` is asked for when a story needs Matrix, not before: it takes seconds."""
        self.api = api
        self.url = f"sqlite:///{folder}/wegwijs.db"
        self.file = folder / "wegwijs.db"
        self._folder = folder
        self._knowledge = knowledge
        self._homeserver = homeserver
        self._stack = stack
        self._account = ""
        self._page: Page | None = None
        self.house: House | None = None

    # --- people ---------------------------------------------------------------------------

    async def person(self, name: str) -> Person:
        """Somebody with a Matrix app."""
        server = self._homeserver()
        return await self._stack.enter_async_context(Person(server, server.register(name)))

    async def desk(self, kind: str) -> Desk:
        """A desk with Sanne and Tom: see DESKS in the story; the bot was asked in."""
        if kind == "web":
            return WebDesk()
        if kind.startswith("telegram"):
            return TelegramDesk(self.api, topics=kind == "telegram with topics")
        sanne, tom = await self.person("sanne"), await self.person("tom")
        encrypted = kind == "encrypted matrix"
        room = await sanne.opens_room(self.account, tom.id, encrypted=encrypted)
        await tom.joins(room)
        await sanne.sees_member(room, tom.id)
        return MatrixDesk(sanne, tom, room, self.account)

    async def citizen(self, kind: str) -> Citizen:
        """A citizen; on Matrix the bot must be open already, and comes into the room."""
        if kind == "telegram":
            return TelegramCitizen(self.api)
        if kind == "web":
            assert self._page is not None, "the page is open while the bot is"
            somebody = WebCitizen(self._page)
            await somebody.arrives()
            return somebody
        person = await self.person("fatima")
        encrypted = kind == "encrypted matrix"
        room = await person.opens_direct_room(self.account, encrypted=encrypted)
        await person.sees_member(room, self.account)
        return MatrixCitizen(person, room)

    @property
    def account(self) -> str:
        """The bot's account on Matrix."""
        self._account = self._account or self._homeserver().register("bot")
        return self._account

    # --- the bot --------------------------------------------------------------------------

    def settings(self, *desks: Desk, matrix: bool = False) -> Settings:
        """What an operator would write for this town."""
        account = MatrixSettings()
        if matrix or any(desk.network == "matrix" for desk in desks):
            account = MatrixSettings(
                homeserver=self._homeserver().url,
                user_id=self.account,
                password=PASSWORD,
                store_path=str(self._folder / "matrix"),
            )
        return Settings(
            store=StoreSettings(self.url),
            telegram=TelegramSettings(token=self.api.token, api_url=self.api.url),
            matrix=account,
            desk=tuple(DeskSettings(LIBRARY, desk.network, desk.address) for desk in desks),
        )

    @asynccontextmanager
    async def open(self, *desks: Desk, also: str = "") -> AsyncIterator[House]:
        """The bot is running on the desks' networks and Telegram, and `also` there.

        What ends it early is raised here.
        """
        settings = self.settings(*desks, matrix="matrix" in also)
        with Store(self.url) as store:
            world = bootstrap.world(settings, self._knowledge, settings.desk)
            doors = self._doors(settings, also)
            house = House(store, world, settings.desk, doors)
            async with asyncio.TaskGroup() as tasks, AsyncExitStack() as pages:
                running = tasks.create_task(house.run(settings))
                if isinstance(page := doors.get("web"), WebAdapter):
                    await page.listening.wait()
                    self._page = await pages.enter_async_context(open_page(page.url))
                for desk in desks:
                    if isinstance(desk, WebDesk):
                        desk.page = self._page
                    await desk.is_greeted()
                yield house
                running.cancel()

    def _doors(self, settings: Settings, also: str) -> dict[str, Adapter]:
        """The networks' adapters; the page is one that has both citizens and a desk."""
        if also != "web":
            return bootstrap.adapters(settings, self._knowledge)
        texts = self._knowledge.web_texts()
        return {"web": WebAdapter(port=0, desk=PageDesk(staff=WebDesk.staff), texts=texts)}


@pytest.fixture
async def town(tmp_path, knowledge, request) -> AsyncIterator[Town]:
    """A new town."""
    async with BotApi() as api, AsyncExitStack() as stack:
        yield Town(tmp_path, knowledge, api, lambda: request.getfixturevalue("synapse"), stack)


@pytest.fixture(autouse=True)
def _nothing_goes_wrong_in_silence(caplog):
    """No test of a story may leave an error in the log, except those that are for operators."""
    yield
    errors = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.ERROR]
    assert [text for text in errors if not text.startswith(OPERATORS)] == []
    assert not any(record.exc_info for record in caplog.get_records("call"))
