"""Users and their chats, as tests drive them, and what they see on their screens."""

import asyncio
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from tests.botapi import entities
from tests.botapi.messages import REACTIONS, Messages
from tests.botapi.world import ALL_RIGHTS, Chat, Json, Query, World

_FILE = {"file_id": "file", "file_unique_id": "unique"}
_SIZED = {**_FILE, "width": 640, "height": 480}
_POLL = {
    "id": "1",
    "question": "Koffie of thee?",
    "options": [],
    "type": "regular",
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}
# What a message of each kind carries.
ATTACHMENTS: dict[str, Json] = {
    "photo": {"photo": [_SIZED]},
    "voice": {"voice": {**_FILE, "duration": 3}},
    "audio": {"audio": {**_FILE, "duration": 3}},
    "video": {"video": {**_SIZED, "duration": 3}},
    "video_note": {"video_note": {**_FILE, "length": 240, "duration": 3}},
    "animation": {"animation": {**_SIZED, "duration": 3}, "document": _FILE},
    "document": {"document": {**_FILE, "file_name": "brief.pdf"}},
    "sticker": {"sticker": {**_SIZED, "type": "regular", "is_animated": False, "is_video": False}},
    "location": {"location": {"latitude": 52.38, "longitude": 4.64}},
    "contact": {"contact": {"phone_number": "+31000000000", "first_name": "Sam"}},
    "poll": {"poll": _POLL},
    "dice": {"dice": {"emoji": "🎲", "value": 4}},
    "new_title": {"new_chat_title": "Nieuwe naam"},
}
CAPTIONED = {"photo", "voice", "audio", "video", "animation", "document"}


class Shown(Struct):
    """One message as people see it. `buttons` are rows of labels; `by` is a first name."""

    id: int
    text: str
    by: str
    buttons: list[list[str]]
    data: list[str]
    urls: list[str]
    links: list[str]
    marks: list[str]
    reactions: list[str]
    topic: int | None
    reply_to: int | None
    silent: bool
    edited: bool
    file: str = ""  # the id of what came along


def _file_in(message: Json) -> str:
    """The id of the file that came along, or ""."""
    thing = next((message[kind] for kind in CAPTIONED if kind in message), {})
    return str((thing[0] if isinstance(thing, list) else thing).get("file_id", ""))


class ChatView:
    """A chat in a test's hands."""

    def __init__(self, api: "People", chat: Chat) -> None:
        self.api = api
        self.chat = chat
        self._seen = 0

    @property
    def id(self) -> int:
        """Telegram's id of the chat."""
        return self.chat.id

    def shown(self, topic: int | None = None) -> list[Shown]:
        """All messages that stand there now (in one topic), service messages left out."""
        told = {"text", *CAPTIONED}
        messages = [self._shown(m) for m in self.chat.messages.values() if told & m.keys()]
        return [m for m in messages if topic is None or m.topic == topic]

    def from_bot(self) -> list[Shown]:
        """The bot's messages only."""
        name = self.api.world.bot["first_name"]
        return [message for message in self.shown() if message.by == name]

    def message(self, number: int) -> Shown:
        """The message with this id."""
        return self._shown(self.chat.messages[number])

    async def next_message(self, seconds: float = 10) -> Shown:
        """The first message of the bot that was not asked for yet; waits for it."""

        def first() -> Shown | None:
            return next((m for m in self.from_bot() if m.id > self._seen), None)

        message: Shown = await self.api.until(first, seconds)
        self._seen = message.id
        return message

    def _shown(self, message: Json) -> Shown:
        number = message["message_id"]
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        buttons = [button for row in rows for button in row]
        marks = message.get("entities", message.get("caption_entities", []))
        reply = message.get("reply_to_message", {})
        return Shown(
            id=number,
            text=message.get("text", message.get("caption", "")),
            by=message["from"]["first_name"],
            buttons=[[button["text"] for button in row] for row in rows],
            data=[button["callback_data"] for button in buttons if "callback_data" in button],
            urls=[button["url"] for button in buttons if "url" in button],
            links=[mark["url"] for mark in marks if mark["type"] == "text_link"],
            marks=[mark["type"] for mark in marks],
            reactions=[e for some in self.chat.reactions.get(number, {}).values() for e in some],
            topic=message["message_thread_id"] if message.get("is_topic_message") else None,
            reply_to=reply.get("message_id") if "forum_topic_created" not in reply else None,
            silent=number in self.chat.silent,
            edited="edit_date" in message,
            file=_file_in(message),
        )


