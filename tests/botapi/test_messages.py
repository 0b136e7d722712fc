"""Messages, markup, buttons, reactions and topics, and what Telegram says when it refuses."""

import pytest
from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Keyboard
from telegram import ReplyParameters
from telegram.error import BadRequest, Forbidden, RetryAfter

from tests.botapi.limits import Limits


@pytest.fixture
async def fatima(api):
    return api.user("Fatima", started=True)


@pytest.fixture
async def forum(api):
    group = api.group("Balie", forum=True)
    group.add_bot()
    return group


@pytest.mark.parametrize(
    ("html", "error"),
    [
        ("<kop>x</kop>", 'Unsupported start tag "kop" at byte offset 0'),
        ("é <b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("3 < 4", "Unclosed start tag at byte offset 2"),
    ],
)
async def test_broken_html_is_refused_in_telegrams_words(bot, fatima, html, error):
    with pytest.raises(BadRequest) as refused:
        await bot.send_message(fatima.id, html, parse_mode="HTML")

    assert refused.value.message.lower() == f"can't parse entities: {error}".lower()


async def test_html_is_shown_as_text_with_entities_counted_in_utf16(bot, fatima):
    html = '  🧑 <b>vet &amp; <i>scheef</i></b> <a href="https://digid.nl/?a=1&amp;b=2">hier</a> &euro;'

    sent = await bot.send_message(fatima.id, html, parse_mode="HTML")

    shown = fatima.chat.shown()[-1]
    assert shown.text == "🧑 vet & scheef hier &euro;"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [
        ("bold", 3, 12),
        ("italic", 9, 6),
        ("text_link", 16, 4),
    ]
    assert shown.links == ["https://digid.nl/?a=1&b=2"]


@pytest.mark.parametrize(
    ("text", "error"),
    [("   \n", "text is empty"), ("\u200b", "text is empty"), ("🙂" * 2049, "too long")],
)
async def test_texts_that_are_empty_or_too_long_are_refused(bot, fatima, text, error):
    with pytest.raises(BadRequest, match=error):
        await bot.send_message(fatima.id, text)


async def test_the_longest_text_fits_after_parsing(bot, fatima):
    await bot.send_message(fatima.id, "<b>" + "🙂" * 2048 + "</b>", parse_mode="HTML")

    assert fatima.chat.shown()[-1].text == "🙂" * 2048


@pytest.mark.parametrize(
    ("button", "error"),
    [
        (Button("Ja", callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (Button("Bel", url="tel:0881236555"), "Wrong HTTP URL"),
        (Button(" ", callback_data="x"), "Text buttons are unallowed"),
    ],
)
async def test_buttons_that_telegram_does_not_take_are_refused(bot, fatima, button, error):
    with pytest.raises(BadRequest, match=f"(?i){error}"):
        await bot.send_message(fatima.id, "Ja?", reply_markup=Keyboard([[button]]))


async def test_a_press_can_be_answered_once_and_not_too_late(api, bot, fatima):
    await bot.send_message(
        fatima.id, "Ja?", reply_markup=Keyboard([[Button("Ja", callback_data="y")]])
    )
    early, late = fatima.presses("Ja"), fatima.presses("Ja")

    await bot.answer_callback_query(early)
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query(early)
    api.world.later += 3600
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query(late)


async def test_edits_change_what_is_shown_and_must_change_something(bot, fatima):
    sent = await bot.send_message(fatima.id, "een")
    theirs = fatima.says("van mij")

    await bot.edit_message_text("twee", chat_id=fatima.id, message_id=sent.message_id)

    for number, text, error in (
        (sent.message_id, "twee", "message is not modified"),
        (theirs, "drie", "can't be edited"),
        (999, "drie", "to edit not found"),
    ):
        with pytest.raises(BadRequest, match=f"(?i){error}"):
            await bot.edit_message_text(text, chat_id=fatima.id, message_id=number)
    assert fatima.chat.shown()[0].text == "twee"
    assert fatima.chat.shown()[0].edited


async def test_messages_can_be_deleted_for_two_days(api, bot, fatima):
    first = await bot.send_message(fatima.id, "een")
    second = await bot.send_message(fatima.id, "twee")

    await bot.delete_message(fatima.id, first.message_id)
    with pytest.raises(BadRequest, match="to delete not found"):
        await bot.delete_message(fatima.id, first.message_id)
    api.world.later += 49 * 3600
    with pytest.raises(BadRequest, match="can't be deleted"):
        await bot.delete_message(fatima.id, second.message_id)


async def test_only_some_emoji_are_reactions(bot, fatima):
    number = fatima.says("hallo")

    await bot.set_message_reaction(fatima.id, number, "👍")
    with pytest.raises(BadRequest, match=r"(?i)reaction_invalid"):
        await bot.set_message_reaction(fatima.id, number, "✅")
    with pytest.raises(BadRequest, match="react not found"):
        await bot.set_message_reaction(fatima.id, 999, "👍")

    assert fatima.chat.message(number).reactions == ["👍"]


async def test_a_reply_to_what_is_gone_needs_permission_to_stand_alone(bot, fatima):
    with pytest.raises(BadRequest, match="replied not found"):
        await bot.send_message(fatima.id, "een", reply_parameters=ReplyParameters(99))
    await bot.send_message(
        fatima.id, "een", reply_parameters=ReplyParameters(99, allow_sending_without_reply=True)
    )

    assert fatima.chat.shown()[-1].reply_to is None


async def test_topics_are_made_written_in_renamed_closed_reopened_and_deleted(bot, forum):
    topic = (await bot.create_forum_topic(forum.id, "Zaak 1")).message_thread_id
    await bot.send_message(forum.id, "kaart", message_thread_id=topic)
    await bot.edit_forum_topic(forum.id, topic, name="Zaak 1 (klaar)")
    await bot.close_forum_topic(forum.id, topic)
    with pytest.raises(BadRequest, match=r"(?i)topic_not_modified"):
        await bot.close_forum_topic(forum.id, topic)
    await bot.reopen_forum_topic(forum.id, topic)

    assert [message.text for message in forum.shown(topic)] == ["kaart"]
    assert forum.topics() == {topic: "Zaak 1 (klaar)"}

    await bot.delete_forum_topic(forum.id, topic)
    with pytest.raises(BadRequest, match="thread not found"):
        await bot.send_message(forum.id, "te laat", message_thread_id=topic)
    with pytest.raises(BadRequest, match=r"(?i)topic_id_invalid"):
        await bot.close_forum_topic(forum.id, topic)


async def test_topics_need_a_forum_and_rights(api, bot, forum):
    plain = api.group("Zonder")
    plain.add_bot()
    topic = (await bot.create_forum_topic(forum.id, "Zaak 1")).message_thread_id
    forum.add_bot(admin=False)
    forum.close_topic(topic)

    with pytest.raises(BadRequest, match="not a forum"):
        await bot.create_forum_topic(plain.id, "Zaak")
    with pytest.raises(BadRequest, match="enough rights to create a topic"):
        await bot.create_forum_topic(forum.id, "Zaak")
    with pytest.raises(BadRequest, match=r"(?i)topic_closed"):
        await bot.send_message(forum.id, "x", message_thread_id=topic)


async def test_where_the_bot_is_not_wanted_it_is_told_so(api, bot, fatima, forum):
    stranger, left = api.user("Vreemde"), api.user("Vertrokken", started=True)
    fatima.blocks()
    left.leaves_telegram()
    forum.remove_bot()

    for chat, error in (
        (fatima.id, "bot was blocked by the user"),
        (left.id, "user is deactivated"),
        (stranger.id, "can't initiate conversation"),
        (forum.id, "bot was kicked from the supergroup chat"),
    ):
        with pytest.raises(Forbidden, match=error):
            await bot.send_message(chat, "hallo")
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await bot.send_message(5, "hallo")


async def test_too_many_messages_are_refused_with_the_seconds_to_wait(api, bot, fatima, forum):
    api.limits = Limits(group=(2, 60))
    await bot.send_message(forum.id, "een")
    await bot.send_message(forum.id, "twee")

    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(forum.id, "drie")
    await bot.send_message(fatima.id, "een ander wel")

    assert 50 < refused.value.retry_after.total_seconds() <= 60


async def test_a_call_can_take_effect_and_still_fail(api, bot, fatima):
    api.fail("sendMessage", 502, done=True)

    with pytest.raises(Exception, match="Internal Server Error"):
        await bot.send_message(fatima.id, "toch aangekomen")

    assert fatima.chat.shown()[-1].text == "toch aangekomen"
