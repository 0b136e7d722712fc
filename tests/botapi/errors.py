"""What Telegram answers when it refuses, in its own words."""

from typing import Any


class Refused(Exception):
    """The call failed: HTTP status, Telegram's text, and what else the answer carries."""

    def __init__(self, code: int, text: str, **parameters: Any) -> None:
        super().__init__(text)
        self.code = code
        self.text = text
        self.parameters = parameters

    def answer(self) -> dict[str, Any]:
        """The body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.text}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


class Dropped(Exception):
    """The connection breaks off without an answer (a fault that a test asked for)."""


def bad(text: str, **parameters: Any) -> Refused:
    """400: the request is wrong."""
    return Refused(400, f"Bad Request: {text}", **parameters)


def forbidden(text: str) -> Refused:
    """403: the bot may not."""
    return Refused(403, f"Forbidden: {text}")


def unauthorized() -> Refused:
    """401: no bot has this token."""
    return Refused(401, "Unauthorized")


def not_found() -> Refused:
    """404: no such method, or something that cannot be a token."""
    return Refused(404, "Not Found")


def too_many(seconds: int) -> Refused:
    """429: come back later."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def other_poller() -> Refused:
    """409: a newer getUpdates took over."""
    return Refused(
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance"
        " is running",
    )


def webhook_is_set() -> Refused:
    """409: updates go to a webhook."""
    return Refused(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to"
        " delete the webhook first",
    )


def upgraded(chat: int) -> Refused:
    """400: the group became a supergroup with another id."""
    return bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat)
