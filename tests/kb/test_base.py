"""A library's own, older knowledge base under a newer program: no sentence may be missing."""

import pytest

from bot.bootstrap import base_of, built_in
from bot.kb.checking import check
from bot.kb.load import learn, read
from tests.kb.folders import GOOD, TODAY, write

EN_WITHOUT_BYE = {"en/_messages.yaml": GOOD["en/_messages.yaml"].replace("bye: Bye\n", "")}


@pytest.fixture
def base(tmp_path):
    return write(tmp_path / "base")


def knowledge(tmp_path, base, changes):
    return learn(read(write(tmp_path / "own", changes), base))


def test_a_sentence_that_is_missing_comes_from_the_base(tmp_path, base):
    changes = {"nl/_messages.yaml": "hello: 'Hoi {name}'\n", **EN_WITHOUT_BYE}

    found = knowledge(tmp_path, base, changes)

    assert found.say("bye", "nl") == "Dag"
    assert found.say("bye", "en") == "Bye"
    assert found.say("hello", "nl", name="An") == "Hoi An"


def test_a_sentence_that_was_written_anew_is_not_translated_by_the_base(tmp_path, base):
    changes = {
        "nl/_messages.yaml": "hello: 'Hoi {name}'\nbye: Dag\n",
        "en/_messages.yaml": "bye: Bye\n",
    }

    assert knowledge(tmp_path, base, changes).say("hello", "en", name="An") == "Hoi An"


def test_check_names_each_sentence_that_the_base_lends(tmp_path, base):
    own = write(tmp_path / "own", {"nl/_messages.yaml": "hello: 'Hallo {name}'\n"}, EN_WITHOUT_BYE)

    (warning,) = [p for p in check(own, TODAY, base) if "ontbreekt in deze taal" in p.message]
    assert "„bye”" in warning.message
    assert warning.severity == "warning"


def test_a_folder_that_has_every_sentence_is_not_warned(tmp_path, base):
    own = write(tmp_path / "own")

    assert not [p for p in check(own, TODAY, base) if "ontbreekt in deze taal" in p.message]


def test_the_built_in_knowledge_base_needs_no_other(tmp_path):
    assert base_of(built_in()) is None
    assert base_of(built_in().resolve()) is None
    assert base_of(tmp_path) == built_in()
