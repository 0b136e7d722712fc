"""Looks at the bot's account and at the desks' rooms, for `wegwijs doctor`.

It never logs in anew, for that would make another device; before the first `wegwijs serve` it can
only tell that the server answers.
"""

import aiohttp

from adapters.matrix import files
from adapters.matrix.login import Session
from adapters.matrix.settings import MatrixSettings
from bot.ports import CannotRun, Finding

_PATIENCE = aiohttp.ClientTimeout(total=15)


async def diagnose(settings: MatrixSettings) -> list[Finding]:
    """The server first, then the log-in, then the rooms."""
    base = settings.homeserver.rstrip("/")
    try:
        async with aiohttp.ClientSession(timeout=_PATIENCE) as http:
            async with http.get(f"{base}/_matrix/client/versions") as answer:
                if answer.status != 200:
                    return [_wrong("[matrix] homeserver: no Matrix server answers there")]
            return [
                Finding(ok=True, text="Matrix: the server answers"),
                *await _account(settings, http, base),
            ]
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return [_wrong("[matrix] homeserver can't be reached; check the address and the network")]


async def _account(
    settings: MatrixSettings, http: aiohttp.ClientSession, base: str
) -> list[Finding]:
    """Whether the kept or given token works, and which rooms it opens."""
    try:
        kept = files.read(settings.folder / "session.json", Session)
    except CannotRun as error:
        return [_wrong(str(error))]
    token = kept.access_token if kept else settings.access_token
    if not token:
        text = "Matrix: no log-in yet; the first `wegwijs serve` makes one"
        return [Finding(ok=bool(settings.password), text=text)]
    headers = {"Authorization": f"Bearer {token}"}
    async with http.get(f"{base}/_matrix/client/v3/joined_rooms", headers=headers) as answer:
        if answer.status != 200:
            return [_wrong("Matrix doesn't know the bot's log-in any more; see docs/matrix.md")]
        joined = set((await answer.json())["joined_rooms"])
    return [Finding(ok=True, text="Matrix knows the bot's log-in"), *_rooms(settings, joined)]


def _rooms(settings: MatrixSettings, joined: set[str]) -> list[Finding]:
    return [
        Finding(ok=True, text=f"Matrix desk {room}: the bot is in the room")
        if room in joined
        else _wrong(f"Matrix desk {room}: the bot is not in this room; invite it, check the id")
        for room in sorted(settings.desk_rooms)
    ]


def _wrong(text: str) -> Finding:
    return Finding(ok=False, text=text)
