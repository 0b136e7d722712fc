"""What happens by itself: timers that come due, and data whose time is up."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.engine import Engine
from bot.engine.context import erase
from bot.privacy import Retention
from bot.store import Store, Transaction

log = logging.getLogger(__name__)

DAY = 86_400.0
INBOX_DAYS = 30
"""Telegram repeats for a day, Matrix after any pause of the bot: a month is ample."""


class Housekeeping:
    """Fires timers and applies retention. One instance for each process."""

    def __init__(
        self, store: Store, engine: Engine, retention: Retention, clock: Callable[[], float]
    ) -> None:
        self._store = store
        self._engine = engine
        self._retention = retention
        self._clock = clock

    async def run(self, every: float = 1.0, purge_every: float = 3600.0) -> None:
        """Until cancelled: timers every second, retention at the start and every hour."""
        purge_at = self._clock()
        while True:
            await self._engine.fire_due()
            if self._clock() >= purge_at:
                await self.purge()
                purge_at = self._clock() + purge_every
            await asyncio.sleep(every)

    async def purge(self) -> int:
        """Erase all whose time is up; how many conversations and cases that were."""
        return await self._store.run(partial(purge, retention=self._retention, now=self._clock()))


def purge(tx: Transaction, retention: Retention, now: float) -> int:
    """Erase all whose time is up, inside a transaction; how many conversations and cases."""
    erased = 0
    while quiet := tx.conversations.quiet_since(now - retention.keep_conversations * DAY):
        for conversation in quiet:
            erase(tx, conversation, now)
        erased += len(quiet)
    cases_until = now - retention.keep_cases * DAY
    erased += tx.cases.delete_closed_before(cases_until)
    tx.messages.delete_before(cases_until)
    tx.outbox.delete_dead_before(cases_until)
    tx.inbox.forget_before(now - INBOX_DAYS * DAY)
    tx.counts.delete_before(_day(now, retention.keep_counts))
    if erased:
        log.info("retention: %d conversations and cases erased", erased)
    return erased


def _day(now: float, days_ago: float) -> str:
    return (datetime.fromtimestamp(now, UTC) - timedelta(days=days_ago)).date().isoformat()
