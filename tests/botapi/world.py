"""Everything that Telegram would know: people, chats, messages, and what waits for the bot.

Plain data, so that it can be written to a file and survive; messages and updates are kept just
as they go over the wire. Who may see what, and what a change brings about, is decided here.
"""

import time
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field

from tests.botapi import spec
from tests.botapi.errors import bad, forbidden, upgraded

DAY = 24 * 3600
ALL_RIGHTS = ("can_manage_topics", "can_delete_messages", "can_pin_messages")
_ADMIN_FIELDS = [
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
    "can_send_welcome_messages",
]
# Fields of service messages, which bots see in privacy mode too.
_SERVICE = ("forum_topic_", "migrate_", "new_chat_", "left_chat_")
_NOT_UNLESS_ASKED = {"chat_member", "message_reaction", "message_reaction_count"}

Json = dict[str, Any]


class Topic(Struct):
    """A forum topic; its id is that of the service message that created it."""

    name: str
    closed: bool = False


class Chat(Struct):
    """A chat as Telegram keeps it. `bot` is the bot's status there, `rights` its admin rights."""

    id: int
    type: str
    title: str
    forum: bool = False
    bot: str = "left"
    rights: list[str] = field(default_factory=list)
    members: list[int] = field(default_factory=list)
    messages: dict[int, Json] = field(default_factory=dict)
    silent: list[int] = field(default_factory=list)
    reactions: dict[int, dict[int, list[str]]] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    last_message: int = 0
    upgraded_to: int | None = None
    muted: bool = False  # members may not write here

    def json(self) -> Json:
        """The chat inside messages and updates."""
        if self.type == "private":
            return {"id": self.id, "type": "private", "first_name": self.title}
        forum = {"is_forum": True} if self.forum else {}
        return {"id": self.id, "type": self.type, "title": self.title, **forum}


class Query(Struct):
    """A pressed button, until it is answered or too old."""

    user: int
    pressed: float
    answered: bool = False
    notice: str = ""


class Webhook(Struct):
    """Where updates are pushed to; no url means that the bot polls."""

    url: str = ""
    secret: str = ""
    error: str = ""


