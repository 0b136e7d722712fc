"""`wegwijs new`, `fix`, `readability`, and `check --links`: what editors use."""

import csv
import io
import re

import pytest

from bot.cli import run
from bot.kb.checking import check
from bot.kb.first_line import SCHEMA_LINE
from bot.kb.json_schema import schema_file
from bot.report import links
from tests.kb.folders import TODAY, TOPIC, write

OK, WRONG = 0, 1


@pytest.fixture
def wegwijs(capsys):
    def carry_out(*arguments):
        status = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return carry_out


def test_new_makes_a_file_that_only_waits_for_its_texts(wegwijs, tmp_path):
    root = write(tmp_path)

    status, printed, _ = wegwijs("new", "fiets", "--theme", "meedoen", "--knowledge", root)

    path = root / "nl/meedoen/fiets.yaml"
    assert (status, printed) == (OK, f"{path}\n")
    assert path.read_text().startswith(f"{SCHEMA_LINE}\n# Vul overal in")
    assert not [p for p in check(root, TODAY) if "leeg" in p.message or "geen veld" in p.message]
    filled = path.read_text().replace('url: "..."', "url: https://a.nl").replace('"..."', '"vul"')
    path.write_text(filled)
    assert [p for p in check(root, TODAY) if p.severity == "error"] == []


def test_new_makes_the_translation_of_a_topic_that_exists(wegwijs, tmp_path):
    extra = "parts:\n  cost: Gratis\n  steps: [Een, Twee]\nlinks:\n  - {label: Ga, contact: digid.apply}\n"
    root = write(tmp_path, {"nl/digid/digid-app.yaml": TOPIC + extra})

    status, _, _ = wegwijs("new", "digid-app", "--lang", "de", "--knowledge", root)

    text = (root / "de/digid/digid-app.yaml").read_text()
    assert status == OK
    assert "# Zet de app op uw telefoon. Vragen? Bel {digid.phone}." in text
    assert "translates: 2026-11-01\n" in text
    assert [p for p in check(root, TODAY) if p.severity == "error"] == []


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["Fiets Weg", "--theme", "x"], "TOPIC: „Fiets Weg” kan niet"),
        (["../weg", "--theme", "x"], "TOPIC: „../weg” kan niet"),
        (["fiets", "--theme", "../x"], "--theme: „../x” kan niet"),
        (["fiets", "--lang", "Engels"], "--lang: „Engels” is geen taalcode"),
        (["digid-app", "--theme", "digid"], "dit onderwerp bestaat al, in nl/digid/digid-app.yaml"),
        (["digid-app", "--lang", "en"], "dit bestand bestaat al"),
        (["fiets"], "kies een thema met --theme. Nu zijn er: digid"),
        (["fiets", "--lang", "en"], "het Nederlandse bestand is er niet"),
    ],
)
def test_new_refuses_what_can_not_be_and_writes_nothing(wegwijs, tmp_path, arguments, complaint):
    root = write(tmp_path)
    before = sorted(root.rglob("*"))

    status, printed, told = wegwijs("new", *arguments, "--knowledge", root)

    assert (status, printed) == (WRONG, "")
    assert complaint in told
    assert sorted(root.rglob("*")) == before


def test_fix_adds_what_is_missing_and_then_has_nothing_to_do(wegwijs, tmp_path):
    root = write(tmp_path)

    first, second = wegwijs("fix", root), wegwijs("fix", root)

    assert first[1].count("\n") == 3
    assert second[1:] == ("", "0 bestanden aangepast.\n")
    assert (root / "nl/digid/digid-app.yaml").read_text() == f"{SCHEMA_LINE}\n{TOPIC}"
    assert (root / "schema.json").read_text("utf-8") == schema_file()


def test_nine_of_ten_of_our_answers_are_within_the_limits_of_b1(wegwijs):
    status, printed, _ = wegwijs("readability")

    share = re.search(r"antwoorden \((\d+) %\) binnen B1", printed)
    assert status == OK
    assert int(share[1]) >= 90


def test_readability_comes_as_a_table_for_spreadsheets_too(wegwijs, tmp_path):
    status, printed, _ = wegwijs("readability", write(tmp_path), "--csv")

    rows = list(csv.DictReader(io.StringIO(printed)))
    assert status == OK
    assert [row["onderwerp"] for row in rows] == ["digid/digid-app"]
    assert float(rows[0]["Flesch-Douma"]) > 60


def test_readability_of_an_empty_folder_says_what_is_missing(wegwijs, tmp_path):
    status, _, complaint = wegwijs("readability", tmp_path)

    assert status == WRONG
    assert "geen Nederlandse onderwerpen" in complaint


def test_check_tells_of_links_at_their_lines_and_a_page_that_is_gone_is_an_error(
    wegwijs, tmp_path, monkeypatch
):
    states = {"https://www.digid.nl/app": ("gone", 404), "https://www.digid.nl": ("refused", 403)}

    async def answers(urls, *, on_answer):
        asked = [links.Link(url, *states.get(url, ("well", 200))) for url in urls]
        for link in asked:
            on_answer(link)
        return asked

    monkeypatch.setattr(links, "check_links", answers)
    root = write(tmp_path)

    status, printed, told = wegwijs("check", root, "--links", "--today", "2026-11-23")

    assert status == WRONG
    assert (
        f"{root}/nl/digid/digid-app.yaml:7: de pagina https://www.digid.nl/app bestaat niet meer "
        "(404). Zoek het nieuwe adres\n"
    ) in printed
    assert f"{root}/contacts.yaml:4: let op: de website laat programma's niet toe" in printed
    assert "3 websites gevraagd, 1 in orde." in told


def test_check_says_it_once_when_there_is_no_network_at_all(wegwijs, tmp_path, monkeypatch):
    async def nothing(urls, *, on_answer):
        return [links.Link(url, "unreachable") for url in urls]

    monkeypatch.setattr(links, "check_links", nothing)
    root = write(tmp_path)

    status, printed, _ = wegwijs("check", root, "--links", "--today", "2026-11-23")

    assert status == WRONG
    assert printed.count("bereikbaar") == 1
    assert "Is er internet?" in printed


def test_check_says_when_the_example_questions_were_not_asked(wegwijs, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = write(tmp_path / "kb")

    assert "wegwijs check --phrases" in wegwijs("check", root)[2]
    assert "wegwijs check --phrases" not in wegwijs("check", root, "--phrases")[2]
    assert "wegwijs check --phrases" not in wegwijs("check", root)[2]
