"""Two independent clients understand the server, errors included."""

import aiogram.exceptions as aio
import pytest
import telegram.error as ptb
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, ReactionTypeEmoji
from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Keyboard

from tests.botapi.people import ATTACHMENTS, CAPTIONED

ALL = ["message", "edited_message", "callback_query", "message_reaction", "my_chat_member"]


async def test_both_clients_learn_who_the_bot_is(api, bot, other):
    first, second = await bot.get_me(), await other.get_me()

    assert (first.username, first.id) == (second.username, second.id)


async def test_both_clients_read_every_kind_of_update(api, bot, other):
    fatima = api.user("Fatima")
    group = api.group("Balie", forum=True)
    await bot.get_updates(allowed_updates=ALL)
    group.add_bot()
    first = fatima.says("/start haarlem")
    fatima.edits(first, "/start amsterdam")
    for kind in ATTACHMENTS:
        fatima.sends(kind, caption="zie dit" if kind in CAPTIONED else "")
    fatima.reacts(first, "👍")
    topic = await bot.create_forum_topic(group.id, "Zaak 12")
    fatima.says("Ik pak dit op", group, topic=topic.message_thread_id)
    group.close_topic(topic.message_thread_id)
    sent = await bot.send_message(
        fatima.id, "Ja?", reply_markup=Keyboard([[Button("Ja", callback_data="yes")]])
    )
    fatima.presses("Ja")
    fatima.blocks()

    first_read = await bot.get_updates(timeout=1)
    second_read = await other.get_updates(timeout=1)

    assert [one.update_id for one in first_read] == [one.update_id for one in second_read]
    assert len(first_read) == 8 + len(ATTACHMENTS)
    assert second_read[-2].callback_query.message.message_id == sent.message_id
    assert second_read[-1].my_chat_member.new_chat_member.status == "kicked"


async def test_both_clients_send_and_change_messages(api, bot, other):
    fatima = api.user("Fatima", started=True)
    keys = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="Open", url="https://www.digid.nl")]]
    )

    first = await bot.send_message(fatima.id, "<b>Een</b>", parse_mode="HTML")
    second = await other.send_message(fatima.id, "Twee", reply_markup=keys)
    await other.edit_message_text("Drie", chat_id=fatima.id, message_id=first.message_id)
    await bot.delete_message(fatima.id, second.message_id)
    await other.set_message_reaction(
        fatima.id, first.message_id, reaction=[ReactionTypeEmoji(emoji="👀")]
    )

    assert [(m.text, m.reactions) for m in fatima.chat.shown()] == [("Drie", ["👀"])]


async def test_both_clients_ask_about_chats_and_set_menus(api, bot, other):
    group = api.group("Balie", forum=True)
    group.add_bot()

    chat = await other.get_chat(group.id)
    member = await bot.get_chat_member(group.id, bot.id)
    await bot.set_my_commands([("help", "Wat ik kan")], language_code="nl")
    await other.set_my_description(description="De bibliotheek helpt.")

    assert chat.is_forum
    assert member.can_manage_topics
    assert (await other.get_my_commands(language_code="nl"))[0].command == "help"
    assert (await bot.get_my_description()).description == "De bibliotheek helpt."


@pytest.mark.parametrize(
    ("code", "classes"),
    [
        (400, (ptb.BadRequest, aio.TelegramBadRequest)),
        (401, (ptb.InvalidToken, aio.TelegramUnauthorizedError)),
        (403, (ptb.Forbidden, aio.TelegramForbiddenError)),
        (404, (ptb.InvalidToken, aio.TelegramNotFound)),
        (409, (ptb.Conflict, aio.TelegramConflictError)),
        (429, (ptb.RetryAfter, aio.TelegramRetryAfter)),
        (500, (ptb.NetworkError, aio.TelegramServerError)),
        (502, (ptb.NetworkError, aio.TelegramServerError)),
        (0, (ptb.NetworkError, aio.TelegramNetworkError)),
    ],
)
async def test_both_clients_know_each_error(api, bot, other, code, classes):
    fatima = api.user("Fatima", started=True)
    api.fail("sendMessage", code, times=2, retry_after=7)

    with pytest.raises(classes[0]):
        await bot.send_message(fatima.id, "hoi")
    with pytest.raises(classes[1]):
        await other.send_message(fatima.id, "hoi")

    assert fatima.chat.shown() == []


async def test_both_clients_learn_that_a_group_moved(api, bot, other):
    group = api.group("Balie", basic=True)
    group.add_bot(admin=False)
    new = group.upgrade()

    with pytest.raises(ptb.ChatMigrated) as first:
        await bot.send_message(group.id, "hoi")
    with pytest.raises(aio.TelegramMigrateToChat) as second:
        await other.send_message(group.id, "hoi")

    assert first.value.new_chat_id == second.value.migrate_to_chat_id == new.id
