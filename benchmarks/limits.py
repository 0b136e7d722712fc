"""A desk where Telegram sets the pace: refused calls, waiting times, and who waits for whom.

    python -m benchmarks.limits [--out docs/benchmarks.md]

The real adapter against the tests' Bot API server over HTTP, which enforces Telegram's limits to
the letter: one message a second in a private chat (and no bursts), 20 a minute in a group, 30 a
second in all. One case is chatty: it begins first and says much. The peer is the rate limiter of
python-telegram-bot, given the same messages.
"""

import argparse
import asyncio
import contextlib
import re
import sys
import tempfile
import textwrap
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from msgspec import Struct
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from adapters.telegram import TelegramAdapter, adapter
from benchmarks.report import publish
from benchmarks.running import served
from bot import bootstrap
from bot.kb.knowledge import Knowledge
from bot.settings import Desk, Settings
from tests.botapi import BotApi
from tests.botapi.limits import Limits
from tests.botapi.people import User

AGREES, CLAIM = "Ja, dat mag", "Aannemen"
_PATIENCE = 300.0  # seconds; what takes longer counts as lost
CASES, CHATTY = 1000, 30
GROUP_CASES, GROUP_CHATTY = 40, 20
_LIMITS = {"overall": (30, 1.0), "chat": (1, 1.0), "group": (20, 60.0)}
_ABOUT = textwrap.fill(
    f"{CASES} open cases on Telegram, over HTTP to the tests' Bot API server, which enforces limits to the "
    "letter: one message a second in a private chat and no bursts, 20 a minute in a group, 30 a "
    f"second in all. To citizens: staff say {CHATTY} things in one case and then one in each of the "
    f"{CASES - 1} others, all in the same instant. To the desk, one group with a topic for each "
    f"case: a citizen says {GROUP_CHATTY} things, then {GROUP_CASES - 1} others one each. Seconds "
    "from being said to being shown, of the others and of the chatty case's last message. Lost: "
    f"not shown within {_PATIENCE:.0f} s; wrong: out of order, repeated, or in another chat. The "
    "peer is the rate limiter of python-telegram-bot with the same messages, one task a case.",
    100,
)
_WORDS = re.compile(r"\b(?:burger|balie)(\d+)x(\d+)\b")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and put it into --out."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--out", type=Path, help="the page to put the table into")
    out = parser.parse_args(arguments).out
    knowledge = bootstrap.load_knowledge(Settings())
    publish("limits", asyncio.run(limited(knowledge)), out)
    return 0


class Watched(BotApi):
    """A Bot API server that knows when each message was said and shown.

    Attributes:
        said: when, by words ("balie17x3").
        shown: (words, chat, topic, when), in order.
        cards: how many cards of cases were shown.
    """

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, float] = {}
        self.shown: list[tuple[str, int, int | None, float]] = []
        self.cards = 0

    async def _do(self, method: str, asked: dict[str, Any]) -> Any:
        result = await super()._do(method, asked)
        if method == "sendmessage":
            self.cards += CLAIM in str(asked.get("reply_markup"))
            if found := _WORDS.search(asked["text"]):
                place = int(asked["chat_id"]), asked.get("message_thread_id")
                self.shown.append((found[0], *place, perf_counter()))
        return result

    def says(self, words: str) -> str:
        """Somebody says this now."""
        self.said[words] = perf_counter()
        return words

    async def all_shown(self) -> None:
        """Wait until everything that was said is shown."""
        await self.until(
            lambda: len({words for words, *_ in self.shown}) == len(self.said), _PATIENCE
        )

    def limit(self) -> None:
        """Enforce the limits from here on, and count anew."""
        self.said.clear()
        self.shown.clear()
        self.limits = Limits(**_LIMITS)


class Waits(Struct, frozen=True):
    """Seconds from being said to being shown: the chatty case's last, and all the others'."""

    chatty: float
    median: float
    p99: float
    longest: float
    refused: int
    lost: int
    wrong: int


def _waits(api: Watched, places: dict[int, tuple[int, int | None]]) -> Waits:
    """What came of it; `places` says where each case's words belong."""
    chatty, others, heard = 0.0, [], defaultdict(list)
    astray = 0
    for words, chat, topic, when in api.shown:
        number, count = map(int, _WORDS.search(words).groups())
        astray += (chat, topic) != places[number]
        heard[number].append(count)
        waited = when - api.said[words]
        if number == 1:
            chatty = max(chatty, waited)
        else:
            others.append(waited)
    disorder = sum(counts != sorted(set(counts)) for counts in heard.values())
    lost = len(api.said) - len({words for words, *_ in api.shown})
    median, p99 = map(float, np.percentile(others, [50, 99]))
    return Waits(chatty, median, p99, max(others), api.limits.refused, lost, astray + disorder)


