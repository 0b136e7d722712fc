"""Requests that nio has no method for, and patience with a server that is away."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import nio

from adapters.matrix.errors import network_errors, refusal
from bot.ports import CannotRun, TryAgain

log = logging.getLogger(__name__)

T = TypeVar("T")

_LONGEST_PAUSE = 60.0


async def ask(
    client: nio.AsyncClient, method: str, path: str, body: dict[str, Any] | None = None
) -> dict[str, Any]:
    """One request; its answer.

    Raises:
        AdapterError: the server is away, or refused; see `errors.refusal`.
    """
    status, answer = await attempt(client, method, path, body)
    if status != 200:
        raise refusal(status, answer.get("errcode", ""), answer.get("retry_after_ms"))
    return answer


async def attempt(
    client: nio.AsyncClient, method: str, path: str, body: dict[str, Any] | None = None
) -> tuple[int, dict[str, Any]]:
    """One request; the HTTP status, and the answer ({} when it was no JSON object).

    Raises:
        TryAgain: the server is away.
    """
    headers = {
        "Authorization": f"Bearer {client.access_token}",
        "Content-Type": "application/json",
    }
    data = None if body is None else json.dumps(body)
    with network_errors():
        response = await client.send(method, path, data, headers)
        answer = await client.parse_body(response)
    return response.status, answer if isinstance(answer, dict) else {}


async def patiently(action: Callable[[], Awaitable[T]], patience: float | None = None) -> T:
    """Repeat until it works, with growing pauses of at most a minute.

    Args:
        action: what to do; repeated when it raises `TryAgain`.
        patience: seconds after which to give up; None: never.

    Raises:
        CannotRun: patience ran out.
    """
    clock = asyncio.get_running_loop().time
    started = clock()
    pause = 1.0
    while True:
        try:
            return await action()
        except TryAgain as error:
            wait = pause if error.after is None else max(error.after, 0.1)
            if patience is not None and clock() + wait > started + patience:
                raise CannotRun(f"{error}; check [matrix] homeserver") from error
            log.warning("%s; trying again in %.0f s", error, wait)
            await asyncio.sleep(wait)
            pause = min(pause * 2, _LONGEST_PAUSE)
