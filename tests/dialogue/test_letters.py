"""The guided choice for "ik heb een brief gekregen", by button, by number and in words."""

from pathlib import Path

import pytest

from bot.dialogue.conversation import Conversation
from bot.dialogue.effects import Choice
from bot.dialogue.letters import letter_meant, named_sender
from bot.dialogue.world import World
from bot.kb.letter import LetterKind, Letters, Sender
from bot.kb.load import read
from tests.dialogue.talk import KeyKnowledge, Talk

REAL = read(Path(__file__).parents[2] / "knowledge").words
SMALL = Letters(
    "digid-aanvragen",
    (
        Sender(
            "uwv",
            "UWV",
            ("uitkering",),
            (
                LetterKind("ziek", "Ik ben ziek", ("zorgtoeslag", "digid-app")),
                LetterKind("ww", "Over WW"),
            ),
        ),
        Sender("onbekend", "Dat weet ik niet", ("geen idee",), (LetterKind("echt", "Echt?"),)),
    ),
)


class _Small(KeyKnowledge):
    """Two senders; the guide begins under the answer about DigiD."""

    def letters(self, _lang):
        return SMALL


class _Real(KeyKnowledge):
    """The senders of the real folder."""

    def letters(self, lang):
        return REAL[lang].letters


def test_the_guide_leads_from_the_answer_to_the_topics_that_fit():
    talk = Talk(kb=_Small())
    talk.citizen("digid")

    assert talk.conversation.options[0].data == "letter"
    asked = talk.citizen("1")
    assert asked == ["citizen: letter_which_sender [letter:uwv letter:onbekend human]"]
    asked = talk.citizen("1")
    assert asked[0] == "citizen: letter_which_kind [letter:uwv:ziek letter:uwv:ww letter]"
    shown = talk.citizen("Ik ben ziek")
    assert shown == ["citizen: letter_fits [t:zorgtoeslag t:digid-app t:digid-aanvragen human]"]
    assert talk.conversation.talk[-1].text == "UWV: Ik ben ziek"
    assert talk.citizen("1")[-2].startswith("citizen: answer_heading")


def test_a_sender_in_the_first_message_leads_on_at_once():
    talk = Talk(kb=_Small())

    assert "letter_which_kind" in talk.citizen("digid brief van het UWV")[1]


def test_a_sender_and_a_kind_may_be_typed_in_words():
    talk = Talk(kb=_Small())
    talk.citizen("digid")

    assert "letter_which_kind" in talk.citizen("het is een brief van het uwv")[0]
    assert "letter_fits" in talk.citizen("over ww")[0]


def test_a_new_question_after_the_guide_is_answered_as_such():
    talk = Talk(kb=_Small())
    talk.presses("letter")

    assert "answer_heading" in " ".join(talk.citizen("zorgtoeslag bij het uwv"))


@pytest.mark.parametrize("rest", ["letter:gone", "letter:uwv:gone", "letter:::", "letter:"])
def test_a_button_of_an_older_guide_gets_a_friendly_line(rest):
    talk = Talk(kb=_Small())

    assert len(talk.presses(rest)) >= 1


def test_without_a_guide_there_is_no_button():
    talk = Talk()
    talk.citizen("digid")

    assert "letter" not in [option.data for option in talk.conversation.options]
    assert talk.presses("letter") == ["citizen: button_expired [menu human]"]


TYPED = {
    "van het uwv": "uwv",
    "UWV": "uwv",
    "de belasting": "belastingdienst",
    "blauwe envelop": "belastingdienst",
    "van de belastingdienst toeslagen": "toeslagen",
    "het is van de gemeente": "gemeente",
    "gemeentee": "gemeente",
    "deurwaader": "deurwaarder",
    "een boete": "cjib",
    "sociale verzekeringsbank": "svb",
    "weet ik niet": "onbekend",
    "geen idee": "onbekend",
    "van de rechter": "rechtbank",
    "duo": "duo",
    "cak": "cak",
    "mijn zorgverzekering": None,
    "zorgverzekering": "zorgverzekeraar",
    "hoe vraag ik ww aan bij het uwv": None,
    "hallo": None,
    "": None,
}


@pytest.mark.parametrize("text", TYPED)
def test_senders_are_known_as_people_type_them(text):
    asked = Conversation(options=(Choice("UWV", "letter:uwv"),))
    expected = f"letter:{TYPED[text]}" if TYPED[text] else None

    assert letter_meant(asked, text, World(_Real())) == expected


def test_words_mean_a_sender_only_when_the_guide_asked():
    assert letter_meant(Conversation(), "uwv", World(_Real())) is None


def test_the_longest_name_in_a_sentence_is_the_sender():
    sender = named_sender("ik kreeg een brief van belastingdienst toeslagen", REAL["nl"].letters)

    assert sender is not None
    assert sender.id == "toeslagen"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_real_guide_fits_on_buttons(lang):
    for sender in REAL[lang].letters.senders:
        assert 1 <= len(sender.kinds) <= 6
        assert len(sender.name) <= 26
        for kind in sender.kinds:
            assert len(kind.name) <= 34
            assert len(f"letter:{sender.id}:{kind.id}") <= 64


def test_both_languages_have_the_same_senders_in_their_own_words():
    dutch, english = REAL["nl"].letters, REAL["en"].letters

    assert [sender.id for sender in dutch.senders] == [sender.id for sender in english.senders]
    assert dutch.senders[0].name != english.senders[0].name
    assert len(dutch.senders) == 12
