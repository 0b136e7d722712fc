import contextlib
import os
import tempfile
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.kb.checking import check
from bot.kb.json_schema import json_schema, schema_file
from bot.kb.load import load
from bot.kb.problems import KnowledgeError
from tests.kb.folders import GOOD, TOPIC, told, write

REAL = Path(__file__).parents[2] / "knowledge"
UNREADABLE = "dit kan niet worden gelezen ({}). Controleer de rechten van de map of het bestand"


@contextlib.contextmanager
def as_nobody():
    """Without the superuser's rights, so that rights count."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(was)


@pytest.fixture
def open_folder():
    """A folder that others may enter too, unlike pytest's."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        for path in folder.rglob("*"):
            path.chmod(0o755)


def test_a_sound_folder_becomes_a_knowledge_base(tmp_path):
    knowledge = load(write(tmp_path))

    assert knowledge.languages == ("nl", "en")
    assert knowledge.topics() == ("digid-app",)
    assert knowledge.understand("hoe werkt de app", "nl").topics == ("digid-app",)


def test_warnings_do_not_keep_a_knowledge_base_from_loading(tmp_path):
    root = write(tmp_path, {"nl/digid/digid-app.yaml": TOPIC + "related: [later]\n"})

    assert told(root, "warning")
    assert load(root).topic("digid-app", "nl").related == ()


def test_errors_keep_it_from_loading_and_are_all_told(tmp_path):
    root = write(tmp_path, {"nl/_web.yaml": "", "nl/_synonyms.yaml": "x"})

    with pytest.raises(KnowledgeError) as raised:
        load(root)

    assert [Path(p.path).name for p in raised.value.problems] == ["_synonyms.yaml", "_web.yaml"]
    assert all(p.severity == "error" for p in raised.value.problems)


def test_a_folder_that_is_not_there_is_told(tmp_path):
    path = tmp_path / "kennis"

    with pytest.raises(KnowledgeError) as raised:
        load(path)

    assert str(raised.value) == (
        f"{path}:1: deze map is er niet. Geef de map met de kennisbank op, "
        "bijvoorbeeld: wegwijs check knowledge"
    )


@pytest.mark.parametrize("name", ["nl/digid", "libraries", "nl"])
def test_a_folder_that_may_not_be_read_is_told(open_folder, name):
    root = write(open_folder)
    (root / name).chmod(0)

    with as_nobody():
        problems = told(root)

    assert f"{name}:1: " + UNREADABLE.format("geen toegang") in problems


def test_a_file_that_may_not_be_read_is_told(open_folder):
    root = write(open_folder)
    (root / "nl/digid/digid-app.yaml").chmod(0)

    with as_nobody():
        problems = told(root)

    assert "nl/digid/digid-app.yaml:1: " + UNREADABLE.format("geen toegang") in problems


def test_a_pipe_and_a_link_to_nothing_are_told(tmp_path):
    root = write(tmp_path)
    os.mkfifo(root / "nl/digid/pijp.yaml")
    (root / "nl/digid/weg.yaml").symlink_to("nergens.yaml")

    why = UNREADABLE.format("het is geen bestand, of een verwijzing naar niets")
    assert told(root) == [f"nl/digid/{name}.yaml:1: {why}" for name in ("pijp", "weg")]


def test_files_and_folders_that_are_not_read_are_pointed_out(tmp_path):
    root = write(
        tmp_path,
        {
            "nl/digid/oud.yml": "x",
            "nl/digid/.oud.yaml.swp": "x",
            "nl/digid/README.md": "x",
            "nl/los.yaml": "x",
            "nederlands/x.yaml": "x",
        },
    )

    pointed_out = [line.split(": let op: ")[0] for line in told(root, "warning")]
    assert {"nl/digid/oud.yml:1", "nl/los.yaml:1", "nederlands:1"} <= set(pointed_out)
    assert not [line for line in pointed_out if "swp" in line or "README" in line]


def test_drafts_are_not_read_whatever_they_hold(tmp_path):
    root = write(tmp_path, GOOD)
    without = told(root)
    write(root, {"drafts/nl/digid/half.yaml": "title: [nog niet"})

    assert told(root) == without


def test_paths_are_shown_as_one_would_type_them_here(tmp_path, monkeypatch):
    write(tmp_path / "kb", {"nl/_web.yaml": ""})
    monkeypatch.chdir(tmp_path)

    for path in (Path("kb"), tmp_path / "kb"):
        shown = [p.path for p in check(path, date(2026, 11, 23)) if p.severity == "error"]
        assert shown == ["kb/nl/_web.yaml"]


def test_what_was_learnt_is_kept_in_the_cache(tmp_path):
    root = write(tmp_path / "kb")

    load(root, cache=tmp_path / "cache")

    assert list((tmp_path / "cache").iterdir())
    assert load(root, cache=tmp_path / "cache").topics() == ("digid-app",)


_FILES = sorted(name for name in GOOD if name.endswith(".yaml"))
_PIECES = st.sampled_from(
    [
        "title: x\n",
        "questions:\n",
        "  - a\n",
        "- [a]\n",
        "a: b\n",
        "{digid.phone}",
        "\t",
        "&a ",
        "*a",
    ]
)


@pytest.mark.slow
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    name=st.sampled_from(_FILES),
    content=st.one_of(st.binary(max_size=80), st.lists(_PIECES, max_size=8).map("".join)),
    at=st.integers(0, 400),
    replace=st.booleans(),
)
def test_whatever_stands_in_a_file_only_knowledge_errors_come_out(
    tmp_path, name, content, at, replace
):
    data = content if isinstance(content, bytes) else content.encode()
    old = GOOD[name].encode()
    broken = data if replace else old[:at] + data + old[at:]
    root = write(tmp_path, {name: broken})

    problems = check(root, date(2026, 11, 23))
    with contextlib.suppress(KnowledgeError):
        load(root)

    assert all(problem.line >= 1 and problem.message for problem in problems)


# --- the real knowledge base ------------------------------------------------------------------


def real_topics():
    return sorted(REAL.glob("*/*/*.yaml"))


def test_the_real_knowledge_base_has_no_errors():
    errors = [str(p) for p in check(REAL, date(2026, 11, 23)) if p.severity == "error"]

    assert errors == []


def test_schema_json_is_up_to_date():
    assert (REAL / "schema.json").read_text() == schema_file()


def test_the_json_schema_accepts_all_real_topics():
    validator = jsonschema.Draft7Validator(json_schema())
    for path in real_topics():
        content = yaml.load(path.read_text(), Loader=yaml.BaseLoader)  # texts only, as we read them
        assert [error.message for error in validator.iter_errors(content)] == [], path


def test_the_json_schema_refuses_what_check_refuses():
    validator = jsonschema.Draft7Validator(json_schema())
    good = yaml.load(TOPIC, Loader=yaml.BaseLoader)
    assert validator.is_valid(good)

    for wrong in (
        {**good, "relatd": ["x"]},
        {**good, "questions": []},
        {**good, "review_by": "morgen"},
        {key: value for key, value in good.items() if key != "source"},
        {**good, "links": [{"label": "x", "url": "www.x.nl"}]},
    ):
        assert not validator.is_valid(wrong)
