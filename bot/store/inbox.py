"""What came in already."""

from sqlalchemy import Connection, delete

from bot.store.dialect import insert
from bot.store.schema import inbox


class Inbox:
    """Recognises repeats: every network may bring the same event again."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, network: str, event: str, now: float) -> bool:
        """Note the event; False when it was noted before, and so must not be handled again."""
        statement = (
            insert(self._connection, inbox).on_conflict_do_nothing().returning(inbox.c.event)
        )
        values = {"network": network, "event": event, "received_at": now}
        return self._connection.execute(statement, values).first() is not None

    def forget_before(self, moment: float) -> int:
        """Drop what is older; how many. Must be longer ago than any network repeats."""
        statement = delete(inbox).where(inbox.c.received_at < moment)
        return self._connection.execute(statement).rowcount
