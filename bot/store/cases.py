"""Cases: citizens handed to a desk."""

import msgspec
from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select, update

from bot.ports import Address
from bot.store.schema import cases

# Built once, as it is executed for every message: building costs more than executing.
_CURRENT = (
    select(cases)
    .where(cases.c.conversation == bindparam("conversation"))
    .order_by(cases.c.closed_at.is_not(None), cases.c.number.desc())
    .limit(1)
)


class Case(msgspec.Struct, frozen=True):
    """A case; `card` and `thread` are the network's ids, None until the card is delivered."""

    number: int
    conversation: str
    library: str
    network: str
    room: str
    thread: str | None
    card: str | None
    claimed_by: str | None
    opened_at: float
    closed_at: float | None
    outcome: str | None = None
    about: str | None = None

    @property
    def address(self) -> Address:
        """Where the desk reads about this case."""
        return Address(self.network, self.room, self.thread)


class Cases:
    """Finds, opens and closes cases. A conversation has at most one that is open."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(
        self, conversation: str, library: str, desk: Address, now: float, about: str = ""
    ) -> Case:
        """A new open case at this desk, with the next number; `about` is a topic's id, or ""."""
        statement = (
            insert(cases)
            .values(
                conversation=conversation,
                library=library,
                network=desk.network,
                room=desk.chat,
                opened_at=now,
                about=about or None,
            )
            .returning(cases.c.number)
        )
        number = self._connection.execute(statement).scalar_one()
        found = self.get(number)
        assert found is not None  # noqa: S101  # written two lines above
        return found

    def get(self, number: int) -> Case | None:
        """The case with this number, open or closed."""
        return self._first(cases.c.number == number)

    def current_of(self, conversation: str) -> Case | None:
        """The conversation's open case, else the one with the highest number."""
        row = self._connection.execute(_CURRENT, {"conversation": conversation}).first()
        return Case(**row._mapping) if row else None  # noqa: SLF001  # SQLAlchemy's public name

    def all_of(self, conversation: str) -> list[Case]:
        """All cases of a conversation, oldest first."""
        statement = select(cases).where(cases.c.conversation == conversation)
        rows = self._connection.execute(statement.order_by(cases.c.number))
        return [Case(**row._mapping) for row in rows]  # noqa: SLF001  # SQLAlchemy's public name

    def in_thread(self, at: Address) -> Case | None:
        """The newest case of this thread of a desk."""
        return self._first(
            (cases.c.network == at.network)
            & (cases.c.room == at.chat)
            & (cases.c.thread == at.thread)
        )

    def open_at(self, desk: Address) -> list[Case]:
        """All open cases of a desk, oldest first."""
        statement = (
            select(cases)
            .where(
                cases.c.network == desk.network,
                cases.c.room == desk.chat,
                cases.c.closed_at.is_(None),
            )
            .order_by(cases.c.number)
        )
        return [Case(**row._mapping) for row in self._connection.execute(statement)]  # noqa: SLF001  # SQLAlchemy's public name

    def landed(self, number: int, at: Address, card: str | None) -> None:
        """The case's card was delivered: there, as that message."""
        self._change(number, network=at.network, room=at.chat, thread=at.thread, card=card)

    def moved_to(self, number: int, at: Address) -> None:
        """The case's messages land in another thread now (a topic that was deleted, a new room)."""
        self._change(number, network=at.network, room=at.chat, thread=at.thread)

    def lose_card(self, number: int) -> None:
        """The case's thread is gone, and the card with it; a new card will be delivered."""
        self._change(number, thread=None, card=None)

    def claim(self, number: int, name: str | None) -> None:
        """The case is this staff member's (first name), or nobody's."""
        self._change(number, claimed_by=name)

    def close(self, number: int, now: float, outcome: str) -> None:
        """The case is done, with this outcome."""
        self._change(number, closed_at=now, outcome=outcome)

    def wrap_up(self, number: int, outcome: str | None, about: str | None) -> None:
        """Staff said how the closed case ended, and which topic it was about."""
        self._change(number, outcome=outcome, about=about)

    def reopen(self, number: int) -> None:
        """The case is open again, claimed by nobody."""
        self._change(number, closed_at=None, claimed_by=None, outcome=None)

    def move(self, old: Address, room: str) -> None:
        """A desk's room lives on under another id; threads and messages have none there yet."""
        self._connection.execute(
            update(cases)
            .where(cases.c.network == old.network, cases.c.room == old.chat)
            .values(room=room, thread=None, card=None)
        )

    def delete_of(self, conversation: str) -> None:
        """Erase all cases of a conversation."""
        self._connection.execute(delete(cases).where(cases.c.conversation == conversation))

    def closed_before(self, moment: float, limit: int = 100) -> list[Case]:
        """Cases that were closed before `moment`, oldest first."""
        statement = select(cases).where(cases.c.closed_at < moment).order_by(cases.c.number)
        rows = self._connection.execute(statement.limit(limit))
        return [Case(**row._mapping) for row in rows]  # noqa: SLF001  # SQLAlchemy's public name

    def delete(self, number: int) -> None:
        """Erase one case."""
        self._connection.execute(delete(cases).where(cases.c.number == number))

    def _first(self, condition: ColumnElement[bool]) -> Case | None:
        statement = select(cases).where(condition).order_by(cases.c.number.desc()).limit(1)
        row = self._connection.execute(statement).first()
        return Case(**row._mapping) if row else None  # noqa: SLF001  # SQLAlchemy's public name

    def _change(self, number: int, **values: object) -> None:
        self._connection.execute(update(cases).where(cases.c.number == number).values(**values))
