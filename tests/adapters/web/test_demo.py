"""`wegwijs demo` as people meet it: the real engine, knowledge base and store, in Chromium."""

import re

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.adapters.web.test_page import PHONE, ask, at_desk, talk, violations, visit
from tests.servers.demo import demo

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PERSON = "Een medewerker spreken"
GREETING = "Hallo, ik ben Wegwijs"
QUESTION = "hoe vraag ik een digid aan?"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def url():
    async with demo() as address:
        yield address


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser, url):
    async with visit(browser, url, greeting=GREETING) as visited:
        if await talk(visited).get_by_role("article").count() > 1:
            await visited.get_by_role("button", name="Nieuwe burger").click()
            await expect(talk(visited).get_by_role("article")).to_have_count(1)
        yield visited


async def press(page, name):
    await talk(page).get_by_role("button", name=name).last.click()


async def get_to_the_desk(page, question=QUESTION):
    cases = at_desk(page).locator("details.case")
    before = await cases.count()
    await ask(page, question)
    # The greeting offers a person too; what is pressed here is the answer's button.
    await expect(talk(page).get_by_role("button", name=PERSON)).to_have_count(2)
    await press(page, PERSON)
    await press(page, "Ja, dat mag")
    await expect(cases).to_have_count(before + 1)
    return cases.nth(before)


async def reply(case, text):
    field = case.get_by_label("Bericht bij deze vraag")
    await field.fill(text)
    await field.press("Enter")


async def test_a_question_is_answered_from_the_knowledge_base(page):
    await ask(page, QUESTION)

    answer = talk(page).get_by_role("article").last
    await expect(answer).to_contain_text("DigiD aanvragen")
    link = answer.get_by_role("link").first
    await expect(link).to_have_attribute("href", re.compile(r"^https://www\.digid\.nl\b"))


async def test_a_typed_number_chooses_like_a_press(page):
    await ask(page, QUESTION)
    steps = talk(page).get_by_role("button", name="Stappen").last
    number = (await steps.locator(".number").inner_text()).strip()

    await ask(page, number)

    await expect(talk(page).get_by_role("article").last.locator("ol")).to_be_visible()


async def test_the_bot_follows_the_language_of_the_citizen(page):
    await ask(page, "How do I apply for a DigiD?")

    await expect(talk(page).get_by_role("button", name="Speak to a person").last).to_be_visible()


async def test_a_person_is_asked_for_claims_answers_closes_and_is_rated(page):
    case = await get_to_the_desk(page)
    await case.get_by_role("button", name="Aannemen").click()
    await expect(talk(page).get_by_text("Anja van de bibliotheek helpt u nu.")).to_be_visible()

    await reply(case, "Hebt u een telefoon bij de hand?")
    await expect(talk(page).get_by_text("Anja: Hebt u een telefoon")).to_be_visible()
    await expect(case.locator(".mark").last).to_have_text("👍")
    await ask(page, "Ja, die heb ik")
    await expect(case.get_by_text("Burger: Ja, die heb ik")).to_be_visible()

    await case.get_by_role("button", name="Sluiten").click()
    await expect(talk(page).get_by_text("Hoe vond u de hulp?")).to_be_visible()
    await expect(case.locator(".case-state")).to_have_text("gesloten")
    await expect(case).not_to_have_attribute("open", "")
    await press(page, "😀 Goed")
    await expect(talk(page).get_by_text("Dank u wel.")).to_be_visible()


async def test_what_a_colleague_writes_stays_at_the_desk(page):
    case = await get_to_the_desk(page)
    await case.get_by_role("button", name="Aannemen").click()
    await expect(talk(page).get_by_text("Anja van de bibliotheek helpt u nu.")).to_be_visible()
    await at_desk(page).get_by_label("Bram").check()
    await reply(case, "Let op, deze mevrouw is doof")
    await expect(case.locator(".mark").last).to_have_text("✍")
    await at_desk(page).get_by_label("Anja").check()
    await reply(case, "Ik typ alles voor u")

    await expect(talk(page).get_by_text("Anja: Ik typ alles voor u")).to_be_visible()
    await expect(talk(page).get_by_text("doof")).to_have_count(0)


async def test_a_reply_to_the_card_claims_and_sends(page):
    case = await get_to_the_desk(page)
    card = case.locator(".card")
    await card.get_by_label("Meer bij dit bericht").click()
    await card.get_by_role("button", name="Antwoorden").click()
    await page.keyboard.type("Goedemiddag")
    await page.keyboard.press("Enter")

    await expect(talk(page).get_by_text("Anja: Goedemiddag")).to_be_visible()


async def test_the_desk_never_reads_a_bsn(page):
    case = await get_to_the_desk(page, "mijn bsn is 111222333, hoe vraag ik een digid aan?")
    card = case.locator(".card")

    await expect(card).to_contain_text("mijn bsn is")
    await expect(card).not_to_contain_text("111222333")


async def test_two_citizens_do_not_mix(page):
    first_name = await page.locator("#citizens [aria-pressed=true]").inner_text()
    first = await get_to_the_desk(page)
    number = await first.locator(".case-title").inner_text()
    await page.get_by_role("button", name="Nieuwe burger").click()
    await expect(talk(page).get_by_role("article")).to_have_count(1)
    await get_to_the_desk(page)
    first = at_desk(page).locator("details.case", has_text=number)

    await first.get_by_role("button", name="Aannemen").click()
    await reply(first, "Alleen voor de eerste")
    await page.get_by_role("button", name=first_name).click()
    await expect(talk(page).get_by_text("Alleen voor de eerste")).to_be_visible()
    await page.locator("#citizens .pill").last.click()

    await expect(talk(page).get_by_text("Alleen voor de eerste")).to_have_count(0)


async def test_the_desk_can_ask_for_open_cases_and_help(page):
    field = at_desk(page).get_by_label("Bericht aan de hele balie")
    await field.fill("/help")
    await field.press("Enter")

    await expect(at_desk(page).get_by_text("Zo werkt het").last).to_be_visible()


@pytest.mark.parametrize("item", ["Foto", "Spraakbericht", "Sticker", "Locatie"])
async def test_whatever_a_citizen_sends_gets_a_friendly_answer(page, item):
    await page.locator("#citizen").get_by_label("Iets meesturen").click()
    await page.locator("#citizen").get_by_role("button", name=item).click()

    await expect(talk(page).get_by_text("Ik kan alleen tekst lezen")).to_be_visible()


async def test_a_hundred_thousand_characters_get_a_friendly_answer(page):
    await ask(page, "digid " * 16_666)

    await expect(talk(page).get_by_text("Uw bericht is erg lang")).to_be_visible()


async def test_on_a_phone_axe_finds_nothing_in_the_whole_handoff(browser, url):
    async with visit(browser, url, PHONE, greeting=GREETING) as page:
        await page.get_by_role("button", name="Nieuwe burger").click()
        await ask(page, QUESTION)
        await expect(talk(page).get_by_role("button", name=PERSON)).to_have_count(2)
        await press(page, PERSON)
        found = await violations(page)
        await press(page, "Ja, dat mag")
        await page.get_by_role("tab", name="Balie").click()
        case = at_desk(page).locator("details.case").last
        await case.get_by_role("button", name="Aannemen").click()
        await reply(case, "Goedemiddag")
        await expect(case.locator(".mark").last).to_have_text("👍")
        found += await violations(page)

    assert found == []
