"""A case that goes to another library's desk, on the same network or another, and back."""

import pytest

from bot.ports import Address, Edit, Gone, Message, Shut
from bot.settings import Desk
from tests.engine.house import ANJA, House

CONSENT = "/transfer zwolle\nMevrouw belt om twee uur."


@pytest.fixture(params=["telegram", "matrix"])
def there(request) -> Desk:
    """The other desk: on the network of the citizen, or on that of the first desk."""
    return Desk("zwolle", request.param, "zwolle-room")


@pytest.fixture
def house(store, knowledge, there) -> House:
    return House(store, knowledge, more=(there,))


async def opens_in_haarlem(house):
    await house.citizen("/start haarlem")
    await house.opens_a_case()
    await house.at_desk("!claim")


def network_of(house, desk):
    return house.citizens if desk.network == house.citizens.network else house.staff


def new_thread(house, desk) -> Address:
    """Where the new case lives, once its card is there."""
    network = network_of(house, desk)
    messages = [m for m in network.sent if isinstance(m, Message)]
    card = next(m for m in messages if m.opens and m.to.chat == desk.room)
    return Address(desk.network, desk.room, f"{desk.network}-{messages.index(card) + 1}")


async def moves(house):
    await opens_in_haarlem(house)
    await house.at_desk(CONSENT)
    await house.presses("move:yes")


async def test_nothing_goes_to_the_other_desk_before_the_citizen_agrees(house, there):
    await opens_in_haarlem(house)
    await house.at_desk(CONSENT)
    network = "Telegram" if there.network == "telegram" else "Matrix"

    assert network_of(house, there).said_in("zwolle-room") == []
    asked = house.citizen_sees()[-1]
    assert "Zwolle" in asked
    assert network in asked
    assert "belt om twee uur" not in "".join(house.citizen_sees())


async def test_who_says_no_stays_where_the_case_was(house, there):
    await opens_in_haarlem(house)
    await house.at_desk(CONSENT)
    await house.citizen("nee")
    await house.at_desk("Dan help ik u verder.")

    assert network_of(house, there).said_in("zwolle-room") == []
    assert "Dan help ik u verder" in house.citizen_sees()[-1]


async def test_the_new_desk_gets_a_card_and_the_note_and_helps(house, there):
    await moves(house)
    at = new_thread(house, there)
    await house.in_room(at, "!claim")
    await house.in_room(at, "Goedemiddag uit Zwolle.")
    await house.citizen("Dank u!")

    there_seen = network_of(house, there).said_in("zwolle-room")
    assert "brief van het UWV" in there_seen[0]
    assert "Mevrouw belt om twee uur" in there_seen[1]
    assert "Dank u" in there_seen[-1]
    assert "Goedemiddag uit Zwolle" in house.citizen_sees()[-1]


async def test_the_old_thread_says_where_it_went_is_shut_and_speaks_no_more(house):
    await moves(house)
    seen, told = len(house.citizen_sees()), len(house.desk_sees())
    old = Address("matrix", "desk", "matrix-1")
    for words in ("nog iets", "!reopen", "!claim", "!answer digid-app"):
        await house.in_room(old, words, ANJA)

    assert len(house.citizen_sees()) == seen
    assert all("doorgegeven" in text for text in house.desk_sees()[told:])
    assert any("Zwolle" in text for text in house.desk_sees()[:told])
    assert [shut for shut in house.of_kind(Shut) if shut.to == old]
    assert [edit for edit in house.of_kind(Edit) if "Gesloten" in edit.text]


async def test_a_case_goes_there_and_back_again(house, there):
    await moves(house)
    at = new_thread(house, there)
    await house.in_room(at, "!claim")
    await house.in_room(at, "!transfer haarlem")
    await house.citizen("ja")
    await house.at_desk("!claim", thread=house.thread)
    await house.at_desk("Daar bent u weer.", thread=house.thread)

    assert "Daar bent u weer" in house.citizen_sees()[-1]
    await house.in_room(at, "en wij dan?")
    assert "wij dan" not in "".join(house.citizen_sees())


async def test_a_desk_that_fails_after_the_case_left_it_does_not_end_the_new_case(house, there):
    await opens_in_haarlem(house)
    await house.at_desk(CONSENT)
    house.staff.refuse_always["desk"] = Gone("kicked")
    await house.presses("move:yes")
    at = new_thread(house, there)
    await house.in_room(at, "!claim")
    await house.in_room(at, "Wij helpen u.")

    assert "Wij helpen u" in house.citizen_sees()[-1]


async def test_exactly_one_case_is_open_after_a_transfer(house, store, there):
    await moves(house)

    def open_cases(tx):
        rooms = [Address("matrix", "desk"), Address(there.network, "zwolle-room")]
        return [[case.library for case in tx.cases.open_at(room)] for room in rooms]

    assert await store.run(open_cases) == [[], ["zwolle"]]


async def test_a_citizen_in_two_libraries_has_one_case_at_the_library_of_the_moment(house, there):
    await opens_in_haarlem(house)
    await house.citizen("/start zwolle")
    await house.at_desk("!close")
    await house.citizen("/start zwolle")
    await house.opens_a_case("Ik zoek hulp met mijn belastingaangifte")

    assert "belastingaangifte" in network_of(house, there).said_in("zwolle-room")[0]
    assert len([text for text in house.desk_sees() if "belastingaangifte" in text]) == 0
