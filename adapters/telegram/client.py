"""The library that speaks HTTP with Telegram, set up so that it keeps secrets and texts to itself.

This module alone imports `telegram` (half a second, 45 MB), together with those that send; the
adapter imports it when it is built.
"""

import logging
import os
from typing import cast

from telegram import Bot
from telegram.request import HTTPXRequest

from adapters.telegram.updates import WANTED, Raw

POLL_SECONDS = 30
"""How long Telegram may hold a request for updates open while there are none."""
_ANSWER_SECONDS = 20.0
_CONNECT_SECONDS = 10.0


class Client(Bot):
    """The library's Bot, which can also fetch updates as they came over the wire."""

    async def raw_updates(self, offset: int) -> list[Raw]:
        """Updates from `offset` on; asking confirms all before it. Waits until there are some."""
        data = {"offset": offset, "timeout": POLL_SECONDS, "allowed_updates": WANTED}
        seconds = POLL_SECONDS + _ANSWER_SECONDS
        return cast("list[Raw]", await self._post("getUpdates", data, read_timeout=seconds))


def make_client(token: str, api_url: str) -> Client:
    """A client that is ready to send, and logs neither addresses (with the token) nor contents."""
    # The library's way to opt in to timedeltas; without it, a 429 answer causes a warning.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # It writes whole updates and answers into the log at its highest levels.
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
    return Client(
        token,
        base_url=f"{api_url.rstrip('/')}/bot",
        base_file_url=f"{api_url.rstrip('/')}/file/bot",
        request=_requests(connections=64),
        get_updates_request=_requests(connections=1),
    )


def _requests(connections: int) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=connections,
        read_timeout=_ANSWER_SECONDS,
        connect_timeout=_CONNECT_SECONDS,
        pool_timeout=_CONNECT_SECONDS,
    )
