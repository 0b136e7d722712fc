"""From nio's error objects, which are easy to overlook, to exceptions, which are not.

No text of the server reaches an exception: it may quote what somebody wrote. Only the error code
does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import aiohttp
import nio

from bot.ports import AdapterError, CannotRun, Gone, TryAgain, Undeliverable

T = TypeVar("T")

_LIMITED = "M_LIMIT_EXCEEDED"
_BAD_TOKEN = frozenset({"M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED"})
_CLOSED = frozenset({"M_FORBIDDEN", "M_UNKNOWN_ROOM", "M_USER_DEACTIVATED"})

LOGGED_OUT = (
    "Matrix no longer knows our log-in; start again with a [matrix] password, or set a new "
    "access_token"
)


def refusal(status: int, code: str, after_ms: int | None = None) -> AdapterError:
    """The exception for what a server answered.

    Args:
        status: the HTTP status, 0 when unknown.
        code: Matrix' own error code, "" when the answer had none (a proxy's page, say).
        after_ms: after how many milliseconds the server asked to come back.
    """
    said = f"Matrix answered {status} {code}".rstrip()
    if status == 429 or code == _LIMITED:
        return TryAgain(said, None if after_ms is None else after_ms / 1000)
    if code in _BAD_TOKEN:
        return CannotRun(LOGGED_OUT)
    if status == 413:
        return Undeliverable(said)
    if status >= 500 or not code:
        # Also a 404 without a code: a proxy in front of a server that is being restarted.
        return TryAgain(said)
    return Gone(said) if code in _CLOSED else Undeliverable(said)


def checked(response: object, kind: type[T]) -> T:
    """The response, when it is what was hoped for.

    Raises:
        AdapterError: what it was instead; see `refusal`.
    """
    if isinstance(response, kind):
        return response
    transport = getattr(response, "transport_response", None)
    status = transport.status if transport is not None else 0
    code = getattr(response, "status_code", None)
    after = getattr(response, "retry_after_ms", None)
    raise refusal(status, code if isinstance(code, str) else "", after)


@contextmanager
def network_errors() -> Iterator[None]:
    """Turn what goes wrong on the way to the server into `TryAgain`."""
    try:
        yield
    except aiohttp.InvalidURL as error:
        raise CannotRun("[matrix] homeserver must be a web address: https://…") from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise TryAgain(f"the Matrix server can't be reached ({type(error).__name__})") from error
    except nio.SendRetryError as error:
        raise TryAgain("the members of a Matrix room are not known yet") from error
