"""Not faster than Telegram allows, fair between all who wait, and calm once Telegram refuses.

Telegram allows 30 messages a second in all, 20 a minute in one group, and one a second in a
private chat, with short bursts. Whoever must wait for a chat is given a moment of their own and
handed back with `NotYet` until then: nobody comes in vain, and nobody waits for another chat's
sake. Moments are given in the order of asking. Of each case one message asks at a time, so a case
in which much is said takes its turn between the others.
https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable

from bot.ports import NotYet

# Messages in seconds. The seconds are a little longer than Telegram's own, as the way there is
# not equally long for each message.
_OVERALL = (30, 1.1)
_GROUP, _GROUP_AFTER_REFUSAL = (20, 61.0), (1, 3.1)
_PRIVATE, _PRIVATE_AFTER_REFUSAL = (5, 5.2), (1, 1.1)
_LATE = 1.0
"""Seconds that a moment given may be used too late; then the order of asking begins anew."""
_MANY = 1000


class Share:
    """What may go out in one place: at most `count` messages in any `seconds`."""

    def __init__(self, count: int, seconds: float) -> None:
        self._seconds = seconds
        self._moments: deque[float] = deque(maxlen=count)
        self._given: dict[str, float] = {}
        self._closed_until = 0.0

    def wait(self, who: str, now: float) -> float:
        """Seconds until this message may go; 0 when it goes now."""
        moment = self._given.get(who)
        if moment is None or moment < now - _LATE or moment < self._closed_until:
            # Also forget the moments that nobody came for.
            self._given = {each: at for each, at in self._given.items() if at >= now - _LATE}
            moment = self._given[who] = self.book(now)
        if moment > now:
            return moment - now
        del self._given[who]
        return 0.0

    def book(self, now: float) -> float:
        """Give the next free moment."""
        full = len(self._moments) == self._moments.maxlen
        free = self._moments[0] + self._seconds if full else now
        moment = max(now, free, self._closed_until)
        self._moments.append(moment)
        return moment

    def close(self, until: float) -> None:
        """Nothing goes before then; who waits is given a new moment when they come."""
        self._closed_until = max(self._closed_until, until)

    def slow_down(self, count: int, seconds: float) -> None:
        """From now on only so many."""
        self._seconds = seconds
        self._moments = deque(self._moments, maxlen=count)

    def is_idle(self, now: float) -> bool:
        """Whether nobody waits and nothing of the share is used."""
        last = self._moments[-1] if self._moments else 0.0
        return max(last + self._seconds + _LATE, self._closed_until) < now

    def closed_for(self, now: float) -> float:
        """Seconds for which nothing may go at all; 0 when it is open."""
        return max(0.0, self._closed_until - now)


class Pace:
    """Gives turns, per chat and in all; the ids of groups begin with "-"."""

    def __init__(
        self, *, official: bool = True, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`official`: Telegram's own server, with the limits above.

        Another server may allow more. It is given everything at once, until it refuses for the
        first time.
        """
        self._clock = clock
        self._official = official
        self._overall = Share(*_OVERALL)
        self._counts_all = official
        self._chats: dict[str, Share] = {}

    async def turn(self, chat: str, who: str) -> None:
        """Take one turn in this chat; `who` is the id of the message, the same at each attempt.

        Raises:
            NotYet: this chat has had its share; `after` says when this message may go.
        """
        if self._official or chat in self._chats:
            seconds = self._share(chat).wait(who, self._clock())
            if seconds > 0:
                raise NotYet("this chat has had its share of messages", after=seconds)
        if self._counts_all:
            await self._overall_turn()

    def knock(self, chat: str) -> None:
        """For what Telegram does not count as a message: only not while it asks for silence.

        Raises:
            NotYet: it does; `after` says for how long.
        """
        share = self._chats.get(chat)
        seconds = share.closed_for(self._clock()) if share else 0.0
        if seconds:
            raise NotYet("Telegram asked for a pause here", after=seconds)

    def refused(self, chat: str, seconds: float) -> None:
        """Telegram asked for so many seconds of silence: here nothing goes, and then slowly."""
        now = self._clock()
        share = self._share(chat)
        share.slow_down(*(_GROUP_AFTER_REFUSAL if chat.startswith("-") else _PRIVATE_AFTER_REFUSAL))
        share.close(now + seconds)
        self._counts_all = True

    async def _overall_turn(self) -> None:
        """Wait here: a second for every thirty messages that all want to go out now."""
        now = self._clock()
        await asyncio.sleep(self._overall.book(now) - now)

    def _share(self, chat: str) -> Share:
        if len(self._chats) > _MANY:
            self._forget_idle()
        if chat not in self._chats:
            self._chats[chat] = Share(*(_GROUP if chat.startswith("-") else _PRIVATE))
        return self._chats[chat]

    def _forget_idle(self) -> None:
        """Chats whose whole share is free again need no counter."""
        now = self._clock()
        for chat in [chat for chat, share in self._chats.items() if share.is_idle(now)]:
            del self._chats[chat]
