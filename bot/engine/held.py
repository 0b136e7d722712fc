"""What the citizen may show to the desk after a yes: in memory alone, and for minutes.

A restart forgets it, and so does another process: then the citizen is asked to type it again.
Nothing of it is in the database or a log.
"""

from collections.abc import Callable, Iterable

HELD_FOR = 900.0
"""Seconds after which an answer comes too late."""
VALUES_AT_MOST = 10


class Held:
    """Values by conversation. One instance for each process; used by the store's threads."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` gives seconds since 1970."""
        self._clock = clock
        self._values: dict[str, tuple[float, tuple[str, ...]]] = {}

    def add(self, conversation: str, values: Iterable[str]) -> None:
        """Hold these too; a value that is there already is held once."""
        self._expire()
        both = dict.fromkeys((*self.of(conversation), *values))
        self._values[conversation] = self._clock() + HELD_FOR, tuple(both)[:VALUES_AT_MOST]

    def of(self, conversation: str) -> tuple[str, ...]:
        """What is held; nothing after the time."""
        until, values = self._values.get(conversation, (0.0, ()))
        return values if self._clock() < until else ()

    def drop(self, conversation: str) -> None:
        """Let go of all."""
        self._values.pop(conversation, None)

    def _expire(self) -> None:
        now = self._clock()
        for conversation, (until, _) in list(self._values.items()):
            if until <= now:
                self.drop(conversation)
