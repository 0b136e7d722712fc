"""The tables. All times are seconds since 1970 (UTC); all bodies are JSON.

What is not here on purpose: no event log, no names of citizens, no texts that were sent. A row
of the outbox disappears when its message has arrived.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

metadata = MetaData()

HEAD = "0005"
"""The newest migration; a test holds it against the folder of migrations."""

_NUMBER = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up on INTEGER only

inbox = Table(
    "inbox",
    metadata,
    Column("network", Text, primary_key=True),
    Column("event", Text, primary_key=True),
    Column("received_at", Double, nullable=False, index=True),
)
"""What came in already: a network that repeats an event is recognised."""

conversations = Table(
    "conversations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("network", Text, nullable=False),
    Column("chat", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("updated_at", Double, nullable=False, index=True),
    UniqueConstraint("network", "chat"),
)
"""One citizen's talk. On PostgreSQL the row is locked while an event is handled."""

cases = Table(
    "cases",
    metadata,
    Column("number", _NUMBER, primary_key=True, autoincrement=True),
    Column("conversation", Text, nullable=False, index=True),
    Column("library", Text, nullable=False),
    Column("network", Text, nullable=False),
    Column("room", Text, nullable=False),
    Column("thread", Text),
    Column("card", Text),
    Column("claimed_by", Text),
    Column("opened_at", Double, nullable=False),
    Column("closed_at", Double, index=True),
    Column("outcome", Text),
    Column("about", Text),
    Index("cases_by_thread", "network", "room", "thread"),
    Index(
        "one_open_case",
        "conversation",
        unique=True,
        sqlite_where=text("closed_at IS NULL"),
        postgresql_where=text("closed_at IS NULL"),
    ),
    sqlite_autoincrement=True,  # a number is never used again: staff speak of "case 12"
)
"""A citizen handed to a desk; `card` and `thread` are the network's ids, once it is delivered.

`outcome` says how it ended, `about` is a topic's id.
"""

outbox = Table(
    "outbox",
    metadata,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("line", Text, nullable=False),
    Column("conversation", Text, index=True),
    Column("case", _NUMBER),
    Column("body", Text, nullable=False),
    Column("origin", Text),
    Column("created_at", Double, nullable=False),
    Column("due_at", Double, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("taken_until", Double),
    Column("dead", Boolean, nullable=False, default=False, server_default=false()),
    Index("outbox_by_line", "line", "id"),
)
"""What must go out. Only the first living row of a line may go; rows go away when delivered."""

messages = Table(
    "messages",
    metadata,
    Column("network", Text, primary_key=True),
    Column("chat", Text, primary_key=True),
    Column("message", Text, primary_key=True),
    Column("conversation", Text, nullable=False, index=True),
    Column("case", _NUMBER),
    Column("ours", Boolean, nullable=False),
    Column("choices", Text, nullable=False, default="[]"),
    Column("origin", Text),
    Column("created_at", Double, nullable=False, index=True),
)
"""Which message of a network belongs to whom: replies, reactions, edits and erasing need it."""

timers = Table(
    "timers",
    metadata,
    Column("conversation", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("due_at", Double, nullable=False, index=True),
)
"""Events with a due time; at most one of a kind for each conversation."""

moves = Table(
    "moves",
    metadata,
    Column("network", Text, primary_key=True),
    Column("chat", Text, primary_key=True),
    Column("moved_to", Text, nullable=False),
)
"""Chats that live on under another id (Telegram supergroups, Matrix room upgrades)."""

counts = Table(
    "counts",
    metadata,
    Column("day", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("about", Text, primary_key=True),
    Column("number", Integer, nullable=False),
)
"""Statistics without persons: how often something happened on a day."""

gaps = Table(
    "gaps",
    metadata,
    Column("day", Text, primary_key=True),
    Column("lang", Text, primary_key=True),
    Column("why", Text, primary_key=True),
    Column("about", Text, primary_key=True),
    Column("text", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("dismissed", Boolean, nullable=False, default=False, server_default=false()),
    sqlite_with_rowid=False,  # a row's number would tell the order, and so the time, of questions
)
"""Questions without a good answer, anonymous: no address, no conversation, no time but the day."""

alembic_version = Table(
    "alembic_version",
    MetaData(),  # Alembic's own table: it compares the others, and leaves this one alone
    Column("version_num", String(32), primary_key=True),
)
"""Which migration the database is at."""
