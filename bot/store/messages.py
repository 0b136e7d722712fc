"""Which message of a network belongs to which conversation; never what it said."""

import msgspec
from sqlalchemy import Connection, delete, select, update

from bot.ports import Address
from bot.store.dialect import insert
from bot.store.schema import messages


class Origin(msgspec.Struct, frozen=True):
    """The message of a person that was relayed: it is marked, and its copies follow it."""

    network: str
    chat: str
    message: str

    def as_text(self) -> str:
        """As the tables have it; the same message always gives the same text."""
        return msgspec.json.encode(self).decode()

    @property
    def address(self) -> Address:
        """The chat that it was written in."""
        return Address(self.network, self.chat)


class Known(msgspec.Struct, frozen=True):
    """A message of a network that belongs to a conversation.

    Attributes:
        ours: True when the bot sent it.
        choices: the data of its buttons, in their order.
        origin: set when this is the copy of what a person wrote elsewhere.
    """

    network: str
    chat: str
    message: str
    conversation: str
    case: int | None = None
    ours: bool = True
    choices: tuple[str, ...] = ()
    origin: Origin | None = None

    @property
    def address(self) -> Address:
        """The chat that it is in."""
        return Address(self.network, self.chat)


class Messages:
    """Remembers and finds messages by the network's id."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, known: Known, now: float) -> None:
        """Remember a message; a network that repeats itself changes nothing."""
        statement = insert(self._connection, messages).values(
            network=known.network,
            chat=known.chat,
            message=known.message,
            conversation=known.conversation,
            case=known.case,
            ours=known.ours,
            choices=msgspec.json.encode(known.choices).decode(),
            origin=known.origin.as_text() if known.origin else None,
            created_at=now,
        )
        self._connection.execute(statement.on_conflict_do_nothing())

    def offer(self, known: Known, choices: tuple[str, ...]) -> None:
        """The message was edited: its buttons, and so the numbers 1, 2, 3, mean these now."""
        self._connection.execute(
            update(messages)
            .where(
                messages.c.network == known.network,
                messages.c.chat == known.chat,
                messages.c.message == known.message,
            )
            .values(choices=msgspec.json.encode(choices).decode())
        )

    def find(self, at: Address, message: str) -> Known | None:
        """The message with this id in this chat, if it belongs to a conversation."""
        statement = select(messages).where(
            messages.c.network == at.network,
            messages.c.chat == at.chat,
            messages.c.message == message,
        )
        row = self._connection.execute(statement).first()
        return _known(row) if row else None

    def copies_of(self, conversation: str, origin: Origin) -> list[Known]:
        """What the other side got of this message: one copy, or several parts of a long one."""
        statement = select(messages).where(
            messages.c.conversation == conversation, messages.c.origin == origin.as_text()
        )
        return [_known(row) for row in self._connection.execute(statement)]

    def last_copied(self, conversation: str, origin: Address, since: float) -> Origin | None:
        """The last message from this room of which the conversation has a copy."""
        statement = (
            select(messages.c.origin)
            .where(
                messages.c.conversation == conversation,
                messages.c.origin.is_not(None),
                messages.c.created_at >= since,
            )
            .order_by(messages.c.created_at.desc())
        )
        found = (_origin(text) for text in self._connection.execute(statement).scalars())
        room = (origin.network, origin.chat)
        return next((one for one in found if one and (one.network, one.chat) == room), None)

    def forget(self, known: Known) -> None:
        """This message is taken back: nothing can refer to it any more."""
        self._connection.execute(
            delete(messages).where(
                messages.c.network == known.network,
                messages.c.chat == known.chat,
                messages.c.message == known.message,
            )
        )

    def of(self, conversation: str) -> list[Known]:
        """All messages of a conversation, ours and theirs."""
        statement = select(messages).where(messages.c.conversation == conversation)
        rows = self._connection.execute(statement.order_by(messages.c.created_at))
        return [_known(row) for row in rows]

    def of_case(self, number: int) -> list[Known]:
        """All messages about a case, ours and theirs."""
        statement = select(messages).where(messages.c.case == number)
        rows = self._connection.execute(statement.order_by(messages.c.created_at))
        return [_known(row) for row in rows]

    def delete_of_case(self, number: int) -> None:
        """Erase all about a case."""
        self._connection.execute(delete(messages).where(messages.c.case == number))

    def drop(self, old: Address) -> None:
        """A chat has moved: its old messages can't be referred to any more."""
        self._connection.execute(
            delete(messages).where(messages.c.network == old.network, messages.c.chat == old.chat)
        )

    def delete_of(self, conversation: str) -> None:
        """Erase all of a conversation."""
        self._connection.execute(delete(messages).where(messages.c.conversation == conversation))

    def delete_before(self, moment: float) -> int:
        """Erase what is older than `moment`; how many.

        What is about a case is erased with the case: until then it can still be taken back.
        """
        statement = delete(messages).where(
            messages.c.created_at < moment, messages.c.case.is_(None)
        )
        return self._connection.execute(statement).rowcount


def _known(row: object) -> Known:
    values = dict(row._mapping)  # type: ignore[attr-defined]  # noqa: SLF001  # SQLAlchemy's public name
    del values["created_at"]
    values["choices"] = tuple(msgspec.json.decode(values["choices"]))
    values["origin"] = _origin(values["origin"])
    return Known(**values)


def _origin(text: str | None) -> Origin | None:
    return msgspec.json.decode(text, type=Origin) if text else None
