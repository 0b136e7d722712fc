"""From an `Outgoing` to calls of the Bot API.

Threads are written as in incoming.py. A first message of a case opens a topic where the group has
topics and the bot may make them. Elsewhere the case lives as a chain of replies to its card, and
`Sent.at.thread` is "reply:<id of the card>". When a topic is gone or closed by somebody, the
message goes to the group itself and begins a chain of replies; `Sent.at` tells.

What is remembered here is lost at a restart, and only makes a repeat smaller: which parts of a
long message went out already, and which topic was opened for a card that did not.
"""

from collections.abc import Awaitable, Callable

from msgspec.structs import replace
from telegram import LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode, ReactionEmoji
from telegram.error import BadRequest, ChatMigrated, TelegramError

from adapters.telegram.buttons import keyboard, spelled_out
from adapters.telegram.client import Client
from adapters.telegram.errors import says, translated
from adapters.telegram.pace import Pace
from adapters.telegram.render import parts
from bot.ports import (
    AdapterError,
    Address,
    CannotRun,
    Edit,
    Mark,
    Message,
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
_LOST_TOPIC = ("message thread not found", "TOPIC_CLOSED", "TOPIC_DELETED", "TOPIC_ID_INVALID")
_NO_TOPICS = ("not a forum", "not enough rights", "TOPIC", "CHAT_ADMIN_REQUIRED", "supergroup")
_ALREADY = ("not modified", "TOPIC_NOT_MODIFIED", "to edit not found", "to delete not found")
_NO_MARK = ("REACTION", "react", "message not found", "not enough rights", "MESSAGE_ID_INVALID")
_NOTHING = Sent()


class _Begun:
    """How far a message of several calls has come."""

    def __init__(self) -> None:
        self.sent: list[int] = []
        self.thread: str | None = None


class Sending:
    """Sends through one client. `moved(old, new)` is called when a group turns out to have moved."""

    def __init__(
        self, client: Client, pace: Pace | None, moved: Callable[[str, str], None]
    ) -> None:
        self._client = client
        self._pace = pace
        self._tell_moved = moved
        self._new_chats: dict[str, str] = {}
        self._new_threads: dict[Address, str] = {}
        self._begun: dict[str, _Begun] = {}

    async def send(self, outgoing: Outgoing) -> Sent:
        """As `Adapter.send`."""
        try:
            return await self._send_to_where_it_lives(outgoing)
        except TelegramError as error:
            # Its text and history can quote the message, so neither goes on.
            raise _for_sending(translated(error)) from None

    async def _send_to_where_it_lives(self, outgoing: Outgoing) -> Sent:
        if outgoing.to.chat not in self._new_chats:
            try:
                return await self._do(outgoing)
            except ChatMigrated as error:
                self._begun.pop(outgoing.id, None)  # what was begun there does not help here
                self._new_chats[outgoing.to.chat] = str(error.new_chat_id)
                self._tell_moved(outgoing.to.chat, str(error.new_chat_id))
        return await self._send_after_move(outgoing)

    async def _send_after_move(self, outgoing: Outgoing) -> Sent:
        """In a supergroup messages have other ids, so nothing there can be referred to any more."""
        new = Address(outgoing.to.network, self._new_chats[outgoing.to.chat])
        if not isinstance(outgoing, Message):
            return _NOTHING
        thread = self._new_threads.get(outgoing.to)
        sent = await self._do(replace(outgoing, to=replace(new, thread=thread), about=None))
        if outgoing.to.thread is not None:
            thread = self._new_threads.setdefault(outgoing.to, f"reply:{sent.message}")
        return Sent(sent.message, sent.at or replace(new, thread=thread), sent.parts)

    async def _do(self, outgoing: Outgoing) -> Sent:
        match outgoing:
            case Message():
                return await self._message(outgoing)
            case Edit():
                return await _unless(_ALREADY, self._edit(outgoing))
            case Mark():
                return await _unless(_NO_MARK, self._mark(outgoing))
            case Remove():
                return await _unless(_ALREADY, self._remove(outgoing))
            case Shut():
                return await self._shut(outgoing)

    # --- messages -----------------------------------------------------------------------------

    async def _message(self, message: Message) -> Sent:
        begun = self._begun.setdefault(message.id, _Begun())
        try:
            await self._send_parts(message, begun)
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
        for number, piece in enumerate(pieces):
            if number < len(begun.sent):
                continue  # went out in an earlier attempt
            if self._pace is not None:
                await self._pace.turn(message.to.chat)
            is_last = number == len(pieces) - 1
            begun.sent.append(await self._part(message, piece, begun, is_last=is_last))

    async def _thread_for(self, message: Message) -> str | None:
        """The thread to send in: the known one, its successor, or a new topic."""
        if message.opens is None or not message.to.chat.startswith("-"):
            return self._new_threads.get(message.to, message.to.thread)
        try:
            title = message.opens[:_TITLE_LIMIT]
            topic = await self._client.create_forum_topic(message.to.chat, title)
        except BadRequest as error:
            if not says(error, *_NO_TOPICS):
                raise
            return None
        return f"topic:{topic.message_thread_id}"

    async def _part(self, message: Message, html: str, begun: _Begun, *, is_last: bool) -> int:
        try:
            return await self._call(message, html, begun.thread, is_last=is_last)
        except BadRequest as error:
            if not says(error, *_LOST_TOPIC):
                raise
        # The topic is gone or shut: the group itself is the next best place.
        number = await self._call(message, html, None, is_last=is_last)
        begun.thread = self._new_threads[message.to] = f"reply:{number}"
        return number

    async def _call(self, message: Message, html: str, thread: str | None, *, is_last: bool) -> int:
        sent = await self._client.send_message(
            message.to.chat,
            html,
            parse_mode=ParseMode.HTML,
            message_thread_id=_number(thread, "topic"),
            reply_parameters=_reply(message.about or _number(thread, "reply")),
            reply_markup=keyboard(message.buttons) if is_last else None,
            disable_notification=message.quiet,
            link_preview_options=_NO_PREVIEW,
        )
        return sent.message_id

    # --- what concerns an earlier message -------------------------------------------------------

    async def _edit(self, edit: Edit) -> None:
        """A text that no longer fits in one message is cut: an edit can't add messages."""
        if self._pace is not None:
            await self._pace.turn(edit.to.chat)
        await self._client.edit_message_text(
            parts(edit.text + spelled_out(edit.buttons))[0],
            chat_id=edit.to.chat,
            message_id=int(edit.about),
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(edit.buttons),
            link_preview_options=_NO_PREVIEW,
        )

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
        tolerated = (*_NO_TOPICS, *_LOST_TOPIC)
        chat = shut.to.chat
        if shut.title is not None:
            title = shut.title[:_TITLE_LIMIT]
            await _unless(tolerated, self._client.edit_forum_topic(chat, topic, name=title))
        change = self._client.reopen_forum_topic if shut.reopen else self._client.close_forum_topic
        return await _unless(tolerated, change(chat, topic))


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
