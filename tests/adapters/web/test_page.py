"""The page in a real Chromium, with the stand-in for the house behind it."""

import contextlib

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from bot.ports import Attached, Deleted, Edited, Joined, Pressed, Reacted, Said
from tests.adapters.web.conftest import open_page
from tests.adapters.web.small_desk import ANSWER

# One browser serves all of them, so they share its event loop.
pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DESKTOP = {"width": 1280, "height": 860}
PHONE = {"width": 360, "height": 740}
SMALLEST = {"width": 320, "height": 568}


@contextlib.asynccontextmanager
async def visit(browser, url, viewport=DESKTOP, greeting="Goedendag!", **options):
    """A page in a profile of its own; anything that it complains about fails the test."""
    context = await browser.new_context(
        viewport=viewport, locale="nl-NL", reduced_motion="reduce", **options
    )
    page = await context.new_page()
    page.set_default_timeout(15_000)
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: line.type == "error" and complaints.append(line.text))
    await page.goto(url)
    await page.get_by_text(greeting).first.wait_for(state="attached")
    yield page
    await context.close()
    expected = ("WebSocket connection to", "Failed to load resource")  # when the process is away
    assert [one for one in complaints if not one.startswith(expected)] == []


@pytest_asyncio.fixture(loop_scope="session")
async def desk():
    async with open_page() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser, desk):
    async with visit(browser, desk.adapter.url) as visited:
        yield visited


def talk(page):
    return page.get_by_role("log", name="Gesprek met Wegwijs")


def at_desk(page):
    return page.locator("#desk")


async def ask(page, text):
    field = page.locator("#citizen").get_by_label("Uw bericht")
    await field.fill(text)
    await field.press("Enter")


async def open_a_case(page):
    await ask(page, "hoe vraag ik een digid aan")
    await talk(page).get_by_role("button", name="Medewerker spreken").last.click()


def whats(desk):
    return [one.what for one in desk.received]


# --- the citizen ------------------------------------------------------------------------------


async def test_a_citizen_is_greeted_asks_and_gets_an_answer_with_buttons(page, desk):
    await ask(page, "hoe vraag ik een digid aan")

    await expect(talk(page).get_by_role("listitem")).to_have_count(3)
    await talk(page).get_by_role("button", name="Stappen").click()
    await expect(talk(page).get_by_text("Hier leest u: part:steps.")).to_be_visible()
    assert whats(desk) == [Joined(), Said("hoe vraag ik een digid aan"), Pressed("part:steps")]


async def test_a_pressed_button_is_shown_as_chosen_and_the_others_keep_working(page, desk):
    await ask(page, "digid")
    await talk(page).get_by_role("button", name="Stappen").click()
    await expect(talk(page).get_by_role("button", name="Stappen (gekozen)")).to_be_visible()

    await talk(page).get_by_role("button", name="Kosten").click()

    await expect(talk(page).get_by_text("Hier leest u: part:cost.")).to_be_visible()
    await expect(talk(page).get_by_role("button", name="Kosten (gekozen)")).to_be_focused()


async def news_comes(page, desk):
    """A long message to the citizen, once the page knows of it: it is not shown yet."""
    shown = await talk(page).get_by_role("article").count()
    await desk.say(desk.received[-1].at, ANSWER)
    await page.wait_for_function(
        """async (count) => {
            const { messages, model } = await import("/static/model.js");
            return messages(model.citizens[0].chat).size === count;
        }""",
        arg=shown + 1,
    )
    assert await talk(page).get_by_role("article").count() == shown


async def test_a_press_counts_though_a_message_comes_in_the_middle_of_it(page, desk):
    await ask(page, "digid")
    await talk(page).get_by_role("button", name="Stappen").hover()
    await page.mouse.down()
    await news_comes(page, desk)
    await page.mouse.up()

    await expect(talk(page).get_by_text("Hier leest u: part:steps.")).to_be_visible()
    await expect(talk(page).get_by_text("Lukt het niet alleen?")).to_have_count(2)


async def test_a_press_by_keyboard_counts_too(page, desk):
    await ask(page, "digid")
    await talk(page).get_by_role("button", name="Stappen").focus()
    await page.keyboard.down("Space")
    await news_comes(page, desk)
    await page.keyboard.up("Space")

    await expect(talk(page).get_by_text("Hier leest u: part:steps.")).to_be_visible()
    await expect(talk(page).get_by_text("Lukt het niet alleen?")).to_have_count(2)


