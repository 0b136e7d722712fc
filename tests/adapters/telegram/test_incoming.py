"""Every kind of update becomes the right `Received`, or nothing."""

import pytest

from bot.ports import (
    Address,
    Attached,
    Button,
    Departed,
    Edited,
    Joined,
    Left,
    Message,
    Moved,
    Permitted,
    Pressed,
    Reacted,
    Said,
    Sender,
)
from tests.adapters.contract import listening


@pytest.fixture
async def started(api, inbox):
    """The adapter has begun to poll, so Telegram knows which updates it wants."""
    await api.until(lambda: api.called("getUpdates"))
    return inbox


async def nothing_else(api, inbox, user):
    """All updates have been handled: this one last text came through, and what came before it."""
    user.says("en nu dit")
    await inbox.said("en nu dit")
    return [one.what for one in inbox.all[:-1]]


async def test_a_deep_link_is_a_command_with_its_parameter(api, started):
    fatima = api.user("Fatima", lang="en")

    number = fatima.says("/start haarlem")

    received = await started.said("/start haarlem")
    assert received.id == str(api.world.last_update)
    assert received.at == Address("telegram", str(fatima.id))
    assert received.sender == Sender(str(fatima.id), "Fatima")
    assert received.message == str(number)
    assert received.lang == "en"


async def test_a_reply_tells_what_it_answers(api, started):
    fatima = api.user("Fatima")
    first = fatima.says("een vraag")

    fatima.says("over die vraag", reply_to=first)

    assert (await started.said("over die vraag")).about == str(first)


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        ("photo", "photo"),
        ("voice", "voice"),
        ("audio", "audio"),
        ("video", "video"),
        ("video_note", "video"),
        ("animation", "video"),
        ("document", "document"),
        ("sticker", "sticker"),
        ("location", "location"),
        ("contact", "contact"),
        ("dice", "other"),
    ],
)
async def test_what_is_no_text_is_received_by_its_kind(api, started, sent, kind):
    api.user("Fatima").sends(sent)

    received = await started.first(lambda one: isinstance(one.what, Attached))

    assert received.what.kind == kind


async def test_a_file_says_where_it_is_kept_and_how_large_it_is(api, started):
    api.user("Fatima").sends("document", content=b"%PDF-1.4 een brief")

    received = await started.first(lambda one: isinstance(one.what, Attached))

    kept = received.what.file
    assert (kept.name, kept.size, kept.network) == ("brief.pdf", 18, "telegram")


async def test_a_place_is_a_page_with_a_map_and_a_sticker_its_emoji(api, started):
    fatima = api.user("Fatima")
    fatima.sends("location")
    fatima.sends("sticker")

    await started.first(lambda one: isinstance(one.what, Attached) and one.what.kind == "sticker")
    place = next(one.what for one in started.all if one.what.kind == "location")
    assert place.link == "https://www.openstreetmap.org/#map=17/52.38000/4.64000"
    assert place.file is None


async def test_who_is_removed_from_the_group_has_departed(api, started):
    group, tom = api.group("Balie"), api.user("Tom")
    group.add(tom)
    group.add_bot()

    group.remove(tom)

    received = await started.first(lambda one: isinstance(one.what, Departed))
    assert received.at == Address("telegram", str(group.id))
    assert received.sender == Sender(str(tom.id), "Tom")
    assert not received.private


async def test_a_caption_comes_along(api, started):
    api.user("Fatima").sends("photo", caption="deze brief")

    received = await started.first(lambda one: isinstance(one.what, Attached))

    assert received.what.caption == "deze brief"


async def test_an_edit_tells_the_new_text_and_which_message(api, started):
    fatima = api.user("Fatima")
    number = fatima.says("hoe vraag ik digit aan")

    fatima.edits(number, "hoe vraag ik digid aan")

    received = await started.first(lambda one: isinstance(one.what, Edited))
    assert received.what == Edited("hoe vraag ik digid aan")
    assert received.about == str(number)


async def test_a_pressed_button_is_received_and_its_spinner_stops(api, adapter, started, at):
    fatima = api.user("Fatima", started=True)
    sent = await adapter.send(
        Message("m", at(fatima), "Wilt u dat?", ((Button("Ja", "yes"), Button("Nee", "no")),))
    )
    query = fatima.presses("Nee")

    received = await started.first(lambda one: isinstance(one.what, Pressed))
    await api.until(lambda: api.world.queries[query].answered)
    assert received.what == Pressed("no")
    assert received.about == sent.message
    assert received.message is None


async def test_a_press_that_is_too_old_is_received_all_the_same(api, adapter, started, at):
    fatima = api.user("Fatima", started=True)
    await adapter.send(Message("m", at(fatima), "Ja?", ((Button("Ja", "yes"),),)))
    api.fail("answerCallbackQuery", 400, text="Bad Request: query is too old")

    fatima.presses("Ja")

    assert Pressed("yes") in await nothing_else(api, started, fatima)


async def test_an_added_emoji_is_received_and_a_removed_one_is_not(api, started):
    fatima = api.user("Fatima")
    number = fatima.says("dank")
    fatima.reacts(number, "👍")
    fatima.reacts(number, "🔥")
    fatima.reacts(number, "")

    seen = await nothing_else(api, started, fatima)

    assert seen == [Said("dank"), Reacted("👍"), Reacted("🔥")]
    assert started.all[1].about == str(number)


async def test_blocking_and_unblocking_are_leaving_and_joining(api, started):
    fatima = api.user("Fatima", started=True)
    fatima.blocks()
    fatima.unblocks()

    assert await nothing_else(api, started, fatima) == [Left(), Joined()]
    assert started.all[0].private


