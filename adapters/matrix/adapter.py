"""The Matrix adapter: one account, listening and sending."""

import asyncio
import logging

from adapters.matrix.cross_signing import master_key
from adapters.matrix.events import NETWORK
from adapters.matrix.listening import Listener
from adapters.matrix.login import close, log_in, seeds_file
from adapters.matrix.outgoing import Poster
from adapters.matrix.requests import patiently
from adapters.matrix.settings import MatrixSettings
from adapters.matrix.verification import Verifier, myself
from bot.ports import File, Finding, Message, Outgoing, Receive, Sent, TryAgain

log = logging.getLogger(__name__)


class MatrixAdapter:
    """Speaks Matrix for the bot; see `bot.ports.Adapter`.

    Attributes:
        ready: set while the rooms are known, so that `send` works.
    """

    network = NETWORK

    def __init__(self, settings: MatrixSettings) -> None:
        """Remember the settings; nothing is opened before `run`."""
        self._settings = settings
        self._poster: Poster | None = None
        self.ready = asyncio.Event()

    async def run(self, receive: Receive) -> None:
        """Log in and listen until cancelled; see `bot.ports.Adapter.run`."""
        settings = self._settings
        client = await patiently(lambda: log_in(settings), settings.start_patience)
        verifying: asyncio.Task[None] | None = None
        try:
            listener = Listener(client, settings, receive)
            poster = Poster(client, listener.rooms, settings.suggestions)
            verifier = Verifier(myself(client, master_key(seeds_file(settings))), poster.post)
            listener.aside = verifier.take
            verifying = asyncio.create_task(verifier.run())
            await listener.run(ready=lambda: self._open(poster))
        finally:
            if verifying is not None:
                verifying.cancel()
            self._poster = None
            self.ready.clear()
            await close(client)

    async def send(self, message: Outgoing) -> Sent:
        """Send one message; see `bot.ports.Adapter.send`."""
        if self._poster is None:
            raise TryAgain("Matrix is not ready yet", 1)
        return await self._poster.send(message)

    async def fetch(self, file: File) -> bytes:
        """As `bot.ports.Carries.fetch`."""
        if self._poster is None:
            raise TryAgain("Matrix is not ready yet", 1)
        return await self._poster.fetch(file)

    async def send_file(self, message: Message, content: bytes | None) -> Sent:
        """As `bot.ports.Carries.send_file`."""
        if self._poster is None:
            raise TryAgain("Matrix is not ready yet", 1)
        return await self._poster.send_file(message, content)

    def _open(self, poster: Poster) -> None:
        self._poster = poster
        self.ready.set()
        log.info("Matrix is ready")

    async def diagnose(self) -> list[Finding]:
        """As `bot.ports.Diagnoses.diagnose`."""
        from adapters.matrix.doctor import diagnose  # noqa: PLC0415  # only the doctor needs it

        return await diagnose(self._settings)
