"""From what a network brings to what the networks are given, through real parts only."""

import logging

import pytest

from bot.engine import engine as engine_module
from bot.ports import (
    Address,
    Attached,
    Deleted,
    Edit,
    Gone,
    Joined,
    Left,
    Message,
    Moved,
    Pressed,
    Reacted,
    Received,
    Remove,
    Said,
    Sender,
    Shut,
    Undeliverable,
    Unreadable,
)
from tests.engine.house import ANJA, BRAM, FATIMA, House

OTHER = Sender("omar", "Omar")


@pytest.fixture(params=["telegram", "matrix"])
def citizens(request) -> str:
    return request.param


@pytest.fixture(params=["telegram", "matrix"])
def desks(request) -> str:
    return request.param


@pytest.fixture
def house(store, knowledge) -> House:
    return House(store, knowledge)


# --- a citizen asks ---------------------------------------------------------------------------


async def test_a_question_is_answered(house):
    await house.citizen("Hoe vraag ik een DigiD aan?")

    assert any("DigiD" in text for text in house.citizen_sees())


async def test_a_message_that_the_network_repeats_is_handled_once(house):
    received = await house.citizen("Hoe vraag ik een DigiD aan?")
    seen = len(house.citizen_sees())
    await house.happens(received)

    assert len(house.citizen_sees()) == seen


async def test_two_citizens_at_the_same_time_do_not_mix(house):
    await house.citizen("Hoe vraag ik een DigiD aan?")
    await house.citizen("hello, how do I get a DigiD?", OTHER)

    assert "citizenship" not in house.citizen_sees()[-1]
    assert house.citizen_sees(OTHER)[-1] != house.citizen_sees()[-1]


async def test_a_number_chooses_and_so_does_a_reaction_with_it(house):
    await house.citizen("/help")
    message = house.citizens.sent[-1]
    first = message.choices()[0]
    seen = len(house.citizen_sees())
    await house.citizen(Reacted("1️⃣"), message=None, about=f"telegram-{seen}")

    by_reaction = house.citizen_sees()[seen:]
    await house.presses(first.data)
    assert by_reaction == house.citizen_sees()[seen + len(by_reaction) :]


@pytest.mark.parametrize(
    "what",
    [
        Attached("voice"),
        Attached("photo", "wat is dit voor brief"),
        Attached("sticker"),
        Attached("location"),
        Unreadable(),
        Said("😀😀"),
        Said("x" * 100_000),
        Said("/nonsense"),
        Said(""),
        Pressed("forged:data:that:means:nothing"),
        Pressed("t:no-such-topic"),
    ],
)
async def test_whatever_a_citizen_sends_there_is_an_answer(house, what):
    await house.citizen(what)

    assert house.citizen_sees()


@pytest.mark.parametrize("what", [Deleted(), Left(), Joined(), Reacted("👍")])
async def test_what_needs_no_answer_breaks_nothing(house, what):
    await house.citizen(what, message=None, about="telegram-1")
    await house.citizen("Hoe vraag ik een DigiD aan?")

    assert house.citizen_sees()


# --- personal data ----------------------------------------------------------------------------


async def test_a_bsn_is_masked_before_it_is_stored_or_shown_to_the_desk(house, tmp_path, store):
    await house.citizen("mijn bsn is 123456782, mail a@b.nl, ik snap de brief niet")
    await house.presses("human")
    await house.presses("yes")
    await house.citizen("en mijn rekening is NL91ABNA0417164300")

    everything = "\n".join(house.desk_sees()).replace("\\", "")
    assert "[BSN]" in everything
    assert "[IBAN]" in everything
    for secret in ("123456782", "NL91ABNA0417164300", "a@b.nl"):
        assert secret not in everything
        if store.is_sqlite:
            for file in tmp_path.glob("wegwijs.db*"):
                assert secret.encode() not in file.read_bytes()


async def test_no_text_and_no_name_is_ever_logged(house, caplog):
    caplog.set_level(logging.DEBUG)
    await house.opens_a_case("geheimewoord over zorgtoeslag")
    await house.at_desk("!claim")
    await house.at_desk("antwoordwoord")
    house.citizens.refuse_always["fatima"] = Gone("blocked")
    await house.at_desk("nogeenwoord")

    logged = caplog.text
    for word in ("geheimewoord", "antwoordwoord", "nogeenwoord", "Fatima", "Anja"):
        assert word not in logged


# --- the desk ---------------------------------------------------------------------------------


