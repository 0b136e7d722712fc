"""One transaction: the statements grouped by subject, over one connection."""

from sqlalchemy import Connection

from bot.store.cases import Cases
from bot.store.conversations import Conversations
from bot.store.gaps import Gaps
from bot.store.inbox import Inbox
from bot.store.messages import Messages
from bot.store.outbox import Outbox
from bot.store.statistics import Counts
from bot.store.timers import Timers


class Transaction:
    """All or nothing: what is done through one transaction is stored together or not at all."""

    def __init__(self, connection: Connection) -> None:
        self.inbox = Inbox(connection)
        self.conversations = Conversations(connection)
        self.cases = Cases(connection)
        self.outbox = Outbox(connection)
        self.messages = Messages(connection)
        self.timers = Timers(connection)
        self.counts = Counts(connection)
        self.gaps = Gaps(connection)
