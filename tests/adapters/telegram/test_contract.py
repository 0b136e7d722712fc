"""Telegram keeps the contract of all adapters."""

import pytest

from adapters.telegram import TelegramAdapter
from bot.ports import Address
from tests.adapters.contract import AdapterContract
from tests.botapi import BotApi


class TelegramHarness:
    """Fatima, who has a private chat with the bot."""

    def __init__(self, api: BotApi) -> None:
        self.api = api
        self.person = api.user("Fatima")

    def adapter(self) -> TelegramAdapter:
        return TelegramAdapter(self.api.token, self.api.url)

    def address(self) -> Address:
        return Address("telegram", str(self.person.id))

    async def person_says(self, text: str) -> None:
        self.person.says(text)

    async def person_chooses(self, number: int) -> None:
        newest = self.person.chat.from_bot()[-1]
        label = [label for row in newest.buttons for label in row][number - 1]
        self.person.presses(label)

    async def person_goes(self) -> None:
        self.person.blocks()

    async def shown(self) -> list[str]:
        return [message.text for message in self.person.chat.from_bot()]


class TestTelegramKeepsTheContract(AdapterContract):
    @pytest.fixture
    async def harness(self):
        async with BotApi() as api:
            yield TelegramHarness(api)
