"""What is not documented, or documented and not there, is a mistake: these tests find it."""

import argparse
import ast
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
import yaml

from bot.cli import parser
from bot.delivery import ARRIVED, FAILED
from bot.dialogue import staffing
from bot.dialogue.staffing import STAFF_COMMANDS
from bot.kb.schema import LIBRARY, TOPIC, TRANSLATION
from bot.kb.topic import PARTS
from bot.ports import Address
from bot.privacy import MASKS
from bot.settings import Settings, SettingsError, read
from bot.store.schema import metadata
from tests.adapters.contract import AdapterContract

ROOT = Path(__file__).parent.parent
OPERATING = (ROOT / "docs/operating.md").read_text("utf-8")
EXAMPLE = (ROOT / "wegwijs.example.toml").read_text("utf-8")
EDITING = (ROOT / "knowledge/README.md").read_text("utf-8")
DESK = (ROOT / "docs/desk.md").read_text("utf-8")

NOT_IN_THE_EXAMPLE = {
    "knowledge.path": "the built-in knowledge base is what a library begins with",
    "telegram.api_url": "for tests, and for who runs a Bot API server",
    "telegram.mode": "polling is the only mode so far",
    "telegram.webhook_url": "not used so far",
    "telegram.webhook_secret": "not used so far",
    "matrix.access_token": "a password is the better way in",
    "matrix.device_id": "the server invents one",
}
NO_FOLDERS = {".git", ".venv", "node_modules", "build", "dist"}


# --- settings ---------------------------------------------------------------------------------


def settings_keys():
    """All keys as "section.key"; the fields of a list of sections too."""
    for section in msgspec.structs.fields(Settings):
        kind = (
            section.type if hasattr(section.type, "__struct_fields__") else section.type.__args__[0]
        )
        for field in msgspec.structs.fields(kind):
            yield f"{section.encode_name}.{field.encode_name}"


@pytest.mark.parametrize("key", list(settings_keys()))
def test_each_setting_is_explained_to_operators(key):
    assert f"| `{key}` |" in OPERATING


def test_no_setting_is_explained_that_is_not_there():
    explained = set(re.findall(r"^\| `([a-z]+\.[a-z_]+)` \|", OPERATING, re.MULTILINE))

    assert explained == set(settings_keys())


def test_each_setting_stands_in_the_example_or_has_a_reason_not_to():
    sections = re.split(r"^(?:# )?\[{1,2}([a-z]+)\]{1,2}$", EXAMPLE, flags=re.MULTILINE)
    shown = {
        f"{name}.{key.removesuffix('_file')}"
        for name, body in zip(sections[1::2], sections[2::2], strict=True)
        for key in re.findall(r"^(?:# )?([a-z_]+) = ", body, re.MULTILINE)
    }

    assert shown | set(NOT_IN_THE_EXAMPLE) == set(settings_keys())
    assert not shown & set(NOT_IN_THE_EXAMPLE)


def test_the_example_can_be_read_with_every_line_switched_on(tmp_path):
    everything = re.sub(r"^# (\[|[a-z_]+ = )", r"\1", EXAMPLE, flags=re.MULTILINE)
    (tmp_path / "wegwijs.toml").write_text(everything, "utf-8")
    for name in re.findall(r'_file = "(.*?)"', everything):
        (tmp_path / name).write_text("secret\n", "utf-8")

    settings = read(tmp_path / "wegwijs.toml", environ={})

    assert settings.telegram.token == "secret"
    assert settings.matrix.store_passphrase == "secret"


def test_the_documented_defaults_are_the_defaults():
    documented = dict(
        re.findall(r"^\| `([a-z]+\.[a-z_]+)` \| `?([^`:;(|]*)", OPERATING, re.MULTILINE)
    )
    plain = {name: value.strip() for name, value in documented.items()}
    for section in ("http", "handoff", "privacy"):
        for key, value in msgspec.to_builtins(getattr(Settings(), section)).items():
            assert plain[f"{section}.{key}"] == str(value)


# --- commands ---------------------------------------------------------------------------------


