"""Draw the page. Lengths are millimetres, sizes of letters points, on A4 (210 by 297)."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, cast

from bot.poster.door import Door

if TYPE_CHECKING:
    from fpdf import FPDF

_FONTS = Path(__file__).parent / "fonts"
_BLUE, _INK, _WHITE, _PALE, _YELLOW = (
    (11, 60, 93),
    (26, 26, 26),
    (255, 255, 255),
    (232, 240, 246),
    (255, 224, 130),
)
_LEFT, _WIDTH = 15.0, 180.0
_STEPS = 3


def draw(name: str, doors: Sequence[Door], words: Mapping[str, str], lang: str = "nl") -> bytes:
    """The poster of the library with this name, as a PDF of one page.

    Args:
        name: the library's, as people know it.
        doors: one or two.
        words: the sentences whose keys begin with "poster_".
        lang: the language of these sentences.
    """
    pdf = _blank(f"{words['poster_title']} {name}", lang)
    _head(pdf, name, words)
    for number, door in enumerate(doors):
        _door(pdf, door, 62.5 if len(doors) == 1 else 15 + 95 * number)
    _how(pdf, words)
    _warning(pdf, words)
    return bytes(pdf.output())


def _blank(title: str, lang: str) -> "FPDF":
    from fpdf import FPDF  # noqa: PLC0415  # serve never draws

    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(auto=False)
    pdf.set_margin(0)
    pdf.add_font("DejaVu", "", _FONTS / "DejaVuSans.ttf")
    pdf.add_font("DejaVu", "B", _FONTS / "DejaVuSans-Bold.ttf")
    pdf.set_title(title)
    pdf.set_lang(lang)
    pdf.add_page()
    return pdf


def _box(
    pdf: "FPDF", place: tuple[float, float, float, float], colour: tuple[int, int, int]
) -> None:
    pdf.set_fill_color(*colour)
    pdf.rect(*place, style="F")


def _write(  # noqa: PLR0913  # place, text and look belong together
    pdf: "FPDF",
    text: str,
    place: tuple[float, float, float, float],
    size: float,
    *,
    style: str = "",
    colour: tuple[int, int, int] = _INK,
    align: str = "L",
) -> None:
    """Write `text` in the box `place` (x, y, width, height), smaller when it would not fit."""
    x, y, width, height = place
    pdf.set_text_color(*colour)
    while True:
        pdf.set_font("DejaVu", style, size)
        line = size * 0.45
        fitted = pdf.multi_cell(width, line, text, align=align, dry_run=True, output="LINES")
        lines = cast(list[str], fitted)  # that is what output="LINES" returns
        wide = max(pdf.get_string_width(word) for word in text.split())
        if (len(lines) * line <= height and wide < width - 2) or size <= 6:
            break
        size -= 0.5
    pdf.set_xy(x, y)
    pdf.multi_cell(width, line, text, align=align)


def _head(pdf: "FPDF", name: str, words: Mapping[str, str]) -> None:
    _box(pdf, (0, 0, 210, 84), _BLUE)
    _write(pdf, name, (_LEFT, 13, _WIDTH, 12), 17, colour=_WHITE)
    _write(pdf, words["poster_title"], (_LEFT, 27, _WIDTH, 32), 34, style="B", colour=_WHITE)
    _write(pdf, words["poster_who"], (_LEFT, 62, _WIDTH, 18), 16, colour=_WHITE)


def _door(pdf: "FPDF", door: Door, x: float) -> None:
    import segno  # noqa: PLC0415  # serve never draws

    _box(pdf, (x, 92, 85, 97), _PALE)
    _write(pdf, door.name, (x, 95, 85, 9), 20, style="B", colour=_BLUE, align="C")
    picture = BytesIO()
    segno.make(door.link, error="m", micro=False).save(picture, kind="png", scale=12, border=4)
    pdf.image(picture, x=x + 14.5, y=105, w=56, alt_text=f"QR: {door.link}")
    _write(pdf, door.shown, (x + 3, 163, 79, 6), 12, style="B", align="C")
    _write(pdf, door.then, (x + 3, 170, 79, 17), 12, align="C")


def _how(pdf: "FPDF", words: Mapping[str, str]) -> None:
    _write(pdf, words["poster_how"], (_LEFT, 195, _WIDTH, 10), 20, style="B", colour=_BLUE)
    for number in range(1, _STEPS + 1):
        y = 192 + 15 * number
        pdf.set_fill_color(*_BLUE)
        pdf.ellipse(_LEFT, y, 11, 11, style="F")
        _write(pdf, str(number), (_LEFT, y + 2.2, 11, 9), 15, style="B", colour=_WHITE, align="C")
        _write(pdf, words[f"poster_step_{number}"], (_LEFT + 15, y + 2, _WIDTH - 15, 12), 15)


def _warning(pdf: "FPDF", words: Mapping[str, str]) -> None:
    _box(pdf, (0, 256, 210, 41), _YELLOW)
    _write(pdf, words["poster_beware"], (_LEFT, 261, _WIDTH, 9), 18, style="B")
    _write(pdf, words["poster_beware_why"], (_LEFT, 271, _WIDTH, 20), 14)
