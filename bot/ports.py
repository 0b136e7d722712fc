"""The door between a network and Wegwijs: what comes in, what goes out, and the two methods.

An adapter speaks one network and knows this module alone. It turns what the network brings into
a `Received`, and an `Outgoing` into whatever the network understands. It decides nothing, stores
nothing of a conversation, and never sends anything by itself.

The promise of receiving: only after `await receive(received)` returned may the network forget
the event, because only then it is stored. If `receive` raises, let the error pass and do not
confirm. The network may repeat an event as often as it likes; `Received.id` tells repeats apart.

The promise of sending: `send` returns `Sent` when the network has accepted the message, raises
`TryAgain` when the same message may succeed later, and `Undeliverable` when it never will.
"""

from collections.abc import Awaitable, Callable
from typing import Literal, Protocol, runtime_checkable

from msgspec import Struct

# Adapters know this module alone, so what they need of the markup is handed on here.
from bot.markup import escape as escape  # noqa: PLC0414
from bot.markup import markdown as markdown  # noqa: PLC0414
from bot.markup import plain as plain  # noqa: PLC0414

# --- addresses --------------------------------------------------------------------------------


class Address(Struct, frozen=True):
    """A place on a network where one can speak: a chat or room, and perhaps a thread in it."""

    network: str
    chat: str
    thread: str | None = None


class Sender(Struct, frozen=True):
    """Who speaks: the network's own id, and the first name as shown there (may be empty).

    A citizen's name is used for nothing and never stored; a staff member's first name is told
    to the citizen.
    """

    id: str
    name: str = ""


# --- what comes in ----------------------------------------------------------------------------


class Said(Struct, frozen=True, tag=True):
    """A text message, as typed. Commands ("/start haarlem", "!claim") are texts too."""

    text: str


class Pressed(Struct, frozen=True, tag=True):
    """A button under one of our messages was pressed; `data` is `Button.data` as we sent it."""

    data: str


class Reacted(Struct, frozen=True, tag=True):
    """Somebody put an emoji under a message; the engine decides what it means.

    Keycap emoji ("1️⃣") choose the button with that number.
    """

    emoji: str


FILE_LIMIT = 20_000_000
"""Bytes of a file that is passed on at most: what Telegram lets a bot fetch (Bot API, getFile)."""


class File(Struct, frozen=True):
    """Where a network keeps a file: enough to fetch it there while it is needed, never its content.

    Attributes:
        network: which network keeps it.
        handle: what that network's adapter fetches it by; it means nothing to others.
        name: what it is called, without folders.
        type: its media type ("image/jpeg"), or "" when not told.
        size: in bytes, as far as told; None when not.
    """

    network: str
    handle: str
    name: str
    type: str = ""
    size: int | None = None


class Attached(Struct, frozen=True, tag=True):
    """Anything that is not text.

    Attributes:
        kind: "photo", "voice", "audio", "video", "document", "sticker", "location", "contact",
            "poll" or "other".
        caption: the text that came with it, or ""; the emoji that a sticker stands for.
        file: what can be passed on, where the network keeps a file.
        link: a web page that shows it, for a location: a map.
    """

    kind: str
    caption: str = ""
    file: File | None = None
    link: str = ""


class Edited(Struct, frozen=True, tag=True):
    """An earlier message (`Received.about`) now reads `text`."""

    text: str


class Deleted(Struct, frozen=True, tag=True):
    """An earlier message (`Received.about`) was taken back by its sender."""


class Unreadable(Struct, frozen=True, tag=True):
    """A message arrived that could not be decrypted, even after the keys were asked for."""


Right = Literal["read", "topics", "delete"]
"""What a desk needs: to hear all that is said, to open and close threads, to take messages away."""


class Joined(Struct, frozen=True, tag=True):
    """The bot was added to `Received.at` (a group, a room, or a citizen who unblocked it).

    Attributes:
        missing: as in `Permitted`.
    """

    missing: tuple[Right, ...] = ()


class Permitted(Struct, frozen=True, tag=True):
    """What the bot may do in the room `Received.at` was changed.

    Attributes:
        missing: rights that a desk needs and the bot has not, as far as the network tells.
    """

    missing: tuple[Right, ...] = ()