class Group(ChatView):
    """A group or supergroup in a test's hands; changes are made by its owner."""

    def add(self, *users: "User") -> None:
        """These people are members now."""
        self.chat.members += [user.id for user in users]

    def add_bot(self, *, admin: bool = True, rights: tuple[str, ...] = ALL_RIGHTS) -> None:
        """The bot is a member, or an administrator with these rights."""
        status = "administrator" if admin else "member"
        self._set_bot(status, rights if admin else ())

    def remove(self, user: "User") -> None:
        """This member is removed: the group is told, and so is the bot."""
        self.chat.members.remove(user.id)
        told = {"left_chat_member": user.json}
        message = self.api.world.post(self.chat, self.api.owner, told, None, None)
        self.api.world.tell_bot(self.chat, message)
        self.api.changed()

    def remove_bot(self) -> None:
        """Kick the bot."""
        self._set_bot("kicked", ())

    def _set_bot(self, status: str, rights: tuple[str, ...]) -> None:
        self.api.world.set_bot(self.chat, status, self.api.owner, rights)
        self.api.changed()

    def topics(self) -> dict[int, str]:
        """Names of the topics that exist."""
        return {number: topic.name for number, topic in self.chat.topics.items()}

    def delete_topic(self, number: int) -> None:
        """An admin deletes a topic with all that is in it; bots are not told."""
        Messages(self.api.world).forget_topic(self.chat, number)
        self.api.changed()

    def close_topic(self, number: int, *, closed: bool = True) -> None:
        """An admin closes a topic, or opens it again."""
        self.chat.topics[number].closed = closed
        content: Json = {f"forum_topic_{'closed' if closed else 'reopened'}": {}}
        world = self.api.world
        world.tell_bot(self.chat, world.post(self.chat, self.api.owner, content, number, None))
        self.api.changed()

    def switch_topics(self, *, on: bool) -> None:
        """The owner turns topics on or off; what was written in topics stays in the group."""
        self.chat.forum = on
        self.api.changed()

    def upgrade(self) -> "Group":
        """The group becomes a supergroup under another id; its messages get new ids."""
        new = self.api.group(self.chat.title, forum=False)
        new.chat.bot, new.chat.rights = self.chat.bot, self.chat.rights
        new.chat.members = list(self.chat.members)
        world = self.api.world
        pairs = (
            (self.chat, "migrate_to_chat_id", new.id),
            (new.chat, "migrate_from_chat_id", self.id),
        )
        for chat, name, other in pairs:
            world.tell_bot(chat, world.post(chat, self.api.owner, {name: other}, None, None))
        self.chat.upgraded_to = new.id
        self.api.changed()
        return new


