"""Files: fetched from the homeserver, and given to it; encrypted wherever the room is."""

import io
import json
from typing import Any
from urllib.parse import quote

import aiohttp
import nio
from nio.crypto.attachments import decrypt_attachment

from adapters.matrix import compose
from adapters.matrix.errors import checked, refusal
from bot.ports import FILE_LIMIT, File, Message, Undeliverable

_CHUNK = 65_536
_TYPES = {"photo": "m.image", "voice": "m.audio", "audio": "m.audio", "video": "m.video"}
_VOICE: dict[str, Any] = {"org.matrix.msc3245.voice": {}}


async def fetch(client: nio.AsyncClient, file: File) -> bytes:
    """The content of a file; reading stops at FILE_LIMIT, whatever its sender said of its size.

    Raises:
        AdapterError: the server is away, or refused; the file is too large or damaged.
    """
    kept = json.loads(file.handle)
    server, _, media_id = str(kept["url"]).removeprefix("mxc://").partition("/")
    path = f"/_matrix/client/v1/media/download/{quote(server, safe='')}/{quote(media_id, safe='')}"
    headers = {"Authorization": f"Bearer {client.access_token}"}
    response = await client.send("GET", path, None, headers)
    try:
        if response.status != 200:
            raise refusal(response.status, "M_NOT_FOUND" if response.status == 404 else "")
        content = await _read(response)
    finally:
        response.release()
    if "key" not in kept:
        return content
    try:
        hashed = kept["hashes"]["sha256"]
        return bytes(decrypt_attachment(content, kept["key"]["k"], hashed, kept["iv"]))
    except (nio.EncryptionError, KeyError, TypeError, ValueError) as error:
        raise Undeliverable("the file can't be decrypted") from error


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """The body, as long as it is not too large."""
    content = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        content += chunk
        if len(content) > FILE_LIMIT:
            raise Undeliverable("the file is too large")
    return bytes(content)


async def upload(
    client: nio.AsyncClient, file: File, content: bytes, *, encrypted: bool
) -> compose.Content:
    """Give the content to the server; where it is kept now, as events say it.

    An encrypted file is given without its name, so that the server learns nothing of it.
    """
    answer, keys = await client.upload(
        lambda _limited, _timed_out: io.BytesIO(content),
        content_type=file.type or "application/octet-stream",
        filename=None if encrypted else file.name,
        encrypt=encrypted,
        filesize=len(content),
    )
    uri = checked(answer, nio.UploadResponse).content_uri
    return {**(keys or {}), "url": uri}


def file_content(message: Message, file: File, kept: compose.Content) -> compose.Content:
    """The content of the event: the file, and the message's text as its caption."""
    caption = compose.text_content(message.text, message.buttons)
    where = {"file": {"v": "v2", **kept}} if "key" in kept else {"url": kept["url"]}
    info: dict[str, Any] = {"mimetype": file.type} if file.type else {}
    return {
        **caption,
        "msgtype": _TYPES.get(message.kind, "m.file"),
        "filename": file.name,
        "info": info | ({"size": file.size} if file.size is not None else {}),
        **where,
        **(_VOICE if message.kind == "voice" else {}),
    }
