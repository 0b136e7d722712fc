"""Statistics without persons."""

from sqlalchemy import Connection, delete, select

from bot.store.dialect import insert
from bot.store.schema import counts


class Counts:
    """How often something happened on a day; no person, text or time of day is kept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, day: str, what: str, about: str = "") -> None:
        """One more of `what` (about a topic or library id) on this day ("2026-11-23")."""
        statement = insert(self._connection, counts).on_conflict_do_update(
            index_elements=["day", "what", "about"], set_={"number": counts.c.number + 1}
        )
        values = {"day": day, "what": what, "about": about, "number": 1}
        self._connection.execute(statement, values)

    def all(self) -> list[tuple[str, str, str, int]]:
        """(day, what, about, number), oldest day first."""
        rows = self._connection.execute(select(counts).order_by(counts.c.day, counts.c.what))
        return [(row.day, row.what, row.about, row.number) for row in rows]

    def delete_before(self, day: str) -> None:
        """Erase days before this one."""
        self._connection.execute(delete(counts).where(counts.c.day < day))