class Left(Struct, frozen=True, tag=True):
    """The bot was removed from `Received.at`, or the citizen blocked it."""


class Departed(Struct, frozen=True, tag=True):
    """`Received.sender`, who is not the bot, left or was removed from the room of a desk."""


class Arrived(Struct, frozen=True, tag=True):
    """Somebody came into the room of a desk who can't read what was said there before."""


class Moved(Struct, frozen=True, tag=True):
    """The chat `Received.at` lives on under another id (supergroup, room upgrade)."""

    chat: str


What = (
    Said
    | Pressed
    | Reacted
    | Attached
    | Edited
    | Deleted
    | Unreadable
    | Joined
    | Permitted
    | Left
    | Departed
    | Arrived
    | Moved
)


class Received(Struct, frozen=True):
    """One thing that happened on a network.

    Attributes:
        id: the network's id of this event, the same at every repeat and unique in the network.
        at: where it happened; replies go there. In a desk room the thread is the case's.
        sender: who did it.
        what: what happened.
        private: True in a chat of this one person with the bot, False in a group or room.
        message: the network's id of the message that was sent (None for a press or a membership
            change); this is what a later edit, reply or mark refers to.
        about: the network's id of the earlier message that this concerns: the one replied to, or
            pressed, reacted to, edited or deleted.
        lang: the language code of the sender's app ("nl", "en-GB"), where the network tells.
    """

    id: str
    at: Address
    sender: Sender
    what: What
    private: bool = True
    message: str | None = None
    about: str | None = None
    lang: str | None = None


# --- what goes out ----------------------------------------------------------------------------


class Button(Struct, frozen=True):
    """One choice under a message.

    Attributes:
        label: what the person reads, plain text.
        data: comes back in `Pressed.data`; 1 to 64 bytes of ASCII (Telegram's limit). Empty for
            a link.
        url: set for a button that opens a web page instead.
    """

    label: str
    data: str = ""
    url: str = ""


class Message(Struct, frozen=True, tag=True):
    """A message to be sent.

    Attributes:
        id: ours; the same at every attempt, so a network that knows transaction ids sends it
            exactly once.
        to: where to.
        text: small Markdown: **bold**, [label](https://…), "- " and "1. " lists, blank lines
            between paragraphs, a line break is a line break. No HTML. `escape` makes any text
            safe to put in.
        buttons: rows of buttons.
        opens: set on the first message of a case: the title of a thread to open in `to`. A
            network without threads just sends; `Sent.at` says where the case now lives.
        about: the network's id of a message that this one replies to.
        quiet: True when the person's device need not ring.
        file: what goes along with the text. Such a message goes through `Carries.send_file`.
        kind: what sort of file that is, as in `Attached.kind`.
    """

    id: str
    to: Address
    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    opens: str | None = None
    about: str | None = None
    quiet: bool = False
    file: File | None = None
    kind: str = ""

    def choices(self) -> tuple[Button, ...]:
        """The buttons that carry data, in the order in which they are numbered from 1."""
        return tuple(button for row in self.buttons for button in row if button.data)

    def as_text(self) -> str:
        """The whole message as plain text: Markdown resolved, buttons as numbered lines.

        A network without buttons or markup needs nothing else.
        """
        lines = [plain(self.text)]
        links = [b for row in self.buttons for b in row if b.url]
        lines += [f"{button.label}: {button.url}" for button in links]
        numbered = [f"{n}. {button.label}" for n, button in enumerate(self.choices(), start=1)]
        if numbered:
            lines += ["", *numbered]
        return "\n".join(lines)


class Edit(Struct, frozen=True, tag=True):
    """An earlier message of ours (`about`) shall now read this. Best effort.

    Attributes:
        title: set when `about` is the card of a case: what its thread is called from now on,
            where threads have titles. An adapter may say `NoThread` when such a card is gone.
    """

    id: str
    to: Address
    about: str
    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    title: str | None = None


class Mark(Struct, frozen=True, tag=True):
    """Put an emoji under somebody's message (`about`), in place of our earlier one there."""

    id: str
    to: Address
    about: str
    emoji: str


class Remove(Struct, frozen=True, tag=True):
    """Take back an earlier message of ours (`about`)."""

    id: str
    to: Address
    about: str


