"""Sending: buttons, threads, long texts, moves, marks, and each refusal in the port's words."""

import subprocess
import sys

import pytest

from adapters.telegram import TelegramAdapter
from adapters.telegram.sending import _ALLOWED
from bot.ports import (
    Button,
    Edit,
    Elsewhere,
    Gone,
    Mark,
    Message,
    NoThread,
    Remove,
    Sent,
    Shut,
    TryAgain,
    Undeliverable,
)
from tests.botapi.messages import REACTIONS

pytestmark = pytest.mark.usefixtures("inbox")

LONG = " ".join(f"woord{number}" for number in range(1200))  # three parts


@pytest.fixture
async def fatima(api):
    return api.user("Fatima", started=True)


@pytest.fixture
async def forum(api):
    group = api.group("Balie", forum=True)
    group.add_bot()
    return group


@pytest.fixture
async def plain(api):
    group = api.group("Balie zonder onderwerpen")
    group.add_bot()
    return group


# --- messages ---------------------------------------------------------------------------------


async def test_buttons_stand_in_their_rows_and_carry_their_data(adapter, fatima, at):
    rows = ((Button("Ja", "yes"), Button("Nee", "no")), (Button("Site", url="https://digid.nl"),))

    sent = await adapter.send(Message("m", at(fatima), "Wilt u dat?", rows))

    shown = fatima.chat.shown()[-1]
    assert sent == Sent(str(shown.id))
    assert shown.buttons == [["Ja", "Nee"], ["Site"]]
    assert (shown.data, shown.urls) == (["yes", "no"], ["https://digid.nl"])


async def test_a_telephone_number_that_cannot_be_a_button_is_written_out(adapter, fatima, at):
    rows = ((Button("Bel 1*1", url="tel:0881236555"),),)

    await adapter.send(Message("m", at(fatima), "Hulp nodig?", rows))

    shown = fatima.chat.shown()[-1]
    assert shown.text == "Hulp nodig?\n\nBel 1*1: 0881236555"
    assert shown.buttons == []


async def test_a_long_message_is_sent_in_parts_with_the_buttons_under_the_last(adapter, fatima, at):
    sent = await adapter.send(Message("m", at(fatima), LONG, ((Button("Ja", "yes"),),)))

    shown = fatima.chat.shown()
    assert [message.buttons for message in shown] == [[], [], [["Ja"]]]
    assert " ".join(message.text for message in shown) == LONG
    assert (*sent.parts, sent.message) == tuple(str(message.id) for message in shown)


async def test_a_long_message_goes_on_where_it_was_interrupted(api, adapter, fatima, at):
    message = Message("m", at(fatima), LONG)
    api.fail("sendMessage", 502, passing=1)

    with pytest.raises(TryAgain):
        await adapter.send(message)
    await adapter.send(message)

    assert " ".join(one.text for one in fatima.chat.shown()) == LONG


async def test_a_quiet_message_does_not_ring_and_a_reply_points_back(adapter, fatima, at):
    asked = fatima.says("vraag")

    await adapter.send(Message("m", at(fatima), "antwoord", about=str(asked), quiet=True))

    shown = fatima.chat.shown()[-1]
    assert (shown.silent, shown.reply_to) == (True, asked)


async def test_a_reply_to_what_is_gone_stands_alone(adapter, fatima, at):
    await adapter.send(Message("m", at(fatima), "antwoord", about="999"))

    assert fatima.chat.shown()[-1].reply_to is None


# --- threads ----------------------------------------------------------------------------------


async def test_a_case_opens_a_topic_and_its_messages_go_there(adapter, forum, at):
    card = await adapter.send(Message("m", at(forum), "kaart", opens="Zaak 12 · nl" + "x" * 200))
    await adapter.send(Message("n", card.at, "nog iets"))

    topic = next(iter(forum.topics()))
    assert card.at == at(forum, f"topic:{topic}")
    assert len(forum.topics()[topic]) == 128
    assert [message.text for message in forum.shown(topic)] == ["kaart", "nog iets"]


@pytest.mark.parametrize("rights", [(), ("can_delete_messages",)])
async def test_where_the_bot_may_not_make_topics_a_case_is_a_chain_of_replies(
    adapter, forum, at, rights
):
    forum.add_bot(admin=bool(rights), rights=rights)

    card = await adapter.send(Message("m", at(forum), "kaart", opens="Zaak 12"))
    await adapter.send(Message("n", card.at, "nog iets"))

    first, second = forum.shown()
    assert card == Sent(str(first.id), at(forum, f"reply:{first.id}"))
    assert second.reply_to == first.id


async def test_a_card_that_fails_after_its_topic_was_made_uses_that_topic_next_time(
    api, adapter, forum, at
):
    card = Message("m", at(forum), "kaart", opens="Zaak 12")
    api.fail("sendMessage", 500)

    with pytest.raises(TryAgain):
        await adapter.send(card)
    sent = await adapter.send(card)

    assert len(forum.topics()) == 1
    assert sent.at == at(forum, f"topic:{next(iter(forum.topics()))}")


