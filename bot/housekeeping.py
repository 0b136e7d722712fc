"""What happens by itself: timers that come due, and data whose time is up."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.engine import Engine
from bot.engine.context import erase, hide_title, take_back
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
        """Erase all whose time is up; how many conversations and cases that were.

        In small transactions, so that nobody who speaks has to wait for it.
        """
        erased = 0
        for work in (purge_talks, purge_cases):
            batch = partial(work, retention=self._retention, now=self._clock())
            while some := await self._store.run(batch):
                erased += some
        rest = partial(purge_rest, retention=self._retention, now=self._clock())
        await self._store.run(rest)
        await self._store.tidy()
        return erased


def purge(tx: Transaction, retention: Retention, now: float) -> int:
    """Erase all whose time is up, inside one transaction; how many conversations and cases."""
    erased = 0
    for work in (purge_talks, purge_cases):
        while some := work(tx, retention, now):
            erased += some
    purge_rest(tx, retention, now)
    return erased


def purge_talks(tx: Transaction, retention: Retention, now: float) -> int:
    """Erase some conversations that have been quiet for long; how many, 0 when that were all."""
    quiet = tx.conversations.quiet_since(now - retention.keep_conversations * DAY)
    for conversation in quiet:
        erase(tx, conversation, now)
    if quiet:
        log.info("retention: %d conversations erased", len(quiet))
    return len(quiet)


def purge_cases(tx: Transaction, retention: Retention, now: float) -> int:
    """Erase some cases that were closed long ago, at the desk too; how many."""
    closed = tx.cases.closed_before(now - retention.keep_cases * DAY)
    for case in closed:
        line = f"erase:{case.conversation}"
        take_back(tx, line, tx.messages.of_case(case.number), now)
        hide_title(tx, line, case, now)
        tx.messages.delete_of_case(case.number)
        tx.cases.delete(case.number)
    if closed:
        log.info("retention: %d cases erased", len(closed))
    return len(closed)


def purge_rest(tx: Transaction, retention: Retention, now: float) -> None:
    """Erase what hangs on no case and is old."""
    cases_until = now - retention.keep_cases * DAY
    tx.messages.delete_before(cases_until)
    tx.outbox.delete_dead_before(cases_until)
    tx.inbox.forget_before(now - INBOX_DAYS * DAY)
    tx.counts.delete_before(_day(now, retention.keep_counts))
    if retention.keep_questions:
        tx.gaps.delete_before(_day(now, retention.keep_questions))
    else:
        tx.gaps.delete_all()


def _day(now: float, days_ago: float) -> str:
    return (datetime.fromtimestamp(now, UTC) - timedelta(days=days_ago)).date().isoformat()
