"""The web adapter: a small chat network on one page, with a desk in it."""

import asyncio
import time
import uuid
from collections.abc import Mapping

from aiohttp import web
from msgspec import Struct

from adapters.web.board import Board, Shown, Thread
from adapters.web.deeds import Arrive, Deed, Refused, check, finish, received, show, undo
from adapters.web.editors import Editors
from adapters.web.guard import LARGEST_BODY, add_headers, guard
from adapters.web.render import render
from adapters.web.routes import routes
from bot.ports import (
    Address,
    CannotRun,
    Edit,
    Gone,
    Mark,
    Message,
    Outgoing,
    Receive,
    Remove,
    Sent,
    Shut,
)


class PageDesk(Struct, frozen=True):
    """The desk on the page.

    Attributes:
        room: the chat id of its room.
        staff: the first names one can choose from there.
    """

    room: str = "desk"
    staff: tuple[str, ...] = ("Anja", "Bram")


_DESK = PageDesk()


class WebAdapter:
    """Serves the page, and speaks for everybody on it.

    Attributes:
        network: "web".
        url: where the page is; the port is known once `listening` is set.
        listening: set while the page can be opened.
    """

    network = "web"

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 8080,
        *,
        desk: PageDesk = _DESK,
        texts: Mapping[str, str],
        editors: Editors | None = None,
    ) -> None:
        """Prepare the page; nothing is opened before `run`.

        Args:
            host: the address to listen on. Whoever can reach it can speak for everyone.
            port: the port; 0 takes any free one.
            desk: its room, and who sits there.
            texts: the page's own sentences: all keys of knowledge/<language>/_web.yaml.
            editors: what the try-out page asks; without it there is no such page.
        """
        self._host = host
        self._port = port
        self._board = Board(desk.room, desk.staff, run=uuid.uuid4().hex)
        self._receive: Receive | None = None
        self._failed: asyncio.Future[None] | None = None
        self._turn = asyncio.Lock()  # what is done first is received first
        self.listening = asyncio.Event()
        self.routes = routes(self._board, self._do, texts, editors)

    @property
    def url(self) -> str:
        """The address of the page."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}/"

    # --- the port ---

    async def run(self, receive: Receive) -> None:
        """Serve the page until cancelled.

        Raises:
            CannotRun: the port is taken, or the host is not this machine's.
        """
        self._receive = receive
        self._failed = asyncio.get_running_loop().create_future()
        runner = web.AppRunner(self.app(), access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await self._listen(runner)
            await self._failed
        finally:
            self.listening.clear()
            self._receive = None
            self._board.close()
            await runner.cleanup()

    async def send(self, message: Outgoing) -> Sent:
        """Show it on the page; open pages see it at once, later ones when they come.

        Raises:
            Gone: the citizen has left.
        """
        if self._board.has_left(message.to.chat):
            raise Gone("This citizen has left the page.")
        match message:
            case Message():
                return self._send_message(message)
            case Edit():
                self._board.change(
                    message.to.chat,
                    message.about,
                    html=render(message.text),
                    buttons=message.buttons,
                    chosen="",
                    edited=True,
                )
            case Mark():
                self._board.mark(message.to.chat, message.about, "bot", message.emoji)
            case Remove():
                self._board.withdraw(message.to.chat, message.about)
            case Shut():
                self._shut(message)
        return Sent()

    # --- inside ---

    def app(self) -> web.Application:
        """The page as an aiohttp application of its own, guarded."""
        app = web.Application(middlewares=[guard(self._host)], client_max_size=LARGEST_BODY)
        app.on_response_prepare.append(add_headers)
        app.add_routes(self.routes)
        return app

    async def _listen(self, runner: web.AppRunner) -> None:
        """Open the port."""
        try:
            await web.TCPSite(runner, self._host, self._port).start()
        except OSError as error:
            raise CannotRun(
                f"The page can't be opened at {self.url} ({error.strerror}): choose another port."
            ) from error
        self._port = runner.addresses[0][1]
        self.listening.set()

    async def _do(self, deed: Deed, lang: str | None) -> None:
        """Show a deed and pass it on; it is answered when it is stored."""
        async with self._turn:
            if self._receive is None:
                raise Refused(503, "failed")
            check(self._board, deed)
            show(self._board, deed, now=_now())
            if isinstance(deed, Arrive) and deed.back:
                return
            try:
                await self._receive(received(deed, self.network, lang))
            except Exception as error:  # whatever it is, `run` raises it
                undo(self._board, deed)
                self._fail(error)
                raise Refused(503, "failed") from error
            finish(self._board, deed)

    def _fail(self, error: BaseException) -> None:
        """What `receive` raises ends `run`, as the port promises."""
        if self._failed and not self._failed.done():
            self._failed.set_exception(error)

    def _send_message(self, message: Message) -> Sent:
        """A new message of the bot; at a second attempt it is there already."""
        shown_id = f"bot-{message.id}"
        chat, thread = message.to.chat, message.to.thread
        if message.opens is not None and chat == self._board.desk_room and thread is None:
            thread = shown_id
        landed = None if thread == message.to.thread else Address(self.network, chat, thread)
        if self._board.find(chat, shown_id) is not None:
            return Sent(shown_id, landed)
        if landed:
            self._board.thread(Thread(shown_id, title=message.opens or "", card=shown_id))
        self._board.show(
            Shown(
                id=shown_id,
                chat=chat,
                who="bot",
                at=_now(),
                thread=thread,
                html=render(message.text),
                buttons=message.buttons,
                about=message.about,
            )
        )
        return Sent(shown_id, landed)

    def _shut(self, message: Shut) -> None:
        """Fold a thread, or open it again."""
        thread = self._board.find_thread(message.to.thread or "")
        if thread is not None:
            title = thread.title if message.title is None else message.title
            self._board.thread(Thread(thread.id, title, thread.card, shut=not message.reopen))


def _now() -> int:
    """The time of day, for the page to show: milliseconds since 1970."""
    return round(time.time() * 1000)