async def test_what_a_person_types_is_never_markup(page):
    await ask(page, "<img src=x onerror=alert(1)> **vet**")

    await expect(talk(page).get_by_text("<img src=x onerror=alert(1)> **vet**")).to_be_visible()


@pytest.mark.parametrize(
    ("item", "kind"), [("Spraakbericht", "voice"), ("Foto", "photo"), ("Sticker", "sticker")]
)
async def test_a_citizen_sends_something_else(page, desk, item, kind):
    await page.locator("#citizen").get_by_label("Uw bericht").fill("kijk")
    await page.locator("#citizen").get_by_label("Iets meesturen").click()
    await page.locator("#citizen").get_by_role("button", name=item).click()

    await expect(talk(page).get_by_text(f"Ik kan geen {kind} lezen")).to_be_visible()
    await expect(page.locator("#citizen").get_by_label("Uw bericht")).to_have_value("")
    assert whats(desk)[-1] == Attached(kind, "kijk")


async def test_a_citizen_changes_and_takes_back_a_message(page, desk):
    await ask(page, "hooi")
    own = talk(page).locator(".from-own")
    await own.get_by_label("Meer bij dit bericht").click()
    await own.get_by_role("button", name="Wijzigen").click()
    await expect(page.get_by_text("U wijzigt uw bericht")).to_be_visible()
    await ask(page, "hoi")
    await expect(own.get_by_text("gewijzigd")).to_be_visible()

    await own.get_by_label("Meer bij dit bericht").click()
    await own.get_by_role("button", name="Verwijderen").click()

    await expect(own.get_by_text("Dit bericht is verwijderd.")).to_be_visible()
    assert whats(desk)[-2:] == [Edited("hoi"), Deleted()]


async def test_a_reaction_is_shown_under_the_message(page, desk):
    first = talk(page).get_by_role("article").first
    await first.get_by_label("Meer bij dit bericht").click()
    await first.get_by_label("Reageer met 2️⃣").click()

    await expect(first.locator(".mark")).to_have_text("2️⃣")
    assert whats(desk)[-1] == Reacted("2️⃣")


async def test_a_message_that_is_too_long_is_explained_and_kept(page, desk):
    await ask(page, "x" * 100_001)

    await expect(page.get_by_role("alert")).to_contain_text("te lang")
    kept = await page.locator("#citizen").get_by_label("Uw bericht").input_value()
    assert len(kept) == 100_001
    assert whats(desk) == [Joined()]


async def test_a_hundred_thousand_characters_arrive(page, desk):
    await ask(page, "x" * 100_000)

    await expect(talk(page).get_by_role("button", name="Stappen")).to_be_visible()
    assert whats(desk)[-1] == Said("x" * 100_000)


async def test_an_example_is_one_press(page, desk):
    await page.get_by_role("button", name="Ik heb een brief en snap hem niet").click()

    await expect(page.get_by_text("Probeer bijvoorbeeld:")).to_be_hidden()
    assert whats(desk)[-1] == Said("Ik heb een brief en snap hem niet")


async def test_a_link_of_a_library_starts_there_once(browser, desk):
    async with visit(browser, desk.adapter.url) as page:
        await page.goto(desk.adapter.url + "?start=haarlem")
        await page.get_by_role("button", name="Burger 2").wait_for()
        await page.reload()
        await talk(page).get_by_role("button", name="Stappen").wait_for()

    assert whats(desk).count(Said("/start haarlem")) == 1


# --- the desk ---------------------------------------------------------------------------------


async def test_a_case_is_claimed_answered_and_closed(page, desk):
    await open_a_case(page)
    await at_desk(page).get_by_role("button", name="Ik neem deze vraag").click()
    await expect(talk(page).get_by_text("Anja van de bibliotheek helpt u nu.")).to_be_visible()

    field = at_desk(page).get_by_label("Bericht bij deze vraag")
    await field.fill("Hallo!")
    await field.press("Enter")
    await expect(talk(page).get_by_text("Anja: Hallo!")).to_be_visible()
    await expect(at_desk(page).locator(".mark")).to_have_text("✅")

    await ask(page, "Dank u")
    await expect(at_desk(page).get_by_text("Burger: Dank u")).to_be_visible()
    await at_desk(page).get_by_role("button", name="Afsluiten").click()
    await expect(at_desk(page).locator("details.case")).not_to_have_attribute("open", "")
    await expect(at_desk(page).locator(".case-state")).to_have_text("gesloten")


