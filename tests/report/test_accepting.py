"""A question is written into the knowledge base only when it may be, and then safely."""

import shutil
from pathlib import Path

import pytest

from bot.kb.problems import KnowledgeError
from bot.report import accepting
from bot.report.accepting import Addition, CannotAccept, accept

FOLDER = Path(__file__).parents[2] / "knowledge"
NEW = Addition("digid-app", "nl", "waar zit de pincode van de digid app ook alweer")


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(FOLDER, tmp_path / "knowledge"))


def contents(folder):
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_question_is_added_and_no_other_file_is_touched(folder, knowledge):
    before = contents(folder)

    file = accept(folder, knowledge, NEW)

    after = contents(folder)
    assert file == folder / "nl/digid/digid-app.yaml"
    assert {name for name in after if after[name] != before.get(name)} == {file}
    assert f'  - "{NEW.phrase}"\n'.encode() in after[file]


def test_rights_stay_as_they_are_and_a_link_stays_a_link(folder, knowledge, tmp_path):
    file, real = folder / "nl/digid/digid-app.yaml", tmp_path / "real.yaml"
    shutil.move(file, real)
    file.symlink_to(real)
    real.chmod(0o640)

    accept(folder, knowledge, NEW)

    assert file.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert NEW.phrase in real.read_text("utf-8")


def test_windows_line_ends_stay(folder, knowledge):
    file = folder / "nl/digid/digid-app.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    accept(folder, knowledge, NEW)

    assert file.read_bytes().count(b"\r\n") == file.read_bytes().count(b"\n")


@pytest.mark.parametrize(
    ("addition", "says"),
    [
        (("digid-ap", "nl", "een vraag"), "bestaat niet. Bedoelt u „digid-app”?"),
        (("digid-app", "fr", "une question"), "nog niet vertaald in „fr”"),
        (("digid-app", "nl", ""), "geen vraag"),
        (("digid-app", "nl", "?!"), "geen vraag"),
        (("digid-app", "nl", "een\nvraag"), "één regel"),
        (("digid-app", "nl", "lang " * 50), "hooguit 200 tekens"),
        (("digid-app", "nl", "wat zegt […] daarover"), "weggelaten"),
        (("digid-app", "nl", "mijn bsn [BSN] werkt niet"), "weggelaten"),
        (("digid-app", "nl", "mijn bsn is 123456782"), "persoonlijk gegeven"),
        (("digid-app", "nl", "mail naar a@b.nl"), "persoonlijk gegeven"),
        (("digid-app", "nl", "bel 06-12345678"), "persoonlijk gegeven"),
        (("digid-app", "nl", "ik heet Anna"), "persoonlijk gegeven"),
        (("digid-app", "nl", "ik ben van 12-03-1950"), "persoonlijk gegeven"),
        (("digid-app", "nl", "post voor 1234 AB komt niet"), "persoonlijk gegeven"),
        (("digid-app", "nl", "Anna de Vries kan niet inloggen"), "„Anna de Vries” lijkt een naam"),
        (("digid-app", "nl", "mijn zoon thijs kan niet inloggen"), "„thijs” lijkt een naam"),
        (("digid-app", "nl", "hoe vraag ik een DIGID aan?!"), "staat al bij „digid-aanvragen”"),
        (("digid-app", "nl", "mijn man slaat mij nu alweer"), "klinkt als gevaar"),
    ],
)
def test_what_may_not_be_added_is_refused_with_the_reason(folder, knowledge, addition, says):
    before = contents(folder)

    with pytest.raises(CannotAccept) as refused:
        accept(folder, knowledge, Addition(*addition))

    assert says in str(refused.value)
    assert contents(folder) == before


def test_a_file_that_has_become_broken_is_not_written_to(folder, knowledge):
    file = folder / "nl/digid/digid-app.yaml"
    file.write_text(file.read_text("utf-8") + "colour: red\n", "utf-8")
    before = contents(folder)

    with pytest.raises(KnowledgeError, match="colour"):
        accept(folder, knowledge, NEW)
    assert contents(folder) == before


@pytest.mark.parametrize("broken", [b"questions: [een", b"questions:\n  - \xff\n"])
def test_a_file_without_a_place_for_a_question_is_refused(folder, knowledge, broken):
    (folder / "nl/digid/digid-app.yaml").write_bytes(broken)

    with pytest.raises(CannotAccept, match="geen plaats voor een vraag"):
        accept(folder, knowledge, NEW)


def test_a_file_that_is_gone_is_told(folder, knowledge):
    (folder / "nl/digid/digid-app.yaml").unlink()

    with pytest.raises(CannotAccept, match="kan niet worden gelezen"):
        accept(folder, knowledge, NEW)


def test_what_somebody_else_saved_meanwhile_is_never_overwritten(folder, knowledge, monkeypatch):
    file = folder / "nl/digid/digid-app.yaml"

    def saved_meanwhile(folder, changed):
        file.write_text("# van een collega\n" + file.read_text("utf-8"), "utf-8")
        return []

    monkeypatch.setattr(accepting, "errors_with", saved_meanwhile)
    with pytest.raises(CannotAccept, match="net veranderd"):
        accept(folder, knowledge, NEW)

    assert file.read_text("utf-8").startswith("# van een collega")
    assert NEW.phrase not in file.read_text("utf-8")
    assert not list(file.parent.glob(".*.tmp"))
