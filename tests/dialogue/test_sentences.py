"""The sentences in knowledge/: each one that the code says is there, and none is there for nothing."""

import re
from pathlib import Path

import pytest
import yaml

from bot.dialogue.casework import KINDS
from bot.dialogue.commands import COMMANDS_DO
from bot.dialogue.deciding import WORDS_FOR_COMMANDS
from bot.dialogue.effects import OUTCOMES
from bot.dialogue.followup import OTHERS
from bot.dialogue.handoff import NETWORKS
from bot.dialogue.sharing import NAMES
from bot.dialogue.staffing import STAFF_COMMANDS
from bot.dialogue.wrapup import OUTCOMES as WRAPPED_UP
from bot.kb.topic import PARTS
from tests.fakes import FOLDER

ROOT = Path(__file__).parents[2]
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for folder in ("bot", "adapters")
    for path in sorted((ROOT / folder).rglob("*.py"))
)
ALIASES = {"hulp", "overnemen"}
BUILT = {
    *(f"part_{part}" for part in PARTS),
    *(f"followup_{part}" for part in (*PARTS, *OTHERS)),
    *(f"kind_{kind}" for kind in KINDS),
    *NAMES.values(),
    *(f"desk_outcome_{outcome}" for outcome in (*OUTCOMES, *WRAPPED_UP) if outcome != "forgotten"),
    *(f"desk_button_{outcome}" for outcome in WRAPPED_UP),
    *(f"network_{network}" for network in NETWORKS),
    *(f"button_rate_{n}" for n in (1, 2, 3)),
    *(f"poster_{each}" for each in ("telegram", "matrix", "step_1", "step_2", "step_3")),
    *(f"desk_card_{who}" for who in ("citizen", "bot", "staff")),
    *(
        f"command_{name}"
        for name in (*COMMANDS_DO, *STAFF_COMMANDS, "cases")
        if name not in ALIASES
    ),
}
"""Keys that the code puts together."""


def read(lang: str, name: str) -> dict:
    return yaml.safe_load((FOLDER / lang / f"{name}.yaml").read_text(encoding="utf-8"))


NL, EN = read("nl", "_messages"), read("en", "_messages")


def test_no_sentence_is_there_for_nothing():
    unused = {key for key in NL if not re.search(rf"[\"']{key}[\"']", CODE)} - BUILT

    assert unused == set()


def test_every_sentence_that_the_code_puts_together_is_there():
    assert BUILT - set(NL) == set()


def test_english_has_every_sentence_that_a_citizen_reads():
    staff = {"a_staff_member", "staff_says", "staff_sends"}
    desk = {key for key in NL if key.startswith("desk_")} - staff
    desk |= {f"command_{name}" for name in (*STAFF_COMMANDS, "cases")} - {"command_help"}

    assert set(NL) - set(EN) - desk == set()
    assert set(EN) - set(NL) == set()


@pytest.mark.parametrize("key", sorted(EN))
def test_a_translation_fills_in_the_same_values(key):
    def placeholders(text):
        return set(re.findall(r"\{(\w+)\}", text))

    assert placeholders(EN[key]) == placeholders(NL[key])


def test_small_talk_without_an_answer_is_a_wish_that_the_dialogue_carries_out():
    for lang in ("nl", "en"):
        wishes = {key for key, entry in read(lang, "_smalltalk").items() if "answer" not in entry}

        assert wishes == {*WORDS_FOR_COMMANDS, "language_en", "language_nl"}


def test_no_label_is_too_long_for_a_phone():
    for messages in (NL, EN):
        labels = {
            k: v
            for k, v in messages.items()
            if re.match(r"button_(?!expired)|desk_button_[^e]|part_(?!unk|head)", k)
        }

        assert {key for key, label in labels.items() if len(label) > 26} == set()