class World(Struct):
    """All of it. `later` moves the clock forward, in seconds."""

    token: str = "424242:TEST-token_for-the_strict-server000"
    username: str = "wegwijs_test_bot"
    privacy: bool = True
    users: dict[int, Json] = field(default_factory=dict)
    gone: list[int] = field(default_factory=list)
    chats: dict[int, Chat] = field(default_factory=dict)
    updates: list[Json] = field(default_factory=list)
    born: dict[int, float] = field(default_factory=dict)  # update id -> when
    allowed: list[str] = field(default_factory=list)
    queries: dict[str, Query] = field(default_factory=dict)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)  # file id -> content
    webhook: Webhook = field(default_factory=Webhook)
    last_id: int = 1000
    last_update: int = 0
    later: float = 0.0

    @property
    def bot(self) -> Json:
        """The bot as a user."""
        number = int(self.token.partition(":")[0])
        return {"id": number, "is_bot": True, "first_name": "Wegwijs", "username": self.username}

    def now(self) -> float:
        """Seconds since 1970, on this world's clock."""
        return time.time() + self.later

    def new_id(self) -> int:
        """A number nobody has yet."""
        self.last_id += 1
        return self.last_id

    def keep_file(self, content: bytes) -> str:
        """Keep a file; its id."""
        number = f"file-{self.new_id()}"
        self.files[number] = content
        return number

    def save(self, path: Path) -> None:
        """Write everything to a file; it is either the old or the new one, never half."""
        part = path.with_suffix(".part")
        part.write_bytes(msgspec.json.encode(self))
        part.replace(path)

    # --- chats ---------------------------------------------------------------------------

    def chat(self, chat_id: Any) -> Chat:
        """The chat that a bot's parameter names."""
        try:
            return self.chats[int(chat_id)]
        except (KeyError, ValueError):
            raise bad("chat not found") from None

    def open_chat(self, chat_id: Any) -> Chat:
        """The same, where the bot may write now."""
        chat = self.chat(chat_id)
        if chat.upgraded_to is not None:
            raise upgraded(chat.upgraded_to)
        if chat.type == "private":
            if chat.id in self.gone:
                raise forbidden("user is deactivated")
            if chat.bot == "kicked":
                raise forbidden("bot was blocked by the user")
            if chat.bot == "left":
                raise forbidden("bot can't initiate conversation with a user")
            return chat
        if chat.bot == "kicked":
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        if chat.bot == "left":
            raise forbidden(f"bot is not a member of the {chat.type} chat")
        if chat.muted and chat.bot != "administrator":
            raise bad("not enough rights to send text messages to the chat")
        return chat

    def member(self, chat: Chat, user: Json) -> Json:
        """A ChatMember, as the bot is told."""
        if user["id"] != self.bot["id"]:
            status = "member" if user["id"] in chat.members else "left"
            return {"status": status, "user": user}
        if chat.bot == "kicked":
            return {"status": "kicked", "user": user, "until_date": 0}
        if chat.bot == "administrator":
            rights = {name: name in chat.rights for name in _ADMIN_FIELDS}
            return {"status": "administrator", "user": user, **rights, "can_manage_chat": True}
        return {"status": chat.bot, "user": user}

    def set_bot(self, chat: Chat, status: str, by: Json, rights: tuple[str, ...] = ()) -> None:
        """The bot is now this in that chat; it is told so."""
        old = self.member(chat, self.bot)
        chat.bot = status
        chat.rights = list(rights)
        change = {"chat": chat.json(), "from": by, "date": int(self.now())}
        new = self.member(chat, self.bot)
        if new != old:
            self.put("my_chat_member", {**change, "old_chat_member": old, "new_chat_member": new})

    # --- messages ------------------------------------------------------------------------

    def post(
        self, chat: Chat, author: Json, content: Json, topic: int | None, reply: int | None
    ) -> Json:
        """A new message stands in the chat. Whether the bot hears of it: see `tell_bot`."""
        if (
            topic is None
            and chat.forum
            and chat.messages.get(reply or 0, {}).get("is_topic_message")
        ):
            topic = chat.messages[reply or 0]["message_thread_id"]  # an answer stays in its topic
        chat.last_message += 1
        message: Json = {
            "message_id": chat.last_message,
            "date": int(self.now()),
            "chat": chat.json(),
            "from": author,
            **content,
        }
        if topic is not None:
            message |= {"message_thread_id": topic, "is_topic_message": True}
            # In a topic, what answers nothing is shown to bots as an answer to its beginning.
            reply = reply or topic
        if reply is not None and reply in chat.messages:
            answered = dict(chat.messages[reply])
            if chat.type == "supergroup" and topic is None:
                message["message_thread_id"] = answered.get("message_thread_id", reply)
            answered.pop("reply_to_message", None)
            message["reply_to_message"] = answered
        chat.messages[chat.last_message] = message
        return message

    def tell_bot(self, chat: Chat, message: Json, kind: str = "message") -> None:
        """Put a message before the bot, if it may see it (privacy mode, blocked, not there)."""
        if chat.bot in {"left", "kicked"}:
            return
        if chat.type == "private" or chat.bot == "administrator" or not self.privacy:
            self.put(kind, message)
            return
        text = message.get("text", "")
        answered = message.get("reply_to_message", {}).get("from", {}).get("id")
        service = any(name.startswith(_SERVICE) for name in message)
        named = f"@{self.username}" in text
        command = text.startswith("/") and ("@" not in text.split()[0] or named)
        if command or named or service or answered == self.bot["id"]:
            self.put(kind, message)

    # --- updates -------------------------------------------------------------------------

    def put(self, kind: str, content: Json) -> None:
        """Queue an update, unless the bot did not ask for its kind."""
        wanted = kind in self.allowed if self.allowed else kind not in _NOT_UNLESS_ASKED
        if not wanted:
            return
        self.last_update += 1
        update = {"update_id": self.last_update, kind: content}
        spec.check(update, "Update", "update")
        # As it is now: a later edit must not change what the bot was told.
        self.updates.append(msgspec.json.decode(msgspec.json.encode(update)))
        self.born[self.last_update] = self.now()

    def confirm(self, offset: int) -> None:
        """Forget what is older than `offset`, and everything that waited for a day."""
        if offset < 0:
            self.updates = self.updates[offset:]
        fresh = self.now() - DAY
        self.updates = [
            update
            for update in self.updates
            if update["update_id"] >= offset and self.born[update["update_id"]] > fresh
        ]
        kept = {update["update_id"] for update in self.updates}
        self.born = {number: when for number, when in self.born.items() if number in kept}


def load(path: Path) -> World:
    """A world as `World.save` left it."""
    return msgspec.json.decode(path.read_bytes(), type=World)
