"""Do all web addresses still lead somewhere? Asks each once, politely.

At most a few at the same time and two per site, HEAD before GET, each with a time-out. A site that
keeps robots out, or that is only just down, is told apart from a page that is gone.
"""

import asyncio
import ssl
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Literal
from urllib.parse import urlsplit

import aiohttp
from msgspec import Struct

from bot import __version__

State = Literal["well", "moved", "gone", "refused", "failed", "unreachable"]
"""well: a page is there. moved: for good, to `where`. gone: 404 or 410. refused: the site does not
serve programs (401, 403, 405, 429 …), so a person must look. failed: the site's own fault (5xx).
unreachable: no such site, no answer in time, a bad certificate, endless redirects."""

AT_ONCE = 10
PER_SITE = 2
TIMEOUT = 15.0
"""Seconds for one request, connecting included."""

_HEADERS = {
    "User-Agent": f"Mozilla/5.0 (compatible; wegwijs/{__version__}; link check)",
    "Accept": "text/html,*/*;q=0.8",
}
_GONE = {404, 410}
_FOR_GOOD = {301, 308}


class Link(Struct, frozen=True):
    """What became of one address.

    Attributes:
        url: the address.
        state: see `State`.
        status: the HTTP status, 0 when there was no answer.
        where: where it moved to, "" when it did not.
    """

    url: str
    state: State
    status: int = 0
    where: str = ""


async def check_links(
    urls: Iterable[str],
    *,
    timeout_s: float = TIMEOUT,
    at_once: int = AT_ONCE,
    on_answer: Callable[[Link], None] = lambda _: None,
) -> list[Link]:
    """Ask every address once; in the order given.

    Args:
        urls: web addresses; the part after "#" is no affair of the site.
        timeout_s: seconds for one request.
        at_once: requests at the same time, all sites together.
        on_answer: told of each as soon as it is known.
    """
    slots = asyncio.Semaphore(at_once)
    sites: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(PER_SITE))
    timeout = aiohttp.ClientTimeout(total=timeout_s)

    async with aiohttp.ClientSession(timeout=timeout, headers=_HEADERS) as session:

        async def one(url: str) -> Link:
            async with sites[urlsplit(url).netloc], slots:
                link = await _ask(session, url)
            on_answer(link)
            return link

        return list(await asyncio.gather(*(one(url) for url in urls)))


async def _ask(session: aiohttp.ClientSession, url: str) -> Link:
    """HEAD, and GET when the site does not do well with that."""
    link = await _request(session, "HEAD", url)
    return link if link.state in {"well", "moved"} else await _request(session, "GET", url)


async def _request(session: aiohttp.ClientSession, method: str, url: str) -> Link:
    try:
        async with session.request(method, url, allow_redirects=True) as response:
            moved = response.history and all(one.status in _FOR_GOOD for one in response.history)
            return _judge(url, response.status, str(response.url) if moved else "")
    except (aiohttp.ClientError, TimeoutError, ssl.SSLError, ValueError):
        return Link(url, "unreachable")


def _judge(url: str, status: int, where: str) -> Link:
    if status < 400:
        return Link(url, "moved" if where and not _is_same(url, where) else "well", status, where)
    if status in _GONE:
        return Link(url, "gone", status)
    return Link(url, "failed" if status >= 500 else "refused", status)


def _is_same(url: str, where: str) -> bool:
    """Whether only a slash at the end or what stands after "#" differs."""
    return url.split("#", maxsplit=1)[0].rstrip("/") == where.split("#", maxsplit=1)[0].rstrip("/")
