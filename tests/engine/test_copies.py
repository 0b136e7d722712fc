"""What is changed, taken back or answered later: the other side's copy follows the original."""

import pytest

from bot.delivery import Delivery
from bot.ports import Deleted, Edit, Edited, Mark, Message, Remove, TryAgain, Undeliverable, plain
from tests.engine.house import ANJA, BRAM, House


@pytest.fixture(params=[("telegram", "matrix"), ("telegram", "telegram"), ("matrix", "matrix")])
def house(request, store, knowledge) -> House:
    citizens, desks = request.param
    return House(store, knowledge, citizens, desks)


async def helps(house: House) -> None:
    await house.opens_a_case()
    await house.at_desk("!claim")


def to_citizen(house: House, kind: type) -> list:
    return [m for m in house.citizens.sent if isinstance(m, kind) and m.to.chat == "fatima"]


def to_desk(house: House, kind: type) -> list:
    return [m for m in house.staff.sent if isinstance(m, kind) and m.to.chat == "desk"]


def copy_of(house: House, text: str, network=None) -> str:
    """The network's id of the message with these words."""
    network = network or house.citizens
    messages = [m for m in network.sent if isinstance(m, Message)]
    number = next(n for n, m in enumerate(messages, 1) if text in plain(m.text))
    return f"{network.network}-{number}"


async def edits(house: House, message: str, text: str, sender=ANJA) -> None:
    await house.at_desk(Edited(text), sender, message=message, about=message)


async def deletes(house: House, message: str, sender=ANJA) -> None:
    await house.at_desk(Deleted(), sender, message=None, about=message)


async def test_the_citizens_copy_follows_what_staff_change(house):
    await helps(house)
    answer = await house.at_desk("Kom om twee uur.")
    await edits(house, answer.message, "Kom om drie uur.")

    (edit,) = [m for m in to_citizen(house, Edit) if "drie uur" in m.text]
    assert edit.about == copy_of(house, "Kom om twee uur")
    assert "Anja" in edit.text
    assert house.marks()[-2:] == [(answer.message, "👀"), (answer.message, "👍")]


async def test_a_note_that_is_changed_stays_a_note(house):
    await helps(house)
    note = await house.at_desk("// lastig geval")
    seen = len(house.citizens.sent)
    await edits(house, note.message, "Lastig geval, dit.")

    assert not [m for m in to_citizen(house, Edit) if "Lastig" in m.text]
    assert "Lastig" not in "".join(house.citizen_sees())
    assert house.citizens is house.staff or len(house.citizens.sent) == seen


async def test_an_answer_that_becomes_a_note_is_taken_back(house):
    await helps(house)
    answer = await house.at_desk("Zij lijkt in de war.")
    await edits(house, answer.message, "// Zij lijkt in de war.")

    (remove,) = to_citizen(house, Remove)
    assert remove.about == copy_of(house, "in de war")


async def test_nobody_but_who_has_the_case_changes_what_the_citizen_reads(house):
    await helps(house)
    answer = await house.at_desk("Kom om twee uur.")
    await edits(house, answer.message, "Kom nooit meer.", BRAM)

    assert not to_citizen(house, Edit)
    assert "niet verstuurd" in house.desk_sees()[-1]


async def test_deleting_takes_the_citizens_copy_back(house):
    await helps(house)
    answer = await house.at_desk("Verkeerd venster!")
    await deletes(house, answer.message)

    (remove,) = to_citizen(house, Remove)
    assert remove.about == copy_of(house, "Verkeerd venster")
    assert "weggehaald bij de burger" in house.desk_sees()[-1]


async def test_deleting_works_after_the_case_is_closed(house):
    await helps(house)
    answer = await house.at_desk("Verkeerd venster!")
    await house.at_desk("!close")
    await deletes(house, answer.message)

    (remove,) = to_citizen(house, Remove)
    assert remove.about == copy_of(house, "Verkeerd venster")


async def test_deleting_a_note_tells_and_sends_nothing(house):
    await helps(house)
    note = await house.at_desk("// lastig")
    seen = len(house.desk_sees())
    await deletes(house, note.message)

    assert not to_citizen(house, Remove)
    assert len(house.desk_sees()) == seen


async def test_undo_takes_the_last_answer_back_and_then_the_one_before(house):
    await helps(house)
    first = await house.at_desk("Eén.")
    house.clock.pass_by(1)
    second = await house.at_desk("Twee.")
    await house.at_desk("!undo")
    await house.at_desk("!undo")
    await house.at_desk("!undo")

    taken = [remove.about for remove in to_citizen(house, Remove)]
    assert taken == [copy_of(house, "Twee."), copy_of(house, "Eén.")]
    assert (first.message, "✍") in house.marks()
    assert (second.message, "✍") in house.marks()
    assert "geen bericht om terug" in house.desk_sees()[-1]


