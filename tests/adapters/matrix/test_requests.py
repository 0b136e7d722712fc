"""Patience: how long, and how often."""

import pytest

from adapters.matrix.requests import patiently
from bot.ports import CannotRun, TryAgain, Undeliverable


class Flaky:
    """Fails so many times, then works."""

    def __init__(self, failures: int, error: Exception) -> None:
        self.failures = failures
        self.calls = 0
        self._error = error

    async def __call__(self) -> str:
        self.calls += 1
        if self.calls <= self.failures:
            raise self._error
        return "done"


async def test_what_works_later_is_tried_until_it_does():
    flaky = Flaky(3, TryAgain("busy", after=0.01))

    assert await patiently(flaky) == "done"
    assert flaky.calls == 4


async def test_patience_ends_with_what_to_do():
    flaky = Flaky(99, TryAgain("the server can't be reached"))

    with pytest.raises(CannotRun, match=r"can't be reached; check \[matrix\] homeserver"):
        await patiently(flaky, 0.5)
    assert flaky.calls == 1


async def test_what_never_works_is_not_repeated():
    flaky = Flaky(99, Undeliverable("no"))

    with pytest.raises(Undeliverable):
        await patiently(flaky)
    assert flaky.calls == 1


async def test_a_server_that_asks_for_no_pause_gets_one(monkeypatch: pytest.MonkeyPatch):
    flaky = Flaky(5, TryAgain("busy", after=0))
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr("adapters.matrix.requests.asyncio.sleep", sleep)
    await patiently(flaky)

    assert pauses == [0.1] * 5


async def test_pauses_grow_up_to_a_minute(monkeypatch: pytest.MonkeyPatch):
    flaky = Flaky(9, TryAgain("busy"))
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr("adapters.matrix.requests.asyncio.sleep", sleep)
    await patiently(flaky)

    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]
