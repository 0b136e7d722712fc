"""What goes wrong on purpose: too many requests, errors, and connections that break."""

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.errors import Dropped, Refused, too_many

_FILES = {"sendphoto", "sendvoice", "sendaudio", "sendvideo", "sendvideonote", "senddocument"}
_COUNTED = {"sendmessage", "editmessagetext", "createforumtopic", "sendanimation", *_FILES}


@dataclass
class Limits:
    """How many messages in how many seconds; None: as many as you like.

    Telegram's own: overall (30, 1), chat (1, 1) with short bursts, group (20, 60). `refused`
    counts the calls that were one too many.
    """

    overall: tuple[int, float] | None = None
    chat: tuple[int, float] | None = None
    group: tuple[int, float] | None = None
    refused: int = 0
    _sent: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def check(self, method: str, chat: Any, now: float) -> None:
        """Count this call, or raise 429 with the seconds after which it would do."""
        if method not in _COUNTED:
            return
        in_group = str(chat).startswith("-")
        limits = {"all": self.overall, f"chat {chat}": self.chat if not in_group else self.group}
        for key, limit in limits.items():
            if limit is None:
                continue
            count, seconds = limit
            sent = self._sent[key]
            while sent and sent[0] <= now - seconds:
                sent.popleft()
            if len(sent) >= count:
                self.refused += 1
                raise too_many(max(1, round(sent[0] + seconds - now)))
        for key in limits:
            self._sent[key].append(now)


@dataclass
class Fault:
    """The next `times` calls of `method` ("*": of any) go wrong, after the first `passing` ones.

    `code` is an HTTP status (500, 502, 403, 429 …), 0 breaks the connection off. With `done` the
    call takes effect before that: the bot cannot know. With `until` it is held up first.
    """

    method: str
    code: int
    times: int = 1
    passing: int = 0
    text: str = "Internal Server Error"
    retry_after: int = 0
    done: bool = False
    until: asyncio.Event | None = None

    def strike(self) -> None:
        """Raise what this fault stands for."""
        if self.code == 0:
            raise Dropped
        if self.code == 429:
            raise too_many(self.retry_after)
        if self.code:
            raise Refused(self.code, self.text)


class Faults(list[Fault]):
    """The faults that are still to come."""

    def take(self, method: str) -> Fault | None:
        """The fault that this call meets, if any."""
        for fault in self:
            if fault.method.lower() not in {method, "*"}:
                continue
            if fault.passing:
                fault.passing -= 1
            else:
                fault.times -= 1
                if fault.times <= 0:
                    self.remove(fault)
                return fault
        return None
