"""Killed at random instants during talks with a handoff: nothing lost, nothing to the wrong person.

Two citizens talk with two staff members over Telegram while the bot is killed again and again
(SIGKILL, no warning). Every message must arrive, in order, at whom it was meant for. Telegram knows
no transaction ids, so the one message that was being sent at a kill may arrive twice; no other may.

WEGWIJS_KILLS sets how often it is killed: 40 here, 200 for the figure in docs/benchmarks.md.
"""

import asyncio
import os
import random
import re
import signal
import sys
from collections import Counter

import pytest

from tests.botapi import BotApi

KILLS = int(os.environ.get("WEGWIJS_KILLS", "40"))
SEED = int(os.environ.get("WEGWIJS_SEED", "20261123"))
TALKERS = 2
START = 45.0
"""Seconds that a first start may take on a machine that is busy with other tests."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(60 + KILLS * 3)]


class Lives:
    """The process that brings the bot to life again whenever it was killed."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.child: int | None = None

    async def start(self) -> None:
        self.process.stdin.write(b"live\n")
        self.child = int(await self.process.stdout.readline())

    async def kill(self) -> None:
        os.kill(self.child, signal.SIGKILL)
        self.child = None
        assert (await self.process.stdout.readline()).split() == [b"dead", b"-9"]

    async def end(self) -> None:
        """Leave no process behind, however the test ended."""
        if self.child is not None:
            os.kill(self.child, signal.SIGKILL)
        self.process.kill()
        await self.process.wait()


@pytest.fixture
async def api():
    async with BotApi() as server:
        yield server


@pytest.fixture
async def desk(api):
    group = api.group("Balie Haarlem", forum=True)
    group.add_bot()
    return group


@pytest.fixture
async def lives(api, desk, store_url):
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.endtoend.lives"),
        *(store_url, api.url, api.token, str(desk.id)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    lives = Lives(process)
    yield lives
    await lives.end()


async def some_time(least: float, most: float, chance: random.Random) -> None:
    """Let a random instant come; nothing is waited for here, the instant is the test."""
    moment = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(chance.uniform(least, most), moment.set_result, None)
    await moment


async def open_case(api, desk, number):
    """A citizen asks, wants a person, agrees; a staff member claims."""
    citizen = api.user(f"Burger{number}")
    staff = api.user(f"Medewerker{number}")
    desk.add(staff)
    before = set(desk.topics())
    citizen.says("Ik wil een medewerker spreken over mijn brief")
    await api.until(lambda: _press(citizen, "Ja"), seconds=START)
    topic = await api.until(lambda: next(iter(set(desk.topics()) - before), None), seconds=START)
    await api.until(lambda: desk.shown(topic), seconds=START)
    staff.says("/claim", desk, topic=topic)
    return citizen, staff, topic


def _press(citizen, start):
    """Press the first button whose label starts like this, if it is shown; then True."""
    for message in citizen.chat.from_bot():
        for label in (label for row in message.buttons for label in row):
            if label.startswith(start):
                citizen.presses(label, message=message.id)
                return True
    return False


async def talk(says, name, stop, chance):
    """Say "a1", "a2", … at random instants until told to stop; how many."""
    number = 0
    while not stop.is_set():
        number += 1
        says(f"{name}{number}")
        await some_time(0.02, 0.25, chance)
    return number


def heard(messages, name):
    """The numbers of this talker's messages, in the order in which they are shown."""
    found = [re.search(rf"\b{name}(\d+)\b", message.text) for message in messages]
    return [int(match.group(1)) for match in found if match]


async def test_killed_at_random_instants_nothing_is_lost_or_goes_to_the_wrong_person(
    api, desk, lives, record_property
):
    chance = random.Random(SEED)
    await lives.start()
    people = [await open_case(api, desk, number) for number in range(TALKERS)]
    stop = asyncio.Event()
    talks = {}
    for number, (citizen, staff, topic) in enumerate(people):
        to_desk, to_citizen = f"burger{number}x", f"balie{number}x"
        talks[to_desk] = asyncio.create_task(talk(citizen.says, to_desk, stop, chance))
        speak = lambda text, who=staff, at=topic: who.says(text, desk, topic=at)  # noqa: E731
        talks[to_citizen] = asyncio.create_task(talk(speak, to_citizen, stop, chance))

    for _ in range(KILLS):
        await some_time(0.0, 0.6, chance)
        await lives.kill()
        await lives.start()
    stop.set()
    said = {name: await task for name, task in talks.items()}

    def shown_to(number, name):
        citizen, _, topic = people[number]
        bot = {message.id for message in desk.from_bot()}
        there = [m for m in desk.shown(topic) if m.id in bot]
        return heard(there if name.startswith("burger") else citizen.chat.from_bot(), name)

    for name, count in said.items():
        number = int(re.search(r"\d", name).group())
        await api.until(lambda n=number, w=name, c=count: c in shown_to(n, w), seconds=60 + KILLS)
    await lives.kill()

    repeats = 0
    for name, count in said.items():
        number = int(re.search(r"\d", name).group())
        arrived = shown_to(number, name)
        assert sorted(set(arrived)) == list(range(1, count + 1)), f"lost in {name}"
        assert arrived == sorted(arrived), f"out of order in {name}"
        repeats += sum(Counter(arrived).values()) - count
        for other in set(range(TALKERS)) - {number}:
            assert shown_to(other, name) == [], f"{name} went to the wrong person"
    total = sum(said.values())
    record_property("kills", KILLS)
    record_property("messages", total)
    record_property("repeats", repeats)
    print(f"\n{KILLS} kills, {total} messages, none lost, {repeats} repeated")
    assert repeats <= KILLS