async def test_a_case_goes_to_a_person_and_back_over_any_two_networks(
    store, knowledge, citizens, desks
):
    house = House(store, knowledge, citizens, desks)
    await house.opens_a_case("Ik snap mijn brief van het UWV niet")
    await house.at_desk("!claim")
    answer = await house.at_desk("Kom vanmiddag langs, dan kijken we samen.")
    await house.citizen("Dank u, ik kom om drie uur.")

    assert "brief van het UWV" in house.card.text.replace("\\", "")
    assert "Anja" in house.citizen_sees()[-1]
    assert "Kom vanmiddag langs" in house.citizen_sees()[-1]
    assert "drie uur" in house.desk_sees()[-1]
    assert (answer.message, "👍") in house.marks()


async def test_who_has_not_claimed_does_not_speak(house):
    await house.opens_a_case()
    await house.at_desk("!claim")
    seen = len(house.citizen_sees())
    note = await house.at_desk("Dit is vast die man van gisteren", BRAM)
    await house.at_desk("// let op, ongeduldig")

    assert len(house.citizen_sees()) == seen
    assert (note.message, "✍") in house.marks()


async def test_a_reply_to_the_card_claims_and_sends(house):
    await house.opens_a_case()
    await house.at_desk("Ik help u graag.", about=house.thread)

    assert "Ik help u graag" in house.citizen_sees()[-1].replace("\\", "")


async def test_a_button_of_the_card_works_wherever_it_is_pressed(house):
    await house.opens_a_case()
    await house.at_desk(Pressed("claim"), message=None, about=house.thread, thread=None)
    await house.at_desk("Hallo!")

    assert "Hallo" in house.citizen_sees()[-1]


async def test_two_cases_never_mix(house):
    await house.opens_a_case()
    first = house.thread
    await house.citizen("Ik heb een vraag over zorgtoeslag", OTHER)
    await house.presses("human", OTHER)
    await house.presses("yes", OTHER)
    second = house.thread
    await house.at_desk("!claim", thread=first)
    await house.at_desk("!claim", BRAM, thread=second)
    await house.at_desk("voor de eerste", thread=first)
    await house.at_desk("voor de tweede", BRAM, thread=second)

    assert "voor de eerste" in house.citizen_sees()[-1]
    assert "voor de tweede" in house.citizen_sees(OTHER)[-1]


async def test_what_is_said_in_a_closed_case_reaches_nobody_and_says_so(house):
    await house.opens_a_case()
    old = house.thread
    await house.at_desk("!claim")
    await house.at_desk("!close")
    await house.opens_a_case("Nu een andere vraag over toeslagen")
    seen = len(house.citizen_sees())
    await house.at_desk("nog even over gisteren", thread=old)

    assert len(house.citizen_sees()) == seen
    assert house.desk_sees()[-1]


async def test_a_press_by_a_citizen_never_acts_on_a_case(house):
    await house.opens_a_case()
    await house.presses("claim")
    await house.presses("close", OTHER)

    assert not [edit for edit in house.of_kind(Edit) if "Fatima" in edit.text]
    await house.at_desk("!claim")
    await house.at_desk("Goedemiddag")
    assert "Goedemiddag" in house.citizen_sees()[-1]


async def test_colleagues_talk_outside_a_case_is_left_alone(house):
    await house.at_desk("Wie wil er koffie?", thread=None)

    assert house.desk_sees() == []


async def test_the_desk_can_ask_what_is_open(house):
    await house.at_desk("/cases", thread=None)
    await house.opens_a_case()
    await house.at_desk("!cases", thread=None)

    assert len(house.desk_sees()) >= 3
    assert house.desk_sees()[0] != house.desk_sees()[-1]


async def test_closing_asks_for_a_rating_and_the_next_question_is_answered(house):
    await house.opens_a_case()
    await house.at_desk("!claim")
    await house.at_desk("!close")
    rating = house.citizens.sent[-1]
    await house.presses(rating.choices()[0].data)
    await house.citizen("Hoe vraag ik een DigiD aan?")

    assert len(rating.choices()) >= 3
    assert "DigiD" in house.citizen_sees()[-1]


# --- what can't be delivered ------------------------------------------------------------------


async def test_staff_are_told_when_the_citizen_blocked_the_bot(house):
    await house.opens_a_case()
    await house.at_desk("!claim")
    house.citizens.refuse_always["fatima"] = Gone("blocked")
    seen = len(house.desk_sees())
    answer = await house.at_desk("Bent u er nog?")

    assert (answer.message, "👎") in house.marks()
    assert (answer.message, "👍") not in house.marks()
    assert len(house.desk_sees()) > seen


