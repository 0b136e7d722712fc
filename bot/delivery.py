"""Send what is in the outbox: the first message of every line, again until it has arrived.

A message that must wait holds up its own line only. One that can never arrive is set aside, and
the dialogue is told. Nothing of a message stays here once it has arrived.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from msgspec.structs import replace

from bot.defects import where
from bot.ports import (
    Adapter,
    Address,
    Button,
    Carries,
    Edit,
    Elsewhere,
    File,
    Gone,
    Mark,
    Message,
    NoThread,
    NotYet,
    Outgoing,
    Remove,
    Sent,
    Shut,
    TryAgain,
    Undeliverable,
)
from bot.store import Store, Transaction, is_away
from bot.store.cases import Case
from bot.store.messages import Known
from bot.store.outbox import Draft, Origin, Row, desk_line

log = logging.getLogger(__name__)


class Told(Protocol):
    """Who is told, in the transaction of the delivery, what the dialogue should know (the engine)."""

    def failed(self, tx: Transaction, row: Row, *, gone: bool) -> None:
        """This message will never arrive; `gone`: nor will any other there."""

    def thread_lost(self, tx: Transaction, number: int) -> bool:
        """The thread of this case is gone. True: what waits for it goes to a new one."""

    def moved(self, tx: Transaction, old: Address, chat: str) -> None:
        """This chat lives on under another id."""


LEASE = 10.0
"""Seconds another process leaves a taken row alone. Renewed while it is being sent, so that only
what a killed process held has to wait for so long."""
LONGEST_ATTEMPT = 300.0
"""Seconds after which an adapter that does not come back is taken to have failed."""
GIVE_UP_AFTER = 86_400.0
"""Seconds after which a message that could not be sent is set aside."""
GIVE_UP_TRIES = 10
"""... but not before so many attempts: the bot itself may have been away for that day."""
FILES_AT_ONCE = 2
"""Files that are in memory at the same time, each of `FILE_LIMIT` bytes at most."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 300.0
ARRIVED, FAILED = "👍", "👎"
"""Marks under a staff member's message; both are emoji that every network lets a bot use."""


