"""What people send besides text: passed on between the two sides, or said that it can't be."""

import pytest

from bot.ports import FILE_LIMIT, Attached, File, Mark, Message, plain
from tests.engine.house import ANJA, BRAM, House


@pytest.fixture(
    params=[
        ("telegram", "matrix"),
        ("matrix", "telegram"),
        ("telegram", "telegram"),
        ("matrix", "matrix"),
    ]
)
def house(request, store, knowledge) -> House:
    citizens, desks = request.param
    return House(store, knowledge, citizens, desks)


async def helps(house: House) -> None:
    await house.opens_a_case()
    await house.at_desk("!claim")


def photo(network, caption="", size: int | None = 7) -> Attached:
    if network.files is not None:
        network.files["hier"] = b"content"
    kept = File(network.network, "hier", "brief.jpg", "image/jpeg", size)
    return Attached("photo", caption, kept)


def told(network, chat: str) -> list[str]:
    return [plain(m.text) for m in network.sent if isinstance(m, Message) and m.to.chat == chat]


async def test_a_photo_of_the_citizen_reaches_the_desk_with_its_caption(house):
    await helps(house)
    await house.citizen(photo(house.citizens, "deze brief, bsn 123456782"))

    expected = None if house.citizens is house.staff else b"content"
    assert house.staff.carried == [("desk", "brief.jpg", expected)]
    assert any("stuurt een foto" in text and "deze brief" in text for text in house.desk_sees())
    assert "123456782" not in "".join(house.desk_sees())


async def test_a_file_of_who_has_the_case_reaches_the_citizen_and_is_marked(house):
    await helps(house)
    sent = await house.at_desk(photo(house.staff, "dit formulier"))

    expected = None if house.citizens is house.staff else b"content"
    assert house.citizens.carried == [("fatima", "brief.jpg", expected)]
    assert "Anja stuurt een foto. dit formulier" in told(house.citizens, "fatima")[-1]
    assert house.marks()[-2:] == [(sent.message, "👀"), (sent.message, "👍")]


@pytest.mark.parametrize(("caption", "who"), [("// voor ons", ANJA), ("kijk", BRAM)])
async def test_a_file_that_is_a_note_stays_at_the_desk(house, caption, who):
    await helps(house)
    await house.at_desk(photo(house.staff, caption), who)

    assert not [c for c in house.citizens.carried if c[0] == "fatima"]


async def test_a_file_that_is_too_large_is_told_to_its_sender(house):
    await helps(house)
    await house.citizen(photo(house.citizens, size=FILE_LIMIT + 1))
    sent = await house.at_desk(photo(house.staff, size=FILE_LIMIT + 1))

    assert not house.citizens.carried
    assert not house.staff.carried
    assert "kan ik niet doorgeven" in told(house.citizens, "fatima")[-1]
    assert (sent.message, "👎") in house.marks()


@pytest.mark.parametrize(
    "house", [("telegram", "matrix"), ("matrix", "telegram")], indirect=True
)  # a network fetches nothing from itself
async def test_a_file_that_is_gone_when_it_is_fetched_is_told_to_its_sender(house):
    await helps(house)
    house.staff.files = None
    sent = await house.at_desk(photo(house.staff))

    assert not house.citizens.carried
    mark = [m for m in house.staff.sent if isinstance(m, Mark) and m.about == sent.message][-1]
    assert mark.emoji == "👎"


async def test_a_place_is_passed_on_as_a_link_to_a_map(house):
    await helps(house)
    await house.citizen(Attached("location", link="https://www.openstreetmap.org/#map=17/52.3/4.6"))

    assert "https://www.openstreetmap.org/#map=17/52.3/4.6" in told(house.staff, "desk")[-1]


async def test_nothing_of_a_file_stays_in_the_store(house):
    await helps(house)
    await house.citizen(photo(house.citizens))

    assert await house.store.run(lambda tx: tx.outbox.next_due(set())) is None