class _House:
    """A desk on Telegram with open cases: citizens, and the topic of each."""

    def __init__(self, api: Watched) -> None:
        self.api = api
        self.desk = api.group("Balie", forum=True)
        self.desk.add_bot()
        self.anja = api.user("Anja")
        self.desk.add(self.anja)
        self.citizens = {number: api.user(f"Burger{number}") for number in range(1, CASES + 1)}
        self.topics: dict[int, int] = {}

    async def open_cases(self) -> None:
        """Everybody asks for a person, and Anja claims; the limits are not there yet."""
        for citizen in self.citizens.values():
            citizen.says("/person")
        for citizen in self.citizens.values():
            await self.api.until(partial(_is_asked, citizen), _PATIENCE)
            citizen.presses(AGREES)
        await self.api.until(lambda: len(self.desk.chat.topics) == CASES, _PATIENCE)
        await self.api.until(lambda: self.api.cards == CASES, _PATIENCE)
        titles = self.desk.topics().items()
        self.topics = {int(title[1:].split()[0]): topic for topic, title in titles}
        for number, topic in self.topics.items():
            self.anja.says("/claim", self.desk, topic=topic)
            self.staff_say(number, 0)
        await self.api.all_shown()

    def staff_say(self, number: int, count: int) -> None:
        """Anja says one thing in this case."""
        words = self.api.says(f"balie{number}x{count}")
        self.anja.says(words, self.desk, topic=self.topics[number])

    def citizen_says(self, number: int, count: int) -> None:
        """A citizen says one thing."""
        self.citizens[number].says(self.api.says(f"burger{number}x{count}"))


def _is_asked(citizen: User) -> bool:
    """Whether the last thing on this screen is the question whether staff may read along."""
    messages = citizen.chat.chat.messages
    return bool(messages) and AGREES in str(messages[max(messages)].get("reply_markup"))


async def limited(knowledge: Knowledge) -> list[str]:
    """The lines of this part."""
    ours, *peers = await asyncio.gather(
        _ours(knowledge), _peer(CASES, CHATTY, 1), _peer(GROUP_CASES, GROUP_CHATTY, -1)
    )
    return list(_lines(*zip(ours, peers, strict=True)))


async def _ours(knowledge: Knowledge) -> tuple[Waits, Waits]:
    """The bot: to citizens, and to the desk."""
    async with Watched() as api:
        house = _House(api)
        with tempfile.TemporaryDirectory(prefix="wegwijs-") as folder:
            url = f"sqlite:///{folder}/wegwijs.db"
            async with _bot(url, house, knowledge):
                await house.open_cases()
            with _official(api):  # now it is paced, and a restart later all cases are still there
                async with _bot(url, house, knowledge):
                    return await _to_citizens(house), await _to_desk(house)


def _bot(
    url: str, house: _House, knowledge: Knowledge
) -> contextlib.AbstractAsyncContextManager[None]:
    room = str(house.desk.id)
    telegram = TelegramAdapter(house.api.token, house.api.url, frozenset({room}))
    return served(url, knowledge, Desk("haarlem", "telegram", room), telegram)


@contextlib.contextmanager
def _official(api: Watched) -> Iterator[None]:
    """Let the adapter take this server for Telegram's own."""
    before, adapter.OFFICIAL = adapter.OFFICIAL, api.url
    try:
        yield
    finally:
        adapter.OFFICIAL = before


async def _to_citizens(house: _House) -> Waits:
    """In all cases staff say one thing, after they have said much in one of them."""
    house.api.limit()
    for count in range(CHATTY):
        house.staff_say(1, count)
    for number in range(2, CASES + 1):
        house.staff_say(number, 0)
    await house.api.all_shown()
    return _waits(house.api, {n: (citizen.id, None) for n, citizen in house.citizens.items()})


async def _to_desk(house: _House) -> Waits:
    """Citizens say one thing each, after one of them has said much."""
    house.api.limit()
    for count in range(GROUP_CHATTY):
        house.citizen_says(1, count)
    for number in range(2, GROUP_CASES + 1):
        house.citizen_says(number, 0)
    await house.api.all_shown()
    return _waits(house.api, {n: (house.desk.id, topic) for n, topic in house.topics.items()})


async def _peer(cases: int, chatty: int, sign: int) -> Waits:
    """The same with python-telegram-bot's limiter: one task for each case, all at once."""
    async with Watched() as api:
        group = api.group("Balie")
        group.add_bot()
        chats = {n: api.user("Burger", started=True).id for n in range(1, cases + 1)}
        if sign < 0:
            chats = dict.fromkeys(chats, group.id)
        bot = ExtBot(
            api.token,
            base_url=f"{api.url}/bot",
            request=HTTPXRequest(connection_pool_size=64, pool_timeout=_PATIENCE),
            rate_limiter=AIORateLimiter(max_retries=1000),
        )
        api.limit()

        async def say(number: int, times: int) -> None:
            words = [api.says(f"balie{number}x{count}") for count in range(times)]
            for each in words:
                await bot.send_message(chats[number], each)

        with contextlib.suppress(TimeoutError):
            async with bot, asyncio.timeout(_PATIENCE), asyncio.TaskGroup() as tasks:
                for number in chats:
                    tasks.create_task(say(number, chatty if number == 1 else 1))
        return _waits(api, {number: (chat, None) for number, chat in chats.items()})


def _lines(citizens: tuple[Waits, Waits], desk: tuple[Waits, Waits]) -> Iterator[str]:
    yield from ("## The desk under Telegram's limits", "", _ABOUT, "")
    yield "| what | 429 answers | median s | p99 s | longest s | chatty case's last s | lost | wrong |"
    yield "|---|---|---|---|---|---|---|---|"
    for what, (ours, peer) in (("to citizens", citizens), ("to the desk", desk)):
        for name, each in (("wegwijs", ours), ("peer: AIORateLimiter", peer)):
            figures = f"{each.median:.1f} | {each.p99:.1f} | {each.longest:.1f} | {each.chatty:.1f}"
            yield f"| {what}, {name} | {each.refused} | {figures} | {each.lost} | {each.wrong} |"


if __name__ == "__main__":
    sys.exit(main())
