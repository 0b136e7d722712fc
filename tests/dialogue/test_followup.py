"""Follow-ups on the last topic, as they are really typed: tests/dialogue/followups/*.yaml."""

from pathlib import Path

import pytest
import yaml

from bot.dialogue.conversation import Conversation
from bot.dialogue.followup import followup_in
from bot.dialogue.world import World
from bot.kb.topic import Understanding
from tests.dialogue.talk import Talk
from tests.fakes import FakeKnowledge

FOLDER = Path(__file__).parent / "followups"
WORLD = World(FakeKnowledge())


def _typed():
    for file in sorted(FOLDER.glob("*.yaml")):
        for asked, texts in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            yield from ((file.stem, text, None if asked == "new" else asked) for text in texts)


def _understood(lang, topics=()):
    return Understanding("unknown", lang, lang_sure=False, topics=topics)


@pytest.mark.parametrize(("lang", "text", "asked"), list(_typed()))
def test_what_is_typed_after_an_answer_is_a_follow_up_or_a_new_question(lang, text, asked):
    conversation = Conversation(lang=lang, topic="digid-aanvragen")
    topics = ("digid-aanvragen",) if "digid" in text else ("zorgtoeslag",)

    assert followup_in(conversation, text, _understood(lang, topics), WORLD) == asked


@pytest.mark.parametrize("text", ["wat kost dat", "en voor mijn man?", "en in het engels"])
def test_there_is_nothing_to_follow_up_before_the_first_answer(text):
    assert followup_in(Conversation(), text, _understood("nl"), WORLD) is None


def test_the_title_of_the_last_topic_is_a_new_question_when_another_is_meant():
    conversation = Conversation(topic="digid-aanvragen")

    asked = followup_in(conversation, "wat kost digid", _understood("nl", ("digid-app",)), WORLD)

    assert asked is None


def test_a_wish_in_other_words_is_not_taken_for_a_follow_up():
    wish = Understanding("smalltalk", "nl", lang_sure=True, smalltalk="person")
    conversation = Conversation(topic="digid-aanvragen")

    assert followup_in(conversation, "kan iemand mij even helpen", wish, WORLD) is None


def test_for_somebody_else_the_topic_stays_and_ways_to_help_another_are_offered():
    talk = Talk()
    talk.citizen("digid")

    told = talk.citizen("en voor mijn moeder?")

    assert told[0] == "citizen: for_someone_else [t:digid-aanvragen human]"
    assert talk.conversation.topic == "digid-aanvragen"


def test_without_a_computer_the_library_is_told_of():
    talk = Talk()
    talk.citizen("digid")

    assert talk.citizen("en als ik geen computer heb?")[0].startswith("citizen: without_computer")


def test_in_english_the_last_topic_is_told_again():
    talk = Talk()
    talk.citizen("digid")
    talk.citizen("en in het Engels?")

    assert "Apply for a DigiD" in talk.texts("citizen")[0]
    assert (talk.conversation.lang, talk.conversation.lang_chosen) == ("en", True)
