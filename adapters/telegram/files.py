"""Files: fetched from Telegram, and sent there with a caption."""

from collections.abc import Awaitable, Callable
from typing import Any

from msgspec import Struct
from telegram import InputFile
from telegram import Message as Posted
from telegram.error import BadRequest, TelegramError

from adapters.telegram.client import Client
from adapters.telegram.errors import translated
from bot.ports import FILE_LIMIT, File, Message, Undeliverable

CAPTION_LIMIT = 1024
"""Characters under a file (Bot API, sendPhoto)."""
_PHOTO_LIMIT = 10_000_000
_SECONDS = 120.0
"""How long a file may take."""
_UNFIT = ("PHOTO", "IMAGE", "VOICE_MESSAGES_FORBIDDEN", "wrong type", "failed to get HTTP")
"""Refusals after which the same content still goes as a document."""
_VOICE_TYPES = frozenset({"audio/ogg", "audio/opus", "audio/mpeg", "audio/mp4", "audio/m4a"})
_BARE = frozenset({"video_note"})
"""What can't have a caption."""


class Parcel(Struct, frozen=True):
    """A file to be sent: where it is kept, its content unless Telegram keeps it, and its sort."""

    file: File
    content: bytes | None
    kind: str

    @property
    def sort(self) -> str:
        """Telegram's name for how it is sent: "photo", "document", ..."""
        if self.content is None:
            return self.file.handle.partition(":")[0]
        if self.kind == "photo" and len(self.content) <= _PHOTO_LIMIT:
            return "photo"
        if self.kind == "voice" and self.file.type.partition(";")[0] in _VOICE_TYPES:
            return "voice"
        return self.kind if self.kind in {"audio", "video"} else "document"

    def captioned(self, pieces: list[str]) -> bool:
        """Whether this text, in HTML, can go under it."""
        return self.sort not in _BARE and len(pieces) == 1 and len(pieces[0]) <= CAPTION_LIMIT

    def body(self) -> str | InputFile:
        """What the library wants: Telegram's own id, or the content with a name."""
        if self.content is None:
            return self.file.handle.partition(":")[2]
        return InputFile(self.content, filename=self.file.name)


def parcel(message: Message, content: bytes | None) -> Parcel | None:
    """The file of a message; None when there is none."""
    return Parcel(message.file, content, message.kind) if message.file else None


async def fetch(client: Client, file: File) -> bytes:
    """As `bot.ports.Carries.fetch`."""
    try:
        found = await client.get_file(file.handle.partition(":")[2])
        if (found.file_size or 0) > FILE_LIMIT:
            raise Undeliverable("the file is too large")
        content = bytes(await found.download_as_bytearray(read_timeout=_SECONDS))
    except TelegramError as error:
        raise translated(error) from None
    if len(content) > FILE_LIMIT:
        raise Undeliverable("the file is too large")
    return content


async def send(client: Client, parcel: Parcel, **how: Any) -> int:
    """Send it, as a document when Telegram does not take it as what it is; the message's number."""
    how = _fitting(how)
    try:
        sent = await _by(client, parcel.sort)(**{parcel.sort: parcel.body()}, **how)
    except BadRequest as error:
        unfit = any(text.lower() in str(error).lower() for text in _UNFIT)
        if parcel.content is None or parcel.sort == "document" or not unfit:
            raise
        sent = await client.send_document(document=parcel.body(), **how)
    return sent.message_id


def _by(client: Client, sort: str) -> Callable[..., Awaitable[Posted]]:
    """The method that sends this sort."""
    methods: dict[str, Callable[..., Awaitable[Posted]]] = {
        "photo": client.send_photo,
        "voice": client.send_voice,
        "audio": client.send_audio,
        "video": client.send_video,
        "animation": client.send_animation,
        "video_note": client.send_video_note,
        "document": client.send_document,
    }
    return methods[sort]


def _fitting(how: dict[str, Any]) -> dict[str, Any]:
    """Patience, and no mark-up without a text."""
    how = {**how, "write_timeout": _SECONDS, "read_timeout": _SECONDS}
    if how.get("caption"):
        return how
    return {name: value for name, value in how.items() if name not in {"caption", "parse_mode"}}
