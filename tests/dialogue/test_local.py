"""A conversation with a library: its own texts, its own topics, and how a place leads to it."""

from msgspec.structs import replace

from bot.dialogue.deciding import decide
from bot.kb.topic import Library, Local
from tests.dialogue.talk import KeyKnowledge, Talk
from tests.fakes import LIBRARIES


class _Local(KeyKnowledge):
    """In Haarlem one topic is told otherwise, and another is for Haarlem alone."""

    def __init__(self):
        super().__init__()
        text = Local(add="In Haarlem: bel 14 023.")
        haarlem = replace(LIBRARIES["haarlem"], local={"digid-aanvragen": {"nl": text}})
        self.libraries = {**LIBRARIES, "haarlem": haarlem}

    def topic(self, topic_id, lang):
        topic = super().topic(topic_id, lang)
        own = ("haarlem",) if topic_id == "zorgtoeslag" else ()
        return replace(topic, libraries=own)

    def library_named(self, text) -> tuple[Library, ...]:
        both = tuple(self.libraries.values())[:2]
        return both if text == "zandvoort" else super().library_named(text)


def test_the_library_of_the_link_tells_its_own_text():
    talk = Talk(kb=_Local())
    talk.citizen("/start haarlem")
    talk.citizen("digid")

    assert talk.texts("citizen")[-1].endswith("In Haarlem: bel 14 023.")


def test_without_a_library_the_general_text_is_told():
    talk = Talk(kb=_Local())
    talk.citizen("digid")

    assert "14 023" not in talk.texts("citizen")[-1]


def test_a_topic_of_one_library_is_not_understood_elsewhere():
    talk = Talk(kb=_Local())

    assert decide(talk.conversation, "zorgtoeslag", talk.world).action == "unknown"
    assert "citizen: rephrase [menu human]" in talk.citizen("zorgtoeslag")


def test_a_topic_of_ones_own_library_is_answered():
    talk = Talk(kb=_Local())
    talk.citizen("/start haarlem")

    assert decide(talk.conversation, "mijn zorgtoeslag", talk.world).action == "answer"


def test_a_place_alone_chooses_the_library_and_offers_the_last_topic_again():
    talk = Talk(kb=_Local())
    talk.citizen("digid")

    told = talk.citizen("Haarlem")

    assert talk.conversation.library == "haarlem"
    assert told[-1].startswith("citizen: library_chosen")
    assert "[t:digid-aanvragen " in told[-1]
    assert told[-1].count("t:digid-aanvragen") == 1


def test_a_place_of_two_libraries_leaves_a_choice():
    talk = Talk(kb=_Local())
    told = talk.citizen("zandvoort")

    assert "which_of_these_libraries" in told[-1]
    assert talk.conversation.library is None
    talk.citizen("2")
    assert talk.conversation.library is not None
