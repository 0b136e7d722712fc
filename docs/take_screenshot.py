"""Take docs/screenshot.png again: python docs/take_screenshot.py (from the repository's root).

It runs `wegwijs demo`, plays a short handoff in Chromium, and photographs the page.
"""

import asyncio
import sys
from pathlib import Path

from playwright.async_api import Locator, async_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.servers.chromium import ARGUMENTS, executable  # noqa: E402  # after the path is set
from tests.servers.demo import demo  # noqa: E402


async def main() -> None:
    """Play, and take the picture."""
    async with demo() as url, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=executable(), args=list(ARGUMENTS)
        )
        page = await browser.new_page(
            viewport={"width": 1440, "height": 1120}, locale="nl-NL", reduced_motion="reduce"
        )
        await page.goto(url)
        citizen, desk = page.locator("#citizen"), page.locator("#desk")
        await write(citizen.get_by_label("Uw bericht"), "Ik ben mijn wachtwoord van DigiD kwijt")
        await press(citizen, "Een medewerker spreken")
        await press(citizen, "Ja, dat mag")
        await press(desk, "Aannemen")
        await citizen.get_by_text("helpt u nu").wait_for()
        answer = desk.get_by_label("Bericht bij deze vraag")
        await write(answer, "Goedemiddag! Hebt u uw telefoon bij de hand?")
        await desk.locator(".mark", has_text="👍").wait_for()
        await write(citizen.get_by_label("Uw bericht"), "Ja, die heb ik hier.")
        await desk.get_by_text("Ja, die heb ik hier.").wait_for()
        await page.mouse.move(0, 0)
        await page.evaluate("document.activeElement.blur()")
        await page.screenshot(path=ROOT / "docs" / "screenshot.png")
        await browser.close()


async def write(field: Locator, text: str) -> None:
    """Type and send."""
    await field.fill(text)
    await field.press("Enter")


async def press(panel: Locator, name: str) -> None:
    """Press the newest button with this name."""
    await panel.get_by_role("button", name=name).last.click()


if __name__ == "__main__":
    asyncio.run(main())
