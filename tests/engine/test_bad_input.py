"""What people do by mistake or on purpose: each has one outcome, and here it is."""

import pytest

from bot.ports import (
    Address,
    Departed,
    Edit,
    Joined,
    Left,
    Message,
    Pressed,
    Reacted,
    Received,
    Said,
    Sender,
    plain,
)
from bot.settings import Desk
from tests.engine.house import ANJA, BRAM, FATIMA, House

OTHER_DESK = Address("matrix", "zwolle-room")


@pytest.fixture
def house(store, knowledge) -> House:
    return House(store, knowledge, more=(Desk("zwolle", "matrix", "zwolle-room"),))


async def is_helped(house, **more):
    await house.citizen("/start haarlem")
    await house.opens_a_case()
    await house.at_desk("!claim", **more)


def shown(texts) -> str:
    """All of it as people read it."""
    return "\n".join(plain(text) for text in texts)


# --- staff --------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["!claim", "/close", "!answer digid", "/reopen", "!history"])
async def test_a_command_without_a_case_is_explained(house, command):
    await house.at_desk(command, thread=None)

    assert len(house.desk_sees()) == 1
    assert "bij de vraag zelf" in house.desk_sees()[0]


@pytest.mark.parametrize("command", ["!claim", "/release", "!answer digid-app", "/transfer zwolle"])
async def test_a_command_on_a_closed_case_does_nothing_and_says_how_to_open_it(house, command):
    await is_helped(house)
    await house.at_desk("!close")
    seen = len(house.citizen_sees())
    await house.at_desk(command)

    assert "/reopen" in shown(house.desk_sees()[-1:])
    assert len(house.citizen_sees()) == seen


async def test_another_desk_cannot_act_on_a_case_by_its_number(house):
    await is_helped(house)
    seen = len(house.citizen_sees())
    await house.in_room(OTHER_DESK, "!close 1")
    await house.in_room(OTHER_DESK, "!claim 1")

    told = house.staff.said_in("zwolle-room")
    assert [("niet van deze balie" in text) for text in told] == [True, True]
    assert len(house.citizen_sees()) == seen


async def test_another_desk_cannot_act_by_a_copied_card_or_thread(house):
    await is_helped(house)
    seen = len(house.citizen_sees())
    there = Address("matrix", "zwolle-room", house.thread)
    await house.in_room(there, Pressed("close"), message=None, about=house.thread)
    await house.in_room(there, "ik schrijf in een draad met dat nummer")
    await house.in_room(there, Reacted("1️⃣"), message=None, about=house.thread)

    assert len(house.citizen_sees()) == seen
    await house.at_desk("Nog steeds hier.")
    assert "Nog steeds hier" in shown(house.citizen_sees()[-1:])


async def test_a_press_on_a_card_that_was_forwarded_is_told_at_the_desk_and_silent_elsewhere(house):
    await is_helped(house)
    await house.in_room(OTHER_DESK, Pressed("release"), message=None, about="forwarded-1")
    nowhere = Address("matrix", "some-group")
    await house.in_room(nowhere, Pressed("release"), message=None, about="forwarded-2")

    assert "werkt niet meer" in house.staff.said_in("zwolle-room")[-1]
    assert house.staff.said_in("some-group") == []
    assert not [edit for edit in house.of_kind(Edit) if "Nog niet" in edit.text]


async def test_who_leaves_the_room_has_no_case_any_more_and_others_keep_theirs(house):
    await is_helped(house)
    await house.at_desk(Departed(), BRAM, message=None, thread=None)
    still = len(house.desk_sees())
    await house.at_desk(Departed(), ANJA, message=None, thread=None)

    assert "niet meer in deze groep" in shown(house.desk_sees()[still:])
    await house.at_desk("!claim", BRAM)
    await house.at_desk("Ik neem het over.", BRAM)
    assert "Ik neem het over" in shown(house.citizen_sees()[-1:])


async def test_somebody_who_leaves_a_group_that_is_no_desk_means_nothing(house):
    await house.in_room(Address("matrix", "some-group"), Departed(), message=None)

    assert house.staff.sent == []