async def test_one_chooses_who_one_is_at_the_desk(page, desk):
    await open_a_case(page)
    await at_desk(page).get_by_label("Bram").check()
    field = at_desk(page).get_by_label("Bericht bij deze vraag")
    await field.fill("Ik kijk mee")
    await field.press("Enter")
    await expect(talk(page).get_by_text("Bram: Ik kijk mee")).to_be_visible()
    await page.reload()

    await expect(at_desk(page).get_by_label("Bram")).to_be_checked()
    assert desk.received[-1].sender.name == "Bram"


async def test_a_reply_to_the_card_says_what_it_is_about(page, desk):
    await open_a_case(page)
    card = at_desk(page).locator(".card")
    await card.get_by_label("Meer bij dit bericht").click()
    await card.get_by_role("button", name="Antwoorden").click()
    await expect(at_desk(page).get_by_text("U antwoordt op een bericht")).to_be_visible()
    await page.keyboard.type("Ik help u")
    await page.keyboard.press("Enter")

    await expect(talk(page).get_by_text("Anja: Ik help u")).to_be_visible()
    await expect(at_desk(page).locator(".quoted")).to_contain_text("Vraag 1 · Bibliotheek Haarlem")
    received = desk.received[-1]
    assert received.about == next(iter(desk.cases.values()))["card"]


async def test_the_whole_desk_can_be_spoken_to(page, desk):
    field = at_desk(page).get_by_label("Bericht aan de hele balie")
    await field.fill("/cases")
    await field.press("Enter")

    await expect(at_desk(page).get_by_text("Er zijn 0 zaken.")).to_be_visible()
    assert desk.received[-1].at.thread is None


async def test_two_citizens_do_not_mix(page, desk):
    await open_a_case(page)
    await page.get_by_role("button", name="Nieuwe burger").click()
    await expect(talk(page).get_by_role("article")).to_have_count(1)
    await open_a_case(page)
    cases = at_desk(page).locator("details.case")
    await expect(cases).to_have_count(2)

    field = cases.first.get_by_label("Bericht bij deze vraag")
    await field.fill("Voor de eerste")
    await field.press("Enter")
    first = page.get_by_role("button", name="Burger 1")
    await expect(first).to_contain_text("1 nieuw")
    await expect(talk(page).get_by_text("Voor de eerste")).to_have_count(0)
    await first.click()

    await expect(talk(page).get_by_text("Voor de eerste")).to_be_visible()
    await expect(first).not_to_contain_text("nieuw")


# --- coming and going -------------------------------------------------------------------------


async def test_the_page_survives_reload(page, desk):
    await open_a_case(page)
    await expect(at_desk(page).locator(".card")).to_be_visible()
    before = await talk(page).get_by_role("article").all_inner_texts()
    await page.reload()

    await expect(talk(page).get_by_role("article")).to_have_count(len(before))
    assert await talk(page).get_by_role("article").all_inner_texts() == before
    await expect(at_desk(page).locator(".card")).to_be_visible()
    assert whats(desk).count(Joined()) == 1


async def test_a_second_page_sees_the_same(browser, page, desk):
    async with visit(browser, desk.adapter.url) as second:
        await ask(page, "digid")

        await expect(talk(second).get_by_role("button", name="Stappen")).to_be_visible()


async def test_the_page_comes_back_by_itself_after_a_restart(browser):
    async with open_page() as first:
        url = first.adapter.url
        visiting = visit(browser, url)
        page = await visiting.__aenter__()
        await ask(page, "digid")
        await talk(page).get_by_role("button", name="Stappen").wait_for()
    await expect(page.get_by_role("status")).to_contain_text("Geen verbinding")
    field = page.locator("#citizen").get_by_label("Uw bericht")
    await ask(page, "bent u er nog?")
    await expect(page.get_by_role("alert")).to_contain_text("niet verstuurd")
    await expect(field).to_have_value("bent u er nog?")

    async with open_page(port=int(url.rstrip("/").rpartition(":")[2])) as again:
        await expect(page.get_by_role("status")).to_contain_text("opnieuw gestart")
        await field.press("Enter")
        await expect(talk(page).get_by_role("button", name="Stappen")).to_be_visible()
        await visiting.__aexit__(None, None, None)

    assert whats(again) == [Said("bent u er nog?")]
    assert {one.at.chat for one in again.received} == {one.at.chat for one in first.received}


# --- for everyone -----------------------------------------------------------------------------


