"""What bots can do with messages, reactions and forum topics, and Telegram's refusals."""

import re

from tests.botapi import entities
from tests.botapi.errors import bad
from tests.botapi.world import Chat, Json, Topic, World

LIMIT = 4096
_TWO_DAYS = 48 * 3600
# The list of ReactionTypeEmoji in the specification.
REACTIONS = frozenset(
    [
        "❤",
        "👍",
        "👎",
        "🔥",
        "🥰",
        "👏",
        "😁",
        "🤔",
        "🤯",
        "😱",
        "🤬",
        "😢",
        "🎉",
        "🤩",
        "🤮",
        "💩",
        "🙏",
        "👌",
        "🕊",
        "🤡",
        "🥱",
        "🥴",
        "😍",
        "🐳",
        "❤\u200d🔥",
        "🌚",
        "🌭",
        "💯",
        "🤣",
        "⚡",
        "🍌",
        "🏆",
        "💔",
        "🤨",
        "😐",
        "🍓",
        "🍾",
        "💋",
        "🖕",
        "😈",
        "😴",
        "😭",
        "🤓",
        "👻",
        "👨\u200d💻",
        "👀",
        "🎃",
        "🙈",
        "😇",
        "😨",
        "🤝",
        "✍",
        "🤗",
        "🫡",
        "🎅",
        "🎄",
        "☃",
        "💅",
        "🤪",
        "🗿",
        "🆒",
        "💘",
        "🙉",
        "🦄",
        "😘",
        "💊",
        "🙊",
        "😎",
        "👾",
        "🤷\u200d♂",
        "🤷",
        "🤷\u200d♀",
        "😡",
    ]
)


