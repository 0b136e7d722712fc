"""Personal data that a citizen types while a person helps."""

import logging

import pytest

from bot.dialogue.world import World
from bot.engine import Desks, Engine
from bot.ports import Attached, Edited
from bot.settings import Desk
from tests.engine.house import House

PHONE, IBAN, MAIL, BSN = "06-12345678", "NL91ABNA0417164300", "f@mail.nl", "123456782"


@pytest.fixture
def house(store, knowledge) -> House:
    return House(store, knowledge)


async def says_a_number(house, text=f"Bel mij op {PHONE} graag"):
    await house.opens_a_case()
    await house.citizen(text)


def at_desk(house) -> str:
    return "\n".join(house.desk_sees()).replace("\\", "")


async def test_the_message_arrives_at_once_without_the_number_and_the_citizen_is_asked(house):
    await says_a_number(house)

    assert "Bel mij op [telefoonnummer] graag" in at_desk(house)
    assert PHONE not in at_desk(house)
    assert "telefoonnummer" in house.citizen_sees()[-1]
    assert "Mag ik het toch doorgeven" in house.citizen_sees()[-1]


@pytest.mark.parametrize("yes", ["ja", "1", "Ja, geef door"])
async def test_after_a_yes_the_desk_reads_it_once(house, yes):
    await says_a_number(house)
    await house.citizen(yes)
    await house.presses("share:yes")

    assert at_desk(house).count(PHONE) == 1
    assert "niet bewaard" in house.citizen_sees()[-1]


async def test_after_a_no_nobody_ever_reads_it(house):
    await says_a_number(house)
    await house.citizen("nee")
    await house.presses("share:yes")

    assert PHONE not in at_desk(house)


async def test_several_kinds_are_asked_for_together(house):
    await says_a_number(house, f"mijn rekening is {IBAN} en mail {MAIL}")
    await house.presses("share:yes")

    assert IBAN in at_desk(house)
    assert MAIL in at_desk(house)


async def test_a_bsn_is_never_passed_on_not_even_after_a_yes(house):
    await says_a_number(house, f"mijn bsn is {BSN}, bel {PHONE}")
    asked = "".join(house.citizen_sees())
    await house.presses("share:yes")

    assert "nooit door" in asked
    assert PHONE in at_desk(house)
    assert BSN not in at_desk(house)


async def test_a_changed_message_and_a_caption_are_asked_for_too(house):
    await house.opens_a_case()
    await house.citizen(Edited(f"bel {PHONE}"), about="in-1")
    await house.presses("share:yes")
    await house.citizen(Attached("photo", f"mail {MAIL}"))
    await house.presses("share:yes")

    assert PHONE in at_desk(house)
    assert MAIL in at_desk(house)


async def test_it_is_not_in_the_database_nor_in_a_log(house, store, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    await says_a_number(house)

    assert PHONE not in caplog.text
    if store.is_sqlite:
        for file in tmp_path.glob("wegwijs.db*"):
            assert PHONE.encode() not in file.read_bytes()


async def test_after_a_quarter_of_an_hour_it_is_gone_and_the_citizen_may_type_it_again(house):
    await says_a_number(house)
    await house.time_passes(901)
    await house.presses("share:yes")

    assert PHONE not in at_desk(house)
    assert "nog een keer typen" in house.citizen_sees()[-1]


async def test_a_restart_forgets_it_and_says_so(house, store, knowledge):
    await says_a_number(house)
    world = World(knowledge, frozenset({"haarlem"}))
    house.engine = Engine(store, world, Desks([Desk("haarlem", "matrix", "desk")]), house.clock)
    await house.presses("share:yes")

    assert PHONE not in at_desk(house)
    assert "nog een keer typen" in house.citizen_sees()[-1]


async def test_a_yes_after_the_case_shows_nothing(house):
    await says_a_number(house)
    await house.presses("stop")
    await house.presses("share:yes")

    assert PHONE not in at_desk(house)


async def test_a_bare_yes_is_for_the_person_once_the_person_has_spoken(house):
    await says_a_number(house)
    await house.at_desk("!claim")
    await house.at_desk("Hebt u een DigiD?")
    await house.citizen("ja")

    assert at_desk(house).endswith("ja")
    assert PHONE not in at_desk(house)


async def test_outside_of_a_case_nothing_is_asked(house):
    await house.citizen(f"bel {PHONE} of mail {MAIL}")

    assert "doorgeven" not in "".join(house.citizen_sees())
