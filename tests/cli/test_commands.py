"""Every command of `wegwijs`: what it prints, and its exit status."""

import json
import re

import pytest

from bot import __version__
from bot.cli import run
from bot.dialogue.conversation import Conversation
from bot.ports import Address
from bot.store import Store

OK, WRONG, TYPED_WRONG, CANNOT_RUN = 0, 1, 2, 3
COMMANDS = ["demo", "chat", "ask", "serve", "doctor", "check", "eval", "export", "schema"]
COMMANDS += ["forget", "gaps", "purge"]


@pytest.fixture
def wegwijs(capsys):
    """Carry out a command: its exit status, what it printed, and what it complained about."""

    def carry_out(*arguments):
        try:
            status = run([str(argument) for argument in arguments])
        except SystemExit as end:  # argparse's own way out: help, or a command typed wrong
            status = end.code
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return status, printed.out, printed.err

    return carry_out


@pytest.fixture
def config(tmp_path):
    """A configuration with a store of its own."""
    file = tmp_path / "wegwijs.toml"
    file.write_text(f'[store]\nurl = "sqlite:///{tmp_path}/wegwijs.db"\n')
    return file


@pytest.fixture
def broken(tmp_path):
    """A knowledge base with a mistake in line 2."""
    folder = tmp_path / "knowledge" / "nl" / "digid"
    folder.mkdir(parents=True)
    (folder / "digid-aanvragen.yaml").write_text("title: DigiD aanvragen\nquestions: [Hoe?\n")
    return tmp_path / "knowledge"


# --- help and mistakes in typing ----------------------------------------------------------------


def test_help_names_every_command(wegwijs):
    status, printed, _ = wegwijs("--help")

    assert status == OK
    for command in COMMANDS:
        assert re.search(rf"^ +{command} ", printed, re.MULTILINE), command


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(wegwijs, command):
    status, printed, _ = wegwijs(command, "--help")

    assert status == OK
    assert printed.startswith(f"usage: wegwijs {command}")


def test_the_version_is_told(wegwijs):
    assert wegwijs("--version")[:2] == (OK, f"wegwijs {__version__}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("teleport",),
        ("ask",),
        ("serve",),
        ("forget", "telegram"),
        ("export", "answers"),
        ("demo", "--port", "many"),
        ("schema", "--fast"),
    ],
)
def test_a_command_that_is_typed_wrong_ends_with_2(wegwijs, arguments):
    status, printed, complaint = wegwijs(*arguments)

    assert (status, printed) == (TYPED_WRONG, "")
    assert complaint.startswith("usage: wegwijs")


# --- ask ----------------------------------------------------------------------------------------


def test_ask_prints_the_answer(wegwijs):
    status, printed, complaint = wegwijs("ask", "Hoe vraag ik een DigiD aan?")

    assert (status, complaint) == (OK, "")
    assert printed.startswith("DigiD aanvragen\n\nGa naar www.digid.nl")
    assert "1. Stappen" in printed


def test_ask_prints_one_json_object_for_programs(wegwijs):
    status, printed, _ = wegwijs("ask", "Hoe vraag ik een DigiD aan? jan@example.org", "--json")

    asked = json.loads(printed)
    assert status == OK
    assert (asked["action"], asked["topics"][0]) == ("answer", "digid-aanvragen")
    assert asked["lang"] == "nl"
    assert 0.5 < asked["confidence"] <= 1
    assert asked["masked"] == "Hoe vraag ik een DigiD aan? [e-mailadres]"
    assert "Vul uw BSN" in asked["answer"]


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Ik wil niet meer leven", "urgent"),
        ("hallo", "smalltalk"),
        ("/help", "command"),
        ("Wie won de finale van het schaaktoernooi?", "unknown"),
        ("", "unknown"),
        ("🙂", "unknown"),
        ("How do I apply for a DigiD?", "answer"),
    ],
)
def test_ask_tells_what_was_decided(wegwijs, text, action):
    status, printed, _ = wegwijs("ask", text, "--json")

    assert status == OK
    assert json.loads(printed)["action"] == action
    assert json.loads(printed)["answer"]


