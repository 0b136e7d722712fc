"""One story over every pair of networks: asked, answered, helped by a person, rated, forgotten.

Everything is real: the bot with its adapters, store and knowledge base, the homeserver, and the
Bot API over HTTP.
"""

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.matrix]

PAIRS = [
    ("telegram", "telegram with topics"),
    ("telegram", "encrypted matrix"),
    ("matrix", "telegram with topics"),
    ("encrypted matrix", "matrix"),
    ("telegram", "telegram without topics"),
]


async def ask_for_a_person(citizen, question="Ik snap mijn brief van het UWV niet"):
    """From a question to an open case."""
    await citizen.says(question)
    await citizen.reads("")
    await citizen.says("Ik wil een medewerker spreken")
    await citizen.reads("verbinden met de medewerkers van")
    await citizen.chooses("Ja, dat mag")
    await citizen.reads("Uw vraag ligt nu bij")


async def gets_helped(citizen, desk):
    """From a question to a case that Sanne has."""
    await ask_for_a_person(citizen)
    case = await desk.gets_case("brief van het UWV")
    await desk.claims(case)
    await citizen.reads("Sanne van de bibliotheek helpt u nu")
    return case


@pytest.mark.parametrize(("where_citizen", "where_desk"), PAIRS)
async def test_a_citizen_is_answered_and_then_helped_by_a_person(town, where_citizen, where_desk):
    desk = await town.desk(where_desk)
    async with town.open(desk, also=where_citizen):
        citizen = await town.citizen(where_citizen)

        await citizen.says("Hoe vraag ik een DigiD aan?")
        await citizen.reads("Vul uw BSN, geboortedatum, postcode en huisnummer in")
        await citizen.says("Wie won de finale van het schaaktoernooi?")
        await citizen.reads("Wilt u het in andere woorden vragen?")
        await citizen.says("Wie won dat schaaktoernooi nou?")
        await citizen.reads("In de bibliotheek werken mensen die u graag helpen")
        await citizen.chooses("Een medewerker spreken")
        await citizen.reads("ons gesprek")
        await citizen.chooses("Ja, dat mag")
        await citizen.reads("Uw vraag heeft nummer 1")

        case = await desk.gets_case("Wie won dat schaaktoernooi nou?")
        await desk.claims(case)
        await case.reader.reads("Sanne helpt deze burger")
        await citizen.reads("Sanne van de bibliotheek helpt u nu")

        between_us = await desk.writes(case, "Schaken, weet jij daar iets van?", by="tom")
        await desk.sees_mark(between_us, "✍")
        answer = await desk.writes(case, "Goedemiddag! Dat zoek ik voor u op.")
        await desk.sees_mark(answer, "👍")
        assert await citizen.reads("Sanne:") == "Sanne: Goedemiddag! Dat zoek ik voor u op."

        await citizen.says("Fijn. Mijn BSN is 111222333, voor de lidmaatschapskaart.")
        relayed = await case.reader.reads("Fijn. Mijn BSN is")
        assert "[BSN], voor de lidmaatschapskaart" in relayed
        assert "111222333" not in relayed

        await desk.writes(case, "/close" if desk.network == "telegram" else "!close")
        await case.reader.reads("Sanne heeft de vraag gesloten")
        await citizen.reads("Hoe vond u de hulp?")
        await citizen.chooses("😀 Goed")
        await citizen.reads("Dank u wel. Zo maken we de hulp beter.")

        await citizen.says("Hoe activeer ik mijn DigiD?")
        await citizen.reads("DigiD activeren")

        # A colleague's words, and nobody else's, stayed at the desk.
        assert not any("Schaken" in text for text in citizen.reader.shown().values())


@pytest.mark.parametrize("where_desk", ["telegram with topics", "matrix"])
async def test_an_answer_to_the_card_claims_and_sends(town, where_desk):
    desk = await town.desk(where_desk)
    async with town.open(desk):
        citizen = await town.citizen("telegram")
        await ask_for_a_person(citizen)
        case = await desk.gets_case("brief van het UWV")

        if where_desk == "matrix":
            await desk.people["tom"].says(desk.room, "Ik kijk mee", reply=case.card)
        else:
            desk.people["tom"].says("Ik kijk mee", desk.group, topic=case.place, reply_to=case.card)

        await citizen.reads("Tom van de bibliotheek helpt u nu")
        assert await citizen.reads("Tom:") == "Tom: Ik kijk mee"


@pytest.mark.parametrize("where_desk", ["telegram with topics", "matrix"])
async def test_a_desk_that_removes_the_bot_leaves_no_citizen_waiting(town, where_desk):
    desk = await town.desk(where_desk)
    async with town.open(desk):
        citizen = await town.citizen("telegram")
        await ask_for_a_person(citizen)
        await desk.gets_case("brief van het UWV")

        await desk.removes_bot()

        await citizen.reads("kan Bibliotheek Zuid-Kennemerland nu niet bereiken")


@pytest.mark.parametrize("where_desk", ["telegram with topics", "encrypted matrix"])
async def test_the_claim_of_who_leaves_the_desk_returns(town, where_desk):
    desk = await town.desk(where_desk)
    async with town.open(desk):
        citizen = await town.citizen("telegram")
        await ask_for_a_person(citizen)
        case = await desk.gets_case("brief van het UWV")
        await desk.writes(case, "!claim", by="tom")
        await citizen.reads("Tom van de bibliotheek helpt u nu")

        await desk.removes_tom()

        await case.reader.reads("Tom is niet meer in deze groep")
        await desk.claims(case)
        await citizen.reads("Sanne van de bibliotheek helpt u nu")


