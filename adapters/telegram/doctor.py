"""Looks at the bot's account and at the desks' groups, for `wegwijs doctor`. Changes nothing."""

from telegram import ChatMember, ChatMemberAdministrator, User
from telegram.error import ChatMigrated, TelegramError

from adapters.telegram.client import Client
from adapters.telegram.errors import translated
from bot.ports import Finding


async def diagnose(client: Client, desk_rooms: frozenset[str]) -> list[Finding]:
    """The token first; the groups only when it works."""
    try:
        me = await client.get_me()
    except TelegramError as error:
        return [Finding(ok=False, text=str(translated(error)))]
    findings = [Finding(ok=True, text=f"Telegram knows the token: it is @{me.username}")]
    for room in sorted(desk_rooms):
        findings += await _room(client, me, room)
    return findings


async def _room(client: Client, me: User, room: str) -> list[Finding]:
    """Whether the bot is in this group, and may do what a desk needs."""
    try:
        chat = await client.get_chat(room)
        member = await client.get_chat_member(room, me.id)
    except ChatMigrated as error:
        text = f"Telegram desk {room}: the group lives on as {error.new_chat_id}; set room to that"
        return [Finding(ok=False, text=text)]
    except TelegramError as error:
        text = f"Telegram desk {room}: {translated(error)}; add the bot to the group, check the id"
        return [Finding(ok=False, text=text)]
    if member.status in (ChatMember.LEFT, ChatMember.BANNED):
        text = f"Telegram desk {room}: the bot is not in this group; add it"
        return [Finding(ok=False, text=text)]
    if not isinstance(member, ChatMemberAdministrator):
        text = (
            f"Telegram desk {room}: make the bot an administrator; without that it sees only "
            "commands and replies to itself"
        )
        return [Finding(ok=False, text=text)]
    missing = _missing_rights(member, forum=bool(chat.is_forum))
    if missing:
        text = f"Telegram desk {room}: give the bot the right to: {', '.join(missing)}"
        return [Finding(ok=False, text=text)]
    return [Finding(ok=True, text=f"Telegram desk {room}: the bot has all rights")]


def _missing_rights(member: ChatMemberAdministrator, *, forum: bool) -> list[str]:
    """Rights, in the words of Telegram's own apps, that the bot was not given."""
    wanted = {"Delete messages": member.can_delete_messages}
    if forum:
        wanted["Manage topics"] = bool(member.can_manage_topics)
    return [right for right, given in wanted.items() if not given]
