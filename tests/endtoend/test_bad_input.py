"""Whatever citizens and groups do on Telegram has a friendly outcome: never silence, never an error.

The real bot over the Bot API; `_nothing_goes_wrong_in_silence` watches the log of each test.
"""

import logging

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
async def fatima(town):
    """A citizen whom the bot knows, while the bot is running with one desk."""
    desk = await town.desk("telegram with topics")
    async with town.open(desk):
        citizen = await town.citizen("telegram")
        citizen.desk = desk
        await citizen.says("Hallo")
        await citizen.reads("Hallo, ik ben Wegwijs")
        yield citizen


async def gets_a_person(citizen):
    """An open case, claimed by Sanne."""
    await citizen.says("Ik snap mijn brief van het UWV niet")
    await citizen.reads("")
    await citizen.says("/person")
    await citizen.reads("verbinden met de medewerkers van")
    await citizen.chooses("Ja, dat mag")
    await citizen.reads("Uw vraag ligt nu bij")
    case = await citizen.desk.gets_case("brief van het UWV")
    await citizen.desk.claims(case)
    await citizen.reads("Sanne van de bibliotheek helpt u nu")
    return case


async def still_answers(citizen):
    """Nothing broke: the next question gets its answer."""
    await citizen.says("Hoe vraag ik een DigiD aan?")
    await citizen.reads("Vul uw BSN, geboortedatum, postcode en huisnummer in")


@pytest.mark.parametrize("command", ["/teleport", "/teleport naar huis", "!teleport"])
async def test_an_unknown_command_is_explained(fatima, command):
    await fatima.says(command)

    await fatima.reads("De opdracht /teleport ken ik niet")
    await still_answers(fatima)


async def test_a_slash_alone_is_answered(fatima):
    await fatima.says("/")

    await fatima.reads("Ik zie geen woorden in uw bericht")


async def test_the_longest_message_that_telegram_sends_is_answered(fatima):
    await fatima.says("Hoe vraag ik een DigiD aan? " + "x" * 4068)

    await fatima.reads("Ik lees alleen de eerste 2000 tekens")
    await fatima.reads("")
    await still_answers(fatima)


async def test_a_hundred_thousand_characters_come_in_pieces_and_nothing_breaks(fatima):
    for _ in range(25):  # Telegram's apps cut it like this
        await fatima.says("bla " * 1000)

    for _ in range(25):
        await fatima.reads("Ik lees alleen de eerste 2000 tekens")
    await still_answers(fatima)


@pytest.mark.parametrize("text", ["🙂", "🙈🙉🙊", "👨‍👩‍👧‍👦", "???", "…", "\u200b\u200b!"])
async def test_what_has_no_words_is_answered(fatima, text):
    await fatima.says(text)

    await fatima.reads("Ik zie geen woorden in uw bericht")
    await still_answers(fatima)


@pytest.mark.parametrize(
    ("kind", "called"),
    [
        ("voice", "spraakbericht"),
        ("sticker", "sticker"),
        ("photo", "foto"),
        ("video", "video"),
        ("video_note", "video"),
        ("animation", "video"),
        ("audio", "geluid"),
        ("document", "bestand"),
        ("location", "locatie"),
        ("contact", "contact"),
        ("poll", "peiling"),
        ("dice", "bestand"),
    ],
)
async def test_what_is_no_text_is_called_by_its_name(fatima, kind, called):
    fatima.user.sends(kind)

    await fatima.reads(f"Ik kan alleen tekst lezen, en geen {called}")
    await still_answers(fatima)


async def test_the_words_under_a_photo_are_answered(fatima):
    fatima.user.sends("photo", caption="Hoe vraag ik een DigiD aan?")

    await fatima.reads("en geen foto")
    await fatima.reads("Vul uw BSN, geboortedatum, postcode en huisnummer in")


async def test_what_cannot_be_passed_on_is_told_to_both(fatima):
    case = await gets_a_person(fatima)

    fatima.user.sends("contact")

    await case.reader.reads("iets dat ik niet kan doorgeven: contact")
    await fatima.reads("Vertel in woorden wat erop staat")


