"""Matrix: citizens in direct rooms, staff in a desk room with one thread per case.

Importing this imports nio and its cryptography: do it when Matrix is configured, not before.
"""

import sys


def _import_peewee_alone() -> None:
    """Import nio's database library without the PostgreSQL driver that it would load unasked.

    nio keeps its keys in SQLite; the driver would cost 6 MB and a tenth of a second for nothing.
    """
    if "psycopg" in sys.modules:
        return
    sys.modules["psycopg"] = None  # type: ignore[assignment]  # Python's way to make an import fail
    try:
        import peewee  # type: ignore[import-untyped]  # noqa: F401, PLC0415  # it ships no types
    finally:
        del sys.modules["psycopg"]


_import_peewee_alone()

from adapters.matrix.adapter import MatrixAdapter  # noqa: E402  # peewee has to come first
from adapters.matrix.settings import MatrixSettings  # noqa: E402

__all__ = ["MatrixAdapter", "MatrixSettings"]
