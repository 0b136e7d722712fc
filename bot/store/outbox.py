"""What must go out: written with the state that caused it, taken line by line."""

import uuid
from collections.abc import Collection
from typing import TypeVar

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Delete,
    Select,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from bot.ports import Address, Message, Outgoing
from bot.store.messages import Origin as Origin  # noqa: PLC0414  # a row names it
from bot.store.schema import cases, outbox

_decoder: msgspec.json.Decoder[Outgoing] = msgspec.json.Decoder(Outgoing)

_Statement = TypeVar("_Statement", Select[tuple[int]], Delete)

# Built once, as it is executed for every message: building costs more than executing.
_ADD = insert(outbox)


class Draft(msgspec.Struct, frozen=True):
    """A message to be put in the outbox; the fields are those of `Row`."""

    line: str
    body: Outgoing
    conversation: str | None = None
    case: int | None = None
    origin: Origin | None = None


class Row(msgspec.Struct, frozen=True):
    """One message on its way.

    Attributes:
        line: messages of one line go one after the other, in the order of `id`.
        conversation: whose it is; None for what belongs to nobody (a desk's own questions, the
            last word after forgetting).
        case: the case it is about, if it goes to a desk.
        origin: the person's own message that this passes on, changes or takes back.
        body: what to send; for a case's messages the address is looked up when it goes.
        attempts: how often it was tried before.
    """

    id: int
    uid: str
    line: str
    conversation: str | None
    case: int | None
    body: Outgoing
    origin: Origin | None
    created_at: float
    attempts: int


def desk_line(conversation: str, case: int) -> str:
    """What a desk is sent about a case goes in one line; another desk's trouble is not in it."""
    return f"{conversation}:desk:{case}"


