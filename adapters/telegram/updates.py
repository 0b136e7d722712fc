"""What we read of Telegram's updates; everything else in them is left alone.

The library's own classes would do, but one update that they can't read makes them drop the
whole batch, and write it into the log. See https://core.telegram.org/bots/api#update.
"""

from typing import Any

from msgspec import Struct, field


class User(Struct, frozen=True):
    """A person or a bot."""

    id: int
    is_bot: bool = False
    first_name: str = ""
    language_code: str | None = None


class Chat(Struct, frozen=True):
    """A private chat, "group", "supergroup" or "channel"."""

    id: int
    type: str = ""
    is_forum: bool = False


class Answered(Struct, frozen=True):
    """The message that another one replies to."""

    message_id: int


class Message(Struct, frozen=True):
    """A message of any kind; the content that is no text is looked up in the raw update."""

    message_id: int
    chat: Chat
    author: User | None = field(default=None, name="from")
    sender_chat: Chat | None = None
    author_signature: str = ""
    is_automatic_forward: bool = False
    message_thread_id: int | None = None
    is_topic_message: bool = False
    reply_to_message: Answered | None = None
    text: str = ""
    caption: str = ""
    migrate_to_chat_id: int | None = None
    migrate_from_chat_id: int | None = None
    left_chat_member: User | None = None


class CallbackQuery(Struct, frozen=True):
    """Somebody pressed a button."""

    id: str
    author: User = field(name="from")
    message: Message | None = None
    data: str = ""


class Reaction(Struct, frozen=True):
    """An emoji under a message; other types have no `emoji`."""

    type: str
    emoji: str = ""


class MessageReaction(Struct, frozen=True):
    """Somebody changed the emoji that they put under a message."""

    chat: Chat
    message_id: int
    user: User | None = None
    old_reaction: tuple[Reaction, ...] = ()
    new_reaction: tuple[Reaction, ...] = ()


class Member(Struct, frozen=True):
    """What the bot is in a chat.

    `is_member` tells only for "restricted", the rights only for "administrator".
    """

    status: str
    is_member: bool = True
    can_manage_topics: bool = False
    can_delete_messages: bool = False


class MemberChange(Struct, frozen=True):
    """The bot was added, removed, promoted, blocked."""

    chat: Chat
    author: User = field(name="from")
    old_chat_member: Member
    new_chat_member: Member


class Update(Struct, frozen=True):
    """One thing that happened; one of the fields is set, or none that we read."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: CallbackQuery | None = None
    message_reaction: MessageReaction | None = None
    my_chat_member: MemberChange | None = None


WANTED = ["message", "edited_message", "callback_query", "message_reaction", "my_chat_member"]
Raw = dict[str, Any]
