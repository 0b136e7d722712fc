"""The network "terminal": the same conversation, line by line, for people and for pipes.

Each line that is read is a message; "/quit" or the end of the input (Ctrl-D) ends `run`. What
was asked just before may then still be on its way: deliver the outbox before leaving.
"""

import asyncio
import codecs
import contextlib
import os
import re
import shutil
import sys
import textwrap
import threading
import uuid
from typing import TextIO

from bot.ports import (
    Address,
    Edit,
    Gone,
    Joined,
    Mark,
    Message,
    Outgoing,
    Receive,
    Received,
    Said,
    Sender,
    Sent,
    What,
)

QUIT = "/quit"

_PROMPT = "\x1b[1;36m›\x1b[0m "
_CLEAR_LINE = "\r\x1b[K"
_MARKED = "\x1b[2m"
_PLAIN = "\x1b[0m"
_WIDEST = 88
# Sent by a person, these could move the cursor or rename the window: C0 and C1 without newline.
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_LIST_ITEM = re.compile(r"(- |\d+\. )?")


class TerminalAdapter:
    """One citizen at the keyboard, in a conversation that is new at every start.

    Attributes:
        network: "terminal".
        at: where this citizen is.
    """

    network = "terminal"

    def __init__(
        self,
        lines: TextIO | None = None,
        output: TextIO | None = None,
        lang: str | None = None,
    ) -> None:
        """Prepare the conversation.

        Args:
            lines: read from here; it must be a real file, pipe or terminal. None: standard input.
            output: written to here; None: standard output.
            lang: the citizen's language ("nl"), or None if it is not known.
        """
        self._lines = lines or sys.stdin
        self._output = output or sys.stdout
        self._lang = lang
        self._fancy = self._output.isatty() and not os.environ.get("NO_COLOR")
        self._asks = self._lines.isatty() and self._output.isatty()
        self.at = Address(self.network, uuid.uuid4().hex)

    async def run(self, receive: Receive) -> None:
        """Pass on each line; return at the end of the input or at "/quit"."""
        lines: asyncio.Queue[str | None] = asyncio.Queue()
        _read_in_background(self._lines.fileno(), asyncio.get_running_loop(), lines)
        if self._asks:  # somebody sits there, and should not begin before an empty screen
            await receive(self._received(Joined(), 0))
        self._ask()
        number = 0
        while (line := await lines.get()) is not None and line.strip() != QUIT:
            if text := line.strip():
                number += 1
                await receive(self._received(Said(text), number))
            self._ask()

    async def send(self, message: Outgoing) -> Sent:
        """Print it. What was printed can't be changed: an edit is printed anew, the rest is not.

        Raises:
            Gone: nobody reads the output any more, or it is not this citizen's.
        """
        if message.to != self.at:
            raise Gone("This terminal shows one conversation, and it is another one.")
        match message:
            case Message():
                self._print(message.as_text())
            case Edit():
                again = Message(message.id, message.to, message.text, message.buttons)
                self._print(again.as_text(), sign="✎ ")
            case Mark():
                self._print(message.emoji)
            case _:
                return Sent()
        return Sent(message.id)

    def _received(self, what: What, number: int) -> Received:
        """What happened as an event; its id is unique because every start is a new chat."""
        event_id = f"{self.at.chat}-{number}"
        message = event_id if isinstance(what, Said) else None
        sender = Sender(self.at.chat)
        return Received(event_id, self.at, sender, what, message=message, lang=self._lang)

    def _print(self, text: str, sign: str = "") -> None:
        """Write a message above the prompt."""
        lines = _CONTROL.sub("", sign + text).splitlines()
        if self._output.isatty():
            width = min(shutil.get_terminal_size().columns - 2, _WIDEST)
            lines = [part for line in lines for part in _wrap(line, width)]
        start = _CLEAR_LINE if self._asks else ""
        shown = "\n".join(f"{_MARKED}│{_PLAIN} {line}" if self._fancy else line for line in lines)
        self._write(f"{start}{shown}\n\n")
        self._ask()

    def _ask(self) -> None:
        """Show that something may be typed; only where somebody types."""
        if self._asks:
            self._write(_CLEAR_LINE + (_PROMPT if self._fancy else "> "))

    def _write(self, text: str) -> None:
        """Write it now.

        Raises:
            Gone: nobody reads it.
        """
        try:
            self._output.write(text)
            self._output.flush()
        except BrokenPipeError:
            raise Gone("Nobody reads the output any more.") from None


def _wrap(line: str, width: int) -> list[str]:
    """A line in pieces that fit; items of a list keep their indent, addresses stay whole."""
    item = _LIST_ITEM.match(line)
    return textwrap.wrap(
        line,
        max(width, 20),
        subsequent_indent=" " * (item.end() if item else 0),
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]


def _read_in_background(
    file: int, loop: asyncio.AbstractEventLoop, lines: asyncio.Queue[str | None]
) -> None:
    """Put each line of the file in the queue, and None at its end.

    A thread of its own, because a terminal can't be waited for in the same way as a file or a
    pipe everywhere. It reads the descriptor itself: a thread that still waits in `sys.stdin` when
    the program ends would make Python abort.
    """

    def put(line: str | None) -> bool:
        """Hand a line over; False when the loop is gone and nobody wants it."""
        try:
            loop.call_soon_threadsafe(lines.put_nowait, line)
        except RuntimeError:
            return False
        return True

    def read(own: int) -> None:
        """Read until the end, or until nobody wants more."""
        decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        rest = ""
        with contextlib.suppress(OSError):  # the terminal's window was closed: that is the end
            while chunk := os.read(own, 65536):
                *whole, rest = (rest + decoder.decode(chunk)).split("\n")
                if not all(put(line) for line in whole):
                    break
        os.close(own)
        put((rest + decoder.decode(b"", final=True)) or None)
        put(None)

    # A descriptor of its own: the caller may close the file while the thread still waits in it.
    threading.Thread(target=read, args=(os.dup(file),), name="terminal", daemon=True).start()
