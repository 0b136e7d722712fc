"""What a person can do on the page: the JSON that the page posts, and what it means.

A deed is translated, never judged: whether it makes sense is for others to decide. What is
refused here is what any chat network refuses: to act in a chat that is not there, or to change
another person's message.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from adapters.web.board import Board, Shown
from bot.ports import (
    Address,
    Attached,
    Deleted,
    Edited,
    Joined,
    Left,
    Pressed,
    Reacted,
    Received,
    Said,
    Sender,
    What,
)

LONGEST_TEXT = 100_000
"""How many characters a message may have."""

EXAMPLE_PLACE = "https://www.openstreetmap.org/#map=17/52.38113/4.63658"
"""Where everybody is who sends a location from the page: a market square. The page asks for none."""

Id = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{1,80}$")]
_Short = Annotated[str, Meta(min_length=1, max_length=64)]


class Refused(Exception):
    """The page asked for something impossible; `status` is HTTP's, `code` one the page knows."""

    def __init__(self, status: int, code: str) -> None:
        """Remember both; the page has a sentence for every code."""
        super().__init__(code)
        self.status = status
        self.code = code


class _Deed(Struct, frozen=True, tag_field="do", forbid_unknown_fields=True, kw_only=True):
    """What all deeds tell.

    Attributes:
        id: the page's own id for this deed, the same when it tries again.
        chat: a citizen's chat, or the desk's room.
        thread: the case's thread, at the desk.
        staff: the first name of who acts, at the desk.
    """

    id: Id
    chat: Id
    thread: Id | None = None
    staff: str | None = None


class Arrive(_Deed, frozen=True, kw_only=True, tag="arrive"):
    """A citizen opens the chat. `start`: the library of the link that led here.

    `back` is True when the page re-opens a chat that a restarted process has forgotten.
    """

    start: Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{0,64}$")] = ""
    back: bool = False


class Leave(_Deed, frozen=True, kw_only=True, tag="leave"):
    """The citizen blocks the bot: nothing can be told there any more."""


class Say(_Deed, frozen=True, kw_only=True, tag="say"):
    """A text; `about` is the message it replies to."""

    text: str
    about: Id | None = None


class Press(_Deed, frozen=True, kw_only=True, tag="press"):
    """A button under a message."""

    message: Id
    data: _Short


class React(_Deed, frozen=True, kw_only=True, tag="react"):
    """An emoji under a message."""

    message: Id
    emoji: _Short


class Attach(_Deed, frozen=True, kw_only=True, tag="attach"):
    """Something that is no text; there is nothing in it, it only says what it would be."""

    kind: Annotated[str, Meta(pattern=r"^(photo|voice|document|sticker|location)$")]
    caption: str = ""


class Change(_Deed, frozen=True, kw_only=True, tag="edit"):
    """An own message shall read this."""

    message: Id
    text: str


class TakeBack(_Deed, frozen=True, kw_only=True, tag="delete"):
    """An own message is taken back."""

    message: Id


Deed = Arrive | Leave | Say | Press | React | Attach | Change | TakeBack


# --- may it be done? ----------------------------------------------------------------------------


def check(board: Board, deed: Deed) -> None:
    """Refuse what a chat network would refuse.

    Raises:
        Refused: with the status and the code for the page.
    """
    at_desk = deed.chat == board.desk_room
    if at_desk != (deed.staff in board.staff_names) or (
        at_desk and isinstance(deed, Arrive | Leave)
    ):
        raise Refused(403, "refused")
    if not (isinstance(deed, Arrive) or board.knows(deed.chat)):
        raise Refused(404, "unknown")
    if deed.thread is not None and not (at_desk and board.find_thread(deed.thread)):
        raise Refused(404, "unknown")
    if len(_typed(deed)) > LONGEST_TEXT:
        raise Refused(413, "too_long")
    if isinstance(deed, Press | React | Change | TakeBack):
        _check_message(board, deed)


def _typed(deed: Deed) -> str:
    """What a person typed in this deed."""
    match deed:
        case Say(text=text) | Change(text=text) | Attach(caption=text):
            return text
        case _:
            return ""


