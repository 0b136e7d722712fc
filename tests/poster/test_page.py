"""The poster as a phone's camera and a printer meet it: drawn, looked at and read back."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from bot.kb.load import read
from bot.poster import draw, matrix_door, telegram_door

READING = read(Path("knowledge"))
WORDS = READING.words["nl"].messages
LONGEST = max((library.name for library in READING.libraries.values()), key=len)


def both(library="haarlem"):
    return [
        telegram_door("@WegwijsBot", library, WORDS),
        matrix_door("@wegwijs:example.org", library, WORDS),
    ]


@pytest.fixture
def opened():
    documents = []

    def open_pdf(pdf):
        documents.append(pypdfium2.PdfDocument(pdf))
        return documents[-1]

    yield open_pdf
    for document in documents:
        document.close()


def text_of(document):
    return document[0].get_textpage().get_text_range()


def test_a_camera_reads_both_codes_from_the_drawn_page(opened):
    document = opened(draw("Bibliotheek", both(), WORDS))

    picture = document[0].render(scale=2).to_pil()

    assert {code.text for code in zxingcpp.read_barcodes(picture)} == {
        "https://t.me/WegwijsBot?start=haarlem",
        "https://matrix.to/#/@wegwijs:example.org",
    }


@pytest.mark.parametrize("name", [LONGEST, "Bibliotheek " + "Sint-Oedenrode en " * 12])
def test_the_longest_name_fits_on_one_sheet_of_a4(opened, name):
    document = opened(draw(name, both("x" * 48), WORDS))

    width, height = document[0].get_size()
    assert len(document) == 1
    assert (round(width), round(height)) == (595, 842)
    assert name.split()[-1] in text_of(document)


def test_no_letter_falls_off_the_page_or_its_margin(opened):
    page = opened(draw(LONGEST, both("x" * 48), WORDS))[0]

    text = page.get_textpage()
    boxes = [text.get_charbox(at) for at in range(text.count_chars())]
    assert min(left for left, *_ in boxes) > 28
    assert max(right for _, _, right, _ in boxes) < 595 - 28
    assert min(bottom for _, bottom, *_ in boxes if bottom) > 28


def test_the_page_warns_for_bsn_and_tells_what_to_type_on_matrix(opened):
    text = text_of(opened(draw("Bibliotheek", both("hoorn"), WORDS)))

    assert "!start hoorn" in text
    assert "BSN" in text


def test_the_pdf_has_a_title_and_a_language(opened):
    pdf = draw("Bibliotheek Één", both()[:1], WORDS)

    assert opened(pdf).get_metadata_value("Title").endswith("Bibliotheek Één")
    assert b"/Lang (nl)" in pdf
