"""The Telegram adapter: listens by long polling (polling.py), and sends (sending.py).

The library that speaks HTTP takes half a second and 45 MB to import, so this happens only when an
adapter is made, not when this module is imported.
"""

from adapters.telegram import incoming
from adapters.telegram.menu import Menu, Menus
from bot.ports import File, Finding, Message, Outgoing, Receive, Sent

OFFICIAL = "https://api.telegram.org"


class TelegramAdapter:
    """One bot on Telegram.

    Attributes:
        network: "telegram".
    """

    network = incoming.NETWORK

    def __init__(
        self,
        token: str,
        api_url: str = OFFICIAL,
        desk_rooms: frozenset[str] = frozenset(),
        commands: Menu | None = None,
        desk_commands: Menu | None = None,
    ) -> None:
        """Make it; nothing is sent before `run` or `send`.

        Args:
            token: as @BotFather gave it.
            api_url: the Bot API's root. Another than Telegram's own (a server in tests, or one
                that is run by oneself) is paced by its own 429 answers alone.
            desk_rooms: chat ids of the groups where staff sit.
            commands: the menu in private chats: language -> command -> description; the first
                language is shown to everybody whose own is not there.
            desk_commands: the same for the desk rooms.
        """
        from adapters.telegram.client import make_client  # noqa: PLC0415  # see above
        from adapters.telegram.pace import Pace  # noqa: PLC0415
        from adapters.telegram.polling import Polling  # noqa: PLC0415
        from adapters.telegram.sending import Sending  # noqa: PLC0415

        client = make_client(token, api_url)
        self._client, self._desk_rooms = client, desk_rooms
        pace = Pace(official=api_url.rstrip("/") == OFFICIAL)
        self._sending = Sending(client, pace)
        self._polling = Polling(client, Menus(commands or {}, desk_commands or {}, desk_rooms))

    async def run(self, receive: Receive) -> None:
        """As `Adapter.run`."""
        await self._polling.run(receive)

    async def send(self, message: Outgoing) -> Sent:
        """As `Adapter.send`."""
        return await self._sending.send(message)

    async def fetch(self, file: File) -> bytes:
        """As `Carries.fetch`."""
        from adapters.telegram.files import fetch  # noqa: PLC0415  # see above

        return await fetch(self._client, file)

    async def send_file(self, message: Message, content: bytes | None) -> Sent:
        """As `Carries.send_file`."""
        return await self._sending.send(message, content)

    async def diagnose(self) -> list[Finding]:
        """As `Diagnoses.diagnose`."""
        from adapters.telegram.doctor import diagnose  # noqa: PLC0415  # see above

        try:
            return await diagnose(self._client, self._desk_rooms)
        finally:
            await self._client.request.shutdown()
