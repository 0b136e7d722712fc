"""From an `Outgoing` to calls of the Bot API.

Threads are written as in incoming.py. A first message of a case opens a topic where the group has
topics and the bot may make them. Elsewhere the case lives as a chain of replies to its card, and
`Sent.at.thread` is "reply:<id of the card>". A topic that somebody closed is opened again; one that
is gone, or shut for the bot, is `NoThread`, and so is a card that somebody deleted.

What is remembered here is lost at a restart, and only saves calls: which parts of a long message
went out already, which topic was opened for a card that did not, and what topics are called.
"""

import contextlib
from collections.abc import Awaitable
from typing import Any, Never

from msgspec.structs import replace
from telegram import ChatMemberAdministrator, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode, ReactionEmoji
from telegram.error import BadRequest, ChatMigrated, RetryAfter, TelegramError

from adapters.telegram.buttons import keyboard, spelled_out
from adapters.telegram.client import Client
from adapters.telegram.errors import says, seconds, translated
from adapters.telegram.files import Parcel, parcel
from adapters.telegram.files import send as send_file
from adapters.telegram.pace import Pace
from adapters.telegram.render import parts
from bot.ports import (
    AdapterError,
    Address,
    CannotRun,
    Edit,
    Elsewhere,
    Mark,
    Message,
    NoThread,
    Outgoing,
    Remove,
    Sent,
    Shut,
    TryAgain,
    Undeliverable,
)

# Telegram's list has no variation selectors; the library's has some.
_ALLOWED = frozenset(emoji.value.replace("\ufe0f", "") for emoji in ReactionEmoji)
# Telegram lets bots use few emoji; these come nearest to what is meant.
_NEAREST = {
    "✅": "👍",
    "☑": "👍",
    "❌": "👎",
    "🚫": "👎",
    "⚠": "👎",
    "📝": "✍",
    "🗒": "✍",
    "⏳": "👀",
}
_TITLE_LIMIT = 128
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_TITLES_AT_MOST = 1000
_GONE_TOPIC = ("message thread not found", "TOPIC_DELETED", "TOPIC_ID_INVALID")
_NO_TOPICS = ("not a forum", "not enough rights", "TOPIC", "CHAT_ADMIN_REQUIRED", "supergroup")
_ALREADY = ("not modified", "to delete not found")
_NO_MARK = ("REACTION", "react", "message not found", "not enough rights", "MESSAGE_ID_INVALID")
_NOTHING = Sent()


class _Begun:
    """How far a message of several calls has come."""

    def __init__(self) -> None:
        self.sent: list[int] = []
        self.thread: str | None = None
        self.parcel: Parcel | None = None


