"""Citizens' conversations, one row each, locked while an event is handled."""

import uuid
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, bindparam, delete, exists, select, update

from bot.dialogue.conversation import Conversation
from bot.ports import Address
from bot.store.dialect import insert
from bot.store.schema import conversations, moves, timers

_decoder = msgspec.json.Decoder(Conversation)

# Built once, as they are executed for every message: building costs more than executing.
_AT = (
    select(conversations)
    .where(
        conversations.c.network == bindparam("network"), conversations.c.chat == bindparam("chat")
    )
    .with_for_update()
)
_GET = select(conversations).where(conversations.c.id == bindparam("which")).with_for_update()
_LOCK = (
    select(conversations.c.network, conversations.c.chat)
    .where(conversations.c.id == bindparam("which"))
    .with_for_update()
)
_SAVE = update(conversations).where(conversations.c.id == bindparam("which"))


class Stored(msgspec.Struct, frozen=True):
    """A conversation with what only the store knows: its id and where its citizen is."""

    id: str
    address: Address
    body: Conversation
    is_new: bool = False


class Conversations:
    """Finds, makes, saves and erases conversations."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def at(self, address: Address, now: float) -> Stored:
        """The conversation of the citizen at this address, locked; a new one if there is none."""
        found = self.find(address)
        if found:
            return found
        body = Conversation()
        statement = (
            insert(self._connection, conversations)
            .values(
                id=uuid.uuid4().hex,
                network=address.network,
                chat=address.chat,
                body=msgspec.json.encode(body).decode(),
                updated_at=now,
            )
            .on_conflict_do_nothing()
            .returning(conversations.c.id)
        )
        made = self._connection.execute(statement).first() is not None
        return msgspec.structs.replace(self.at(address, now), is_new=made)

    def find(self, address: Address) -> Stored | None:
        """The conversation of the citizen at this address, locked, if there is one."""
        return self._first(_AT, network=address.network, chat=address.chat)

    def get(self, conversation: str) -> Stored | None:
        """The conversation with this id, locked; None when it has been forgotten."""
        return self._first(_GET, which=conversation)

    def address_of(self, conversation: str) -> Address | None:
        """Where the citizen is; None when the conversation has been forgotten. Locks nothing."""
        statement = select(conversations.c.network, conversations.c.chat).where(
            conversations.c.id == conversation
        )
        row = self._connection.execute(statement).first()
        return Address(row.network, row.chat) if row else None

    def lock(self, conversation: str) -> Address | None:
        """As `address_of`, and nobody else handles this conversation until the transaction ends.

        Whoever changes rows that belong to a conversation locks it before all else.
        """
        row = self._connection.execute(_LOCK, {"which": conversation}).first()
        return Address(row.network, row.chat) if row else None

    def save(self, conversation: str, body: Conversation, now: float) -> None:
        """Write back what the bot remembers."""
        written = msgspec.json.encode(body).decode()
        self._connection.execute(_SAVE, {"which": conversation, "body": written, "updated_at": now})

    def delete(self, conversation: str) -> None:
        """Erase the row, and how its chat once moved; the rest is erased by its own tables."""
        address = self.address_of(conversation)
        if address is not None:
            self._connection.execute(
                delete(moves).where(
                    moves.c.network == address.network, moves.c.moved_to == address.chat
                )
            )
        self._connection.execute(delete(conversations).where(conversations.c.id == conversation))

    def quiet_since(self, moment: float, limit: int = 100) -> list[str]:
        """Ids of conversations in which nothing happened since `moment`, oldest first; locked.

        Where a timer runs something is still to come: somebody waits for an answer. Where
        somebody speaks at this very moment the conversation is not quiet any more.
        """
        to_come = exists().where(timers.c.conversation == conversations.c.id)
        statement = (
            select(conversations.c.id)
            .where(conversations.c.updated_at < moment, ~to_come)
            .order_by(conversations.c.updated_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return list(self._connection.execute(statement).scalars())

    def move(self, old: Address, chat: str) -> None:
        """The chat lives on under another id; remembered, for configuration still names the old.

        A talk that has begun in the new chat already goes on there.
        """
        statement = insert(self._connection, moves).values(
            network=old.network, chat=old.chat, moved_to=chat
        )
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["network", "chat"], set_={"moved_to": chat}
            )
        )
        there = conversations.alias("there")
        begun = exists().where(there.c.network == old.network, there.c.chat == chat)
        self._connection.execute(
            update(conversations)
            .where(conversations.c.network == old.network, conversations.c.chat == old.chat, ~begun)
            .values(chat=chat)
        )

    def moves(self) -> dict[tuple[str, str], str]:
        """(network, old chat) -> new chat, for all moves ever seen."""
        rows = self._connection.execute(select(moves)).all()
        return {(row.network, row.chat): row.moved_to for row in rows}

    def _first(self, statement: Select[Any], **values: str) -> Stored | None:
        row = self._connection.execute(statement, values).first()
        return _stored(row) if row else None


def _stored(row: Row[tuple[object, ...]]) -> Stored:
    return Stored(
        id=row.id,
        address=Address(row.network, row.chat),
        body=_decoder.decode(row.body),
    )
