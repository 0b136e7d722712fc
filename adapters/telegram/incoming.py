"""From an update of Telegram to a `Received`, or to None for what nobody needs to hear of.

How a thread is written in `Address.thread`: "topic:12" is a forum topic; "reply:34" is the chain
of replies that begins at message 34. Telegram names that message in supergroups; in a basic group
it does not, so there `Received.about` alone tells what is answered.
"""

import re

import msgspec

from adapters.telegram.updates import (
    CallbackQuery,
    Chat,
    Member,
    MemberChange,
    Message,
    MessageReaction,
    Raw,
    Update,
    User,
)
from bot.ports import (
    Address,
    Attached,
    Edited,
    Joined,
    Left,
    Moved,
    Pressed,
    Reacted,
    Received,
    Said,
    Sender,
    What,
)

NETWORK = "telegram"

# Telegram's field -> our kind. The first that is there counts: an animation is also a document.
_KINDS = {
    "animation": "video",
    "video_note": "video",
    "live_photo": "photo",
    "venue": "location",
    "photo": "photo",
    "voice": "voice",
    "audio": "audio",
    "video": "video",
    "document": "document",
    "sticker": "sticker",
    "location": "location",
    "contact": "contact",
    "poll": "poll",
    "dice": "other",
    "game": "other",
    "story": "other",
    "checklist": "other",
    "paid_media": "other",
    "invoice": "other",
}
_COMMAND = re.compile(r"(/\w+)@(\w+)")


def parse(raw: Raw) -> Update:
    """The fields that we read; msgspec.ValidationError if they are not as documented."""
    return msgspec.convert(raw, Update)


def received(update: Update, raw: Raw, username: str) -> Received | None:
    """What happened; `username` is the bot's own, without "@"."""
    event = str(update.update_id)
    if message := update.message:
        return _from_message(event, message, raw["message"], username)
    if message := update.edited_message:
        text = message.text or message.caption
        return _said_in(event, message, Edited(text), about=message.message_id) if text else None
    if update.callback_query:
        return _from_button(event, update.callback_query)
    if update.message_reaction:
        return _from_reaction(event, update.message_reaction)
    if update.my_chat_member:
        return _from_membership(event, update.my_chat_member)
    return None


def moved(old: str, new: str, sender: str = "") -> Received:
    """A group became a supergroup. Told twice (update, failed sending), it has the same id."""
    return Received(
        f"moved:{old}", Address(NETWORK, old), Sender(sender), Moved(new), private=False
    )


# --- messages -----------------------------------------------------------------------------------


def _from_message(event: str, message: Message, raw: Raw, username: str) -> Received | None:
    if message.migrate_to_chat_id is not None:
        return moved(str(message.chat.id), str(message.migrate_to_chat_id))
    what = _content(message, raw, username)
    return _said_in(event, message, what, about=_answered(message)) if what else None


def _content(message: Message, raw: Raw, username: str) -> What | None:
    """Text, attachment, or None for a service message and for another bot's command."""
    if message.text:
        text = _own_command(message.text, username)
        return Said(text) if text else None
    kind = next((kind for name, kind in _KINDS.items() if name in raw), None)
    return Attached(kind, message.caption) if kind else None


def _own_command(text: str, username: str) -> str | None:
    """In groups "/claim@our_bot" means "/claim"; with another bot's name it is not for us."""
    found = _COMMAND.match(text)
    if found is None:
        return text
    ours = found[2].lower() == username.lower()
    return found[1] + text[found.end() :] if ours else None


def _said_in(event: str, message: Message, what: What, about: int | None) -> Received | None:
    sender = _author(message)
    if sender is None or message.chat.type == "channel":
        return None
    return Received(
        id=event,
        at=_place(message),
        sender=sender,
        what=what,
        private=message.chat.type == "private",
        message=str(message.message_id),
        about=None if about is None else str(about),
        lang=message.author.language_code if message.author else None,
    )


def _author(message: Message) -> Sender | None:
    """Who wrote it: a person, or an anonymous admin, who is known by the chat's id alone.

    None for other bots, and for posts that Telegram copies here from a linked channel.
    """
    if message.is_automatic_forward:
        return None
    if message.sender_chat is not None:
        return Sender(str(message.sender_chat.id), message.author_signature)
    return _person(message.author)


def _person(user: User | None) -> Sender | None:
    if user is None or user.is_bot:
        return None
    return Sender(str(user.id), user.first_name)


def _place(message: Message) -> Address:
    thread = None
    if message.message_thread_id is not None:
        if message.is_topic_message:
            thread = f"topic:{message.message_thread_id}"
        elif message.chat.type == "supergroup":
            thread = f"reply:{message.message_thread_id}"
    return Address(NETWORK, str(message.chat.id), thread)


def _answered(message: Message) -> int | None:
    """In a topic, what answers nothing is marked as an answer to the topic's first message."""
    if message.reply_to_message is None:
        return None
    answered = message.reply_to_message.message_id
    if message.is_topic_message and answered == message.message_thread_id:
        return None
    return answered


# --- the rest -----------------------------------------------------------------------------------


def _from_button(event: str, query: CallbackQuery) -> Received | None:
    sender = _person(query.author)
    if query.message is None or not query.data or sender is None:
        return None
    return Received(
        id=event,
        at=_place(query.message),
        sender=sender,
        what=Pressed(query.data),
        private=query.message.chat.type == "private",
        about=str(query.message.message_id),
        lang=query.author.language_code,
    )


def _from_reaction(event: str, change: MessageReaction) -> Received | None:
    """The emoji that was added; taking one away says nothing."""
    sender = _person(change.user)
    added = [one.emoji for one in change.new_reaction if one not in change.old_reaction]
    emoji = next((one for one in added if one), None)
    if sender is None or emoji is None:
        return None
    return Received(
        id=event,
        at=_chat(change.chat),
        sender=sender,
        what=Reacted(emoji),
        private=change.chat.type == "private",
        about=str(change.message_id),
        lang=change.user.language_code if change.user else None,
    )


def _from_membership(event: str, change: MemberChange) -> Received | None:
    """Came in or went out; becoming an administrator is neither."""
    before, after = _is_in(change.old_chat_member), _is_in(change.new_chat_member)
    if before == after or change.chat.type == "channel":
        return None
    return Received(
        id=event,
        at=_chat(change.chat),
        sender=Sender(str(change.author.id), change.author.first_name),
        what=Joined() if after else Left(),
        private=change.chat.type == "private",
        lang=change.author.language_code,
    )


def _is_in(member: Member) -> bool:
    return member.status in {"member", "administrator", "creator"} or (
        member.status == "restricted" and member.is_member
    )


def _chat(chat: Chat) -> Address:
    return Address(NETWORK, str(chat.id))