class Outbox:
    """Adds rows, takes the first of each line, and lets go of what is done."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, draft: Draft, now: float, until: float | None = None) -> None:
        """Put a message at the end of its line; its `id` is given here. It is held `until` then."""
        uid = uuid.uuid4().hex
        body = msgspec.structs.replace(draft.body, id=uid)
        origin = draft.origin.as_text() if draft.origin else None
        self._connection.execute(
            _ADD,
            {
                "uid": uid,
                "line": draft.line,
                "conversation": draft.conversation,
                "case": draft.case,
                "body": msgspec.json.encode(body).decode(),
                "origin": origin,
                "created_at": now,
                "due_at": now if until is None else until,
            },
        )

    def take(
        self, now: float, lease: float, busy: Collection[str] = (), limit: int = 50
    ) -> list[Row]:
        """The first living row of each line that is due, taken for `lease` seconds.

        Lines in `busy` are left out. Rows that another process took are skipped, not waited for.
        """
        earlier = outbox.alias("earlier")
        is_first = ~exists().where(
            and_(
                earlier.c.line == outbox.c.line,
                earlier.c.id < outbox.c.id,
                earlier.c.dead.is_(False),
            )
        )
        statement = (
            select(outbox)
            .where(
                outbox.c.dead.is_(False),
                outbox.c.due_at <= now,
                or_(outbox.c.taken_until.is_(None), outbox.c.taken_until < now),
                is_first,
            )
            .order_by(outbox.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        if busy:
            statement = statement.where(outbox.c.line.not_in(busy))
        rows = [_row(row) for row in self._connection.execute(statement)]
        if rows:
            self._connection.execute(
                update(outbox)
                .where(outbox.c.id.in_([row.id for row in rows]))
                .values(taken_until=now + lease)
            )
        return rows

    def next_due(self, busy: Collection[str] = ()) -> float | None:
        """When the first row of some line may be tried; None when nothing waits.

        A later row of a line says nothing: it goes when the earlier one has gone.
        """
        first = (
            select(func.min(outbox.c.id)).where(outbox.c.dead.is_(False)).group_by(outbox.c.line)
        )
        moment = case(
            (outbox.c.taken_until > outbox.c.due_at, outbox.c.taken_until), else_=outbox.c.due_at
        )
        statement = select(func.min(moment)).where(
            outbox.c.id.in_(first), outbox.c.line.not_in(busy)
        )
        return self._connection.execute(statement).scalar()

    def sends_to_desk(self, room: Address, now: float, *, cards: bool) -> bool:
        """Whether anything about a case is on its way there at this moment, or its card."""
        statement = (
            select(outbox.c.id)
            .join(cases, cases.c.number == outbox.c.case)
            .where(cases.c.network == room.network, cases.c.room == room.chat, *_taken(now))
        )
        if cards:
            statement = statement.where(cases.c.card.is_(None))
        return self._connection.execute(statement.limit(1)).first() is not None

    def sends_in(self, line: str, now: float) -> bool:
        """Whether a message of this line is on its way at this moment."""
        statement = select(outbox.c.id).where(outbox.c.line == line, *_taken(now))
        return self._connection.execute(statement.limit(1)).first() is not None

    def hold(self, rows: Collection[int], until: float | None) -> None:
        """These rows stay taken until then; None lets go of them."""
        self._connection.execute(
            update(outbox).where(outbox.c.id.in_(rows)).values(taken_until=until)
        )

    def done(self, row: Row) -> None:
        """The message arrived: nothing of it stays."""
        self._connection.execute(delete(outbox).where(outbox.c.id == row.id))

    def postpone(self, row: Row, until: float) -> None:
        """Try again at `until`; the line waits."""
        self._connection.execute(
            update(outbox)
            .where(outbox.c.id == row.id)
            .values(due_at=until, taken_until=None, attempts=outbox.c.attempts + 1)
        )

    def waiting_of_case(self, number: int) -> list[Row]:
        """What waits to go to the desk about this case, in order; what is under way too."""
        statement = select(outbox).where(outbox.c.case == number, outbox.c.dead.is_(False))
        return [_row(row) for row in self._connection.execute(statement.order_by(outbox.c.id))]

    def readdress(self, row: Row, to: Address) -> None:
        """The message goes there instead, at once."""
        body = msgspec.json.encode(msgspec.structs.replace(row.body, to=to)).decode()
        self._connection.execute(
            update(outbox).where(outbox.c.id == row.id).values(body=body, taken_until=None)
        )

    def put_behind(self, rows: Collection[Row]) -> None:
        """Put these rows at the end of their lines, in this order."""
        for row in rows:
            found = self._connection.execute(select(outbox).where(outbox.c.id == row.id)).one()
            self._connection.execute(delete(outbox).where(outbox.c.id == row.id))
            values = {**found._mapping, "taken_until": None}  # noqa: SLF001  # SQLAlchemy's public name
            del values["id"]
            self._connection.execute(insert(outbox).values(values))

    def set_aside(self, row: Row) -> None:
        """It will never arrive: the line goes on without it.

        That it was there is kept for the operator's eyes, what it said is not; retention erases
        the rest later.
        """
        nothing = msgspec.json.encode(Message(row.uid, Address(row.body.to.network, ""), ""))
        self._connection.execute(
            update(outbox)
            .where(outbox.c.id == row.id)
            .values(dead=True, body=nothing.decode(), origin=None)
        )

    def relays(self, conversation: str, origin: Origin) -> bool:
        """Whether this message of a person still waits to be passed on."""
        return (
            self._connection.execute(_of(select(outbox.c.id), conversation, origin)).first()
            is not None
        )

    def withdraw(self, conversation: str, origin: Origin, now: float) -> bool:
        """Pass this message on no more, if it still waits; True when it is under way already."""
        free = or_(outbox.c.taken_until.is_(None), outbox.c.taken_until < now)
        self._connection.execute(_of(delete(outbox), conversation, origin).where(free))
        return self.relays(conversation, origin)

    def delete_waiting_of_case(self, number: int) -> None:
        """Erase what waits to go to the desk about this case."""
        self._connection.execute(
            delete(outbox).where(outbox.c.case == number, outbox.c.dead.is_(False))
        )

    def let_go_of_case(self, number: int, now: float) -> None:
        """What is held for the desk about this case may go."""
        self._hold(outbox.c.case == number, now, now)

    def let_go_of_library(self, library: str, now: float, until: float) -> None:
        """What is held for the desk of this library, is held until then and no longer."""
        self._hold(_of_library(library), now, until)

    def holds_for_library(self, library: str, now: float) -> bool:
        """Whether anything is held for the desk of this library."""
        statement = select(outbox.c.id).where(_of_library(library), *_held(now)).limit(1)
        return self._connection.execute(statement).first() is not None

    def _hold(self, which: ColumnElement[bool], now: float, until: float) -> None:
        self._connection.execute(update(outbox).where(which, *_held(now)).values(due_at=until))

    def release_all(self) -> None:
        """Nobody is busy with any row (a process that is the only one has just started)."""
        self._connection.execute(update(outbox).values(taken_until=None))

    def delete_of(self, conversation: str) -> None:
        """Erase all of a conversation, sent or not."""
        self._connection.execute(delete(outbox).where(outbox.c.conversation == conversation))

    def delete_dead_before(self, moment: float) -> int:
        """Erase what was set aside and is older than `moment`; how many."""
        statement = delete(outbox).where(outbox.c.dead.is_(True), outbox.c.created_at < moment)
        return self._connection.execute(statement).rowcount

    def waiting(self) -> tuple[int, int]:
        """How many rows wait, and how many were set aside."""
        statement = select(outbox.c.dead, func.count()).group_by(outbox.c.dead)
        found = {bool(dead): number for dead, number in self._connection.execute(statement)}
        return found.get(False, 0), found.get(True, 0)


def _taken(now: float) -> tuple[ColumnElement[bool], ...]:
    """Somebody is sending it."""
    return outbox.c.taken_until > now, outbox.c.dead.is_(False)


def _held(now: float) -> tuple[ColumnElement[bool], ...]:
    """Held on purpose; what was tried in vain waits for its own time."""
    return outbox.c.due_at > now, outbox.c.attempts == 0, outbox.c.dead.is_(False)


def _of_library(library: str) -> ColumnElement[bool]:
    return outbox.c.case.in_(select(cases.c.number).where(cases.c.library == library))


def _of(statement: _Statement, conversation: str, origin: Origin) -> _Statement:
    """The rows that pass this message of a person on."""
    return statement.where(
        outbox.c.conversation == conversation,
        outbox.c.origin == origin.as_text(),
        outbox.c.dead.is_(False),
    )


def _row(row: object) -> Row:
    values = row._mapping  # type: ignore[attr-defined]  # noqa: SLF001  # SQLAlchemy's public name
    origin = values["origin"]
    return Row(
        id=values["id"],
        uid=values["uid"],
        line=values["line"],
        conversation=values["conversation"],
        case=values["case"],
        body=_decoder.decode(values["body"]),
        origin=msgspec.json.decode(origin, type=Origin) if origin else None,
        created_at=values["created_at"],
        attempts=values["attempts"],
    )
