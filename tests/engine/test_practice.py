"""`/oefenen`: the whole script is played, nothing reaches a citizen, and nothing is counted."""

import pytest

from bot.dialogue.practice import Scripted, read_script
from bot.ports import Mark, Message, Pressed
from tests.engine.house import BRAM, House


@pytest.fixture
def house(store, knowledge) -> House:
    return House(store, knowledge)


async def begins(house):
    await house.at_desk("/oefenen", BRAM, thread=None)


async def everything(store):
    return await store.run(lambda tx: (tx.counts.all(), tx.gaps.all(), tx.outbox.waiting()))


async def test_a_practice_case_is_marked_and_says_what_to_do_first(house):
    await begins(house)

    assert "OEFENING" in house.card.text
    assert "Oefening" in house.card.opens
    assert "Neem de vraag aan" in house.desk_sees()[-1].replace("\\", "")


async def test_the_citizen_of_the_script_answers_each_message(house):
    await begins(house)
    await house.at_desk("!claim", BRAM)
    first = await house.at_desk("Goedemiddag, wat staat er in de brief?", BRAM)
    after_first = house.desk_sees()[-2:]
    await house.at_desk("// weet jij dit?", BRAM)
    seen = len(house.desk_sees())
    await house.at_desk("!answer toeslag terugbetalen", BRAM)
    after_topic = "\n".join(house.desk_sees()[seen:])
    await house.at_desk("Dat is niet nodig. Kom gerust langs.", BRAM)
    seen = len(house.desk_sees())
    await house.at_desk("!close", BRAM)

    assert (first.message, "👍") in house.marks()
    assert "terugbetalen" in after_first[0]
    assert "kennisbank" in after_first[1]
    assert "burgerservicenummer" in after_topic
    assert "oefening is klaar" in "\n".join(house.desk_sees()[seen:])


async def test_what_is_practised_reaches_no_citizen_and_is_nowhere_counted(house, store):
    await begins(house)
    await house.at_desk("!claim", BRAM)
    for words in ("Goedemiddag", "!answer digid-aanvragen", "!transfer zwolle", "!release"):
        await house.at_desk(words, BRAM)
    await house.at_desk("!claim", BRAM)
    await house.at_desk("!close", BRAM)
    messages = [m for m in house.staff.sent if isinstance(m, Message)]
    wrap_up = next(m for m in messages if "Hoe liep het af" in m.text)
    about = f"matrix-{messages.index(wrap_up) + 1}"
    await house.at_desk(Pressed("done:answered"), BRAM, message=None, about=about)
    await house.at_desk("!reopen", BRAM)
    await house.at_desk("nog iets", BRAM)
    await house.time_passes(200_000)

    assert house.citizens.sent == []
    assert await everything(store) == ([], [], (0, 0))


async def test_nobody_is_reminded_of_a_practice_case(house):
    await begins(house)
    await house.at_desk("!claim", BRAM)
    seen = len(house.desk_sees())
    await house.time_passes(20_000)

    assert len(house.desk_sees()) == seen


async def test_two_who_practise_at_once_do_not_mix_and_a_citizen_is_not_touched(house):
    await house.opens_a_case()
    real = house.thread
    await begins(house)
    one = house.thread
    await begins(house)
    two = house.thread
    await house.at_desk("!claim", thread=real)
    await house.at_desk("!claim", BRAM, thread=one)
    await house.at_desk("oefenwoord", BRAM, thread=one)
    await house.at_desk("echt woord", thread=real)

    assert len({real, one, two}) == 3
    assert "echt woord" in house.citizen_sees()[-1]
    assert "oefenwoord" not in "".join(house.citizen_sees())
    marks = [mark for mark in house.staff.sent if isinstance(mark, Mark)]
    assert marks


async def test_the_list_of_open_cases_says_which_is_practice(house):
    await begins(house)
    await house.at_desk("!cases", thread=None)

    assert "Oefening" in house.desk_sees()[-1]


async def test_a_citizen_who_types_it_gets_no_practice_case(house):
    await house.citizen("/oefenen")

    assert house.card is None
    assert house.citizen_sees()


def test_a_script_is_read_line_by_line():
    script = read_script("Doe dit\n\n> Hallo\nTip een\nTip twee\n> Dag")

    assert script == (
        Scripted("", ("Doe dit",)),
        Scripted("Hallo", ("Tip een", "Tip twee")),
        Scripted("Dag"),
    )
