"""What bots can do with files: send them, fetch them, and Telegram's refusals."""

from typing import Any

from tests.botapi import entities
from tests.botapi.errors import bad
from tests.botapi.messages import Messages
from tests.botapi.world import Json

CAPTION_LIMIT = 1024
FETCH_LIMIT = 20_000_000
_PHOTO_LIMIT = 10_000_000


class Files(Messages):
    """Methods with a file in them; content is kept in the world, by file id."""

    def send_photo(self, asked: Json) -> Json:
        return self._send_file(asked, "photo")

    def send_voice(self, asked: Json) -> Json:
        return self._send_file(asked, "voice")

    def send_audio(self, asked: Json) -> Json:
        return self._send_file(asked, "audio")

    def send_video(self, asked: Json) -> Json:
        return self._send_file(asked, "video")

    def send_video_note(self, asked: Json) -> Json:
        return self._send_file(asked, "video_note")

    def send_animation(self, asked: Json) -> Json:
        return self._send_file(asked, "animation")

    def send_document(self, asked: Json) -> Json:
        return self._send_file(asked, "document")

    def get_file(self, asked: Json) -> Json:
        number = asked["file_id"]
        if number not in self.world.files:
            raise bad("wrong file_id or the file is temporarily unavailable")
        size = len(self.world.files[number])
        if size > FETCH_LIMIT:
            raise bad("file is too big")
        named = {"file_id": number, "file_unique_id": f"u-{number}", "file_size": size}
        return {**named, "file_path": f"files/{number}"}

    def edit_message_caption(self, asked: Json) -> Json:
        chat, message = self._own_message(asked, "edit")
        if "text" in message:
            raise bad("there is no caption in the message to edit")
        return self._change(chat, message, {**self._caption(asked), **self._markup(asked)})

    def _send_file(self, asked: Json, sort: str) -> Json:
        chat = self.world.open_chat(asked["chat_id"])
        thing = self._thing(asked[sort], sort)
        content = {sort: [thing] if sort == "photo" else thing, **self._caption(asked)}
        topic = self._topic_to_write_in(chat, asked.get("message_thread_id"))
        reply = self._replied(chat, asked.get("reply_parameters"))
        return self.world.post(
            chat, self.world.bot, {**content, **self._markup(asked)}, topic, reply
        )

    def _thing(self, given: Any, sort: str) -> Json:
        """The file as messages describe it: one that is known by its id, or a new one."""
        if isinstance(given, str):
            if given not in self.world.files:
                raise bad("wrong remote file identifier specified: can't unserialize it")
            return _described(given, len(self.world.files[given]), sort)
        content: bytes = given.file.read()
        if not content:
            raise bad("file must be non-empty")
        if sort == "photo" and (not content.startswith(b"\xff\xd8") or len(content) > _PHOTO_LIMIT):
            raise bad("IMAGE_PROCESS_FAILED")
        number = self.world.keep_file(content)
        named = {"file_name": given.filename} if sort == "document" else {}
        return _described(number, len(content), sort) | named

    def _caption(self, asked: Json) -> Json:
        if not asked.get("caption"):
            return {}
        text, marks = entities.parse(asked["caption"], asked.get("parse_mode"))
        if entities.units(text) > CAPTION_LIMIT:
            raise bad("message caption is too long")
        return {"caption": text, **({"caption_entities": marks} if marks else {})}


_SHAPE: dict[str, Json] = {
    "photo": {"width": 640, "height": 480},
    "video": {"width": 640, "height": 480, "duration": 3},
    "animation": {"width": 640, "height": 480, "duration": 3},
    "video_note": {"length": 240, "duration": 3},
    "voice": {"duration": 3},
    "audio": {"duration": 3},
}


def _described(number: str, size: int, sort: str) -> Json:
    named = {"file_id": number, "file_unique_id": f"u-{number}", "file_size": size}
    return named | _SHAPE.get(sort, {})