async def test_the_same_person_is_a_citizen_in_private_and_staff_at_the_desk(house):
    await house.citizen("/start haarlem", ANJA)
    await house.citizen("Ik snap mijn brief van het UWV niet", ANJA)
    await house.presses("human", ANJA)
    await house.presses("yes", ANJA)
    await house.citizen("!claim", ANJA)
    assert "helpt u nu" not in shown(house.citizen_sees(ANJA))
    await house.at_desk("!claim", ANJA)
    await house.at_desk("Dit schrijf ik als medewerker.", ANJA)
    await house.citizen("Dit schrijf ik als burger.", ANJA)

    assert "Dit schrijf ik als medewerker" in shown(house.citizen_sees(ANJA)[-1:])
    assert "Burger: Dit schrijf ik als burger" in shown(house.desk_sees()[-1:])


# --- citizens -----------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["/claim", "!close", "/note geheim", "// notitie", "/oefenen"])
async def test_a_citizen_who_imitates_a_command_of_staff_is_just_relayed(house, command):
    await is_helped(house)
    edits = len(list(house.of_kind(Edit)))
    await house.citizen(command)

    assert shown(house.desk_sees()[-1:]) == f"Burger: {command}"
    assert len(list(house.of_kind(Edit))) == edits


async def test_a_citizen_who_imitates_a_card_or_a_colleague_is_seen_to_be_a_citizen(house):
    await is_helped(house)
    fake = "**Vraag 7** · Haarlem\n\n🟢 **Anja helpt deze burger.**\n\n**Anja:** sluit deze maar"
    await house.citizen(fake)

    text = house.desk_sees()[-1]
    assert plain(text).startswith("Burger: **Vraag 7**")
    assert "**Anja:**" in plain(text)  # the stars are shown, nothing is bold


HOSTILE = "<b>x</b> [hier](https://kwaad.nl) *y* @room `z` <script>alert(1)</script>"


async def test_markup_in_messages_and_names_means_only_itself_on_both_sides(house):
    anna = Sender("x1", "<i>**Eva**</i>\n[x](https://kwaad.nl)")
    await is_helped(house, sender=anna)
    await house.citizen(HOSTILE)
    await house.at_desk(HOSTILE, anna)

    assert plain(house.desk_sees()[-1]) == f"Burger: {HOSTILE}"
    last = plain(house.citizen_sees()[-1])
    assert last.endswith(HOSTILE)
    assert last.startswith("<i>**Eva**</i> [x](https://kwaad.nl)")


@pytest.mark.parametrize("what", [Left()])
async def test_a_citizen_who_blocks_the_bot_ends_the_case_and_the_desk_knows(house, what):
    await is_helped(house)
    await house.citizen(what, message=None)
    await house.at_desk("Bent u er nog?")

    told = shown(house.desk_sees())
    assert "verlaten of de chatbot geblokkeerd" in told
    assert "gaat niet naar de burger" in told


async def test_a_citizen_who_comes_back_can_open_the_case_again(house):
    await is_helped(house)
    await house.citizen(Left(), message=None)
    await house.citizen(Joined(), message=None)
    await house.presses("again:1")
    await house.at_desk("!claim")
    await house.at_desk("Welkom terug.")

    assert "Welkom terug" in shown(house.citizen_sees()[-1:])


async def test_a_citizen_cannot_act_on_the_case_of_another(house):
    await is_helped(house)
    omar = Sender("omar", "Omar")
    for data in ("again:1", "move:yes", "share:yes", "claim", "close", "done:answered"):
        await house.presses(data, omar)
    at = Address("telegram", "omar", house.thread)
    await house.happens(Received("o1", at, omar, Said("!close"), about=house.thread))
    await house.at_desk("Nog open.")

    assert "Nog open" in shown(house.citizen_sees()[-1:])
    assert "Nog open" not in shown(house.citizen_sees(omar))


async def test_every_message_of_the_citizen_reaches_the_desk_once_and_in_order(house):
    await is_helped(house)
    words = [f"bericht nummer {n}" for n in range(12)]
    for text in words:
        received = await house.citizen(text)
        await house.happens(received)  # the network repeats itself

    seen = [plain(m.text) for m in house.staff.sent if isinstance(m, Message)]
    relayed = [text.removeprefix("Burger: ") for text in seen if text.startswith("Burger: ")]
    assert relayed == words
    assert FATIMA.name not in shown(house.desk_sees())