async def test_a_colleague_who_comes_later_reads_the_card_and_claims_from_it(town):
    desk = await town.desk("encrypted matrix")
    async with town.open(desk):
        citizen = await town.citizen("telegram")
        await ask_for_a_person(citizen)
        case = await desk.gets_case("brief van het UWV")
        anna = await town.person("anna")

        await desk.people["sanne"].invites(desk.room, anna.id)
        await anna.joins(desk.room)
        shown = await anna.sees_text(desk.room, "Voor wie net in deze groep is gekomen")
        await anna.reacts(desk.room, shown["event_id"], "1️⃣")

        await citizen.reads("Anna van de bibliotheek helpt u nu")
        assert "brief van het UWV" in shown["content"]["body"]
        await case.reader.reads("Anna helpt deze burger")


async def test_a_photo_goes_from_telegram_to_an_encrypted_room(town):
    desk = await town.desk("encrypted matrix")
    async with town.open(desk):
        citizen = await town.citizen("telegram")
        case = await gets_helped(citizen, desk)
        photo = b"\xff\xd8\xff een foto van een brief"

        citizen.user.sends("photo", caption="Kijk, deze brief", content=photo)

        await case.reader.reads("Kijk, deze brief")
        sanne = desk.people["sanne"]
        event = await sanne.sees_text(desk.room, "Kijk, deze brief")
        assert event["content"]["msgtype"] == "m.image"
        assert await sanne.opens_file(event["content"]["file"]) == photo


async def test_a_document_goes_from_an_encrypted_room_to_telegram(town):
    desk = await town.desk("encrypted matrix")
    async with town.open(desk):
        citizen = await town.citizen("telegram")
        case = await gets_helped(citizen, desk)
        letter = b"%PDF-1.4 een voorbeeldbrief"

        message = await desk.people["sanne"].sends_file(desk.room, "brief.pdf", letter, case.place)

        await desk.sees_mark(message, "👍")
        shown = citizen.user.chat.from_bot()[-1]
        assert "Sanne" in shown.text
        assert town.api.world.files[shown.file] == letter


@pytest.mark.parametrize("where_citizen", ["telegram", "matrix"])
async def test_the_desk_hears_that_a_citizen_has_left(town, where_citizen):
    desk = await town.desk("telegram with topics")
    async with town.open(desk, also=where_citizen):
        citizen = await town.citizen(where_citizen)
        await ask_for_a_person(citizen)
        case = await desk.gets_case("brief van het UWV")
        await desk.claims(case)
        await citizen.reads("Sanne van de bibliotheek helpt u nu")

        await citizen.leaves()

        await case.reader.reads("De burger heeft het gesprek verlaten of de chatbot geblokkeerd")
        await desk.writes(case, "Bent u er nog?")
        await case.reader.reads("gaat niet naar de burger")


@pytest.mark.parametrize("where_desk", ["telegram with topics", "encrypted matrix"])
async def test_staff_see_that_their_answer_reaches_nobody_any_more(town, where_desk):
    desk = await town.desk(where_desk)
    async with town.open(desk):
        citizen = await town.citizen("telegram")
        await ask_for_a_person(citizen)
        case = await desk.gets_case("brief van het UWV")
        await desk.claims(case)
        await citizen.reads("Sanne van de bibliotheek helpt u nu")

        citizen.user.leaves_telegram()
        answer = await desk.writes(case, "Bent u er nog?")

        await desk.sees_mark(answer, "👎")
        await case.reader.reads("de burger is niet meer bereikbaar")


@pytest.mark.parametrize(
    ("where_citizen", "where_desk"),
    [("telegram", "telegram with topics"), ("matrix", "encrypted matrix")],
)
async def test_who_wants_to_be_forgotten_leaves_nothing_behind(town, where_citizen, where_desk):
    desk = await town.desk(where_desk)
    async with town.open(desk, also=where_citizen) as house:
        citizen = await town.citizen(where_citizen)
        await ask_for_a_person(citizen)
        case = await desk.gets_case("brief van het UWV")
        await desk.claims(case)
        await citizen.reads("Sanne van de bibliotheek helpt u nu")
        await citizen.says("Het gaat over mijn zieke tante Cornelia")
        await case.reader.reads("tante Cornelia")

        await citizen.says("/forget" if where_citizen == "telegram" else "!forget")
        await citizen.reads("Ik heb alles gewist wat ik van u had")

        await case.reader.reads("De burger heeft gevraagd om alles te wissen")
        await desk.sees_no("tante Cornelia")
        await desk.sees_no("brief van het UWV")
        await empty_outbox(house)
    kept = town.file.read_bytes()
    assert citizen.address.encode() not in kept
    assert b"Cornelia" not in kept
    assert b"UWV" not in kept


async def empty_outbox(house):
    """Wait until all that had to go out has gone."""
    changed = house.delivery._changed
    while (await house.store.run(lambda tx: tx.outbox.waiting()))[0]:
        changed.set()
        await house.delivery.drain()