class Messages:
    """The methods that put something into a chat, change it or take it away."""

    def __init__(self, world: World) -> None:
        self.world = world

    def send_message(self, asked: Json) -> Json:
        chat = self.world.open_chat(asked["chat_id"])
        content = self._text(asked)
        topic = self._topic_to_write_in(chat, asked.get("message_thread_id"))
        reply = self._replied(chat, asked.get("reply_parameters"))
        markup = self._markup(asked)
        message = self.world.post(chat, self.world.bot, {**content, **markup}, topic, reply)
        if asked.get("disable_notification"):
            chat.silent.append(message["message_id"])
        return message

    def _text(self, asked: Json) -> Json:
        text, marks = entities.parse(asked["text"], asked.get("parse_mode"))
        if not entities.wanted(text):
            raise bad("message text is empty")
        if entities.units(text) > LIMIT:
            raise bad("message is too long")
        return {"text": text, **({"entities": marks} if marks else {})}

    def _topic_to_write_in(self, chat: Chat, thread: int | None) -> int | None:
        if thread is None:
            return None
        if not chat.forum or thread not in chat.topics:
            raise bad("message thread not found")
        if chat.topics[thread].closed and "can_manage_topics" not in chat.rights:
            raise bad("TOPIC_CLOSED")
        return thread

    def _replied(self, chat: Chat, asked: Json | None) -> int | None:
        if asked is None:
            return None
        if asked["message_id"] in chat.messages:
            return asked["message_id"]
        if not asked.get("allow_sending_without_reply"):
            raise bad("message to be replied not found")
        return None

    def _markup(self, asked: Json) -> Json:
        markup = asked.get("reply_markup")
        if markup is None:
            return {}
        rows = markup.get("inline_keyboard", [])
        for button in (button for row in rows for button in row):
            self._check_button(button)
        return {"reply_markup": markup} if any(rows) else {}

    def _check_button(self, button: Json) -> None:
        if not button["text"].strip():
            raise bad("Text buttons are unallowed in the inline keyboard")
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
            raise bad("BUTTON_DATA_INVALID")
        if "url" in button and not re.match(r"(https?|tg)://[^\s/]+", button["url"]):
            raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
        if not {"callback_data", "url"} & set(button):
            raise bad("Text buttons are unallowed in the inline keyboard")

    def edit_message_text(self, asked: Json) -> Json:
        chat, message = self._own_message(asked, "edit")
        if "text" not in message:
            raise bad("there is no text in the message to edit")
        return self._change(chat, message, {**self._text(asked), **self._markup(asked)})

    def edit_message_reply_markup(self, asked: Json) -> Json:
        chat, message = self._own_message(asked, "edit")
        kept = {name: message[name] for name in ("text", "entities") if name in message}
        return self._change(chat, message, {**kept, **self._markup(asked)})

    def _own_message(self, asked: Json, verb: str) -> tuple[Chat, Json]:
        chat = self.world.open_chat(asked["chat_id"])
        message = chat.messages.get(asked["message_id"])
        if message is None:
            raise bad(f"message to {verb} not found")
        if message["from"]["id"] != self.world.bot["id"]:
            raise bad(f"message can't be {verb}ed")
        return chat, message

    def _change(self, chat: Chat, message: Json, content: Json) -> Json:
        fields = ("text", "entities", "caption", "caption_entities", "reply_markup")
        old = {name: message[name] for name in fields if name in message}
        if old == content:
            raise bad(
                "message is not modified: specified new message content and reply markup are"
                " exactly the same as a current content and reply markup of the message"
            )
        rest = {name: value for name, value in message.items() if name not in fields}
        changed = {**rest, **content, "edit_date": int(self.world.now())}
        chat.messages[message["message_id"]] = changed
        return changed

    def delete_message(self, asked: Json) -> bool:
        chat = self.world.open_chat(asked["chat_id"])
        message = chat.messages.get(asked["message_id"])
        if message is None:
            raise bad("message to delete not found")
        own = message["from"]["id"] == self.world.bot["id"]
        allowed = "can_delete_messages" in chat.rights
        old = self.world.now() - message["date"] > _TWO_DAYS
        if old and not allowed:
            raise bad("message can't be deleted for everyone")
        if not own and chat.type != "private" and not allowed:
            raise bad("message can't be deleted")
        del chat.messages[asked["message_id"]]
        return True

    def set_message_reaction(self, asked: Json) -> bool:
        chat = self.world.open_chat(asked["chat_id"])
        if asked["message_id"] not in chat.messages:
            raise bad("message to react not found")
        chosen = asked.get("reaction", [])
        if len(chosen) > 1:
            raise bad("REACTIONS_TOO_MANY")
        if any(one.get("emoji") not in REACTIONS for one in chosen):
            raise bad("REACTION_INVALID")
        of_message = chat.reactions.setdefault(asked["message_id"], {})
        of_message[self.world.bot["id"]] = [one["emoji"] for one in chosen]
        return True

    # --- forum topics --------------------------------------------------------------------

    def create_forum_topic(self, asked: Json) -> Json:
        chat = self._forum(asked)
        if not 1 <= len(asked["name"]) <= 128:
            raise bad("TOPIC_TITLE_INVALID" if asked["name"] else "TOPIC_TITLE_EMPTY")
        created = {"forum_topic_created": {"name": asked["name"], "icon_color": 7322096}}
        service = self.world.post(chat, self.world.bot, created, None, None)
        number = service["message_id"]
        service |= {"message_thread_id": number, "is_topic_message": True}
        chat.topics[number] = Topic(asked["name"])
        return {"message_thread_id": number, "name": asked["name"], "icon_color": 7322096}

    def edit_forum_topic(self, asked: Json) -> bool:
        chat, topic = self._topic(asked)
        if topic.name == asked.get("name", topic.name):
            raise bad("TOPIC_NOT_MODIFIED")
        topic.name = asked["name"]
        self._service(chat, asked, {"forum_topic_edited": {"name": topic.name}})
        return True

    def close_forum_topic(self, asked: Json) -> bool:
        return self._shut(asked, closed=True)

    def reopen_forum_topic(self, asked: Json) -> bool:
        return self._shut(asked, closed=False)

    def _shut(self, asked: Json, *, closed: bool) -> bool:
        chat, topic = self._topic(asked)
        if topic.closed == closed:
            raise bad("TOPIC_NOT_MODIFIED")
        topic.closed = closed
        self._service(chat, asked, {f"forum_topic_{'closed' if closed else 'reopened'}": {}})
        return True

    def delete_forum_topic(self, asked: Json) -> bool:
        chat, _topic = self._topic(asked)
        self.forget_topic(chat, asked["message_thread_id"])
        return True

    def forget_topic(self, chat: Chat, number: int) -> None:
        """The topic and all of its messages are no more."""
        del chat.topics[number]
        chat.messages = {
            message_id: message
            for message_id, message in chat.messages.items()
            if not (message.get("is_topic_message") and message["message_thread_id"] == number)
        }

    def _forum(self, asked: Json) -> Chat:
        chat = self.world.open_chat(asked["chat_id"])
        if not chat.forum:
            raise bad("the chat is not a forum")
        if "can_manage_topics" not in chat.rights:
            raise bad("not enough rights to create a topic")
        return chat

    def _topic(self, asked: Json) -> tuple[Chat, Topic]:
        chat = self._forum(asked)
        if asked["message_thread_id"] not in chat.topics:
            raise bad("TOPIC_ID_INVALID")
        return chat, chat.topics[asked["message_thread_id"]]

    def _service(self, chat: Chat, asked: Json, content: Json) -> None:
        self.world.post(chat, self.world.bot, content, asked["message_thread_id"], None)