class Sending:
    """Sends through one client."""

    def __init__(self, client: Client, pace: Pace) -> None:
        self._client = client
        self._pace = pace
        self._begun: dict[str, _Begun] = {}
        self._titles: dict[Address, str] = {}

    async def send(self, outgoing: Outgoing, content: bytes | None = None) -> Sent:
        """As `Adapter.send`, and as `Carries.send_file` for a message with a file."""
        try:
            return await self._do(outgoing, content)
        except ChatMigrated as error:
            self._begun.pop(outgoing.id, None)  # what was begun there does not help elsewhere
            raise Elsewhere(str(error.new_chat_id)) from None
        except RetryAfter as error:
            self._pace.refused(outgoing.to.chat, seconds(error))
            raise translated(error) from None
        except TelegramError as error:
            # Its text and history can quote the message, so neither goes on.
            raise _for_sending(translated(error)) from None

    async def _do(self, outgoing: Outgoing, content: bytes | None) -> Sent:
        if not isinstance(outgoing, Message | Edit):
            self._pace.knock(outgoing.to.chat)
        match outgoing:
            case Message():
                return await self._message(outgoing, content)
            case Edit():
                return await _unless(_ALREADY, self._edit(outgoing))
            case Mark():
                return await _unless(_NO_MARK, self._mark(outgoing))
            case Remove():
                return await _unless(_ALREADY, self._remove(outgoing))
            case Shut():
                return await self._shut(outgoing)

    # --- messages -----------------------------------------------------------------------------

    async def _message(self, message: Message, content: bytes | None) -> Sent:
        begun = self._begun.setdefault(message.id, _Begun())
        begun.parcel = parcel(message, content)
        try:
            await self._send_parts(message, begun)
        except NoThread:
            del self._begun[message.id]
            raise
        except TelegramError as error:
            if isinstance(translated(error), Undeliverable):
                del self._begun[message.id]  # there will be no other attempt
            raise
        del self._begun[message.id]
        number, *before = map(str, reversed(begun.sent))
        at = replace(message.to, thread=begun.thread)
        if message.opens is not None and begun.thread is None:
            at = replace(message.to, thread=f"reply:{number}")
        return Sent(number, at if at != message.to else None, tuple(reversed(before)))

    async def _send_parts(self, message: Message, begun: _Begun) -> None:
        if begun.thread is None:
            begun.thread = await self._thread_for(message)
        pieces = parts(message.text + spelled_out(message.buttons))
        if begun.parcel is not None and not begun.parcel.captioned(pieces):
            pieces.append("")  # the file comes last, by itself
        for number, piece in enumerate(pieces):
            if number < len(begun.sent):
                continue  # went out in an earlier attempt
            await self._pace.turn(message.to.chat, message.id)
            is_last = number == len(pieces) - 1
            begun.sent.append(await self._part(message, piece, begun, is_last=is_last))

    async def _thread_for(self, message: Message) -> str | None:
        """The thread to send in: the known one, or a new topic."""
        if message.opens is None or not message.to.chat.startswith("-"):
            return message.to.thread
        if not await makes_topics(self._client, message.to.chat):
            return None
        try:
            title = message.opens[:_TITLE_LIMIT]
            await self._pace.turn(message.to.chat, message.id)  # shows in the group, and counts
            topic = await self._client.create_forum_topic(message.to.chat, title)
        except BadRequest as error:
            if not says(error, *_NO_TOPICS):
                raise
            return None  # the right was taken away at this moment
        thread = f"topic:{topic.message_thread_id}"
        self._remember_title(replace(message.to, thread=thread), title)
        return thread

    async def _part(self, message: Message, html: str, begun: _Begun, *, is_last: bool) -> int:
        try:
            return await self._call(message, html, begun, is_last=is_last)
        except BadRequest as error:
            if says(error, *_GONE_TOPIC):
                return self._lost(message, begun)
            if not says(error, "TOPIC_CLOSED"):
                raise
        topic = _number(begun.thread, "topic")
        try:
            await self._client.reopen_forum_topic(message.to.chat, topic or 0)
            return await self._call(message, html, begun, is_last=is_last)
        except BadRequest as error:
            if not says(error, *_GONE_TOPIC, *_NO_TOPICS):
                raise
            return self._lost(message, begun)

    def _lost(self, message: Message, begun: _Begun) -> Never:
        """The topic is of no use any more. A card may open another one; the rest follows a card."""
        if message.opens is not None:
            begun.thread = None
            begun.sent.clear()
            raise TryAgain("the topic was gone before its card")
        raise NoThread("the topic is gone, or shut for the bot")

    async def _call(self, message: Message, html: str, begun: _Begun, *, is_last: bool) -> int:
        how: dict[str, Any] = {
            "chat_id": message.to.chat,
            "parse_mode": ParseMode.HTML,
            "message_thread_id": _number(begun.thread, "topic"),
            "reply_parameters": _reply(message.about or _number(begun.thread, "reply")),
            "reply_markup": keyboard(message.buttons) if is_last else None,
            "disable_notification": message.quiet,
        }
        if is_last and begun.parcel is not None:
            return await send_file(self._client, begun.parcel, caption=html or None, **how)
        sent = await self._client.send_message(text=html, link_preview_options=_NO_PREVIEW, **how)
        return sent.message_id

    # --- what concerns an earlier message -------------------------------------------------------

    async def _edit(self, edit: Edit) -> None:
        """A text that no longer fits in one message is cut: an edit can't add messages."""
        if edit.title is not None:
            await self._name(edit.to, edit.title)
        await self._pace.turn(edit.to.chat, edit.id)
        html = parts(edit.text + spelled_out(edit.buttons))[0]
        how: dict[str, Any] = {
            "chat_id": edit.to.chat,
            "message_id": int(edit.about),
            "parse_mode": ParseMode.HTML,
            "reply_markup": keyboard(edit.buttons),
        }
        try:
            await self._client.edit_message_text(html, link_preview_options=_NO_PREVIEW, **how)
        except BadRequest as error:
            if says(error, "no text in the message"):  # it is a file: the text stands under it
                await self._client.edit_message_caption(caption=html, **how)
                return
            if not says(error, "to edit not found"):
                raise
            if edit.title is not None:
                raise NoThread("the card is gone") from None

    async def _name(self, at: Address, title: str) -> None:
        """Call a topic this; what has no topic has no title."""
        topic, title = _number(at.thread, "topic"), title[:_TITLE_LIMIT]
        if topic is None or self._titles.get(at) == title:
            return
        try:
            await self._client.edit_forum_topic(at.chat, topic, name=title)
        except BadRequest as error:
            if says(error, *_GONE_TOPIC, "not a forum"):
                raise NoThread("the topic is gone") from None
            if not says(error, *_NO_TOPICS):
                raise
        self._remember_title(at, title)

    def _remember_title(self, at: Address, title: str) -> None:
        self._titles.pop(at, None)
        self._titles[at] = title
        if len(self._titles) > _TITLES_AT_MOST:
            del self._titles[next(iter(self._titles))]

    async def _mark(self, mark: Mark) -> None:
        plain = mark.emoji.replace("\ufe0f", "")
        emoji = _NEAREST.get(plain, plain)
        if emoji and emoji not in _ALLOWED:
            return
        await self._client.set_message_reaction(mark.to.chat, int(mark.about), emoji or None)

    async def _remove(self, remove: Remove) -> None:
        await self._client.delete_message(remove.to.chat, int(remove.about))

    async def _shut(self, shut: Shut) -> Sent:
        """Best effort: who may not manage topics, or has none, loses nothing but tidiness."""
        topic = _number(shut.to.thread, "topic")
        if topic is None:
            return _NOTHING
        chat = shut.to.chat
        if shut.title is not None:
            with contextlib.suppress(NoThread):
                await self._name(shut.to, shut.title)
        change = self._client.reopen_forum_topic if shut.reopen else self._client.close_forum_topic
        return await _unless((*_NO_TOPICS, *_GONE_TOPIC), change(chat, topic))


async def makes_topics(client: Client, chat: str) -> bool:
    """Whether the group has topics at this moment, and the bot may make them."""
    found = await client.get_chat(chat)
    if not found.is_forum:
        return False
    member = await client.get_chat_member(chat, client.id)
    return isinstance(member, ChatMemberAdministrator) and bool(member.can_manage_topics)


async def _unless(tolerated: tuple[str, ...], call: Awaitable[object]) -> Sent:
    """Make the call; a refusal with one of these texts is as good as done."""
    try:
        await call
    except BadRequest as error:
        if not says(error, *tolerated):
            raise
    return _NOTHING


def _number(thread: str | int | None, kind: str) -> int | None:
    """The number in "topic:12" or "reply:34", if it is of this kind."""
    name, _, number = str(thread or "").partition(":")
    return int(number) if name == kind and number.isdecimal() else None


def _reply(about: str | int | None) -> ReplyParameters | None:
    """A reply, or a message of its own when what it answers is gone."""
    return ReplyParameters(int(about), allow_sending_without_reply=True) if about else None


def _for_sending(error: AdapterError) -> AdapterError:
    """A refused token stops the adapter in `run`; the message itself waits for a better one."""
    return TryAgain("Telegram refuses the token") if isinstance(error, CannotRun) else error
