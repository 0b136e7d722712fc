"""An editor tries out a question while saving files: `wegwijs demo` in Chromium."""

import shutil

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.adapters.web.test_page import DESKTOP, PHONE, SMALLEST, violations, visit
from tests.servers.demo import demo
from tests.servers.knowledge import FOLDER

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

QUESTION = "ik ben mijn wachtwort van digid kwijt"
FILE = "nl/digid/digid-inloggegevens-vergeten.yaml"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def folder(tmp_path_factory):
    return shutil.copytree(FOLDER, tmp_path_factory.mktemp("editor") / "knowledge")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def url(folder):
    async with demo(0, "--knowledge", folder) as address:
        yield f"{address}editors"


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser, url):
    async with visit(browser, url, greeting="Stel een vraag") as visited:
        yield visited


async def ask(page, text=QUESTION):
    field = page.get_by_label("Typ een vraag zoals een burger dat doet")
    await field.fill(text)
    await field.press("Enter")


def shown(page, network):
    return page.locator(f'[data-network="{network}"]')


async def test_a_question_shows_both_networks_and_why(page):
    await ask(page)

    await expect(shown(page, "Telegram").locator(".keys")).to_contain_text("Dit helpt")
    await expect(shown(page, "Matrix").locator("ol")).to_contain_text("Dit helpt")
    await expect(page.locator("#files")).to_contain_text(FILE)
    await expect(page.locator("#why")).to_contain_text("wachtwort → wachtwoord")


async def test_personal_data_is_masked_before_it_is_shown(page):
    await ask(page, "mijn bsn is 111222333, hoe vraag ik digid aan")

    await expect(page.locator("#told")).to_contain_text("[BSN]")


async def test_what_is_saved_is_shown_without_asking_again(page, folder):
    file = folder / FILE
    whole = file.read_text("utf-8")
    await ask(page)
    await expect(shown(page, "Telegram")).to_be_visible()
    try:
        file.write_text(whole.replace("answer: |\n", "answer: |\n  Dit is nieuw. ", 1), "utf-8")

        await expect(shown(page, "Telegram")).to_contain_text("Dit is nieuw.")
        await expect(shown(page, "Matrix")).to_contain_text("Dit is nieuw.")
    finally:
        file.write_text(whole, "utf-8")
    await expect(shown(page, "Telegram")).not_to_contain_text("Dit is nieuw.")


async def test_a_mistake_is_told_with_its_line_until_it_is_mended(page, folder):
    file = folder / FILE
    whole = file.read_text("utf-8")
    mistakes = page.get_by_role("region", name="Er zit een fout in de bestanden")
    try:
        file.write_text(whole.replace("title:", "titel:", 1), "utf-8")

        await expect(mistakes).to_contain_text(f"{FILE}:")
        await ask(page)
        await expect(shown(page, "Telegram")).to_be_visible()
    finally:
        file.write_text(whole, "utf-8")
    await expect(mistakes).to_be_hidden()


async def test_coverage_is_told_for_each_theme_and_language(page):
    table = page.get_by_role("table")

    await expect(table.get_by_role("row", name="digid")).to_contain_text("14")
    await expect(table.get_by_role("columnheader")).to_have_count(5)


async def test_the_demo_is_one_link_away_and_back(page):
    await page.get_by_role("link", name="Naar de demo").click()
    await page.get_by_role("link", name="Voor redacteuren").click()

    await expect(page.get_by_label("Typ een vraag")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
async def test_axe_finds_nothing(browser, url, scheme, size):
    async with visit(browser, url, size, "Stel een vraag", color_scheme=scheme) as page:
        found = await violations(page)
        await ask(page)
        await expect(shown(page, "Matrix")).to_be_visible()
        found += await violations(page)

    assert found == []


async def test_the_smallest_screen_shows_all_of_it(browser, url):
    async with visit(browser, url, SMALLEST, "Stel een vraag") as page:
        await ask(page)
        await expect(shown(page, "Matrix")).to_be_visible()

        width = await page.evaluate("document.documentElement.scrollWidth")
        assert width == SMALLEST["width"]
