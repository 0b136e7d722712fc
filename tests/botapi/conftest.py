import aiogram
import pytest
import telegram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from tests.botapi import BotApi


@pytest.fixture
async def api():
    async with BotApi() as server:
        yield server


@pytest.fixture
async def bot(api, monkeypatch):
    """python-telegram-bot's client."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    async with telegram.Bot(api.token, base_url=f"{api.url}/bot") as client:
        yield client


@pytest.fixture
async def other(api):
    """aiogram's client, which reads answers strictly."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(api.url))
    async with aiogram.Bot(api.token, session=session) as client:
        yield client