@pytest.mark.parametrize("lost", ["deleted", "closed", "switched off"])
async def test_a_topic_that_is_of_no_use_any_more_is_told(adapter, forum, at, lost):
    card = await adapter.send(Message("m", at(forum), "kaart", opens="Zaak 12"))
    topic = next(iter(forum.topics()))
    if lost == "deleted":
        forum.delete_topic(topic)
    elif lost == "closed":
        forum.add_bot(admin=False)
        forum.close_topic(topic)
    else:
        forum.switch_topics(on=False)

    with pytest.raises(NoThread):
        await adapter.send(Message("n", card.at, "bent u daar?"))
    again = await adapter.send(Message("o", at(forum), "kaart", opens="Zaak 12"))

    assert "bent u daar?" not in [message.text for message in forum.shown()]
    assert again.at.thread.startswith("topic" if lost == "deleted" else "reply")


async def test_a_topic_that_somebody_closed_is_written_in_all_the_same(adapter, forum, at):
    card = await adapter.send(Message("m", at(forum), "kaart", opens="Zaak 12"))
    topic = next(iter(forum.topics()))
    forum.close_topic(topic)

    await adapter.send(Message("n", card.at, "bent u daar?"))

    assert [message.text for message in forum.shown(topic)] == ["kaart", "bent u daar?"]


async def test_a_topic_that_closes_at_this_moment_is_opened_again(api, adapter, forum, at):
    card = await adapter.send(Message("m", at(forum), "kaart", opens="Zaak 12"))
    topic = next(iter(forum.topics()))
    forum.close_topic(topic)
    api.fail("sendMessage", 400, text="Bad Request: TOPIC_CLOSED")

    await adapter.send(Message("n", card.at, "bent u daar?"))

    assert not forum.chat.topics[topic].closed
    assert forum.shown(topic)[-1].text == "bent u daar?"


async def test_a_topic_that_is_deleted_before_its_card_stands_there_is_made_once_more(
    api, adapter, forum, at
):
    card = Message("m", at(forum), "kaart", opens="Zaak 12")
    api.fail("sendMessage", 400, text="Bad Request: message thread not found")

    with pytest.raises(TryAgain):
        await adapter.send(card)
    sent = await adapter.send(card)

    assert [m.text for m in forum.shown(int(sent.at.thread.removeprefix("topic:")))] == ["kaart"]


async def test_the_title_of_a_topic_follows_its_card_with_one_call_for_each_change(
    api, adapter, forum, at
):
    card = await adapter.send(Message("m", at(forum), "kaart", opens="#1 wacht"))
    for number, title in enumerate(["#1 wacht", "#1 in gesprek", "#1 in gesprek"]):
        await adapter.send(Edit("e", card.at, card.message, f"kaart {number}", title=title))

    assert list(forum.topics().values()) == ["#1 in gesprek"]
    assert len(api.called("editForumTopic")) == 1


@pytest.mark.parametrize("lost", ["topic", "card"])
async def test_a_card_that_was_deleted_is_told_when_it_should_change(adapter, forum, at, lost):
    card = await adapter.send(Message("m", at(forum), "kaart", opens="#1 wacht"))
    topic = next(iter(forum.topics()))
    if lost == "topic":
        forum.delete_topic(topic)
    else:
        del forum.chat.messages[int(card.message)]

    with pytest.raises(NoThread):
        await adapter.send(Edit("e", card.at, card.message, "kaart", title="#1 in gesprek"))


async def test_a_card_without_a_topic_changes_though_nothing_has_a_title(api, adapter, plain, at):
    card = await adapter.send(Message("m", at(plain), "kaart", opens="#1 wacht"))

    await adapter.send(Edit("e", card.at, card.message, "kaart 2", title="#1 in gesprek"))

    assert [message.text for message in plain.shown()] == ["kaart 2"]
    assert not api.called("createForumTopic")
    assert not api.called("editForumTopic")


async def test_a_done_case_closes_its_topic_under_a_new_title_and_opens_again(adapter, forum, at):
    card = await adapter.send(Message("m", at(forum), "kaart", opens="Zaak 12"))
    topic = next(iter(forum.topics()))

    await adapter.send(Shut("s", card.at, title="✓ Zaak 12"))
    await adapter.send(Shut("t", card.at, title="✓ Zaak 12"))
    closed = forum.chat.topics[topic].closed
    await adapter.send(Shut("u", card.at, reopen=True))

    assert closed
    assert forum.topics() == {topic: "✓ Zaak 12"}
    assert not forum.chat.topics[topic].closed


@pytest.mark.parametrize("thread", [None, "reply:3", "topic:404"])
async def test_shutting_what_is_no_topic_is_nothing(adapter, forum, at, thread):
    assert await adapter.send(Shut("s", at(forum, thread), title="Klaar")) == Sent()


# --- changing, marking, removing --------------------------------------------------------------


async def test_an_edit_changes_text_and_buttons_and_may_be_repeated(adapter, fatima, at):
    sent = await adapter.send(Message("m", at(fatima), "een", ((Button("Ja", "yes"),),)))
    edit = Edit("e", at(fatima), sent.message, "**twee**")

    await adapter.send(edit)
    again = await adapter.send(edit)
    gone = await adapter.send(Edit("f", at(fatima), "999", "drie"))

    shown = fatima.chat.shown()[-1]
    assert (shown.text, shown.buttons, shown.marks) == ("twee", [], ["bold"])
    assert again == gone == Sent()


