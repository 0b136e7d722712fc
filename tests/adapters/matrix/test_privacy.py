"""Logs and errors tell nothing of what was said, nor by whom."""

import logging

import pytest

from adapters.matrix import MatrixSettings
from bot.ports import AdapterError, Address, Mark, Said, Unreadable
from tests.adapters.matrix.conftest import Bot
from tests.servers.matrix_person import Person

pytestmark = [pytest.mark.slow, pytest.mark.matrix]


async def test_nothing_personal_is_logged(
    settings: MatrixSettings, person: Person, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.INFO)
    async with Bot(settings).running() as bot:
        room = await bot.meets(person, encrypted=True)
        await person.says(room, "mijn BSN is 111222333")
        await bot.gets(Said)
        await bot.says(room, "dat houden wij geheim")
        person.client.invalidate_outbound_session(room)
        person.keeps_keys()
        await person.says(room, "onleesbaar")
        await bot.gets(Unreadable)
        with pytest.raises(AdapterError) as refused:
            await bot.send(Mark("k1", Address("matrix", room), "$geen", "✅"))

    told = "\n".join([*caplog.messages, str(refused.value)])
    assert "Matrix is ready" in told
    session = (settings.folder / "session.json").read_text()
    token = session.split('"access_token":"')[1].split('"')[0]
    for secret in ("111222333", "geheim", "onleesbaar", person.id, "Sanne", token, room):
        assert secret not in told
