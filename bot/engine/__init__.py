"""The engine: takes what the networks bring, lets the dialogue decide, stores what follows.

All of that is one transaction: inbox, conversation, outbox and timers change together or not at
all. The engine alone knows which address belongs to which conversation; it decides nothing else.
"""

from bot.engine.desks import Desks
from bot.engine.engine import Engine

__all__ = ["Desks", "Engine"]