async def test_a_citizen_is_told_when_the_desk_cannot_be_reached(house):
    house.staff.refuse_always["desk"] = Gone("kicked")
    await house.opens_a_case()

    assert len(house.citizen_sees()) >= 3
    await house.citizen("Hoe vraag ik een DigiD aan?")
    assert "DigiD" in house.citizen_sees()[-1]


async def test_removing_the_bot_from_a_desk_tells_the_operator_and_who_waits(house, caplog):
    await house.opens_a_case()
    seen = len(house.citizen_sees())
    await house.at_desk(Left(), message=None, thread=None)

    assert "the desk of haarlem removed the bot" in caplog.text
    assert len(house.citizen_sees()) > seen


async def test_a_message_that_is_refused_does_not_hold_up_the_next(house):
    house.citizens.refuse.append(Undeliverable("too long"))
    await house.citizen("Hoe vraag ik een DigiD aan?")
    await house.citizen("Wat is zorgtoeslag?")

    assert house.citizen_sees()


# --- groups and moves -------------------------------------------------------------------------


async def test_a_group_that_adds_the_bot_is_told_why_it_is_silent(house):
    at = Address("telegram", "-99")
    await house.happens(Received("g1", at, FATIMA, Joined(), private=False))
    await house.happens(Received("g2", at, FATIMA, Said("hallo bot"), private=False))

    assert len(house.citizens.said_in("-99")) == 1


async def test_a_desk_that_became_a_supergroup_goes_on(store, knowledge):
    house = House(store, knowledge, "telegram", "telegram")
    await house.opens_a_case()
    at = Address("telegram", "desk")
    await house.happens(Received("m1", at, ANJA, Moved("-100desk"), private=False))
    await house.citizen("Bent u er al?")

    assert "Bent u er al" in house.staff.said_in("-100desk")[-1]


# --- forgetting -------------------------------------------------------------------------------


def rows_left(tx) -> int:
    connection = tx.inbox._connection
    tables = ("conversations", "cases", "messages", "timers", "outbox")
    return sum(
        connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() for table in tables
    )


async def test_forget_leaves_nothing_behind_and_takes_back_what_the_desk_was_sent(house, store):
    await house.opens_a_case("Mijn vraag over zorgtoeslag")
    await house.at_desk("!claim")
    sent = [m for m in house.staff.sent if isinstance(m, Message)]
    await house.citizen("/forget")
    await house.presses("forget:yes")

    assert await store.run(rows_left) == 0
    assert len(house.of_kind(Remove)) >= len(sent)
    assert house.citizen_sees()[-1]
    assert house.of_kind(Shut)
    assert isinstance(house.staff.sent[-1], Message | Shut | Remove)
    assert len(house.desk_sees()) == len(sent) + 1


async def test_an_operator_can_forget_a_citizen(house, store):
    await house.opens_a_case()

    assert await house.engine.forget(Address("telegram", "fatima"))
    await house.delivery.drain()
    assert await store.run(rows_left) == 0
    assert not await house.engine.forget(Address("telegram", "fatima"))


async def test_who_was_forgotten_starts_anew(house):
    await house.opens_a_case()
    await house.engine.forget(Address("telegram", "fatima"))
    await house.citizen("Hoe vraag ik een DigiD aan?")

    assert "DigiD" in house.citizen_sees()[-1]


# --- mistakes of our own ----------------------------------------------------------------------


async def test_a_mistake_of_ours_is_told_kindly_and_logged_without_the_text(
    house, monkeypatch, caplog
):
    def broken(received, under):
        raise ValueError(received.what.text)

    monkeypatch.setattr(engine_module, "citizen_event", broken)
    received = await house.citizen("geheimewoord")
    await house.happens(received)

    assert len(house.citizen_sees()) == 1
    assert "ValueError" in caplog.text
    assert "geheimewoord" not in caplog.text


# --- timers -----------------------------------------------------------------------------------


async def test_an_unclaimed_case_reminds_the_desk_and_then_tells_the_citizen(house):
    await house.opens_a_case()
    at_desk, to_citizen = len(house.desk_sees()), len(house.citizen_sees())
    await house.time_passes(601)
    assert len(house.desk_sees()) == at_desk + 1
    await house.time_passes(1201)

    assert len(house.citizen_sees()) == to_citizen + 1


async def test_a_case_in_which_nobody_speaks_is_closed(house, store):
    await house.opens_a_case()
    await house.at_desk("!claim")
    await house.at_desk("Lukt het zo?")
    await house.time_passes(86_401)
    number = await store.run(lambda tx: [case.number for case in tx.cases.open_at(desk)])

    assert number == []


desk = Address("matrix", "desk")
