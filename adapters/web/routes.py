"""The addresses under which the page is found. They hold nothing: all is in the board."""

import asyncio
import contextlib
import html
import re
from collections.abc import Awaitable, Callable, Mapping
from importlib import resources

import msgspec
from aiohttp import web

from adapters.web.board import Board, Watcher
from adapters.web.deeds import Deed, Refused
from adapters.web.editors import Editors, editors_routes

Do = Callable[[Deed, str | None], Awaitable[None]]
"""Carries out a deed; the second argument is the browser's language."""

_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")
_LINK_TO_EDITORS = re.compile(r'<a id="to-editors".*?</a>\s*')
_DECODER: msgspec.json.Decoder[Deed] = msgspec.json.Decoder(Deed)


def routes(
    board: Board, do: Do, texts: Mapping[str, str], editors: Editors | None = None
) -> list[web.AbstractRouteDef]:
    """The page, its live changes, and its deeds; all addresses in it are relative.

    With `editors` there is a second page at "/editors"; see adapters/web/editors.py.

    Raises:
        KeyError: the page has a place for a text that is not in `texts`.
    """
    files = _files(texts)

    async def live(request: web.Request) -> web.WebSocketResponse:
        """Everything there is, and every change after it, until either side leaves."""
        socket = web.WebSocketResponse(heartbeat=20, max_msg_size=1024)
        await socket.prepare(request)
        watcher = board.watch()
        telling = asyncio.create_task(_tell(socket, watcher))
        try:
            async for _ in socket:  # a page has nothing to say here; this notices that it left
                pass
        finally:
            board.unwatch(watcher)
            telling.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await telling
        return socket

    async def post(request: web.Request) -> web.Response:
        """Carry out one deed; answered when it is stored."""
        await do(await _read(request), _language(request))
        return web.json_response({})

    async def texts_json(_request: web.Request) -> web.Response:
        """The page's own sentences."""
        return web.json_response(dict(texts))

    kind, page = files["index.html"]
    second = []
    if editors:
        second = [*editors_routes(editors), web.get("/editors", _serve(*files["editors.html"]))]
    else:
        page = _LINK_TO_EDITORS.sub("", page)
    return [
        *second,
        web.get("/", _serve(kind, page)),
        web.get("/texts.json", texts_json),
        web.get("/live", live),
        web.post("/deeds", post),
        *(web.get(f"/static/{name}", _serve(*file)) for name, file in files.items()),
    ]


async def _tell(socket: web.WebSocketResponse, watcher: Watcher) -> None:
    """Pass on what the watcher gets; close when there will be no more."""
    with contextlib.suppress(ConnectionError):  # the reader notices too, and ends this
        while (change := await watcher.get()) is not None:
            await socket.send_str(change)
        await socket.close(code=1012)  # "service restart": come back later


async def _read(request: web.Request) -> Deed:
    """The deed in the request's body.

    Raises:
        Refused: it is no JSON, or not a deed.
    """
    if request.content_type != "application/json":
        raise Refused(415, "refused")
    try:
        return _DECODER.decode(await request.read())
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refused(400, "refused") from None


def _language(request: web.Request) -> str | None:
    """The first language that the browser asks for ("nl-NL"), if it is written like one."""
    first = request.headers.get("Accept-Language", "").split(",")[0].split(";")[0].strip()
    return first if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", first) else None


def _files(texts: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The files of the page by name, each with its content type and content."""
    found = {}
    for file in resources.files("adapters.web").joinpath("static").iterdir():
        kind = _TYPES.get("." + file.name.rpartition(".")[2])
        if kind:
            content = file.read_text("utf-8")
            found[file.name] = kind, _fill(content, texts) if kind == "text/html" else content
    return found


def _fill(page: str, texts: Mapping[str, str]) -> str:
    """The page with its {{places}} filled in."""
    return _PLACEHOLDER.sub(lambda place: html.escape(texts[place[1]]), page)


def _serve(kind: str, content: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    """A handler that answers with this file."""

    async def handler(_request: web.Request) -> web.Response:
        """Answer."""
        return web.Response(text=content, content_type=kind, charset="utf-8")

    return handler
