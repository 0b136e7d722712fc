"""Questions without a good answer are kept without anything that leads to a person."""

from msgspec.structs import replace
from sqlalchemy import inspect

from bot.store.gaps import Gap
from tests.engine.house import House

ASKED = Gap("2026-11-23", "nl", "unknown", "", "hoe duur is een aquarium")


async def all_gaps(store) -> list[Gap]:
    return await store.run(lambda tx: tx.gaps.all())


async def test_the_same_question_on_the_same_day_is_counted(store):
    for gap in (ASKED, ASKED, replace(ASKED, day="2026-11-24")):
        await store.run(lambda tx, gap=gap: tx.gaps.add(gap))

    assert await all_gaps(store) == [replace(ASKED, number=2), replace(ASKED, day="2026-11-24")]


async def test_questions_come_out_in_the_order_of_their_words_not_of_their_asking(store):
    for text in ("zorg", "afval", "paspoort"):
        await store.run(lambda tx, text=text: tx.gaps.add(replace(ASKED, text=text)))

    assert [gap.text for gap in await all_gaps(store)] == ["afval", "paspoort", "zorg"]


async def test_sqlite_numbers_no_rows_for_numbers_would_tell_the_order(store):
    if store.is_sqlite:
        with store._engine.connect() as connection:
            made = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'gaps'")

            assert "WITHOUT ROWID" in made.scalar_one()


async def test_dismissing_and_erasing_touch_those_words_in_that_language_alone(store):
    english = replace(ASKED, lang="en")
    for gap in (ASKED, english):
        await store.run(lambda tx, gap=gap: tx.gaps.add(gap))
    await store.run(lambda tx: tx.gaps.dismiss("nl", [ASKED.text]))
    assert await all_gaps(store) == [english, replace(ASKED, dismissed=True)]
    await store.run(lambda tx: tx.gaps.delete("nl", [ASKED.text]))

    assert await all_gaps(store) == [english]


async def test_a_question_is_stored_in_the_transaction_of_its_message(store, knowledge):
    house = House(store, knowledge)
    await house.citizen("welke vissen passen in een aquarium voor Fatima: 06-12345678")
    (gap,) = await all_gaps(store)

    assert gap.text == "welke vissen passen in een aquarium voor […]: [telefoonnummer]"
    assert (gap.why, gap.lang, gap.number) == ("unknown", "nl", 1)


async def test_a_message_that_the_network_repeats_is_kept_once(store, knowledge):
    house = House(store, knowledge)
    received = await house.citizen("hoe duur is een aquarium")
    await house.happens(received)

    assert [gap.number for gap in await all_gaps(store)] == [1]


async def test_no_column_can_hold_an_address_a_conversation_or_a_time(store):
    columns = {column["name"] for column in inspect(store._engine).get_columns("gaps")}

    assert columns == {"day", "lang", "why", "about", "text", "number", "dismissed"}


async def test_forgetting_a_citizen_leaves_what_leads_to_nobody(store, knowledge):
    house = House(store, knowledge)
    await house.citizen("hoe duur is een aquarium")
    await house.citizen("/forget")

    assert [gap.text for gap in await all_gaps(store)] == ["hoe duur is een aquarium"]
