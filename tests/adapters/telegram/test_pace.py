"""Not faster than Telegram allows, fair between those who wait, and calm once it refuses."""

import pytest

from adapters.telegram import TelegramAdapter
from adapters.telegram.pace import Pace
from bot.ports import Address, Mark, Message, TryAgain
from tests.adapters.contract import listening
from tests.botapi.limits import Limits

GROUP, FATIMA = "-100", "1001"


class Clock:
    """Seconds, which pass when told to."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def pace(clock):
    pace = Pace(clock=clock)
    pace._counts_all = False  # what is allowed in all is a test of its own
    return pace


async def may_go(pace, chat, who):
    """0.0 when it may go now, else in how many seconds."""
    try:
        await pace.turn(chat, who)
    except TryAgain as told:
        return round(told.after, 1)
    return 0.0


async def test_a_group_takes_twenty_messages_in_a_minute_and_another_group_its_own(pace, clock):
    assert [await may_go(pace, GROUP, f"m{n}") for n in range(20)] == [0.0] * 20

    assert await may_go(pace, GROUP, "one more") == 61.0
    assert await may_go(pace, "-200", "elsewhere") == 0.0
    clock.now += 61.0
    assert await may_go(pace, GROUP, "one more") == 0.0


async def test_a_private_chat_takes_a_short_burst_and_then_one_a_second(pace, clock):
    for number in range(5):
        await pace.turn(FATIMA, f"m{number}")
        clock.now += 1.04

    assert await may_go(pace, FATIMA, "m5") == 0.0
    for number in range(6, 10):
        assert await may_go(pace, FATIMA, f"m{number}") <= 1.1 * (number - 5)


async def test_whoever_waits_gets_a_moment_that_is_kept_and_nobody_comes_in_vain(pace, clock):
    for number in range(20):
        await pace.turn(GROUP, f"m{number}")
        clock.now += 1

    waits = [await may_go(pace, GROUP, f"w{n}") for n in range(3)]
    later = clock.now
    for number, seconds in enumerate(waits):
        clock.now = later + seconds
        assert await may_go(pace, GROUP, f"w{number}") == 0.0

    assert waits == [41.0, 42.0, 43.0]


async def test_who_has_had_a_turn_waits_behind_all_who_were_there_before(pace, clock):
    for number in range(20):
        await pace.turn(GROUP, f"chatty{number}")
    chatty = await may_go(pace, GROUP, "chatty20")
    others = [await may_go(pace, GROUP, f"other{n}") for n in range(19)]
    clock.now += chatty
    assert await may_go(pace, GROUP, "chatty20") == 0.0

    again = await may_go(pace, GROUP, "chatty21")

    assert max(others) == 61.0
    assert again == 61.0


async def test_a_moment_that_was_missed_by_long_is_given_anew(pace, clock):
    for number in range(20):
        await pace.turn(GROUP, f"m{number}")
    assert [await may_go(pace, GROUP, f"w{n}") for n in range(21)] == [61.0] * 20 + [122.0]
    clock.now += 100.0

    waits = [await may_go(pace, GROUP, f"w{n}") for n in range(21)]

    assert waits[20] == 22.0
    assert waits[:20] == [22.0] * 19 + [83.0]


async def test_after_a_refusal_nothing_goes_there_and_then_one_by_one(pace, clock):
    await pace.turn(GROUP, "m0")
    pace.refused(GROUP, 30)

    waits = [await may_go(pace, GROUP, f"w{n}") for n in range(3)]

    assert waits == [30.0, 33.1, 36.2]
    with pytest.raises(TryAgain, match="pause"):
        pace.knock(GROUP)
    pace.knock(FATIMA)
    clock.now += 30
    pace.knock(GROUP)


async def test_another_server_is_given_everything_at_once_until_it_refuses(clock):
    pace = Pace(official=False, clock=clock)
    assert [await may_go(pace, GROUP, f"m{n}") for n in range(100)] == [0.0] * 100

    pace.refused(GROUP, 5)

    assert [await may_go(pace, GROUP, f"w{n}") for n in range(2)] == [5.0, 8.1]
    assert await may_go(pace, FATIMA, "w") == 0.0


async def test_thirty_messages_go_in_a_second_and_the_next_waits_its_turn(clock, monkeypatch):
    slept = []

    async def sleep(seconds):
        slept.append(round(seconds, 1))
        clock.now += seconds

    monkeypatch.setattr("adapters.telegram.pace.asyncio.sleep", sleep)
    pace = Pace(clock=clock)

    for number in range(31):
        await pace.turn(f"{number}", "m")

    assert slept == [0.0] * 30 + [1.1]


async def test_counters_of_idle_chats_are_forgotten(pace, clock, monkeypatch):
    monkeypatch.setattr("adapters.telegram.pace._MANY", 2)
    for chat in ("1", "2", "3"):
        await pace.turn(chat, "m")
    clock.now += 10
    await pace.turn("1", "m2")
    await pace.turn("4", "m")

    assert set(pace._chats) == {"1", "4"}


async def test_a_moment_that_nobody_came_for_is_forgotten(pace, clock):
    for number in range(30):
        await may_go(pace, GROUP, f"m{number}")
    clock.now += 1000

    await may_go(pace, GROUP, "later")
    await may_go(pace, GROUP, "later")

    assert pace._chats[GROUP]._given == {}


async def test_the_official_server_is_paced_and_another_tells_by_itself(api, monkeypatch):
    monkeypatch.setattr("adapters.telegram.adapter.OFFICIAL", api.url)
    fatima = api.user("Fatima", started=True)
    adapter = TelegramAdapter(api.token, f"{api.url}/")
    at = Address("telegram", str(fatima.id))

    async with listening(adapter):
        for number in range(5):
            await adapter.send(Message(f"m{number}", at, "hallo"))
        with pytest.raises(TryAgain, match="its share"):
            await adapter.send(Message("one too many", at, "hallo"))

    assert len(fatima.chat.shown()) == 5


async def test_a_group_that_was_refused_once_is_not_asked_again_by_all_who_wait(api):
    desk = api.group("Balie")
    desk.add_bot()
    adapter = TelegramAdapter(api.token, api.url)
    at = Address("telegram", str(desk.id))
    api.limits = Limits(group=(3, 60))

    waiting = [Message(f"m{number}", at, "hallo") for number in range(20)]
    async with listening(adapter):
        for message in waiting:
            try:
                await adapter.send(message)
            except TryAgain as told:
                assert told.after > 50  # noqa: PT017  # many of them do
        with pytest.raises(TryAgain):
            await adapter.send(Mark("m", at, "1", "👍"))

    assert len(desk.from_bot()) == 3
    assert sum(method == "sendMessage" for method, _ in api.calls) == 4
    assert not [method for method, _ in api.calls if method == "setMessageReaction"]