def test_ask_with_a_knowledge_base_that_is_broken_says_where(wegwijs, broken):
    status, printed, complaint = wegwijs("ask", "hallo", "--knowledge", broken)

    assert (status, printed) == (WRONG, "")
    assert re.search(r"digid-aanvragen\.yaml:\d+: ", complaint)


def test_ask_with_a_knowledge_base_that_is_not_there_says_so(wegwijs, tmp_path):
    status, printed, complaint = wegwijs("ask", "hallo", "--knowledge", tmp_path / "nowhere")

    assert (status, printed) == (WRONG, "")
    assert "nowhere" in complaint


# --- check, schema, export ----------------------------------------------------------------------


def test_check_finds_no_mistakes_in_our_knowledge(wegwijs):
    status, printed, summary = wegwijs("check")

    assert status == OK
    assert summary.startswith("0 fouten")
    for line in printed.splitlines():
        assert re.match(r"\S+:\d+: let op: ", line), line


def test_check_tells_file_line_and_mistake(wegwijs, broken):
    status, printed, summary = wegwijs("check", broken)

    assert status == WRONG
    assert re.search(r"^\S+/digid-aanvragen\.yaml:\d+: \S", printed, re.MULTILINE)
    assert re.match(r"[1-9]\d* fouten", summary)


def test_check_of_a_folder_that_is_not_there_is_an_error(wegwijs, tmp_path):
    status, printed, _ = wegwijs("check", tmp_path / "nowhere")

    assert status == WRONG
    assert "nowhere" in printed


def test_check_compares_review_dates_with_the_day_that_is_given(wegwijs):
    now = wegwijs("check", "--today", "2026-11-23")[1]
    later = wegwijs("check", "--today", "2036-11-23")[1]

    assert len(later.splitlines()) > len(now.splitlines())


def test_check_does_not_guess_at_a_day(wegwijs):
    status, _, complaint = wegwijs("check", "--today", "morgen")

    assert status == WRONG
    assert complaint == 'wegwijs: --today: "morgen" is not a day; write 2026-11-23\n'


def test_schema_is_the_one_that_editors_have(wegwijs, request):
    status, printed, _ = wegwijs("schema")

    kept = (request.config.rootpath / "knowledge" / "schema.json").read_text("utf-8")
    assert status == OK
    assert json.loads(printed) == json.loads(kept)


@pytest.mark.parametrize(("chosen", "langs"), [((), {"nl", "en"}), (("--lang", "en"), {"en"})])
def test_export_prints_a_json_object_for_each_question(wegwijs, chosen, langs):
    status, printed, _ = wegwijs("export", "questions", *chosen)

    questions = [json.loads(line) for line in printed.splitlines()]
    assert status == OK
    assert len(questions) > 300
    assert all(question.keys() == {"topic", "lang", "text"} for question in questions)
    assert {question["lang"] for question in questions} == langs


def test_export_names_the_languages_that_there_are(wegwijs):
    status, printed, complaint = wegwijs("export", "questions", "--lang", "xx")

    assert (status, printed) == (WRONG, "")
    assert complaint == 'wegwijs: --lang: "xx" is not there; there are nl, en\n'


# --- eval ---------------------------------------------------------------------------------------

QUESTIONS = [
    {"text": "Hoe vraag ik een DigiD aan?", "expect": ["digid-aanvragen"], "kind": "plain"},
    {"text": "Wie won het schaaktoernooi?", "expect": [], "kind": "elsewhere", "number": 7},
]


@pytest.fixture
def questions(tmp_path):
    file = tmp_path / "questions.jsonl"
    file.write_text("".join(f"{json.dumps(question)}\n" for question in QUESTIONS))
    return file