def _check_message(board: Board, deed: Press | React | Change | TakeBack) -> None:
    """The message must be there, and be one's own if it is to change."""
    shown = board.find(deed.chat, deed.message)
    if shown is None or shown.deleted:
        raise Refused(404, "unknown")
    own = shown.who == _who(deed) and shown.name == (deed.staff or "") and shown.kind != "choice"
    if isinstance(deed, Change | TakeBack) and not own:
        raise Refused(403, "refused")


# --- what the page shows of it ------------------------------------------------------------------


def show(board: Board, deed: Deed, now: int) -> None:
    """Show on the page what was done; `now` in milliseconds since 1970."""
    match deed:
        case Arrive():
            board.arrive(deed.chat)
        case Leave():
            pass  # when it is stored: see `finish`
        case Say(text=text, about=about):
            _show_new(board, deed, now, text=text, about=about)
        case Attach(caption=caption, kind=kind):
            _show_new(board, deed, now, text=caption, kind=kind)
        case Press(message=message, data=data):
            _show_press(board, deed, now)
            board.change(deed.chat, message, chosen=data)
        case React(message=message, emoji=emoji):
            board.mark(deed.chat, message, deed.staff or "citizen", emoji)
        case Change(message=message, text=text):
            board.change(deed.chat, message, text=text, edited=True)
        case TakeBack(message=message):
            board.change(deed.chat, message, text="", kind="", deleted=True)


def finish(board: Board, deed: Deed) -> None:
    """What the page shows only when the deed is stored."""
    if isinstance(deed, Leave):
        board.leave(deed.chat)


def undo(board: Board, deed: Deed) -> None:
    """Take a new message off the page again: it was not stored, and the page keeps the text."""
    board.withdraw(deed.chat, deed.id)


def _show_new(board: Board, deed: Deed, now: int, **content: str | None) -> None:
    """Show a new message of this person; at a second attempt it is there already."""
    if board.find(deed.chat, deed.id) is None:
        shown = Shown(
            id=deed.id,
            chat=deed.chat,
            who=_who(deed),
            at=now,
            thread=deed.thread,
            name=deed.staff or "",
            **content,  # type: ignore[arg-type]  # str where Shown wants str, checked by tests
        )
        board.show(shown)


def _show_press(board: Board, deed: Press, now: int) -> None:
    """Show a citizen's choice as something said: so the talk can be read back."""
    pressed = board.find(deed.chat, deed.message)
    if pressed is None or deed.staff:
        return
    labels = [button.label for row in pressed.buttons for button in row if button.data == deed.data]
    if labels:
        _show_new(board, deed, now, text=labels[0], kind="choice")


def _who(deed: Deed) -> Literal["citizen", "staff"]:
    """Which side of the page acts."""
    return "staff" if deed.staff else "citizen"


# --- what it means ------------------------------------------------------------------------------


def received(deed: Deed, network: str, lang: str | None) -> Received:
    """The deed as the port's event; `lang` is the language of the browser."""
    name = deed.staff or ""
    return Received(
        id=deed.id,
        at=Address(network, deed.chat, deed.thread),
        sender=Sender(f"staff-{name}", name) if name else Sender(deed.chat),
        what=_what(deed),
        private=not name,
        message=deed.id if isinstance(deed, Say | Attach) else None,
        about=_about(deed),
        lang=lang,
    )


def _what(deed: Deed) -> What:  # noqa: PLR0911 - one line for each kind of deed
    """What happened, in the words of the port."""
    match deed:
        case Arrive(start=start):
            return Said(f"/start {start}") if start else Joined()
        case Leave():
            return Left()
        case Say(text=text):
            return Said(text)
        case Press(data=data):
            return Pressed(data)
        case React(emoji=emoji):
            return Reacted(emoji)
        case Attach(kind=kind, caption=caption):
            return Attached(kind, caption, link=EXAMPLE_PLACE if kind == "location" else "")
        case Change(text=text):
            return Edited(text)
        case TakeBack():
            return Deleted()


def _about(deed: Deed) -> str | None:
    """The earlier message that the deed concerns."""
    match deed:
        case Say(about=about):
            return about
        case Press(message=message) | React(message=message):
            return message
        case Change(message=message) | TakeBack(message=message):
            return message
        case _:
            return None
