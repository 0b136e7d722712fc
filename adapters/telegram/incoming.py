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
    Departed,
    Edited,
    File,
    Joined,
    Left,
    Moved,
    Permitted,
    Pressed,
    Reacted,
    Received,
    Right,
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
_NAMES = {
    "photo": "foto.jpg",
    "voice": "bericht.ogg",
    "audio": "geluid.mp3",
    "video": "video.mp4",
    "video_note": "video.mp4",
    "animation": "video.mp4",
}
"""What a file is called that has no name of its own on Telegram."""
_BY_HAND = {"forum_topic_closed": "/close", "forum_topic_reopened": "/reopen"}
_COMMAND = re.compile(r"(/\w+)@(\w+)")


def parse(raw: Raw) -> Update:
    """The fields that we read; msgspec.ValidationError if they are not as documented."""
    return msgspec.convert(raw, Update)


class Me(msgspec.Struct, frozen=True):
    """The bot itself: its name without "@", and whether it hears all in groups (no privacy mode)."""

    username: str
    hears_all: bool = False


def received(update: Update, raw: Raw, me: Me) -> Received | None:
    """What happened, as far as anybody needs to hear of it."""
    event = str(update.update_id)
    if message := update.message:
        return _from_message(event, message, raw["message"], me.username)
    if message := update.edited_message:
        text = message.text or message.caption
        return _said_in(event, message, Edited(text), about=message.message_id) if text else None
    if update.callback_query:
        return _from_button(event, update.callback_query)
    if update.message_reaction:
        return _from_reaction(event, update.message_reaction)
    if update.my_chat_member:
        return _from_membership(event, update.my_chat_member, me)
    return None


def _moved(old: str, new: str) -> Received:
    """A group became a supergroup. Both of them tell it; both times it has the same id."""
    return Received(f"moved:{old}", Address(NETWORK, old), Sender(""), Moved(new), private=False)


# --- messages -----------------------------------------------------------------------------------


def _from_message(event: str, message: Message, raw: Raw, username: str) -> Received | None:
    if message.migrate_to_chat_id is not None:
        return _moved(str(message.chat.id), str(message.migrate_to_chat_id))
    if message.migrate_from_chat_id is not None:
        return _moved(str(message.migrate_from_chat_id), str(message.chat.id))
    if message.left_chat_member is not None:
        return _departed(event, message, message.left_chat_member)
    what = _content(message, raw, username)
    return _said_in(event, message, what, about=_answered(message)) if what else None


def _departed(event: str, message: Message, gone: User) -> Received | None:
    """Somebody left the group or was removed. Of the bot itself another update tells."""
    if gone.is_bot:
        return None
    at = Address(NETWORK, str(message.chat.id))
    return Received(event, at, Sender(str(gone.id), gone.first_name), Departed(), private=False)


def _content(message: Message, raw: Raw, username: str) -> What | None:
    """Text, attachment, or None for most service messages and for another bot's command.

    Who closes a topic by hand, or opens it again, means the case.
    """
    if message.text:
        text = _own_command(message.text, username)
        return Said(text) if text else None
    if command := next((said for name, said in _BY_HAND.items() if name in raw), None):
        return Said(command)
    name = next((name for name in _KINDS if name in raw), None)
    return _attached(name, raw[name], message.caption) if name else None


def _attached(name: str, thing: Raw | list[Raw], caption: str) -> Attached:
    """What came, by Telegram's own name for it; a sticker is the emoji that it stands for."""
    kind = _KINDS[name]
    details = thing[-1] if isinstance(thing, list) and thing else thing  # a photo's largest size
    if not isinstance(details, dict):
        return Attached(kind, caption)
    if name == "sticker":
        return Attached(kind, caption or details.get("emoji", ""))
    if name in {"location", "venue"}:
        return Attached(kind, caption, link=_map(details.get("location", details)))
    return Attached(kind, caption, _file(name, details))


def _map(place: Raw) -> str:
    """A page that shows the place. Whoever opens it tells that site where the citizen is, as on a map."""
    at = f"{place.get('latitude', 0):.5f}/{place.get('longitude', 0):.5f}"
    return f"https://www.openstreetmap.org/#map=17/{at}"


def _file(name: str, details: Raw) -> File | None:
    """Where Telegram keeps it; its own name for it says later how it may be sent again."""
    if "file_id" not in details:
        return None
    called = details.get("file_name") or _NAMES.get(name, "bestand")
    media = details.get("mime_type") or ("image/jpeg" if name == "photo" else "")
    return File(NETWORK, f"{name}:{details['file_id']}", called, media, details.get("file_size"))


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


def _from_membership(event: str, change: MemberChange, me: Me) -> Received | None:
    """The bot came in or went out, or may do other things than before."""
    what = None if change.chat.type == "channel" else _changed(change, me)
    if what is None:
        return None
    return Received(
        id=event,
        at=_chat(change.chat),
        sender=Sender(str(change.author.id), change.author.first_name),
        what=what,
        private=change.chat.type == "private",
        lang=change.author.language_code,
    )


def _changed(change: MemberChange, me: Me) -> What | None:
    old, new = change.old_chat_member, change.new_chat_member
    before, after = _missing(old, change.chat, me), _missing(new, change.chat, me)
    match _is_in(old), _is_in(new):
        case False, True:
            return Joined(after)
        case True, False:
            return Left()
        case True, True if before != after:
            return Permitted(after)
        case _:
            return None


def _missing(member: Member, chat: Chat, me: Me) -> tuple[Right, ...]:
    """What the bot as this member can't do; in a private chat nothing needs a right."""
    if chat.type == "private" or member.status == "creator":
        return ()
    has: dict[Right, bool] = {
        "read": me.hears_all or member.status == "administrator",
        "topics": member.can_manage_topics or not chat.is_forum,
        "delete": member.can_delete_messages,
    }
    return tuple(right for right, given in has.items() if not given)


def _is_in(member: Member) -> bool:
    return member.status in {"member", "administrator", "creator"} or (
        member.status == "restricted" and member.is_member
    )


def _chat(chat: Chat) -> Address:
    return Address(NETWORK, str(chat.id))
