"""`wegwijs export`: bytes that other programs read, whatever the terminal is set to."""

import csv
import io
import json
import subprocess
import sys

import pytest

from bot.cli import run


def exported(*arguments, **environment):
    done = subprocess.run(
        [sys.executable, "-m", "bot", "export", *arguments],
        capture_output=True,
        check=True,
        env={"PATH": "", "HOME": "/nonexistent", **environment},
    )
    return done.stdout


def test_the_faq_is_json_in_one_language():
    page = json.loads(exported("faq", "--lang", "en"))

    assert page["inLanguage"] == "en"
    assert {question["inLanguage"] for question in page["mainEntity"]} == {"en"}


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_the_csv_is_utf_8_with_its_own_line_ends_in_every_terminal(encoding):
    text = exported("csv", "--lang", "nl", PYTHONIOENCODING=encoding).decode("utf-8")

    head, *rest = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert head[:4] == ["topic", "theme", "lang", "title"]
    assert {row[2] for row in rest} == {"nl"}
    assert text.endswith("\r\n")
    assert "€" in text or "•" in text


def test_excel_gets_its_mark_and_semicolons():
    data = exported("csv", "--excel")

    assert data.startswith(b"\xef\xbb\xbftopic;theme;lang;")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["faq", "--excel"], "only a csv"),
        (["csv", "--lang", "xx"], '"xx" is not there'),
        (["faq", "--knowledge", "/no/such"], "deze map is er niet"),
    ],
)
def test_what_can_not_be_exported_is_explained(arguments, says, capsys):
    status = run(["export", *arguments])

    assert status == 1
    assert says in capsys.readouterr().err
