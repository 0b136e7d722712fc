"""Opens the database and runs transactions in it, away from the event loop."""

import asyncio
import contextlib
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self, TypeVar

from sqlalchemy import (
    Connection,
    Engine,
    create_engine,
    event,
    insert,
    inspect,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, SQLAlchemyError

from bot.store.schema import HEAD, alembic_version, metadata
from bot.store.transaction import Transaction

_POSTGRES_THREADS = 4
_CROSSED = frozenset({"40001", "40P01"})
"""PostgreSQL's codes for two transactions that were in each other's way: one must begin again."""
_BEGIN_AT_MOST = 5

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
"""Write-ahead log and full sync: what was confirmed to a network survives a power cut (SQLite)."""

T = TypeVar("T")


class StoreError(Exception):
    """The database can't be used; the text tells the operator why, in one line, without secrets."""


class Store:
    """A SQLite or PostgreSQL database with all of the bot's tables.

    SQLite has one writer, so it gets one thread and its transactions queue up there. PostgreSQL
    gets a few; the order per conversation is kept by locking the conversation's row.
    """

    def __init__(self, url: str) -> None:
        """Open `url` ("sqlite:///wegwijs.db", "postgresql://…") and bring its tables up to date.

        Raises:
            StoreError: the address is wrong, the server can't be reached, or the database is
                newer than this program.
        """
        self._engine = _open(url)
        self.is_sqlite = self._engine.dialect.name == "sqlite"
        workers = 1 if self.is_sqlite else _POSTGRES_THREADS
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="store")
        try:
            _migrate(self._engine)
            if self.is_sqlite:
                with self.begin() as tx:
                    tx.outbox.release_all()  # nobody else can be busy with them
        except DBAPIError as error:
            raise StoreError(_explain(error)) from None

    @contextlib.contextmanager
    def begin(self) -> Iterator[Transaction]:
        """A transaction in this thread: committed at the end, rolled back on an exception."""
        with self._engine.begin() as connection:
            yield Transaction(connection)

    async def run(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in a transaction of its own, in a thread; `work` never awaits.

        When two transactions hold what the other needs, PostgreSQL ends one of them, whole; that
        one is run again. So `work` may be called more than once, and keeps nothing in between.
        Cancelling waits for the transaction's end, so that the caller knows what was stored.
        """
        done = asyncio.get_running_loop().run_in_executor(self._threads, self._whole, work)
        try:
            return await asyncio.shield(done)
        except asyncio.CancelledError:
            await asyncio.wait([done])
            done.exception()  # looked at, or asyncio would print it when nobody does
            raise

    def _whole(self, work: Callable[[Transaction], T]) -> T:
        for _ in range(_BEGIN_AT_MOST - 1):
            try:
                with self.begin() as tx:
                    return work(tx)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) not in _CROSSED:
                    raise
        with self.begin() as tx:
            return work(tx)

    async def tidy(self) -> None:
        """Let go of what erasing left in SQLite's write-ahead file."""
        if self.is_sqlite:
            await asyncio.get_running_loop().run_in_executor(self._threads, self._empty_wal)

    def _empty_wal(self) -> None:
        connection = self._engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()

    def close(self) -> None:
        """Wait for running transactions and close all connections."""
        self._threads.shutdown(wait=True)
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def is_away(error: Exception) -> bool:
    """Whether the database failed, and not our own code or what it was given to store."""
    of_its_content = isinstance(error, DataError | IntegrityError)
    return isinstance(error, SQLAlchemyError) and not of_its_content


def _open(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise StoreError(
            "store.url is not an address; write sqlite:///wegwijs.db or postgresql://user@host/name"
        ) from None
    if parsed.get_backend_name() == "postgresql":
        return create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            hide_parameters=True,  # an error may be logged; what people wrote may not
            pool_size=_POSTGRES_THREADS,
            pool_pre_ping=True,
        )
    if parsed.get_backend_name() != "sqlite":
        raise StoreError(
            f"store.url: {parsed.get_backend_name()} is not supported; use sqlite or postgresql"
        )
    _make_private(parsed.database)
    engine = create_engine(
        parsed, hide_parameters=True, connect_args={"check_same_thread": False, "timeout": 30}
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy's BEGIN is ours, below
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _make_private(file: str | None) -> None:
    """A new database can be read by its owner alone; SQLite gives its log the same rights."""
    if file and file != ":memory:":
        with contextlib.suppress(OSError):  # SQLite says it better
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at the start, so that no transaction fails half-way for want of it."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _migrate(engine: Engine) -> None:
    """Bring the tables to HEAD: a new database gets them at once, an older one step by step.

    Alembic, 10 MB that a running bot need not keep, is loaded only for the latter; a test holds
    that both ways lead to the same tables.
    """
    with engine.begin() as connection:
        lock(connection)
        found = _version(connection)
        if found is None:
            metadata.create_all(connection)
            alembic_version.create(connection)
            connection.execute(insert(alembic_version).values(version_num=HEAD))
    if found in (None, HEAD):
        return
    if found > HEAD:
        raise StoreError(
            f"the database (version {found}) is newer than this program ({HEAD}); update Wegwijs"
        )
    from bot.store.migrations import upgrade  # noqa: PLC0415  # see above

    with engine.begin() as connection:
        lock(connection)
        upgrade(connection)


def lock(connection: Connection) -> None:
    """Until the transaction ends: of two processes that start together, only one makes tables.

    SQLite's transactions are alone anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(5927001)"))


def _version(connection: Connection) -> str | None:
    """The database's migration, or None for an empty database."""
    if not inspect(connection).has_table(alembic_version.name):
        return None
    return connection.execute(select(alembic_version.c.version_num)).scalar()


def _explain(error: DBAPIError) -> str:
    """One line for the operator; a driver's text may hold the address with its password."""
    reason = str(error.orig).strip().splitlines()[0] if error.orig else "unknown reason"
    return f"the database can't be used: {reason}"