async def test_the_words_under_a_photo_for_the_desk_are_masked(fatima):
    case = await gets_a_person(fatima)

    fatima.user.sends("photo", caption="Kijk, mijn BSN is 111222333", content=b"jpeg")

    assert "[BSN]" in await case.reader.reads("Kijk, mijn BSN is")


async def test_a_mended_question_is_answered_anew(fatima):
    message = fatima.user.says("Hoe vraag ik een DieGieDee aan, of zoiets?")
    await fatima.reads("")

    fatima.user.edits(message, "Hoe vraag ik een DigiD aan?")

    await fatima.reads("Vul uw BSN, geboortedatum, postcode en huisnummer in")


async def test_a_mended_message_is_shown_to_the_desk(fatima):
    case = await gets_a_person(fatima)
    message = fatima.user.says("De brief is van mei")
    await case.reader.reads("De brief is van mei")

    fatima.user.edits(message, "De brief is van juni")

    def shown():
        return "\n".join(case.reader.shown().values())

    await fatima.api.until(lambda: "De brief is van juni" in shown())
    assert "De brief is van mei" not in shown()


async def test_a_deleted_message_breaks_nothing(fatima):
    """Telegram tells bots nothing of it."""
    message = fatima.user.says("Hoe activeer ik mijn DigiD?")
    await fatima.reads("")

    fatima.user.deletes(message)

    await still_answers(fatima)


async def test_an_answer_of_ours_that_was_deleted_breaks_nothing(fatima):
    case = await gets_a_person(fatima)
    fatima.desk.group.delete_topic(case.place)

    await fatima.says("Bent u er nog?")

    await fatima.api.until(
        lambda: any("Bent u er nog?" in m.text for m in fatima.desk.group.shown())
    )


async def test_a_button_of_long_ago_is_answered(fatima):
    await fatima.says("/person")
    await fatima.reads("verbinden met de medewerkers van")
    await fatima.chooses("Nee, liever niet")
    await fatima.reads("ik heb niets doorgestuurd")

    await fatima.chooses("Ja, dat mag")

    await fatima.reads("Deze knop werkt niet meer")
    assert not [m for m in fatima.desk.group.from_bot() if "Vraag 1" in m.text]


async def test_a_group_that_is_no_desk_is_told_why_the_bot_is_silent(town, fatima, caplog):
    group = town.api.group("Buurtapp")
    group.add(fatima.user)

    group.add_bot(admin=False)

    await town.api.until(group.from_bot)
    assert "praat alleen in een gesprek met één persoon" in group.from_bot()[0].text
    fatima.user.says("/start@wegwijs_test_bot", group)
    await still_answers(fatima)
    assert len(group.from_bot()) == 1
    warned = [r.getMessage() for r in caplog.records if r.levelno == logging.WARNING]
    assert any(str(group.id) in line for line in warned), "the operator needs the group's id"


async def test_a_desk_that_removed_the_bot_is_found_out_by_the_next_case(fatima, caplog):
    fatima.desk.group.remove_bot()
    await fatima.says("Ik snap mijn brief van het UWV niet")
    await fatima.reads("")
    await fatima.says("/person")
    await fatima.reads("verbinden met de medewerkers van")

    await fatima.chooses("Ja, dat mag")

    await fatima.reads("nu niet bereiken")
    assert any("the desk of haarlem removed the bot" in r.getMessage() for r in caplog.records)
    await still_answers(fatima)


async def test_a_citizen_who_comes_back_after_blocking_is_answered(fatima):
    await fatima.leaves()
    fatima.user.unblocks()

    await still_answers(fatima)


async def test_the_log_holds_no_words_and_no_names(fatima, caplog):
    caplog.set_level(logging.DEBUG)
    case = await gets_a_person(fatima)
    await fatima.says("Mijn tante Cornelia woont in Bloemendaal")
    await case.reader.reads("Cornelia")

    written = "\n".join(record.getMessage() for record in caplog.records)

    for secret in ("Cornelia", "Fatima", "Sanne", "UWV", fatima.address, fatima.api.token):
        assert secret not in written
