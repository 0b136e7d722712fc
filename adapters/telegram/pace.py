"""Not faster than Telegram allows: 30 messages a second, and 20 a minute in one group.

In a private chat it is one a second for long, with bursts in between. Nobody waits here for
another chat's sake: where a pause is needed, the message is handed back with `TryAgain`.
https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from aiolimiter import AsyncLimiter

from bot.ports import TryAgain

_OVERALL = (30.0, 1.0)
_GROUP = (20.0, 60.0)
_PRIVATE = (10.0, 10.0)
_MANY = 1000


class Pace:
    """Counts what goes out, per chat and in all."""

    def __init__(self) -> None:
        self._overall = AsyncLimiter(*_OVERALL)
        self._chats: dict[str, AsyncLimiter] = {}

    async def turn(self, chat: str) -> None:
        """Take one turn in this chat; group ids begin with "-".

        Raises:
            TryAgain: this chat has had its share; `after` says when the next turn is free.
        """
        if len(self._chats) > _MANY:
            self._forget_idle()
        limit = _GROUP if chat.startswith("-") else _PRIVATE
        limiter = self._chats.setdefault(chat, AsyncLimiter(*limit))
        if not limiter.has_capacity():
            count, seconds = limit
            raise TryAgain("this chat has had its share of messages", after=seconds / count)
        await limiter.acquire()
        await self._overall.acquire()  # a fraction of a second at most

    def _forget_idle(self) -> None:
        """Chats whose whole share is free again need no counter."""
        idle = [c for c, limiter in self._chats.items() if limiter.has_capacity(limiter.max_rate)]
        for chat in idle:
            del self._chats[chat]
