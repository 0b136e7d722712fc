"""The try-out page for editors: ask, see what each network would show, and why; live on saving.

The page knows nothing of the knowledge base. Whoever runs it hands over an `Editors`.
"""

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Protocol

import msgspec
from aiohttp import web
from msgspec import Struct

from adapters.web.deeds import Refused

LONGEST_QUESTION = 10_000
"""Characters that one may try out at once."""


class Picture(Struct, frozen=True):
    """One message as a network shows it.

    Attributes:
        html: its text; rendered, so that nothing in it can be more than text and links.
        rows: the labels of the buttons below it.
        plain: what a program without formatting shows; "" where a network has no such thing.
    """

    html: str
    rows: tuple[tuple[str, ...], ...] = ()
    plain: str = ""


class Place(Struct, frozen=True):
    """A topic that was found, and the file in which an editor can change it."""

    topic: str
    title: str
    file: str


class Tried(Struct, frozen=True):
    """What became of a question.

    Attributes:
        question: as it would be stored: personal data masked.
        topics: what was found, best first.
        why: lines for an editor that tell what decided.
        networks: by the network's name, the messages that a citizen would get there.
    """

    question: str
    topics: tuple[Place, ...]
    why: tuple[str, ...]
    networks: Mapping[str, tuple[Picture, ...]]


class Theme(Struct, frozen=True):
    """How much there is about a theme: for each language its topics and example questions."""

    name: str
    topics: Mapping[str, int]
    questions: Mapping[str, int]


class State(Struct, frozen=True):
    """The knowledge base as it is now.

    Attributes:
        version: grows with every change.
        languages: codes, the source language first.
        themes: in the order of the alphabet.
        problems: mistakes in the files, each as "file:line: what is wrong"; while there are any,
            the version before them is in use.
        warnings: what deserves attention, in the same form: reviews that are due, old translations;
            of the version before while they are still being looked for, and None before the first.
    """

    version: int
    languages: tuple[str, ...]
    themes: tuple[Theme, ...]
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] | None = None


class Editors(Protocol):
    """What the page needs of the house."""

    async def ask(self, question: str) -> Tried:
        """What a citizen who types this first would get."""

    async def state(self, after: int = -1) -> State:
        """The state, as soon as its version is higher than `after`."""


class _Question(Struct, frozen=True):
    """The body of a POST to editors/ask."""

    text: str


def editors_routes(editors: Editors) -> list[web.AbstractRouteDef]:
    """Questions come by POST, the state and every change of it over a WebSocket."""

    async def ask(request: web.Request) -> web.Response:
        """Try out one question."""
        tried = await editors.ask(await _read(request))
        return web.Response(body=msgspec.json.encode(tried), content_type="application/json")

    async def live(request: web.Request) -> web.WebSocketResponse:
        """The state now, and whenever it changes, until the page leaves."""
        socket = web.WebSocketResponse(heartbeat=20, max_msg_size=1024)
        await socket.prepare(request)
        telling = asyncio.create_task(_tell(socket, editors))
        try:
            async for _ in socket:  # the page says nothing here; this notices that it left
                pass
        finally:
            telling.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await telling
        return socket

    return [web.post("/editors/ask", ask), web.get("/editors/live", live)]


async def _read(request: web.Request) -> str:
    """The question in the request's body.

    Raises:
        Refused: it is no JSON, no question, or too long.
    """
    if request.content_type != "application/json":
        raise Refused(415, "refused")
    try:
        text = msgspec.json.decode(await request.read(), type=_Question).text
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refused(400, "refused") from None
    if len(text) > LONGEST_QUESTION:
        raise Refused(413, "too_long")
    return text


async def _tell(socket: web.WebSocketResponse, editors: Editors) -> None:
    version = -1
    with contextlib.suppress(ConnectionError):  # the reader notices too, and ends this
        while True:
            state = await editors.state(version)
            version = state.version
            await socket.send_str(msgspec.json.encode(state).decode())
