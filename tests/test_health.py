"""What a supervisor asks over HTTP."""

import socket

import aiohttp
import pytest

from bot.health import Health
from bot.ports import Address, CannotRun, Message
from bot.store.outbox import Draft


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


async def get(port, path):
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}{path}") as response,
    ):
        return response.status, await response.text()


async def test_it_says_alive_and_ready(store, port):
    async with Health(store, "127.0.0.1", port):
        assert await get(port, "/healthz") == (200, "ok\n")
        assert await get(port, "/readyz") == (200, "ready\n")


async def test_metrics_count_without_persons(store, port):
    def fill(tx):
        tx.outbox.add(Draft("a", Message("", Address("telegram", "123456"), "geheim")), 0)
        tx.counts.add("2026-11-23", "answered", "zorgtoeslag")
        tx.counts.add("2026-11-24", "answered", "zorgtoeslag")

    await store.run(fill)
    async with Health(store, "127.0.0.1", port):
        status, text = await get(port, "/metrics")

    assert status == 200
    assert "wegwijs_outbox_waiting 1\n" in text
    assert 'wegwijs_events_total{what="answered",about="zorgtoeslag"} 2\n' in text
    assert "123456" not in text
    assert "geheim" not in text


async def test_a_taken_port_is_told_in_one_line(store, port):
    async with Health(store, "127.0.0.1", port):
        with pytest.raises(CannotRun, match=f"http.port {port} on 127.0.0.1 is in use"):
            async with Health(store, "127.0.0.1", port):
                pass


async def test_port_nought_listens_nowhere(store):
    async with Health(store, "127.0.0.1", 0) as health:
        assert health is not None