async def test_undo_as_an_answer_takes_that_message_back(house):
    await helps(house)
    first = await house.at_desk("Eén.")
    await house.at_desk("Twee.")
    await house.at_desk("!undo", about=first.message)

    assert [remove.about for remove in to_citizen(house, Remove)] == [copy_of(house, "Eén.")]


async def test_undo_by_a_colleague_takes_nothing_back(house):
    await helps(house)
    await house.at_desk("Eén.")
    await house.at_desk("!undo", BRAM)

    assert not to_citizen(house, Remove)


async def test_what_still_waits_is_withdrawn_and_never_sent(house):
    await helps(house)
    house.citizens.refuse_always["fatima"] = TryAgain("away")  # the network is away
    answer = await house.at_desk("Verkeerd venster!")
    await deletes(house, answer.message)
    del house.citizens.refuse_always["fatima"]
    await house.time_passes(600)

    assert "Verkeerd" not in "".join(house.citizen_sees())
    assert not to_citizen(house, Remove)
    assert "weggehaald" in house.desk_sees()[-1]


async def test_an_edit_of_what_still_waits_comes_after_it_even_after_a_restart(house):
    await helps(house)
    house.citizens.refuse_always["fatima"] = TryAgain("away")
    answer = await house.at_desk("Kom om twee uur.")
    await edits(house, answer.message, "Kom om drie uur.")
    del house.citizens.refuse_always["fatima"]
    networks = {n.network: n for n in (house.citizens, house.staff)}
    failed = lambda tx, row, gone: house.engine.failed(tx, row, gone=gone)  # noqa: E731
    house.delivery = Delivery(house.store, networks, failed, house.clock)
    await house.time_passes(600)

    (edit,) = [m for m in to_citizen(house, Edit) if "drie uur" in m.text]
    assert edit.about == copy_of(house, "Kom om twee uur")


async def test_staff_hear_when_the_network_does_not_let_a_message_be_taken_back(house):
    await helps(house)
    answer = await house.at_desk("Verkeerd venster!")
    house.citizens.refuse_always["fatima"] = Undeliverable("too old")
    await deletes(house, answer.message)
    del house.citizens.refuse_always["fatima"]

    assert "nog bij de burger" in house.desk_sees()[-1]


async def test_the_desks_copy_follows_what_the_citizen_changes_masked(house):
    await helps(house)
    said = await house.citizen("Het gaat om mijn huur.")
    await house.citizen(
        Edited("Het gaat om mijn zorg, BSN 111222333."), message=said.message, about=said.message
    )

    (edit,) = [m for m in to_desk(house, Edit) if "zorg" in m.text]
    assert edit.about == copy_of(house, "mijn huur", house.staff)
    assert "111222333" not in edit.text


async def test_who_answered_already_hears_that_the_citizen_changed_a_message(house):
    await helps(house)
    said = await house.citizen("Het gaat om mijn huur.")
    await house.at_desk("Goed.")
    await house.citizen(Edited("Mijn zorg."), message=said.message, about=said.message)

    assert "heeft een eerder bericht veranderd" in house.desk_sees()[-1]


async def test_what_the_citizen_deletes_is_taken_back_at_the_desk(house):
    await helps(house)
    said = await house.citizen("Dat weet ik niet meer.")
    await house.citizen(Deleted(), message=None, about=said.message)

    (remove,) = to_desk(house, Remove)
    assert remove.about == copy_of(house, "weet ik niet meer", house.staff)
    assert "bij de medewerker weggehaald" in house.citizen_sees()[-1]
    assert "heeft een bericht verwijderd" in house.desk_sees()[-1]


async def test_a_reply_is_passed_on_as_a_reply_in_both_directions(house):
    await helps(house)
    said = await house.citizen("Ik heb een vraag over mijn huur.")
    shown = copy_of(house, "over mijn huur", house.staff)
    answer = await house.at_desk("Welke huur?", about=shown)
    await house.citizen("Van mijn huis.", about=copy_of(house, "Welke huur?"))
    await house.at_desk("En nog iets.", about=answer.message)

    asked = next(m for m in to_citizen(house, Message) if "Welke huur?" in plain(m.text))
    told = next(m for m in to_desk(house, Message) if "Van mijn huis" in plain(m.text))
    more = next(m for m in to_citizen(house, Message) if "En nog iets" in plain(m.text))
    assert asked.about == said.message
    assert told.about == answer.message
    assert more.about == copy_of(house, "Welke huur?")


async def test_an_answer_that_was_taken_back_is_marked_as_a_note_in_its_own_room(house):
    await helps(house)
    answer = await house.at_desk("Eén.")
    await house.at_desk("!undo")

    mark = next(m for m in to_desk(house, Mark) if (m.about, m.emoji) == (answer.message, "✍"))
    assert mark.to.network == house.staff.network
