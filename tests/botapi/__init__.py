"""A strict Bot API server for tests; see server.py, and people.py for the language of tests."""

from tests.botapi.people import ChatView, Group, Shown, User
from tests.botapi.server import BotApi

__all__ = ["BotApi", "ChatView", "Group", "Shown", "User"]
