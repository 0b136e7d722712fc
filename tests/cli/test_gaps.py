"""`wegwijs gaps`: the list, adding a question, taking one off the list."""

import json
import shutil
from pathlib import Path

import pytest

from bot.cli import run
from bot.store import Store
from bot.store.gaps import Gap

FOLDER = Path(__file__).parents[2] / "knowledge"
ASKED = Gap("2026-11-23", "nl", "person", "", "hoeveel krijg ik voor de zorgtoeslag als student")
STRANGE = Gap("2026-11-22", "nl", "unknown", "", "wie repareert er grasmaaiers")


@pytest.fixture
def store_url(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path}/wegwijs.db"
    monkeypatch.setenv("WEGWIJS_STORE__URL", url)
    with Store(url) as store, store.begin() as tx:
        for gap in (ASKED, ASKED, STRANGE):
            tx.gaps.add(gap)
    return url


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(FOLDER, tmp_path / "knowledge"))


@pytest.fixture
def gaps(store_url, folder, capsys):
    """Carry out `wegwijs gaps …`: its exit status, what it printed, what it complained about."""

    def carry_out(*arguments):
        status = run(["gaps", "--knowledge", str(folder), *arguments])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return carry_out


def kept(store_url):
    with Store(store_url) as store, store.begin() as tx:
        return [gap.text for gap in tx.gaps.all()]


def test_the_list_begins_with_what_was_asked_most(gaps):
    status, printed, _ = gaps()

    assert status == 0
    assert printed.startswith(f"1. 2× „{ASKED.text}” (nl)\n   liever een mens 2×; 2026-11-23\n")
    assert f"2. 1× „{STRANGE.text}”" in printed


def test_programs_get_the_same_as_json(gaps):
    _, printed, _ = gaps("--json")

    first, second = json.loads(printed)
    assert (first["number"], first["count"], first["topic"]) == (1, 2, "zorgtoeslag")
    assert first["phrase"] == ASKED.text
    assert second["why"] == {"unknown": 1}


def test_small_groups_can_be_left_out(gaps):
    _, printed, _ = gaps("--least", "2")

    assert STRANGE.text not in printed
    assert "Niet getoond: 1" in printed


def test_a_question_is_accepted_by_its_number_and_leaves_the_list(gaps, folder, store_url):
    status, printed, _ = gaps("accept", "1")

    file = folder / "nl/belasting-en-toeslagen/zorgtoeslag.yaml"
    assert status == 0
    assert printed == f"Toegevoegd aan {file}: „{ASKED.text}”\n"
    assert f'  - "{ASKED.text}"\n' in file.read_text("utf-8")
    assert kept(store_url) == [STRANGE.text]


def test_a_question_is_accepted_by_its_words_for_another_topic_in_other_words(
    gaps, folder, store_url
):
    phrase = "is het  zwembad van de bibliotheek open"
    status, _, _ = gaps(
        "accept", STRANGE.text, "--topic", "hulp-in-de-bibliotheek", "--phrase", phrase
    )

    file = folder / "nl/bibliotheek/hulp-in-de-bibliotheek.yaml"
    assert status == 0
    assert '  - "is het zwembad van de bibliotheek open"\n' in file.read_text("utf-8")
    assert kept(store_url) == [ASKED.text]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["accept", "9"], "„9” staat niet op de lijst"),
        (["accept", "2"], "Kies er een met --topic"),
        (["accept", "1", "--phrase", "ik heet Jan"], "persoonlijk gegeven"),
        (["accept", "1", "--topic", "zorgtoeslagg"], "Bedoelt u „zorgtoeslag”?"),
        (["dismiss", "trein"], "staat niet op de lijst"),
    ],
)
def test_what_can_not_be_done_is_explained_and_changes_nothing(
    gaps, store_url, folder, arguments, says
):
    before = kept(store_url)
    status, _, complaint = gaps(*arguments)

    assert status == 1
    assert says in complaint
    assert kept(store_url) == before


def test_a_dismissed_group_stays_off_the_list_with_all_that_look_like_it(gaps, store_url):
    status, printed, _ = gaps("dismiss", STRANGE.text)
    with Store(store_url) as store, store.begin() as tx:
        tx.gaps.add(Gap("2026-11-24", "nl", "unknown", "", "wie repareert grasmaaiers"))

    assert (status, printed) == (0, f"Van de lijst gehaald: „{STRANGE.text}” (1×)\n")
    assert "grasmaaiers" not in gaps()[1]
    assert "2. 2× „wie repareert grasmaaiers”" in gaps("--dismissed")[1]


def test_options_may_stand_on_either_side_of_accept(gaps, folder, tmp_path):
    config = tmp_path / "empty.toml"
    config.write_text("")

    assert gaps("--config", str(config), "accept", "1")[0] == 0
    assert gaps("dismiss", "1", "--config", str(config), "--knowledge", str(folder))[0] == 0


def test_nothing_kept_is_no_error(gaps, store_url):
    with Store(store_url) as store, store.begin() as tx:
        tx.gaps.delete_all()

    assert gaps() == (0, "Er zijn geen vragen zonder goed antwoord.\n", "")
    assert json.loads(gaps("--json")[1]) == []
