"""People on the web page, in the small language of the stories.

They do what the page's own scripts do: they watch its changes, and post deeds. Chromium is left to
the tests of the page itself.
"""

import asyncio
import html
import itertools
import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from tests.endtoend.people import Case, Citizen, Desk, Reader

_DEADLINE = 30.0
_BREAKS = re.compile(r"</(?:p|li|h\d|blockquote)>|<br ?/?>")
_TAGS = re.compile(r"<[^>]+>")
_IDS = itertools.count(1)

Row = dict[str, Any]


class Page:
    """What an open page knows: every message, as it reads now."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = url.rstrip("/")
        self._changed = asyncio.Condition()
        self.messages: dict[str, Row] = {}
        self.threads: dict[str, Row] = {}

    async def watch(self) -> None:
        """Follow the changes until the page is closed."""
        async with self._session.ws_connect(self._url + "/live", origin=self._url) as socket:
            async for line in socket:
                self._take(json.loads(line.data))
                async with self._changed:
                    self._changed.notify_all()

    def _take(self, change: Row) -> None:
        match change["kind"]:
            case "everything":
                self.messages = {row["id"]: row for row in change["messages"]}
                self.threads = {row["id"]: row for row in change["threads"]}
            case "message":
                self.messages[change["message"]["id"]] = change["message"]
            case "thread":
                self.threads[change["thread"]["id"]] = change["thread"]
            case "withdrawn":
                self.messages.pop(change["message"], None)

    async def does(self, do: str, chat: str, **more: Any) -> str:
        """Post a deed; its id, which is the message's id if it is one."""
        deed = {"do": do, "id": f"deed-{next(_IDS)}", "chat": chat, **more}
        headers = {"Origin": self._url, "Accept-Language": "nl-NL"}
        async with self._session.post(self._url + "/deeds", json=deed, headers=headers) as answer:
            assert answer.status == 200, await answer.text()
        return deed["id"]

    async def until(self, found: Callable[[], Any]) -> Any:
        """Wait until this is true; what it is."""
        async with asyncio.timeout(_DEADLINE), self._changed:
            await self._changed.wait_for(found)
        return found()

    def said(self, chat: str, *, thread: str | None = None) -> dict[str, str]:
        """What the bot says in a chat now, or in one thread of it; by message."""
        return {
            row["id"]: _plain(row)
            for row in self.messages.values()
            if row["chat"] == chat and row["who"] == "bot" and thread in (None, row["thread"])
        }

    def offering(self, chat: str, label: str, among: set[str]) -> tuple[str, str]:
        """The newest of these messages with this button: its id, and the button's data."""
        offers = [
            (row["id"], button["data"])
            for row in self.messages.values()
            if row["chat"] == chat and row["id"] in among
            for button in itertools.chain.from_iterable(row["buttons"])
            if button["label"] == label
        ]
        return offers[-1]


@asynccontextmanager
async def open_page(url: str) -> AsyncIterator[Page]:
    """A page that follows what happens."""
    async with aiohttp.ClientSession() as session:
        page = Page(session, url)
        watching = asyncio.create_task(page.watch())
        try:
            yield page
        finally:
            watching.cancel()
            await asyncio.wait([watching])


class WebCitizen(Citizen):
    """On the page: presses buttons."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.address = f"citizen-{next(_IDS)}"
        self.reader = Reader(lambda: page.said(self.address), page.until)

    async def arrives(self) -> None:
        """Open the chat."""
        await self.page.does("arrive", self.address)

    async def says(self, text: str) -> str:
        return await self.page.does("say", self.address, text=text)

    async def mends(self, message: str, text: str) -> None:
        await self.page.does("edit", self.address, message=message, text=text)

    async def chooses(self, label: str) -> None:
        mine = set(self.reader.shown())
        message, data = self.page.offering(self.address, label, mine)
        await self.page.does("press", self.address, message=message, data=data)

    async def leaves(self) -> None:
        await self.page.does("leave", self.address)

    async def sends_place(self) -> None:
        await self.page.does("attach", self.address, kind="location")

    async def loses(self, words: str) -> None:
        shown = self.reader.shown
        await self.page.until(lambda: not any(words in text for text in shown().values()))


class WebDesk(Desk):
    """The page's other half: a thread for each case."""

    network = "web"
    address = "desk"
    staff = ("Sanne", "Tom")

    def __init__(self) -> None:
        self.page: Page | None = None

    @property
    def _page(self) -> Page:
        assert self.page is not None, "the page is open while the bot is"
        return self.page

    async def is_greeted(self) -> None:
        """Nobody comes in: the desk is there when the page is."""

    async def gets_case(self, words: str) -> Case:
        def card() -> Any:
            rows = self._page.messages.values()
            return next(
                (r for r in rows if r["id"] in self._page.threads and words in _plain(r)), None
            )

        found = (await self._page.until(card))["id"]
        here = Reader(lambda: self._page.said(self.address, thread=found), self._page.until)
        return Case(found, found, here)

    async def claims(self, case: Case) -> None:
        await self._presses(case, "Aannemen", {case.card})

    async def writes(self, case: Case, text: str, *, by: str = "sanne") -> str:
        who = by.capitalize()
        return await self._page.does("say", self.address, thread=case.place, staff=who, text=text)

    async def mends(self, message: str, text: str) -> None:
        where = {"thread": self._page.messages[message]["thread"], "staff": "Sanne"}
        await self._page.does("edit", self.address, message=message, text=text, **where)

    async def presses(self, case: Case, label: str) -> None:
        await self._presses(case, label, set(case.reader.shown()))

    async def _presses(self, case: Case, label: str, among: set[str]) -> None:
        message, data = self._page.offering(self.address, label, among)
        pressed = {"message": message, "data": data}
        await self._page.does("press", self.address, thread=case.place, staff="Sanne", **pressed)

    async def sees_mark(self, message: str, emoji: str) -> None:
        await self._page.until(lambda: self._page.messages[message]["marks"].get("bot") == emoji)

    async def sees_no(self, words: str) -> None:
        said = self._page.said
        await self._page.until(lambda: not any(words in t for t in said(self.address).values()))

    async def removes_bot(self) -> None:
        raise LookupError("the bot is part of the page")

    async def removes_tom(self) -> None:
        raise LookupError("nobody is thrown out of a page")


def _plain(row: Row) -> str:
    """A message as it reads: without tags, a line for each block."""
    text = html.unescape(_TAGS.sub("", _BREAKS.sub("\n", row["html"])))
    return "\n".join(line.strip() for line in text.splitlines()).strip()
