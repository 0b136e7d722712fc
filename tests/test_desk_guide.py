"""The desk's guide as it is printed: docs/desk.pdf, made from docs/desk.md."""

import re
from pathlib import Path

import pypdfium2
import pytest
from markdown_it import MarkdownIt

DOCS = Path(__file__).parents[1] / "docs"
A4 = (210 / 25.4 * 72, 297 / 25.4 * 72)


@pytest.fixture(scope="module")
def printed():
    with pypdfium2.PdfDocument(DOCS / "desk.pdf") as document:
        yield document


def letters(text):
    """Letters and numbers of two digits alone: lines break elsewhere, and lists count to 3."""
    return "".join(re.findall(r"[^\W\d_]|\d{2,}", text))


def test_the_printed_guide_says_what_the_guide_says(printed):
    html = MarkdownIt("commonmark").enable("table").render((DOCS / "desk.md").read_text("utf-8"))
    asked = letters(re.sub(r"<[^>]+>|&\w+;", " ", html))
    found = letters("".join(page.get_textpage().get_text_range() for page in printed))

    assert found == asked, "run: python docs/make_desk_guide.py"


def test_the_printed_guide_is_one_sheet_of_a4(printed):
    assert len(printed) <= 2
    assert all(page.get_size() == pytest.approx(A4, abs=2) for page in printed)
