"""A desk in a Telegram group, as groups really are: rights that come and go, privacy mode, buttons."""

import pytest

from tests.endtoend.test_bad_input import fatima, gets_a_person

__all__ = ["fatima"]  # the fixture: a citizen, while the bot runs with one desk with topics

pytestmark = pytest.mark.slow
ALL_BUT_TOPICS = ("can_delete_messages", "can_pin_messages")


def told(desk, words):
    """How often the bot wrote this in the group."""
    return sum(words in message.text for message in desk.group.from_bot())


async def asks_for_a_person(citizen, question):
    await citizen.says(question)
    await citizen.reads("")
    await citizen.says("/person")
    await citizen.reads("verbinden met de medewerkers van")
    await citizen.chooses("Ja, dat mag")


async def test_a_right_that_is_taken_away_is_named_once_and_cases_go_on_without_it(town, fatima):
    desk = fatima.desk
    desk.group.add_bot(rights=ALL_BUT_TOPICS)
    await town.api.until(lambda: told(desk, "Onderwerpen beheren"))
    desk.group.add_bot(rights=("can_delete_messages",))  # what no desk needs is not asked for

    await asks_for_a_person(fatima, "Ik snap mijn brief van het UWV niet")
    case = await desk.gets_case("brief van het UWV")
    await desk.claims(case)
    await fatima.reads("Sanne van de bibliotheek helpt u nu")
    await desk.writes(case, "Welke brief is het?")

    await fatima.reads("Welke brief is het?")
    assert case.place is None, "without the right there is no topic, but there is a case"
    assert told(desk, "Onderwerpen beheren") == 1
    assert told(desk, "beheerder**") == told(desk, "Berichten verwijderen") == 0


async def test_rights_that_are_given_back_are_thanked_for_and_used(town, fatima):
    desk = fatima.desk
    desk.group.add_bot(rights=ALL_BUT_TOPICS)
    desk.group.add_bot()

    await town.api.until(lambda: told(desk, "Ik heb nu alle rechten"))
    await asks_for_a_person(fatima, "Ik snap mijn brief van het UWV niet")

    assert (await desk.gets_case("brief van het UWV")).place in desk.group.topics()


async def test_a_bot_that_is_no_administrator_any_more_says_so_and_still_hears_answers(
    town, fatima
):
    desk = fatima.desk
    desk.group.add_bot(admin=False)
    await town.api.until(lambda: told(desk, "Maak mij beheerder"))

    await asks_for_a_person(fatima, "Ik snap mijn brief van het UWV niet")
    case = await desk.gets_case("brief van het UWV")
    await desk.claims(case)
    await fatima.reads("Sanne van de bibliotheek helpt u nu")
    desk.people["tom"].says("Deze mevrouw was hier gisteren ook", desk.group)
    await desk.writes(case, "Neem de brief mee naar de balie.")

    await fatima.reads("Neem de brief mee")
    assert not any("gisteren" in message.text for message in fatima.user.chat.shown())
    assert told(desk, "Maak mij beheerder") == 1


async def test_the_bot_that_is_added_without_rights_says_hello_and_what_it_needs(town):
    desk = await town.desk("telegram with topics")
    desk.group.remove_bot()
    async with town.open():
        pass  # so that nothing waits for the bot but what follows
    town.api.world.updates.clear()
    desk.group.add_bot(admin=False)

    async with town.open(desk):
        hello = desk.group.from_bot()[0].text

    assert all(words in hello for words in ("beheerder", "Onderwerpen", "Berichten verwijderen"))


async def test_the_card_has_a_button_for_each_deed_and_they_work(town, fatima):
    desk = fatima.desk
    case = await gets_a_person(fatima)

    def labels():
        return [label for row in desk.group.message(case.card).buttons for label in row]

    await town.api.until(
        lambda: labels() == ["Teruggeven", "Sluiten", "Uitleg sturen", "Overnemen"]
    )
    desk.people["sanne"].presses("Teruggeven", desk.group, message=case.card)
    await town.api.until(lambda: labels() == ["Aannemen", "Sluiten"])
    desk.people["tom"].presses("Aannemen", desk.group, message=case.card)
    await fatima.reads("Tom van de bibliotheek helpt u nu")
    await town.api.until(lambda: "Overnemen" in labels())
    desk.people["sanne"].presses("Overnemen", desk.group, message=case.card)
    await fatima.reads("Sanne")
    await town.api.until(lambda: "Sluiten" in labels())
    desk.people["sanne"].presses("Sluiten", desk.group, message=case.card)

    await town.api.until(lambda: labels() == [])
    await fatima.reads("")
