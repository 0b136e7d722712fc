"""What bots can ask about chats, themselves and their updates; messages are in messages.py."""

from typing import Any

from tests.botapi.errors import bad
from tests.botapi.files import Files
from tests.botapi.world import Chat, Json


class Methods(Files):
    """Every method that is served, under its own name in snake case."""

    # --- the bot itself ------------------------------------------------------------------

    def get_me(self, _asked: Json) -> Json:
        flags = {
            "can_join_groups": True,
            "can_read_all_group_messages": not self.world.privacy,
            "supports_inline_queries": False,
        }
        return {**self.world.bot, **flags}

    def set_webhook(self, asked: Json) -> bool:
        self.world.webhook.url = asked["url"]
        self.world.webhook.secret = asked.get("secret_token", "")
        self.world.allowed = asked.get("allowed_updates", self.world.allowed)
        return True

    def delete_webhook(self, asked: Json) -> bool:
        self.world.webhook.url = ""
        if asked.get("drop_pending_updates"):
            self.world.confirm(self.world.last_update + 1)
        return True

    def get_webhook_info(self, _asked: Json) -> Json:
        hook = self.world.webhook
        info: Json = {
            "url": hook.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.world.updates),
        }
        return info | ({"last_error_message": hook.error} if hook.error else {})

    def set_my_commands(self, asked: Json) -> bool:
        for command in asked["commands"]:
            if not 1 <= len(command["command"]) <= 32:
                raise bad("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
        self.world.commands[self._scope(asked)] = asked["commands"]
        return True

    def get_my_commands(self, asked: Json) -> list[Json]:
        return self.world.commands.get(self._scope(asked), [])

    def delete_my_commands(self, asked: Json) -> bool:
        self.world.commands.pop(self._scope(asked), None)
        return True

    def _scope(self, asked: Json) -> str:
        """A key for scope and language, such as "chat:-1001:nl"."""
        scope = asked.get("scope", {"type": "default"})
        where = ""
        if "chat_id" in scope:
            where = f":{self.world.open_chat(scope['chat_id']).id}"
        return f"{scope['type']}{where}:{asked.get('language_code', '')}"

    def set_my_name(self, asked: Json) -> bool:
        return self._set_text("name", asked)

    def get_my_name(self, asked: Json) -> Json:
        return self._get_text("name", asked)

    def set_my_description(self, asked: Json) -> bool:
        return self._set_text("description", asked)

    def get_my_description(self, asked: Json) -> Json:
        return self._get_text("description", asked)

    def set_my_short_description(self, asked: Json) -> bool:
        return self._set_text("short_description", asked)

    def get_my_short_description(self, asked: Json) -> Json:
        return self._get_text("short_description", asked)

    def _set_text(self, name: str, asked: Json) -> bool:
        limit = {"name": 64, "description": 512, "short_description": 120}[name]
        if len(asked.get(name, "")) > limit:
            raise bad(f"bot {name.replace('_', ' ')} is too long")
        self.world.texts[f"{name}:{asked.get('language_code', '')}"] = asked.get(name, "")
        return True

    def _get_text(self, name: str, asked: Json) -> Json:
        own = self.world.texts.get(f"{name}:{asked.get('language_code', '')}", "")
        return {name: own or self.world.texts.get(f"{name}:", "")}

    # --- chats ---------------------------------------------------------------------------

    def get_chat(self, asked: Json) -> Json:
        chat = self._known(asked)
        return {
            **chat.json(),
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(
                (
                    "unlimited_gifts",
                    "limited_gifts",
                    "unique_gifts",
                    "premium_subscription",
                    "gifts_from_channels",
                ),
                False,
            ),
        }

    def get_chat_member(self, asked: Json) -> Json:
        chat = self._known(asked)
        if asked["user_id"] == self.world.bot["id"]:
            return self.world.member(chat, self.world.bot)
        if asked["user_id"] not in self.world.users:
            raise bad("invalid user_id specified")
        return self.world.member(chat, self.world.users[asked["user_id"]])

    def get_chat_administrators(self, asked: Json) -> list[Json]:
        chat = self._known(asked)
        if chat.type == "private":
            raise bad("there are no administrators in the private chat")
        is_admin = chat.bot == "administrator"
        return [self.world.member(chat, self.world.bot)] if is_admin else []

    def leave_chat(self, asked: Json) -> bool:
        chat = self._known(asked)
        self.world.set_bot(chat, "left", self.world.bot)
        return True

    def send_chat_action(self, asked: Json) -> bool:
        self._known(asked)
        return True

    def _known(self, asked: Json) -> Chat:
        return self.world.open_chat(asked["chat_id"])

    # --- buttons -------------------------------------------------------------------------

    def answer_callback_query(self, asked: Json) -> bool:
        query = self.world.queries.get(asked["callback_query_id"])
        if query is None or query.answered or self.world.now() - query.pressed > 900:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        if len(asked.get("text", "")) > 200:
            raise bad("MESSAGE_TOO_LONG")
        query.answered = True
        query.notice = asked.get("text", "")
        return True


def handlers(methods: Methods, names: list[str]) -> dict[str, Any]:
    """Each method's name in the API, in small letters as Telegram accepts it, and its function."""
    snake = {name: "".join(f"_{c.lower()}" if c.isupper() else c for c in name) for name in names}
    return {
        name.lower(): getattr(methods, own) for name, own in snake.items() if hasattr(methods, own)
    }
