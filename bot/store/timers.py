"""Events with a due time, in the same store as everything else."""

from sqlalchemy import Connection, delete, func, select

from bot.dialogue.events import TimerKind
from bot.store.dialect import insert
from bot.store.schema import timers


class Timers:
    """Sets, stops and takes timers; a conversation has at most one of a kind."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set(self, conversation: str, kind: TimerKind, due_at: float) -> None:
        """Set a timer, in place of an earlier one of the same kind."""
        statement = insert(self._connection, timers).values(
            conversation=conversation, kind=kind.value, due_at=due_at
        )
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["conversation", "kind"], set_={"due_at": due_at}
            )
        )

    def stop(self, conversation: str, kind: TimerKind) -> None:
        """Take a timer away, if it is set."""
        self._connection.execute(
            delete(timers).where(timers.c.conversation == conversation, timers.c.kind == kind.value)
        )

    def due(self, now: float) -> tuple[str, TimerKind] | None:
        """The first timer that is due: (conversation, kind), or None. Locks nothing."""
        statement = select(timers).where(timers.c.due_at <= now).order_by(timers.c.due_at).limit(1)
        row = self._connection.execute(statement).first()
        return (row.conversation, TimerKind(row.kind)) if row else None

    def take(self, conversation: str, kind: TimerKind, now: float) -> bool:
        """Take out a timer that is due; False when another process did, or it was set anew.

        The conversation must be locked before: who handles an event locks it first, too, and two
        who lock in another order wait for each other.
        """
        statement = (
            delete(timers)
            .where(
                timers.c.conversation == conversation,
                timers.c.kind == kind.value,
                timers.c.due_at <= now,
            )
            .returning(timers.c.kind)
        )
        return self._connection.execute(statement).first() is not None

    def when(self, conversation: str, kind: TimerKind) -> float | None:
        """When this timer is due, None when there is none; nobody changes it until the end."""
        statement = (
            select(timers.c.due_at)
            .where(timers.c.conversation == conversation, timers.c.kind == kind.value)
            .with_for_update()
        )
        return self._connection.execute(statement).scalar()

    def next_due(self) -> float | None:
        """When the next timer is due; None when none is set."""
        return self._connection.execute(select(func.min(timers.c.due_at))).scalar()

    def delete_of(self, conversation: str) -> None:
        """Erase all of a conversation."""
        self._connection.execute(delete(timers).where(timers.c.conversation == conversation))
