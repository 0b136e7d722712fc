"""Not faster than Telegram allows, and nobody waits for another chat's sake."""

import pytest

from adapters.telegram import TelegramAdapter
from adapters.telegram.pace import Pace
from bot.ports import Address, Message, TryAgain
from tests.adapters.contract import listening


async def test_a_group_takes_twenty_messages_and_then_asks_for_three_seconds():
    pace = Pace()
    for _ in range(20):
        await pace.turn("-100")

    with pytest.raises(TryAgain) as told:
        await pace.turn("-100")
    await pace.turn("-200")

    assert told.value.after == 3.0


async def test_a_private_chat_takes_a_burst_and_then_one_a_second():
    pace = Pace()
    for _ in range(10):
        await pace.turn("1001")

    with pytest.raises(TryAgain) as told:
        await pace.turn("1001")

    assert told.value.after == 1.0


async def test_counters_of_idle_chats_are_forgotten(monkeypatch):
    monkeypatch.setattr("adapters.telegram.pace._MANY", 2)
    pace = Pace()
    pace._overall.max_rate = 1e9

    for _ in range(11):
        try:
            await pace.turn("1")
        except TryAgain:
            break
    for chat in ("2", "3", "4"):
        pace._chats[chat] = type(pace._chats["1"])(10, 10)  # these have all their share
    await pace.turn("5")

    assert set(pace._chats) == {"1", "5"}


async def test_the_official_server_is_paced_and_another_tells_by_itself(api, monkeypatch):
    monkeypatch.setattr("adapters.telegram.adapter.OFFICIAL", api.url)
    fatima = api.user("Fatima", started=True)
    adapter = TelegramAdapter(api.token, f"{api.url}/")
    at = Address("telegram", str(fatima.id))

    async with listening(adapter):
        for number in range(10):
            await adapter.send(Message(f"m{number}", at, "hallo"))
        with pytest.raises(TryAgain, match="its share"):
            await adapter.send(Message("one too many", at, "hallo"))

    assert len(fatima.chat.shown()) == 10
