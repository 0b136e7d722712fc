"""Print docs/desk.md as docs/desk.pdf: one sheet for the desk, both sides of A4.

Run `python docs/make_desk_guide.py` after a change of desk.md. It needs a Chromium, which
`make setup` takes care of. A test compares the words of both.
"""

import sys
from pathlib import Path

from markdown_it import MarkdownIt
from playwright.sync_api import sync_playwright

GUIDE = Path(__file__).with_name("desk.md")
PRINTED = GUIDE.with_suffix(".pdf")

STYLE = """
@page { size: A4; margin: 12mm 13mm }
body { font: 9.6pt/1.36 "DejaVu Sans", "Noto Sans", "Noto Color Emoji", sans-serif; color: #1a1a1a }
h1 { font-size: 20pt; margin: 0 0 3mm; color: #fff; background: #0b3c5d; padding: 4mm 5mm }
h2 { font-size: 12.5pt; margin: 4.5mm 0 1.2mm; color: #0b3c5d; break-after: avoid }
p, ul, ol { margin: 1.2mm 0 } ul, ol { padding-left: 5.5mm } li { margin: .5mm 0 }
table { break-inside: avoid; border-collapse: collapse; width: 100%; margin: 2mm 0; font-size: 9pt }
thead { display: table-row-group } th { text-align: left; background: #e8f0f6 }
th, td { border: .3mm solid #b9c9d6; padding: .7mm 1.6mm; vertical-align: top }
td:first-child { white-space: nowrap } tr, li { break-inside: avoid }
"""


def page() -> str:
    """The guide as a page of HTML, to be printed."""
    body = MarkdownIt("commonmark").enable("table").render(GUIDE.read_text("utf-8"))
    return (
        '<!doctype html><html lang="nl"><meta charset="utf-8"><title>Wegwijs aan de balie</title>'
        f"<style>{STYLE}</style>{body}</html>"
    )


def make(browser: str | None, out: Path = PRINTED) -> None:
    """Print the guide. `browser`: path of a Chromium; None takes Playwright's own."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        tab = chromium.new_page()
        tab.set_content(page())
        tab.pdf(path=out, prefer_css_page_size=True, print_background=True, tagged=True)
        chromium.close()


if __name__ == "__main__":
    sys.path.insert(0, str(GUIDE.parents[1]))
    from tests.servers.install_chromium import find

    make(find())