def commands():
    (found,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    return sorted(found.choices)


@pytest.mark.parametrize("command", commands())
def test_each_command_is_in_the_list_of_commands(command):
    assert re.search(rf"^\| `wegwijs {command}\b", OPERATING, re.MULTILINE)


def test_no_command_is_documented_that_is_not_there():
    named = set()
    for page in pages():
        named |= set(re.findall(r"`(?:\.venv/bin/)?wegwijs ([a-z]+)", page.read_text("utf-8")))

    assert named <= set(commands())


@pytest.mark.parametrize("command", [*STAFF_COMMANDS, "cases"])
def test_each_command_of_the_desk_is_explained_to_staff(command):
    assert f"**/{command}" in DESK


def test_each_mark_is_explained_to_staff():
    marks = {ARRIVED, FAILED, staffing.NOT_SENT, staffing.ON_ITS_WAY}
    marks |= {staffing.NOTE, staffing.DONE, staffing.NOT_UNDERSTOOD}
    explained = set(re.findall(r"^\| (\S+) \|", DESK, re.MULTILINE))

    assert explained >= marks


def test_buttons_and_times_of_the_desk_are_called_as_they_are():
    messages = yaml.safe_load((ROOT / "knowledge/nl/_messages.yaml").read_text("utf-8"))
    terms = Settings().handoff.terms()

    assert f"*{messages['desk_button_claim']}*" in DESK
    assert f"*{messages['desk_button_close']}*" in DESK
    assert f"Na {terms.remind_after / 60:.0f} minuten" in DESK
    assert f"Na {terms.tell_after / 60:.0f} minuten" in DESK
    assert f"al {terms.nudge_after / 60:.0f} minuten" in DESK
    assert f"na {terms.return_after / 60:.0f} minuten" in DESK
    assert f"{terms.close_after / 3600:.0f} uur lang" in DESK


# --- editors ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", sorted({*TOPIC.fields, *TRANSLATION.fields, *PARTS, *LIBRARY.fields})
)
def test_each_field_is_explained_to_editors(name):
    assert f"`{name}" in EDITING or f"    {name}:" in EDITING


def test_each_file_of_the_source_language_is_explained_to_editors():
    files = [file.name for file in (ROOT / "knowledge/nl").glob("_*.yaml")]

    assert [name for name in files if f"`nl/{name}`" not in EDITING] == []


# --- privacy ----------------------------------------------------------------------------------


@pytest.mark.parametrize("mask", MASKS)
def test_each_mask_is_explained_with_its_rule(mask):
    assert f"| `{mask}` |" in (ROOT / "docs/privacy.md").read_text("utf-8")


def test_each_table_of_the_store_is_in_the_privacy_page():
    text = (ROOT / "docs/privacy.md").read_text("utf-8")

    assert [name for name in metadata.tables if f"| `{name}` |" not in text] == []


def test_each_thing_that_is_counted_is_in_the_privacy_page():
    text = (ROOT / "docs/privacy.md").read_text("utf-8").partition("## What is counted")[2]
    counted = set()
    for file in (ROOT / "bot").rglob("*.py"):
        counted |= set(re.findall(r'Count\(\s*"([a-z_]+)"', file.read_text("utf-8")))

    assert len(counted) > 10
    assert [what for what in counted if f"`{what}`" not in text] == []


# --- errors -----------------------------------------------------------------------------------


def error_lines():
    """What `CannotRun(…)` and its like say: the pieces between what is filled in, a list each."""
    for folder in ("bot", "adapters"):
        for file in (ROOT / folder).rglob("*.py"):
            tree = ast.parse(file.read_text("utf-8"))
            named = {
                node.targets[0].id: node.value
                for node in ast.walk(tree)
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
            }
            for call in ast.walk(tree):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ERRORS:
                    text = call.args[0]
                    yield pieces(named.get(text.id, text) if isinstance(text, ast.Name) else text)


def pieces(text):
    """The constant parts of a string."""
    parts = text.values if isinstance(text, ast.JoinedStr) else [text]
    found = [str(part.value) for part in parts if isinstance(part, ast.Constant)]
    return [piece.strip(' ";:.(') for piece in found if len(piece) > 5]


ERRORS = ("CannotRun", "SettingsError", "StoreError")
ABOUT_OPTIONS = ("is not a day", "is not there; there are")
"""Their text says it all, and no server is stopped by them."""


def test_each_error_of_a_start_is_explained_to_operators():
    lines = [max(line, key=len) for line in error_lines() if line]
    missing = [
        line
        for line in lines
        if re.split(r"[;:] ", line)[0] not in OPERATING and not line.startswith(ABOUT_OPTIONS)
    ]

    assert len(lines) > 25
    assert missing == []


