"""Which message of a network belongs to which conversation; never what it said."""

import msgspec
from sqlalchemy import Connection, delete, select, update

from bot.ports import Address
from bot.store.dialect import insert
from bot.store.schema import messages


class Known(msgspec.Struct, frozen=True):
    """A message of a network that belongs to a conversation.

    Attributes:
        ours: True when the bot sent it.
        choices: the data of its buttons, in their order.
    """

    network: str
    chat: str
    message: str
    conversation: str
    case: int | None = None
    ours: bool = True
    choices: tuple[str, ...] = ()


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
    return Known(**values)
