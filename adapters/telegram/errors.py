"""What Telegram and its library refuse, in the words of the port.

    InvalidToken (401, 404)                      CannotRun: the operator must put in another token
    RetryAfter (429)                             TryAgain, after as many seconds as Telegram says
    Conflict (409)                               TryAgain: another process polls this bot
    TimedOut, NetworkError (5xx, no connection)  TryAgain
    Forbidden (403), chat not found              Gone: blocked, kicked, deactivated, deleted
    any other BadRequest (400)                   Undeliverable

After a time-out nobody knows whether Telegram has the message, so sending it again can repeat it.
Telegram knows no ids of attempts; a repeat is better than a loss.
"""

import re

from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.ports import AdapterError, CannotRun, Gone, TryAgain, Undeliverable

_NO_SUCH_CHAT = ("chat not found", "PEER_ID_INVALID", "user not found", "chat was deactivated")
_CAUSE = re.compile(r"httpx\.\w+|\(\d{3}\)")


def translated(error: TelegramError) -> AdapterError:
    """The port's error for one of the library's; its text quotes nothing that was sent."""
    if isinstance(error, InvalidToken):
        return CannotRun(
            "Telegram refuses the token: set [telegram] token to the one that @BotFather gave"
            " (and check api_url)"
        )
    if isinstance(error, BadRequest | Forbidden):
        gone = isinstance(error, Forbidden) or says(error, *_NO_SUCH_CHAT)
        return (Gone if gone else Undeliverable)(_bare(error.message))
    after = seconds(error) if isinstance(error, RetryAfter) else None
    return TryAgain(_reason(error), after)


def _reason(error: TelegramError) -> str:
    """Why it may succeed later, for operators."""
    match error:
        case RetryAfter():
            return "Telegram asks for a pause"
        case Conflict() if says(error, "webhook"):
            return "a webhook is set for this bot, so it can't be polled"
        case Conflict():
            return "another process polls this bot: only one may run"
        case TimedOut():
            return "Telegram did not answer in time"
        case NetworkError():
            cause = _CAUSE.search(error.message)
            return f"Telegram can't be reached {cause.group() if cause else ''}".strip()
        case _:
            return f"Telegram's answer makes no sense ({type(error).__name__})"


def says(error: TelegramError, *texts: str) -> bool:
    """Whether Telegram's text contains one of these; it gives no better codes."""
    return any(text.lower() in error.message.lower() for text in texts)


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    pause = error.retry_after
    return float(pause) if isinstance(pause, int | float) else pause.total_seconds()


def _bare(description: str) -> str:
    """Telegram's text up to where it begins to quote what was sent."""
    return re.split(r"\s'|[\"<]", description, maxsplit=1)[0].strip()[:100]