class User:
    """A person with a phone in a test's hands. Methods that write return the message's id."""

    def __init__(self, api: "People", json: Json) -> None:
        self.api = api
        self.json = json
        self.id: int = json["id"]
        self.chat = ChatView(api, api.world.chats[self.id])

    def says(
        self,
        text: str,
        at: ChatView | None = None,
        *,
        topic: int | None = None,
        reply_to: int | None = None,
        **more: Any,
    ) -> int:
        """Write a text, to the bot or in a group; `more` are further fields of the message."""
        content: Json = {"text": text, **more}
        if text.startswith("/"):
            length = entities.units(text.split(maxsplit=1)[0])
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return self._post(at, content, topic, reply_to)

    def sends(
        self,
        kind: str,
        at: ChatView | None = None,
        *,
        caption: str = "",
        topic: int | None = None,
        content: bytes = b"",
    ) -> int:
        """Send something that is no text: a key of ATTACHMENTS; with `content` it can be fetched."""
        if caption and kind not in CAPTIONED:
            raise ValueError(f"a {kind} has no caption")
        words = {"caption": caption} if caption else {}
        carried = dict(ATTACHMENTS[kind])
        if content:
            kept = {"file_id": self.api.world.keep_file(content), "file_size": len(content)}
            thing = carried[kind]
            carried[kind] = [thing[0] | kept] if isinstance(thing, list) else thing | kept
        return self._post(at, {**carried, **words}, topic, None)

    def _post(
        self, at: ChatView | None, content: Json, topic: int | None, reply_to: int | None
    ) -> int:
        chat = self._chat(at)
        if chat.type == "private" and chat.bot == "left":
            chat.bot = "member"
        message = self.api.world.post(chat, self.json, content, topic, reply_to)
        self.api.world.tell_bot(chat, message)
        self.api.changed()
        return int(message["message_id"])

    def _chat(self, at: ChatView | None) -> Chat:
        return at.chat if at else self.chat.chat

    def presses(self, label: str, at: ChatView | None = None, *, message: int | None = None) -> str:
        """Press the newest button with this label; returns the id of the query."""
        chat = self._chat(at)
        numbers = [message] if message else list(reversed(chat.messages))
        for number in numbers:
            rows = chat.messages[number].get("reply_markup", {}).get("inline_keyboard", [])
            for button in (button for row in rows for button in row):
                if button["text"] == label and "callback_data" in button:
                    return self._press(chat, number, button["callback_data"])
        raise LookupError(f"no button {label!r} is shown")

    def _press(self, chat: Chat, number: int, data: str) -> str:
        world = self.api.world
        query = str(world.new_id())
        world.queries[query] = Query(self.id, world.now())
        content = {
            "id": query,
            "from": self.json,
            "message": chat.messages[number],
            "chat_instance": str(chat.id),
            "data": data,
        }
        world.put("callback_query", content)
        self.api.changed()
        return query

    def edits(self, number: int, text: str, at: ChatView | None = None) -> None:
        """Change an own message."""
        chat = self._chat(at)
        changed = {**chat.messages[number], "text": text, "edit_date": int(self.api.world.now())}
        chat.messages[number] = changed
        self.api.world.tell_bot(chat, changed, "edited_message")
        self.api.changed()

    def deletes(self, number: int, at: ChatView | None = None) -> None:
        """Delete a message; bots are not told."""
        del self._chat(at).messages[number]
        self.api.changed()

    def reacts(self, number: int, emoji: str, at: ChatView | None = None) -> None:
        """Put an emoji under a message ("" takes it away); only an admin bot is told in groups."""
        if emoji and emoji not in REACTIONS:
            raise ValueError(f"Telegram offers no {emoji}")
        chat = self._chat(at)
        of_message = chat.reactions.setdefault(number, {})
        old, new = of_message.get(self.id, []), [emoji] if emoji else []
        of_message[self.id] = new
        if chat.type == "private" or chat.bot == "administrator":
            change: Json = {
                "chat": chat.json(),
                "message_id": number,
                "user": self.json,
                "date": int(self.api.world.now()),
                "old_reaction": [{"type": "emoji", "emoji": one} for one in old],
                "new_reaction": [{"type": "emoji", "emoji": one} for one in new],
            }
            self.api.world.put("message_reaction", change)
        self.api.changed()

    def blocks(self) -> None:
        """Block the bot."""
        self.api.world.set_bot(self.chat.chat, "kicked", self.json)
        self.api.changed()

    def unblocks(self) -> None:
        """Let the bot in again."""
        self.api.world.set_bot(self.chat.chat, "member", self.json)
        self.api.changed()

    def leaves_telegram(self) -> None:
        """The account is deleted."""
        self.api.world.gone.append(self.id)


class People:
    """Makes users and groups in a world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.owner: Json = {"id": 1, "is_bot": False, "first_name": "Owner"}
        self._change = asyncio.Condition()
        self._waking: set[asyncio.Task[None]] = set()

    def changed(self) -> None:
        """Something happened in the world: wake whoever waits for it."""
        task = asyncio.get_running_loop().create_task(self._wake())
        self._waking.add(task)
        task.add_done_callback(self._waking.discard)

    async def until(self, true: Callable[[], Any], seconds: float = 30) -> Any:
        """Wait for a condition on what this world knows; returns its value."""
        async with asyncio.timeout(seconds), self._change:
            while not (value := true()):
                await self._change.wait()
        return value

    async def _wake(self) -> None:
        async with self._change:
            self._change.notify_all()

    def user(self, name: str, lang: str | None = "nl", *, started: bool = False) -> User:
        """A new person. `started`: the bot may write first."""
        number = self.world.new_id()
        language = {"language_code": lang} if lang else {}
        json: Json = {"id": number, "is_bot": False, "first_name": name, **language}
        self.world.users[number] = json
        status = "member" if started else "left"
        self.world.chats[number] = Chat(number, "private", name, bot=status)
        return User(self, json)

    def group(self, title: str, *, forum: bool = False, basic: bool = False) -> Group:
        """A new supergroup (with topics), or a basic group."""
        number = -self.world.new_id() - (0 if basic else 1_000_000_000_000)
        kind = "group" if basic else "supergroup"
        self.world.chats[number] = Chat(number, kind, title, forum=forum)
        return Group(self, self.world.chats[number])

    def known_user(self, number: int) -> User:
        """Somebody made earlier (before a restart of the server)."""
        return User(self, self.world.users[number])

    def known_chat(self, number: int) -> Group:
        """A group made earlier."""
        return Group(self, self.world.chats[number])