def test_eval_prints_the_figures_and_writes_the_details(wegwijs, questions, tmp_path):
    details = tmp_path / "details.jsonl"

    status, printed, _ = wegwijs("eval", questions, "--json", "--details", details)

    figures = json.loads(printed)
    lines = [json.loads(line) for line in details.read_text("utf-8").splitlines()]
    assert status == OK
    assert (figures["n"], figures["right_at_1"]) == (2, 1)
    assert figures["rejected_out_of_scope"] == 1
    assert [line["action"] for line in lines] == ["answer", "unknown"]
    assert lines[0]["topics"][0] == "digid-aanvragen"
    assert lines[1]["number"] == 7
    assert {"confidence", "lang", "masked", "ms"} <= lines[0].keys()


def test_eval_prints_a_table_for_people(wegwijs, questions):
    status, printed, _ = wegwijs("eval", questions)

    assert status == OK
    assert [line.split()[0] for line in printed.splitlines()] == [
        *("kind", "all", "plain", "elsewhere"),
    ]


@pytest.mark.parametrize("line", ["{", "[]", '{"text": 1}', '{"text": "a"}', "hallo"])
def test_eval_names_the_line_that_it_can_not_read(wegwijs, questions, line):
    with questions.open("a") as file:
        file.write(f"{line}\n")

    status, printed, complaint = wegwijs("eval", questions)

    assert (status, printed) == (WRONG, "")
    assert re.match(r"wegwijs: \S+questions\.jsonl: .*3", complaint)


def test_eval_of_a_file_that_is_not_there_is_an_error(wegwijs, tmp_path):
    status, _, complaint = wegwijs("eval", tmp_path / "nowhere.jsonl")

    assert status == WRONG
    assert "nowhere.jsonl" in complaint


# --- forget and purge ---------------------------------------------------------------------------


def known(config, *, at="1001", now=1_000_000.0):
    """A citizen whom the store knows, since long ago."""
    url = f"sqlite:///{config.parent}/wegwijs.db"
    with Store(url) as store, store.begin() as tx:
        stored = tx.conversations.at(Address("telegram", at), now)
        tx.conversations.save(stored.id, Conversation(question="Cornelia"), now)


def is_known(config, at="1001"):
    with Store(f"sqlite:///{config.parent}/wegwijs.db") as store, store.begin() as tx:
        return tx.conversations.find(Address("telegram", at)) is not None


def test_forget_erases_one_citizen(wegwijs, config):
    known(config)
    known(config, at="1002")

    status, printed, _ = wegwijs("forget", "telegram", "1001", "--config", config)

    assert (status, printed) == (OK, "Erased.\n")
    assert not is_known(config)
    assert is_known(config, "1002")
    assert wegwijs("forget", "telegram", "1001", "--config", config)[1].startswith("Nothing")


def test_purge_erases_what_is_too_old(wegwijs, config):
    known(config)

    status, printed, _ = wegwijs("purge", "--config", config)

    assert (status, printed) == (OK, "1 conversations and cases erased.\n")
    assert not is_known(config)


@pytest.mark.parametrize("command", [("forget", "telegram", "1"), ("purge",)])
def test_a_store_that_can_not_be_opened_is_told_in_one_line(wegwijs, config, command):
    config.write_text('[store]\nurl = "sqlite:////nowhere/wegwijs.db"\n')

    status, printed, complaint = wegwijs(*command, "--config", config)

    assert (status, printed) == (CANNOT_RUN, "")
    assert re.fullmatch(r"wegwijs: the database can't be used: .*\n", complaint)


def test_a_configuration_with_an_unknown_key_is_told_in_one_line(wegwijs, config):
    config.write_text('[store]\nurn = "x"\n')

    status, _, complaint = wegwijs("purge", "--config", config)

    assert status == WRONG
    assert re.fullmatch(r"wegwijs: store\.urn: there is no such key.*\n", complaint)
