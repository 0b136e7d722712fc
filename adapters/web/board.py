"""What the page shows, in memory only: chats, messages, threads, and who is watching.

It plays the part that a chat network's own server plays elsewhere. Nothing here survives the
process, and the oldest messages make room for new ones.
"""

import asyncio
from collections import deque
from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct, json, structs

from bot.ports import Button

MOST_MESSAGES = 500
"""How many messages of one chat are kept."""

MOST_CHARACTERS = 1_000_000
"""How much text of one chat is kept: some people paste a whole book."""

MOST_CITIZENS = 50
"""How many citizens' chats are kept."""

_MOST_UNREAD = 1000  # a page that is this many changes behind must start again


class Shown(Struct, frozen=True):
    """One message as the page shows it.

    Attributes:
        id: the network's id of the message.
        chat: a citizen's chat, or the desk's room.
        who: who wrote it.
        at: when, in milliseconds since 1970.
        thread: the case's thread it stands in.
        name: the staff member's first name.
        text: as typed by a person.
        html: the bot's Markdown, rendered.
        buttons: rows of buttons.
        chosen: `Button.data` of the button that was pressed last.
        kind: an attachment's kind, or "choice" for a press that the page shows as a bubble.
        about: the message this one replies to.
        marks: who put which emoji under it ("bot", "citizen", or a first name).
        edited: it reads differently than at first.
        deleted: it was taken back; its text is gone.
    """

    id: str
    chat: str
    who: Literal["citizen", "staff", "bot"]
    at: int
    thread: str | None = None
    name: str = ""
    text: str = ""
    html: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()
    chosen: str = ""
    kind: str = ""
    about: str | None = None
    marks: Mapping[str, str] = {}
    edited: bool = False
    deleted: bool = False

    def size(self) -> int:
        """How many characters it weighs."""
        return len(self.text) + len(self.html)


class Thread(Struct, frozen=True):
    """A case's thread in the desk's room; `card` is the message that it began with."""

    id: str
    title: str = ""
    card: str | None = None
    shut: bool = False


class Citizen(Struct, frozen=True):
    """A citizen of the page: the chat's id, and the number under which the page lists it."""

    chat: str
    number: int


Watcher = asyncio.Queue[str | None]
"""Changes for one open page, as JSON; None when there will be no more."""


class Board:
    """All that is shown. Every change is told to all watchers, in order."""

    def __init__(self, desk_room: str, staff_names: tuple[str, ...], run: str) -> None:
        """Start empty; `run` names this process, so that a page sees that it was restarted."""
        self.desk_room = desk_room
        self.staff_names = staff_names
        self.run = run
        self._chats: dict[str, dict[str, Shown]] = {desk_room: {}}
        self._threads: dict[str, Thread] = {}
        self._citizens: dict[str, Citizen] = {}
        self._left: deque[str] = deque(maxlen=1000)
        self._arrived = 0
        self._watchers: set[Watcher] = set()

    # --- watching ---

    def watch(self) -> Watcher:
        """A queue that holds everything there is now, and will get every change from now on."""
        watcher: Watcher = asyncio.Queue(_MOST_UNREAD)
        watcher.put_nowait(self._snapshot())
        self._watchers.add(watcher)
        return watcher

    def unwatch(self, watcher: Watcher) -> None:
        """Stop telling; a second time does nothing."""
        self._watchers.discard(watcher)

    def close(self) -> None:
        """Tell every watcher that there will be no more."""
        for watcher in tuple(self._watchers):
            self._dismiss(watcher)

    def _snapshot(self) -> str:
        """The whole board as JSON."""
        return _json(
            kind="everything",
            run=self.run,
            desk=self.desk_room,
            staff=self.staff_names,
            citizens=tuple(self._citizens.values()),
            threads=tuple(self._threads.values()),
            messages=tuple(shown for chat in self._chats.values() for shown in chat.values()),
        )

    def _tell(self, **change: Any) -> None:
        """Tell all watchers; one that does not keep up is sent away, and will come back anew."""
        told = _json(**change)
        for watcher in tuple(self._watchers):
            try:
                watcher.put_nowait(told)
            except asyncio.QueueFull:
                self._dismiss(watcher)

    def _dismiss(self, watcher: Watcher) -> None:
        """Make this watcher's next reading its last."""
        self.unwatch(watcher)
        while not watcher.empty():
            watcher.get_nowait()
        watcher.put_nowait(None)

    # --- citizens and threads ---

    def arrive(self, chat: str) -> bool:
        """A citizen with this chat is here; True if that is news."""
        if chat in self._chats:
            return False
        self._arrived += 1
        self._chats[chat] = {}
        self._citizens[chat] = Citizen(chat, self._arrived)
        self._tell(kind="citizen", citizen=self._citizens[chat])
        if len(self._citizens) > MOST_CITIZENS:
            self._drop(next(iter(self._citizens)))
        return True

    def leave(self, chat: str) -> None:
        """The citizen with this chat wants to hear nothing any more."""
        self._left.append(chat)
        self._drop(chat)

    def has_left(self, chat: str) -> bool:
        """Whether the citizen with this chat has left."""
        return chat in self._left

    def _drop(self, chat: str) -> None:
        """Forget a citizen's chat."""
        del self._citizens[chat], self._chats[chat]
        self._tell(kind="gone", chat=chat)

    def knows(self, chat: str) -> bool:
        """Whether there is such a chat."""
        return chat in self._chats

    def thread(self, thread: Thread) -> None:
        """This thread exists, and looks like this."""
        self._threads[thread.id] = thread
        self._tell(kind="thread", thread=thread)

    def find_thread(self, thread_id: str) -> Thread | None:
        """The thread with this id."""
        return self._threads.get(thread_id)

    # --- messages ---

    def find(self, chat: str, message: str) -> Shown | None:
        """The message with this id in this chat."""
        return self._chats.get(chat, {}).get(message)

    def show(self, shown: Shown) -> None:
        """Show a new message, or an old one changed."""
        self.arrive(shown.chat)
        if shown.thread is not None and shown.thread not in self._threads:
            self.thread(Thread(shown.thread))
        self._chats[shown.chat][shown.id] = shown
        self._tell(kind="message", message=shown)
        self._make_room(self._chats[shown.chat])

    def change(self, chat: str, message: str, **changes: Any) -> bool:
        """Change an earlier message; False if it is not here any more."""
        shown = self.find(chat, message)
        if shown is None:
            return False
        self.show(structs.replace(shown, **changes))
        return True

    def mark(self, chat: str, message: str, who: str, emoji: str) -> None:
        """Put somebody's emoji under a message, in place of the earlier one."""
        shown = self.find(chat, message)
        if shown is not None:
            self.show(structs.replace(shown, marks={**shown.marks, who: emoji}))

    def withdraw(self, chat: str, message: str) -> None:
        """As if this message had never been."""
        if self._chats.get(chat, {}).pop(message, None) is not None:
            self._tell(kind="withdrawn", chat=chat, message=message)

    def _make_room(self, messages: dict[str, Shown]) -> None:
        """Drop the oldest messages of a chat until it is small enough; the newest stays."""
        weight = sum(shown.size() for shown in messages.values())
        while len(messages) > MOST_MESSAGES or (weight > MOST_CHARACTERS and len(messages) > 1):
            oldest = next(iter(messages.values()))
            weight -= oldest.size()
            self.withdraw(oldest.chat, oldest.id)


def _json(**change: Any) -> str:
    """A change as JSON text."""
    return json.encode(change).decode()
