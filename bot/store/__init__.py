"""All SQL of the bot: one set of statements and migrations for SQLite and PostgreSQL.

`Store` opens the database and runs transactions; a `Transaction` groups the statements by subject.
Nothing waits for a network inside a transaction, and nothing outside this package knows SQL.
"""

from bot.store.database import Store, StoreError, is_away
from bot.store.transaction import Transaction

__all__ = ["Store", "StoreError", "Transaction", "is_away"]