@pytest.mark.parametrize(
    ("emoji", "seen"), [("👀", ["👀"]), ("✅", ["👍"]), ("❤️", ["❤"]), ("🛸", [])]
)
async def test_a_mark_is_the_nearest_emoji_that_telegram_has(adapter, fatima, at, emoji, seen):
    number = fatima.says("dank u")

    await adapter.send(Mark("k", at(fatima), str(number), emoji))

    assert fatima.chat.message(number).reactions == seen


def test_the_emoji_that_the_adapter_uses_are_those_that_telegram_takes():
    assert _ALLOWED == REACTIONS


async def test_a_mark_takes_the_place_of_the_earlier_one_and_of_none(adapter, fatima, at):
    number = fatima.says("dank u")

    for emoji in ("👀", "👍", ""):
        await adapter.send(Mark("k", at(fatima), str(number), emoji))
    missing = await adapter.send(Mark("l", at(fatima), "999", "👍"))

    assert fatima.chat.message(number).reactions == []
    assert missing == Sent()


async def test_a_message_that_may_not_be_removed_any_more_is_undeliverable(
    api, adapter, fatima, at
):
    sent = await adapter.send(Message("m", at(fatima), "blijft staan"))
    api.world.later += 49 * 3600

    with pytest.raises(Undeliverable, match="can't be deleted"):
        await adapter.send(Remove("r", at(fatima), sent.message))


# --- a group that moves -----------------------------------------------------------------------


async def test_who_sends_to_a_group_that_moved_hears_where_it_lives_now(api, adapter, at):
    group = api.group("Balie", basic=True)
    group.add_bot(admin=False)
    card = await adapter.send(Message("m", at(group), "kaart", opens="Zaak 1"))
    new = group.upgrade()

    for outgoing in (
        Message("n", card.at, "een"),
        Message("o", at(group), "kaart 2", opens="Zaak 2"),
        Edit("e", card.at, card.message, "kaart", title="Zaak 1"),
        Mark("k", card.at, card.message, "👍"),
        Remove("r", card.at, card.message),
    ):
        with pytest.raises(Elsewhere) as told:
            await adapter.send(outgoing)
        assert told.value.chat == str(new.id)

    assert new.shown() == []


# --- refusals ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ((403, "Forbidden: bot was blocked by the user"), Gone),
        ((403, "Forbidden: user is deactivated"), Gone),
        ((403, "Forbidden: bot was kicked from the supergroup chat"), Gone),
        ((400, "Bad Request: chat not found"), Gone),
        ((400, "Bad Request: group chat was deactivated"), Gone),
        ((400, "Bad Request: message is too long"), Undeliverable),
        ((400, "Bad Request: not enough rights to send text messages to the chat"), Undeliverable),
        ((401, "Unauthorized"), TryAgain),
        ((409, "Conflict: terminated by other getUpdates request"), TryAgain),
        ((500, "Internal Server Error"), TryAgain),
        ((502, "Bad Gateway"), TryAgain),
        ((0, ""), TryAgain),
    ],
)
async def test_each_refusal_has_its_place(api, adapter, at, fault, error):
    code, text = fault
    fatima = api.user("Fatima", started=True)
    api.fail("sendMessage", code, text=text)

    with pytest.raises(error) as refused:
        await adapter.send(Message("m", at(fatima), "geheime tekst"))

    assert type(refused.value) is error
    assert refused.value.__cause__ is None
    assert "geheime" not in str(refused.value)


async def test_a_pause_that_telegram_asks_for_is_told(api, adapter, fatima, at):
    api.fail("sendMessage", 429, retry_after=17)

    with pytest.raises(TryAgain) as refused:
        await adapter.send(Message("m", at(fatima), "hallo"))

    assert refused.value.after == 17


async def test_a_refusal_that_quotes_what_was_sent_is_cut_short(api, adapter, fatima, at):
    text = "Bad Request: inline keyboard button URL 'https://geheim' is invalid"
    api.fail("sendMessage", 400, text=text)

    with pytest.raises(Undeliverable) as refused:
        await adapter.send(Message("m", at(fatima), "hallo"))

    assert "geheim" not in str(refused.value)
    assert "keyboard button" in str(refused.value)


async def test_an_empty_message_is_undeliverable(adapter, fatima, at):
    with pytest.raises(Undeliverable, match="empty"):
        await adapter.send(Message("m", at(fatima), "  "))


async def test_nobody_at_the_other_end_means_trying_again(at, fatima, api):
    await api.stop()

    with pytest.raises(TryAgain, match="can't be reached"):
        await TelegramAdapter(api.token, api.url).send(Message("m", at(fatima), "hallo"))


# --- cost -------------------------------------------------------------------------------------


@pytest.mark.slow
def test_who_does_not_use_telegram_does_not_pay_for_it():
    program = "import sys, adapters.telegram; sys.exit('telegram' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
