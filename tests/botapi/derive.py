"""Makes spec.json, the compact table that the server checks against, from the full specification.

    python -m tests.botapi.derive telegram-bot-api.json > tests/botapi/spec.json

The full specification (names, types and descriptions of all methods) is published by
PaulSonOfLars/telegram-bot-api-spec under the MIT licence. Only names and types of what the
server serves are kept: "Integer|String!" is a required field that is an integer or a string.
"""

import json
import sys
from pathlib import Path

METHODS = [
    "getMe",
    "getUpdates",
    "setWebhook",
    "deleteWebhook",
    "getWebhookInfo",
    "sendMessage",
    "sendPhoto",
    "sendVoice",
    "sendAudio",
    "sendVideo",
    "sendVideoNote",
    "sendAnimation",
    "sendDocument",
    "getFile",
    "editMessageText",
    "editMessageCaption",
    "editMessageReplyMarkup",
    "deleteMessage",
    "setMessageReaction",
    "answerCallbackQuery",
    "sendChatAction",
    "getChat",
    "getChatMember",
    "getChatAdministrators",
    "leaveChat",
    "setMyCommands",
    "getMyCommands",
    "deleteMyCommands",
    "setMyDescription",
    "getMyDescription",
    "setMyShortDescription",
    "getMyShortDescription",
    "setMyName",
    "getMyName",
    "createForumTopic",
    "editForumTopic",
    "closeForumTopic",
    "reopenForumTopic",
    "deleteForumTopic",
]

# What the server sends. Types that these mention and that are not here are not looked into.
ANSWERS = [
    "Update",
    "Message",
    "InaccessibleMessage",
    "User",
    "Chat",
    "ChatFullInfo",
    "CallbackQuery",
    "MessageEntity",
    "MessageReactionUpdated",
    "ReactionTypeEmoji",
    "ReactionTypeCustomEmoji",
    "ChatMemberUpdated",
    "ChatMemberOwner",
    "ChatMemberAdministrator",
    "ChatMemberMember",
    "ChatMemberRestricted",
    "ChatMemberLeft",
    "ChatMemberBanned",
    "ForumTopic",
    "ForumTopicCreated",
    "ForumTopicClosed",
    "ForumTopicReopened",
    "ForumTopicEdited",
    "InlineKeyboardMarkup",
    "InlineKeyboardButton",
    "WebhookInfo",
    "BotCommand",
    "BotDescription",
    "BotShortDescription",
    "BotName",
    "File",
    "PhotoSize",
    "Voice",
    "Audio",
    "Video",
    "VideoNote",
    "Document",
    "Animation",
    "Sticker",
    "Location",
    "Contact",
    "Poll",
    "PollOption",
    "Dice",
    "MessageOriginUser",
    "MessageOriginHiddenUser",
    "AcceptedGiftTypes",
    "ChatPermissions",
]


def field(spec: dict) -> str:
    """One field or parameter: its types, and "!" when it is required."""
    return "|".join(spec["types"]) + ("!" if spec["required"] else "")


def mentioned(fields: list[dict]) -> set[str]:
    """The names of the types that these fields are made of."""
    return {name.rpartition("Array of ")[2] for item in fields for name in item["types"]}


def derive(full: dict) -> dict:
    """The compact table: methods, types and unions (a type that is one of several others)."""
    methods = {name: full["methods"][name].get("fields", []) for name in METHODS}
    types: dict[str, dict] = {}
    unions: dict[str, list[str]] = {}
    todo = [*ANSWERS, *(name for fields in methods.values() for name in sorted(mentioned(fields)))]
    while todo:
        name = todo.pop()
        if name not in full["types"] or name in types or name in unions:
            continue
        if "subtypes" in full["types"][name]:
            unions[name] = full["types"][name]["subtypes"]
            todo += unions[name]
            continue
        fields = full["types"][name].get("fields", [])
        types[name] = {item["name"]: field(item) for item in fields}
        if name not in ANSWERS:
            todo += sorted(mentioned(fields))
    # Unions are needed wherever a type that is looked into mentions them.
    for name, content in full["types"].items():
        if content.get("subtypes") and any(part in types for part in content["subtypes"]):
            unions[name] = content["subtypes"]
    return {
        "source": f"{full['version']}, from PaulSonOfLars/telegram-bot-api-spec (MIT licence)",
        "methods": {
            name: {item["name"]: field(item) for item in fields} for name, fields in methods.items()
        },
        "types": dict(sorted(types.items())),
        "unions": dict(sorted(unions.items())),
    }


if __name__ == "__main__":
    table = derive(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    json.dump(table, sys.stdout, indent=1)
    sys.stdout.write("\n")