class Delivery:
    """Takes from the outbox and hands to the adapters. One instance for each process."""

    def __init__(
        self,
        store: Store,
        adapters: Mapping[str, Adapter],
        told: Told,
        clock: Callable[[], float],
    ) -> None:
        """`adapters` by network; `told` hears of what does not arrive where it should."""
        self._store = store
        self._adapters = adapters
        self._told = told
        self._clock = clock
        self._changed = asyncio.Event()
        self._busy: set[str] = set()
        self._held: set[int] = set()
        self._carrying = asyncio.Semaphore(FILES_AT_ONCE)

    def wake(self) -> None:
        """Something was put in the outbox."""
        self._changed.set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._renew())
            while True:
                self._changed.clear()
                for row in await self._take():
                    tasks.create_task(self._deliver_and_wake(row))
                await self._wait()

    async def drain(self) -> None:
        """Deliver all that is due now, and what follows from it; for tests and short commands."""
        while rows := await self._take():
            async with asyncio.TaskGroup() as tasks:
                for row in rows:
                    tasks.create_task(self._deliver(row))

    async def _renew(self) -> None:
        """Keep hold of what is being sent, however long the network takes."""
        while True:
            await asyncio.sleep(LEASE / 3)
            if self._held:
                await self._store.run(partial(_hold, list(self._held), self._clock() + LEASE))

    async def _wait(self) -> None:
        """Until something changes, or the next message that had to wait is due."""
        due = await self._store.run(lambda tx: tx.outbox.next_due(self._busy))
        seconds = None if due is None else max(0.0, due - self._clock())
        with_timeout = asyncio.timeout(seconds)
        try:
            async with with_timeout:
                await self._changed.wait()
        except TimeoutError:
            pass

    async def _deliver_and_wake(self, row: Row) -> None:
        await self._deliver(row)
        self.wake()

    # --- one message --------------------------------------------------------------------------

    async def _take(self) -> list[Row]:
        """Rows to send now, each with the address that it has today."""
        rows = await self._store.run(self._take_and_address)
        self._busy.update(row.line for row in rows)
        self._held.update(row.id for row in rows)
        return rows

    def _take_and_address(self, tx: Transaction) -> list[Row]:
        ready = []
        for row in tx.outbox.take(self._clock(), LEASE, self._busy):
            body = _addressed(tx, row)
            if body is None:
                tx.outbox.done(row)  # its card or its citizen is gone: nothing to say it to
                self.wake()
            else:
                ready.append(replace(row, body=body))
        return ready

    async def _deliver(self, row: Row) -> None:
        try:
            sent = await self._send(row.body)
        except Elsewhere as error:
            await self._settle(row, partial(self._follow, row, error))
        except NoThread as error:
            await self._settle(row, partial(self._rethread, row, error))
        except TryAgain as error:
            await self._settle(row, partial(self._postpone, row, error))
        except Undeliverable as error:
            await self._settle(row, partial(self._set_aside, row, error))
        except asyncio.CancelledError:
            await self._store.run(partial(_hold, [row.id], None))
            raise
        else:
            await self._settle(row, partial(self._arrived, row, sent))
        finally:
            self._busy.discard(row.line)
            self._held.discard(row.id)

    async def _settle(self, row: Row, work: Callable[[Transaction], None]) -> None:
        """Store what came of it; our own mistake in that must not stop all, nor come back."""
        try:
            await self._store.run(work)
        except Exception as error:
            if is_away(error):
                raise
            # Only the place: the text could quote a message.
            log.error("what came of a message could not be stored: %s", where(error))  # noqa: TRY400
            await self._store.run(lambda tx: tx.outbox.set_aside(row))

    async def _send(self, body: Outgoing) -> Sent:
        """Send, and turn an adapter's own mistake into one more attempt."""
        adapter = self._adapters.get(body.to.network)
        if adapter is None:
            raise TryAgain(f"{body.to.network} is not configured", after=LONGEST_PAUSE)
        try:
            async with asyncio.timeout(LONGEST_ATTEMPT):
                if isinstance(body, Message) and body.file is not None:
                    return await self._send_file(adapter, body, body.file)
                return await adapter.send(body)
        except (TryAgain, Undeliverable):
            raise
        except Exception as error:  # noqa: BLE001  # a defect of one adapter must not stop the others
            # Only the class: the text could quote a message.
            raise TryAgain(f"{type(error).__name__} in the {body.to.network} adapter") from None

    async def _send_file(self, adapter: Adapter, body: Message, file: File) -> Sent:
        """Pass a file on. Its content is in memory while it is under way, and nowhere else."""
        source = self._adapters.get(file.network)
        if source is None:
            raise TryAgain(f"{file.network} is not configured", after=LONGEST_PAUSE)
        if not isinstance(adapter, Carries) or not isinstance(source, Carries):
            raise Undeliverable("files can't be passed on there")
        if source is adapter:
            return await adapter.send_file(body, None)
        async with self._carrying:
            return await adapter.send_file(body, await source.fetch(file))

    # --- and what came of it, inside a transaction --------------------------------------------

    def _arrived(self, row: Row, sent: Sent, tx: Transaction) -> None:
        now = self._clock()
        citizen = tx.conversations.lock(row.conversation) if row.conversation else None
        tx.outbox.done(row)
        if row.case is not None and citizen is None:
            self._take_back(tx, row, sent)
            return
        if isinstance(row.body, Edit) and row.conversation is not None:
            self._mark_origin(tx, row, ARRIVED)
            about = row.body.about
            tx.messages.offer(_known(row, row.body.to, about), _choices(row.body.buttons))
        if row.conversation is None or sent.message is None or not isinstance(row.body, Message):
            return
        at = sent.at or row.body.to
        if row.case is not None and row.body.opens is not None:
            tx.cases.landed(row.case, at, sent.message)
        elif row.case is not None and at != row.body.to:
            tx.cases.moved_to(row.case, at)
        if row.case is not None or row.body.buttons or row.origin is not None:
            for message in (*sent.parts, sent.message):
                tx.messages.add(_known(row, at, message), now)
        self._mark_origin(tx, row, ARRIVED)

    def _take_back(self, tx: Transaction, row: Row, sent: Sent) -> None:
        """The citizen was forgotten while this was on its way to the desk: it must not stay."""
        at = sent.at or row.body.to
        shown = row.body.about if isinstance(row.body, Edit) else sent.message
        for message in (*sent.parts, shown):
            if message is not None:
                draft = Draft(f"erase:{row.conversation}", Remove("", at, message))
                tx.outbox.add(draft, self._clock())

    def _mark_origin(self, tx: Transaction, row: Row, emoji: str) -> None:
        """Staff see under their own message whether it arrived."""
        if row.origin is None or row.case is not None:
            return
        at = Address(row.origin.network, row.origin.chat)
        mark = Mark("", at, row.origin.message, emoji)
        case = tx.cases.current_of(row.conversation or "")
        line = desk_line(row.conversation or "", case.number if case else 0)
        tx.outbox.add(Draft(line, mark, row.conversation), self._clock())

    def _postpone(self, row: Row, error: TryAgain, tx: Transaction) -> None:
        now = self._clock()
        if now - row.created_at > GIVE_UP_AFTER and row.attempts >= GIVE_UP_TRIES:
            self._set_aside(row, error, tx)
            return
        growing = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(row.attempts, 10))
        pause = growing if error.after is None else error.after
        if row.attempts in (0, 5, 20) and not isinstance(error, NotYet):
            log.warning("%s: %s; trying again in %.0f s", row.body.to.network, error, pause)
        tx.outbox.postpone(row, now + pause)

    def _follow(self, row: Row, error: Elsewhere, tx: Transaction) -> None:
        """The chat moved: all that is meant for it goes there, this message first or behind a card.

        Nothing of the old chat can be referred to any more.
        """
        if not isinstance(row.body, Message):
            tx.outbox.done(row)
        self._told.moved(tx, row.body.to, error.chat)
        if row.conversation is None:
            tx.outbox.readdress(row, Address(row.body.to.network, error.chat))
        else:
            tx.outbox.postpone(row, self._clock())

    def _rethread(self, row: Row, error: NoThread, tx: Transaction) -> None:
        """The thread is gone: what was meant for it waits for a new one, and nothing is lost."""
        if row.conversation is not None:
            tx.conversations.lock(row.conversation)
        room = replace(row.body.to, thread=None)
        if row.case is not None and self._told.thread_lost(tx, row.case):
            return
        if row.case is None and row.conversation is None and room != row.body.to:
            tx.outbox.readdress(row, room)
        else:
            self._set_aside(row, error, tx)

    def _set_aside(self, row: Row, error: TryAgain | Undeliverable, tx: Transaction) -> None:
        kind = type(row.body).__name__
        log.warning("%s: a %s can't be delivered: %s", row.body.to.network, kind, error)
        counted_on = isinstance(row.body, Message) or row.origin is not None
        if counted_on and row.conversation is not None:
            tx.conversations.lock(row.conversation)
            tx.outbox.set_aside(row)
            is_card = isinstance(row.body, Message) and row.body.opens is not None
            if row.case is not None and is_card:
                # Without its card nobody at the desk would know what the rest is about.
                tx.outbox.delete_waiting_of_case(row.case)
            self._mark_origin(tx, row, FAILED)
            self._told.failed(tx, row, gone=isinstance(error, Gone))
        else:
            tx.outbox.done(row)  # a mark or an edit that failed tells nobody anything