# --- pages ------------------------------------------------------------------------------------


def pages():
    return [
        page
        for page in ROOT.rglob("*.md")
        if not NO_FOLDERS & set(page.relative_to(ROOT).parts) and ".cache" not in str(page)
    ]


def test_each_decision_is_in_the_list_of_decisions():
    listed = (ROOT / "docs/adr/README.md").read_text("utf-8")
    decisions = sorted((ROOT / "docs/adr").glob("[0-9]*.md"))

    assert decisions
    assert [one.name for one in decisions if f"({one.name})" not in listed] == []


def anchors(page):
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(page):
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = page.parent / path if path else page
        if not file.exists() or (anchor and file.suffix == ".md" and anchor not in anchors(file)):
            yield target


def test_all_links_between_pages_lead_somewhere():
    broken = [
        f"{page.relative_to(ROOT)}: {link}" for page in pages() for link in broken_links(page)
    ]

    assert broken == []


def test_no_page_names_a_file_that_is_not_there():
    folders = "adapters|benchmarks|bot|docs|knowledge|tests"
    named = re.compile(rf"\b((?:{folders})/[\w\-./]+\.(?:py|md|yaml|toml|json|js|png))\b")
    missing = [
        f"{page.relative_to(ROOT)}: {name}"
        for page in pages()
        for name in named.findall(page.read_text("utf-8"))
        if not (ROOT / name).exists() and not (page.parent / name).exists()
    ]

    assert missing == []


def test_an_unknown_key_sends_the_operator_to_a_page_that_is_there():
    with pytest.raises(SettingsError, match=r"docs/operating\.md") as refused:
        read(None, environ={"WEGWIJS_HTTP__PORTT": "1"})

    assert (ROOT / re.search(r"docs/\S+\.md", str(refused.value))[0]).exists()


def test_each_adapter_is_in_the_list_of_adapters():
    text = (ROOT / "adapters/README.md").read_text("utf-8")
    modules = [path.parent.name for path in (ROOT / "adapters").glob("*/__init__.py")]
    modules += [path.stem for path in (ROOT / "adapters").glob("[a-z]*.py")]
    head = next(line for line in text.splitlines() if line.startswith("| | "))

    assert len(modules) >= 4
    assert [name for name in modules if f" {name} |" not in head] == []


# --- the adapter on the page --------------------------------------------------------------------


def spool_source():
    text = (ROOT / "adapters/README.md").read_text("utf-8")
    (source,) = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return source


class SpoolHarness:
    """Fatima, whose text messages come and go through a folder."""

    def __init__(self, spool):
        made = {}
        exec(compile(spool_source(), "adapters/README.md", "exec"), made)
        self.make = made["SpoolAdapter"]
        self.spool = spool
        self.said = 0
        for side in ("in", "out"):
            (spool / "fatima" / side).mkdir(parents=True)

    def adapter(self):
        return self.make(self.spool, every=0.01)

    def address(self):
        return Address("spool", "fatima")

    async def person_says(self, text):
        self.said += 1
        unfinished = self.spool / "fatima/in/unfinished"
        unfinished.write_text(text, "utf-8")
        unfinished.rename(unfinished.with_name(f"{self.said:04}.txt"))

    async def person_chooses(self, number):
        await self.person_says(str(number))

    async def person_goes(self):
        (self.spool / "fatima").rename(self.spool / "gone")

    async def shown(self):
        files = sorted((self.spool / "fatima/out").glob("*.txt"))
        return [file.read_text("utf-8") for file in files]


class TestTheAdapterOnThePageKeepsTheContract(AdapterContract):
    @pytest.fixture
    def harness(self, tmp_path):
        return SpoolHarness(tmp_path)


@pytest.mark.slow
def test_the_adapter_on_the_page_passes_our_own_checks(tmp_path):
    (tmp_path / "spool.py").write_text(
        f"{spool_source()}\n\ndef is_one(adapter: SpoolAdapter) -> Adapter:\n    return adapter\n"
        "\n\nfrom bot.ports import Adapter\n",
        "utf-8",
    )

    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", str(tmp_path / "spool.py")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.startswith("Success"), done.stdout