async def tab_to(page, name, limit=60):
    """Press Tab until the focus is on what has this name."""
    for _ in range(limit):
        await page.keyboard.press("Tab")
        focused = await page.evaluate(
            """() => {
                const it = document.activeElement;
                if (it === document.body) return "";
                const label = it.labels?.[0]?.textContent ?? "";
                return it.getAttribute("aria-label") ?? (label || it.textContent);
            }"""
        )
        if name in focused:
            return
    raise AssertionError(f"no way to {name!r} by keyboard")


async def test_all_of_it_works_by_keyboard_alone(page, desk):
    await tab_to(page, "Uw bericht")
    await page.keyboard.type("hoe vraag ik een digid aan")
    await page.keyboard.press("Enter")
    await talk(page).get_by_role("button", name="Medewerker spreken").wait_for()
    await tab_to(page, "Medewerker spreken")
    await page.keyboard.press("Enter")
    await at_desk(page).get_by_role("button", name="Ik neem deze vraag").wait_for()
    await tab_to(page, "Ik neem deze vraag")
    await page.keyboard.press("Space")
    await at_desk(page).get_by_role("button", name="Afsluiten").wait_for()
    await tab_to(page, "Bericht bij deze vraag")
    await page.keyboard.type("Hallo")
    await page.keyboard.press("Enter")
    await expect(talk(page).get_by_text("Anja: Hallo")).to_be_visible()
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(at_desk(page).get_by_role("button", name="Sticker").last).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(at_desk(page).get_by_role("button", name="Sticker").last).to_be_hidden()


@pytest.mark.parametrize("size", [PHONE, SMALLEST])
async def test_on_a_phone_the_two_sides_are_tabs(browser, desk, size):
    async with visit(browser, desk.adapter.url, size) as page:
        await open_a_case(page)
        tab = page.get_by_role("tab", name="Balie")
        await expect(tab).to_contain_text("1 nieuw")
        await expect(at_desk(page)).to_be_hidden()
        await page.get_by_role("tab", name="Burger").focus()
        await page.keyboard.press("ArrowRight")

        await expect(at_desk(page).get_by_role("button", name="Ik neem")).to_be_visible()
        await expect(tab).to_have_attribute("aria-selected", "true")
        await expect(tab).not_to_contain_text("nieuw")
        assert await page.evaluate("document.documentElement.scrollWidth") == size["width"]
        await expect(page.get_by_role("tabpanel")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
async def test_axe_finds_nothing(browser, desk, scheme, size):
    async with visit(browser, desk.adapter.url, size, color_scheme=scheme) as page:
        found = await violations(page)
        await open_a_case(page)
        await page.locator("#citizen").get_by_label("Iets meesturen").click()
        found += await violations(page)
        if size == PHONE:
            await page.get_by_role("tab", name="Balie").click()
        await at_desk(page).get_by_role("button", name="Ik neem deze vraag").click()
        field = at_desk(page).get_by_label("Bericht bij deze vraag")
        await field.fill("Hallo")
        await field.press("Enter")
        await at_desk(page).locator(".mark").wait_for()
        found += await violations(page)

    assert found == []


async def violations(page):
    results = await Axe().run(page)
    return [
        (one["id"], [node["html"][:120] for node in one["nodes"]])
        for one in results.response["violations"]
    ]


async def test_new_messages_are_read_aloud(page):
    log = talk(page)

    await expect(log).to_have_attribute("aria-busy", "false")
    await open_a_case(page)
    await expect(page.locator("#announcer")).to_have_text(
        "Nieuw bij de balie: Vraag 1 · DigiD aanvragen"
    )


async def test_the_beginning_of_a_long_answer_stays_in_sight(browser, desk):
    async with visit(browser, desk.adapter.url, SMALLEST) as page:
        await ask(page, "digid")
        await talk(page).get_by_text("DigiD aanvragen", exact=True).wait_for()

        await expect(talk(page).get_by_text("DigiD aanvragen", exact=True)).to_be_in_viewport()


async def test_the_newest_message_stays_in_sight_while_one_writes_a_long_one(page):
    for text in ("een", "twee", "drie"):
        await ask(page, text)
        await expect(talk(page).locator(".from-own .typed").last).to_have_text(text)
    last = talk(page).get_by_role("button", name="Medewerker spreken").last
    await expect(last).to_be_in_viewport(ratio=1)

    await page.locator("#citizen").get_by_label("Uw bericht").fill("regel\n" * 12)

    await expect(last).to_be_in_viewport(ratio=1)