class Shut(Struct, frozen=True, tag=True):
    """The thread `to.thread` is done, or open again; a network without such a thing ignores it.

    Attributes:
        title: the thread's new title, or None to leave it.
        reopen: True to open the thread again.
    """

    id: str
    to: Address
    title: str | None = None
    reopen: bool = False


Outgoing = Message | Edit | Mark | Remove | Shut


class Sent(Struct, frozen=True):
    """The network has accepted a message.

    Attributes:
        message: the network's id for it; None where nothing was sent that one could refer to.
        at: where it landed, thread included, when that differs from where it was sent to.
        parts: the ids of the parts before `message`, where the network had to cut a long text;
            removing the whole message means removing each of them.
    """

    message: str | None = None
    at: Address | None = None
    parts: tuple[str, ...] = ()


# --- what can go wrong ------------------------------------------------------------------------
#
# AdapterError
#     TryAgain          the network is busy or away: the same message may succeed later
#         Elsewhere     ... at another address: the chat has moved
#         NotYet        ... at a moment that the adapter has set aside for it
#     Undeliverable     this message will never arrive
#         NoThread      ... in this thread: it was deleted, or nobody may write there any more
#         Gone          ... and no other to this address: blocked, kicked, deleted
#     CannotRun         the operator must act: bad token, unreachable server


class AdapterError(Exception):
    """Something the network refused. The text is for operators and holds no personal data."""


class TryAgain(AdapterError):
    """The same message may succeed later."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        """Say why, and after how many seconds the network asked to come back (None: not said)."""
        super().__init__(reason)
        self.after = after


class Elsewhere(TryAgain):
    """The chat lives on under another id: what was said of it holds there, its threads do not."""

    def __init__(self, chat: str) -> None:
        """`chat` is its new id."""
        super().__init__("the chat lives on under another id", after=0)
        self.chat = chat


class NotYet(TryAgain):
    """The network's limits leave no room now; the message goes when `after` is over. No trouble."""


class Undeliverable(AdapterError):
    """This message will never arrive: too large, malformed, refused."""


class NoThread(Undeliverable):
    """The thread is gone or shut for us; in the chat itself the message could arrive."""


class Gone(Undeliverable):
    """Nothing can be sent to this address any more: blocked, kicked, deactivated, deleted."""


class CannotRun(AdapterError):
    """The adapter can't work until an operator acts; the text says what to do, in one line."""


# --- the two methods --------------------------------------------------------------------------

Receive = Callable[[Received], Awaitable[None]]


class Adapter(Protocol):
    """One network. Adding a network is writing one class with these three."""

    network: str

    async def run(self, receive: Receive) -> None:
        """Listen until cancelled, and call `receive` for each event, in the network's order.

        Transient failures are retried inside, with growing pauses. Raises `CannotRun` when only
        an operator can help. Closes what it opened when it is cancelled.
        """

    async def send(self, message: Outgoing) -> Sent:
        """Send one message; may be called while `run` is starting.

        Raises:
            TryAgain: the network is busy, away or not ready yet; `Elsewhere` when the chat moved,
                `NotYet` when this message only has to wait its turn.
            Undeliverable: this message will never arrive; `Gone` when no message there will,
                `NoThread` when none in this thread will.
        """


@runtime_checkable
class Carries(Protocol):
    """An adapter that can take and give files; adapters need not have this."""

    async def fetch(self, file: File) -> bytes:
        """The content of a file that this network keeps.

        Raises:
            TryAgain: the network is busy or away.
            Undeliverable: it is gone, damaged, or larger than FILE_LIMIT.
        """

    async def send_file(self, message: Message, content: bytes | None) -> Sent:
        """Send a message with its file; raises as `Adapter.send`.

        Args:
            message: its text is the caption.
            content: None when the network itself keeps the file already (`File.network`).
        """


class Finding(Struct, frozen=True):
    """One thing that `wegwijs doctor` looked at: is it well, and what is it (or how to mend it)."""

    ok: bool
    text: str


@runtime_checkable
class Diagnoses(Protocol):
    """An adapter that can look at its own account and rooms; adapters need not have this."""

    async def diagnose(self) -> list[Finding]:
        """Look, change nothing, and say what was found; a failure is a finding, never raised."""
