"""What is checked before the page's server does anything, and the headers on all it says.

The page acts for everybody who is on it, so no other web page may reach it: not by a form or
script of its own (the Origin must be ours), and not by a name that was made to point to this
machine (the Host must be one we know; this is DNS rebinding).
"""

import ipaddress
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from adapters.web.deeds import Refused

LARGEST_BODY = 1_300_000
"""Bytes: the longest text with every character escaped in JSON (12 bytes), and the rest."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types wegwijs"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def guard(host: str) -> Middleware:
    """The middleware for a server that listens on `host`."""
    known = {"localhost", host.lower()}

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse strangers, answer mistakes with JSON."""
        try:
            _check_origin(request, known)
            return await handler(request)
        except Refused as refused:
            return _no(refused.status, refused.code)
        except web.HTTPRequestEntityTooLarge:
            return _no(413, "too_long")
        except web.HTTPException as error:
            return _no(error.status, "refused")

    return check


async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Put the headers on whatever is answered (signal `on_response_prepare`)."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)


def _no(status: int, code: str) -> web.Response:
    """A refusal that the page can explain."""
    return web.json_response({"error": code}, status=status)


def _check_origin(request: web.Request, known: set[str]) -> None:
    """The name in the address bar must be ours, and so must the page that asks."""
    host = request.headers.get("Host", "")
    if not _is_known(urlsplit(f"//{host}").hostname or "", known):
        raise Refused(403, "refused")
    followed_a_link = request.headers.get("Sec-Fetch-Mode") == "navigate"
    site = request.headers.get("Sec-Fetch-Site", "none")
    if site not in ("same-origin", "none") and not followed_a_link:
        raise Refused(403, "refused")
    asks_for_more = request.method != "GET" or "Upgrade" in request.headers
    if asks_for_more and urlsplit(request.headers.get("Origin", "")).netloc != host:
        raise Refused(403, "refused")


def _is_known(name: str, known: set[str]) -> bool:
    """A plain address can't be rebound; of the names only our own are good."""
    if name in known:
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