async def test_being_added_and_kicked_is_one_joining_and_one_leaving(api, started):
    fatima, group = api.user("Fatima"), api.group("Balie")
    group.add_bot()
    group.remove_bot()

    assert await nothing_else(api, started, fatima) == [Joined(), Left()]
    assert started.all[0].at == Address("telegram", str(group.id))
    assert not started.all[0].private


async def test_a_message_in_a_topic_has_the_topic_as_its_thread_and_answers_nothing(
    api, adapter, started, at
):
    karin, group = api.user("Karin"), api.group("Balie", forum=True)
    group.add_bot()
    card = await adapter.send(Message("m", at(group), "kaart", opens="Zaak 1"))
    topic = next(iter(group.topics()))

    karin.says("ik kijk", group, topic=topic)
    karin.says("antwoord", group, topic=topic, reply_to=int(card.message))

    first, second = await started.said("ik kijk"), await started.said("antwoord")
    assert first.at == second.at == card.at == at(group, f"topic:{topic}")
    assert (first.about, second.about) == (None, card.message)


async def test_replies_in_a_supergroup_have_the_first_message_as_their_thread(
    api, adapter, started, at
):
    karin, group = api.user("Karin"), api.group("Balie")
    group.add_bot()
    card = await adapter.send(Message("m", at(group), "kaart", opens="Zaak 1"))
    relayed = await adapter.send(Message("n", card.at, "nog een vraag van de burger"))

    karin.says("antwoord", group, reply_to=int(relayed.message))

    received = await started.said("antwoord")
    assert received.at == card.at == at(group, f"reply:{card.message}")
    assert received.about == relayed.message


async def test_in_a_basic_group_the_answered_message_alone_is_known(api, adapter, started, at):
    karin, group = api.user("Karin"), api.group("Balie", basic=True)
    group.add_bot(admin=False)
    card = await adapter.send(Message("m", at(group), "kaart", opens="Zaak 1"))

    karin.says("antwoord", group, reply_to=int(card.message))

    received = await started.said("antwoord")
    assert (received.at, received.about) == (at(group), card.message)
    assert card.at == at(group, f"reply:{card.message}")


async def test_a_command_with_our_name_is_a_command_and_one_for_another_bot_is_not_ours(
    api, started
):
    karin, group = api.user("Karin"), api.group("Balie")
    group.add_bot()
    karin.says("/claim@Wegwijs_Test_Bot 12", group)
    karin.says("/claim@other_bot", group)

    assert await nothing_else(api, started, karin) == [Joined(), Said("/claim 12")]


async def test_a_group_that_becomes_a_supergroup_has_moved(api, started):
    fatima, group = api.user("Fatima"), api.group("Balie", basic=True)
    group.add_bot(admin=False)

    new = group.upgrade()

    seen = await nothing_else(api, started, fatima)
    assert Moved(str(new.id)) in seen
    moved = await started.first(lambda one: isinstance(one.what, Moved))
    assert (moved.id, moved.at.chat) == (f"moved:{group.id}", str(group.id))


async def test_what_the_bot_may_do_in_a_group_is_told_when_it_changes(api, started):
    fatima, group = api.user("Fatima"), api.group("Balie", forum=True)
    group.add_bot(admin=False)
    group.add_bot(rights=("can_delete_messages",))
    group.add_bot(rights=("can_delete_messages", "can_pin_messages"))
    group.add_bot()
    group.add_bot(rights=("can_manage_topics",))

    assert await nothing_else(api, started, fatima) == [
        Joined(("read", "topics", "delete")),
        Permitted(("topics",)),
        Permitted(),
        Permitted(("delete",)),
    ]


async def test_a_group_without_topics_needs_no_right_to_manage_them(api, started):
    fatima, group = api.user("Fatima"), api.group("Balie")
    group.add_bot(rights=("can_delete_messages",))

    assert await nothing_else(api, started, fatima) == [Joined()]


async def test_a_bot_without_privacy_mode_hears_all_without_being_an_administrator(api, adapter):
    api.world.privacy = False
    fatima, group = api.user("Fatima"), api.group("Balie")
    async with listening(adapter) as inbox:
        await api.until(lambda: api.called("getUpdates"))
        group.add_bot(admin=False)

        assert await nothing_else(api, inbox, fatima) == [Joined(("delete",))]


async def test_an_anonymous_admin_is_known_by_the_group_alone(api, started):
    group = api.group("Balie")
    group.add_bot()
    ghost = api.user("Group")
    ghost.json |= {"id": 1087968824, "is_bot": True}

    ghost.says("ik help", group, sender_chat=group.chat.json(), author_signature="Balie 2")

    assert (await started.said("ik help")).sender == Sender(str(group.id), "Balie 2")


async def test_bots_service_messages_and_copied_posts_are_passed_over(api, started):
    karin, group = api.user("Karin"), api.group("Balie")
    group.add_bot()
    robot = api.user("Robot")
    robot.json["is_bot"] = True
    robot.says("piep", group)
    karin.sends("new_title", group)
    karin.says("nieuws", group, is_automatic_forward=True, sender_chat=group.chat.json())

    assert await nothing_else(api, started, karin) == [Joined()]
    await api.until(lambda: not api.world.updates)  # confirmed all the same


async def test_forwarded_text_is_text(api, started):
    fatima = api.user("Fatima")
    origin = {"type": "hidden_user", "date": 0, "sender_user_name": "Bank"}

    fatima.says("Uw pas verloopt, klik hier", forward_origin=origin)

    assert (await started.said("Uw pas verloopt, klik hier")).private
