"""The fakes keep the promises of what they stand for: the same tests run on both."""

import pytest

from bot.dialogue.conversation import Conversation, Helped
from bot.dialogue.effects import Tell
from bot.dialogue.events import CaseOpened, CitizenChose, CitizenSaid, StaffSaid
from bot.dialogue.step import step
from bot.dialogue.world import World
from bot.kb.load import load
from tests.dialogue.talk import ANNA
from tests.fakes import FOLDER, FakeKnowledge


@pytest.fixture(scope="module")
def real():
    return load(FOLDER)


@pytest.fixture(params=["fake", "real"])
def kb(request):
    return FakeKnowledge() if request.param == "fake" else request.getfixturevalue("real")


def test_the_source_language_comes_first(kb):
    assert kb.languages[:2] == ("nl", "en")


def test_a_topic_that_is_not_there_is_a_key_error(kb):
    with pytest.raises(KeyError):
        kb.topic("bestaat-niet", "nl")


def test_a_sentence_that_is_not_there_is_a_key_error(kb):
    with pytest.raises(KeyError):
        kb.say("bestaat_niet", "nl")


def test_a_value_that_is_missing_is_a_key_error(kb):
    with pytest.raises(KeyError):
        kb.say("staff_says", "nl", name="Anna")


def test_values_mean_only_themselves(kb):
    said = kb.say("staff_says", "nl", name="A", text="**vet** [x](y)\n    1. {name}")

    assert said.strip().endswith("\\*\\*vet\\*\\* \\[x\\]\\(y\\)\n1\\. \\{name\\}")


def test_what_is_not_translated_is_said_in_the_source_language(kb):
    assert kb.say("desk_help", "en") == kb.say("desk_help", "nl")
    assert kb.say("menu", "xx") == kb.say("menu", "nl")
    assert kb.say("menu", "en") != kb.say("menu", "nl")
    assert kb.topic("digid-app", "xx") == kb.topic("digid-app", "nl")


def test_small_talk_is_answered_and_wishes_are_not(kb):
    assert kb.smalltalk("greeting", "nl")
    assert kb.smalltalk("greeting", "xx")
    assert kb.smalltalk("person", "nl") is None
    assert kb.smalltalk("bestaat_niet", "nl") is None


def test_a_text_without_a_place_names_no_library(kb):
    assert kb.library_for("Atlantis") == ()


@pytest.mark.parametrize(
    ("text", "kind", "smalltalk"),
    [
        ("hallo", "smalltalk", "greeting"),
        ("medewerker", "smalltalk", "person"),
        ("vergeet mij", "smalltalk", "forget"),
        ("ik wil dood", "urgent", None),
        ("digid aanvragen", "answer", None),
        ("qwxz", "unknown", None),
    ],
)
def test_the_same_words_are_understood_alike(kb, text, kind, smalltalk):
    understood = kb.understand(text, "nl")

    assert (understood.kind, understood.smalltalk) == (kind, smalltalk)
    assert bool(understood.topics) or kind not in {"answer", "urgent", "choices"}


def test_a_whole_talk_with_a_handoff_runs(kb):
    world = World(kb, frozenset({"haarlem"}))
    conversation = Conversation()

    for event in (
        CitizenSaid("hallo"),
        CitizenSaid("hoe kan ik digid aanvragen"),
        CitizenSaid("medewerker"),
        CitizenChose("yes"),
        CaseOpened(1),
        StaffSaid(ANNA, "Goedemiddag", to_card=True),
    ):
        conversation, effects = step(conversation, event, world)

    assert conversation.state == Helped("haarlem", 1, ANNA, owed=False)
    told = [effect.text.strip() for effect in effects if isinstance(effect, Tell)]
    assert told[-1] == "**Anna:** Goedemiddag"
