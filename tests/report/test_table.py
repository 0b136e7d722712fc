"""The table of topics is CSV that spreadsheets read and can't be tricked by."""

import csv
import io
from pathlib import Path

import pytest

from bot.kb.knowledge import Words
from bot.kb.load import read
from bot.kb.topic import Link, Source, Topic
from bot.report.table import COLUMNS, table

FOLDER = Path(__file__).parents[2] / "knowledge"


def rows(text, separator=","):
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def words(topic):
    return {topic.lang: Words({topic.id: topic}, {}, {})}


def topic(**more):
    values = {
        "id": "a",
        "theme": "t",
        "lang": "nl",
        "title": "T",
        "questions": ("q",),
        "answer": "x",
    }
    return Topic(**{**values, **more})


def test_every_topic_of_every_language_is_one_row():
    ours = read(FOLDER).words
    found = rows(table(ours))

    assert [(row["lang"], row["topic"]) for row in found] == [
        (lang, topic_id) for lang, one in ours.items() for topic_id in one.topics
    ]
    assert all(row["answer"] and row["sources"] and row["review_by"] for row in found)


def test_lines_end_and_texts_are_quoted_as_rfc_4180_says():
    text = table(words(topic(answer='Zeg "ja", of\nnee')))
    lines = text.split("\r\n")

    assert lines[0] == ",".join(COLUMNS)
    assert lines[-1] == ""
    assert '"Zeg ""ja"", of\nnee"' in lines[1]


def test_a_row_has_all_that_a_topic_has():
    (row,) = rows(
        table(
            words(
                topic(
                    answer="**Vet** en [site](https://a.nl/x).",
                    parts={"need": "- een\n- twee", "cost": "Gratis"},
                    links=(Link("Knop", "https://a.nl"),),
                    sources=(Source("https://b.nl", "2026-11-23"), Source("https://c.nl", "2026-01-02")),
                    upl=("digid", "paspoort"),
                    related=("b", "c"),
                    urgent=True,
                    changed="2026-11-23",
                    review_by="2027-05-23",
                )
            )
        )
    )  # fmt: skip

    assert row["answer"] == "Vet en site (https://a.nl/x)."
    assert row["need"] == "• een\n• twee"
    assert row["links"] == "Knop (https://a.nl)"
    assert row["sources"] == "https://b.nl (2026-11-23)\nhttps://c.nl (2026-01-02)"
    assert (row["upl"], row["related"], row["urgent"]) == ("digid; paspoort", "b c", "true")
    assert (row["changed"], row["review_by"], row["questions"]) == ("2026-11-23", "2027-05-23", "1")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "＝", "＠"])
def test_a_cell_that_looks_like_a_formula_becomes_text(start):
    (row,) = rows(table(words(topic(title=f'{start}HYPERLINK("https://a.nl")'))))

    assert row["title"].startswith(f"'{start}HYPERLINK")


def test_no_cell_of_ours_begins_like_a_formula():
    for row in rows(table(read(FOLDER).words)):
        assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "'"))]


def test_another_separator_is_quoted_too():
    (row,) = rows(table(words(topic(title="a; b, c")), separator=";"), separator=";")

    assert row["title"] == "a; b, c"