def _hold(rows: list[int], until: float | None, tx: Transaction) -> None:
    tx.outbox.hold(rows, until)


def _addressed(tx: Transaction, row: Row) -> Outgoing | None:
    """The message with the address it has now; None when there is nowhere left to send it.

    A case's thread exists only once its card is delivered, and chats can move to another id.
    """
    body = row.body
    if row.conversation is None or isinstance(body, Mark):
        return body
    if row.origin is not None and isinstance(body, Edit | Remove):
        return _to_copy(tx, row.conversation, row.origin, body)
    if row.case is None:
        citizen = tx.conversations.address_of(row.conversation)
        return replace(body, to=citizen) if citizen else None
    case = tx.cases.get(row.case)
    if case is None:
        return None
    return _at_desk(body, case)


def _to_copy(
    tx: Transaction, conversation: str, origin: Origin, body: Edit | Remove
) -> Outgoing | None:
    """To the copy of a person's message; None when it never arrived, or is taken back by now."""
    if body.about:
        return body
    copies = tx.messages.copies_of(conversation, origin)
    if not copies:
        return None
    if isinstance(body, Remove):
        tx.messages.forget(copies[-1])
    return replace(body, to=copies[-1].address, about=copies[-1].message)


def _at_desk(body: Outgoing, case: Case) -> Outgoing | None:
    """As `_addressed`, for what goes to the desk of this case."""
    match body:
        case Message(opens=str()):
            return replace(body, to=replace(case.address, thread=None))
        case Shut() if case.thread is None:
            return None
        case Edit():
            return replace(body, to=case.address, about=case.card) if case.card else None
        case _:
            return replace(body, to=case.address)


def _choices(rows: tuple[tuple[Button, ...], ...]) -> tuple[str, ...]:
    return tuple(button.data for row in rows for button in row if button.data)


def _known(row: Row, at: Address, message: str) -> Known:
    assert isinstance(row.body, Message | Edit)  # noqa: S101  # asked for by the only callers
    return Known(
        network=at.network,
        chat=at.chat,
        message=message,
        conversation=row.conversation or "",
        case=row.case,
        choices=_choices(row.body.buttons),
        origin=row.origin,
    )
