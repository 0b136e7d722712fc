"""Which questions are kept for the editors, and which never."""

import pytest
from msgspec.structs import replace

from bot.dialogue.conversation import Answering, Conversation
from bot.dialogue.effects import WHY, KeepQuestion
from bot.kb.topic import Understanding
from tests.dialogue.talk import KeyKnowledge, Talk


def kept(lines):
    return [line for line in lines if line.startswith("keep")]


class _NearDanger(KeyKnowledge):
    """Is not sure of anything, and danger comes near."""

    def understand(self, text, lang):
        return Understanding("unknown", lang, False, ("zorgtoeslag", "zelfdoding-113"), 0.1)


class _NothingUsual(KeyKnowledge):
    """Finds nothing fit to be kept."""

    def anonymous(self, _text, _lang):
        return ""


def test_what_is_not_understood_is_kept_in_words_that_name_nobody():
    talk = Talk()

    lines = talk.citizen("wie belt Fatima terug")

    assert kept(lines) == ["keep unknown: wie belt […] terug"]


def test_choices_are_kept_when_none_of_them_was_meant():
    talk = Talk()

    assert kept(talk.citizen("digid app zorgtoeslag")) == []
    assert kept(talk.presses("none")) == ["keep none: digid app zorgtoeslag"]


def test_choices_are_kept_when_a_person_is_asked_for_instead():
    talk = Talk()
    talk.citizen("digid app zorgtoeslag")

    assert kept(talk.citizen("/person")) == ["keep person: digid app zorgtoeslag"]


def test_an_answer_that_does_not_help_is_kept_with_its_topic():
    talk = Talk()
    talk.citizen("ik snap digid niet")

    assert kept(talk.presses("bad:digid-aanvragen")) == [
        "keep not_helped digid-aanvragen: ik snap digid niet"
    ]


def test_a_question_is_kept_once_however_often_buttons_are_pressed():
    talk = Talk()
    first = talk.citizen("wat nu dan")
    again = [talk.presses(data) for data in ("none", "human", "cancel", "t:zorgtoeslag")]
    again += [talk.presses("bad:zorgtoeslag"), talk.presses("human")]

    assert kept(first) == ["keep unknown: wat nu dan"]
    assert [kept(lines) for lines in again] == [[]] * 6


def test_a_good_answer_is_no_gap_and_stays_none():
    talk = Talk()
    talk.citizen("digid")
    lines = talk.presses("good:digid-aanvragen")
    lines += talk.presses("bad:digid-aanvragen") + talk.presses("human")

    assert kept(lines) == []


def test_a_person_who_is_asked_for_after_an_answer_makes_no_gap():
    talk = Talk()
    talk.citizen("digid")

    assert kept(talk.citizen("/person")) == []


def test_an_old_button_says_nothing_about_the_last_question():
    talk = Talk()
    talk.citizen("digid")

    assert kept(talk.presses("bad:zorgtoeslag")) == []
    assert kept(talk.presses("none")) == []


def test_danger_is_never_kept():
    talk = Talk()
    lines = talk.citizen("ik wil dood")
    lines += talk.presses("bad:zelfdoding-113") + talk.presses("none") + talk.presses("human")

    assert kept(lines) == []


def test_what_is_said_right_after_danger_is_not_kept():
    talk = Talk()
    talk.citizen("ik wil dood")

    assert kept(talk.citizen("het heeft geen zin meer")) == []


def test_what_comes_near_danger_is_not_kept():
    assert kept(Talk(kb=_NearDanger()).citizen("het heeft geen zin meer")) == []


def test_nothing_is_kept_of_what_is_said_in_a_case():
    talk = Talk("haarlem")
    talk.citizen("/person")
    talk.presses("yes")
    lines = [*talk.citizen("wat nu dan"), *talk.presses("none"), *talk.presses("bad:zorgtoeslag")]

    assert kept(lines) == []


def test_a_question_that_is_put_to_a_person_is_not_kept():
    talk = Talk("haarlem")
    talk.citizen("/person")
    lines = talk.citizen("wat nu dan") + talk.presses("no") + talk.presses("none")

    assert kept(lines) == []


def test_what_was_meant_for_the_person_of_a_closed_case_is_not_kept():
    talk = Talk("haarlem")
    talk.citizen("/person")
    talk.presses("yes")
    talk.staff("/claim")
    talk.staff("/close")

    lines = talk.citizen("en nu dan") + talk.presses("human")

    assert lines[0].startswith("citizen: nobody_reads")
    assert kept(lines) == []


def test_nothing_is_kept_where_the_operator_wants_none():
    talk = Talk()
    talk.world = replace(talk.world, keeps_questions=False)

    assert kept(talk.citizen("wat nu dan")) == []


def test_a_question_without_anything_fit_to_keep_is_not_kept():
    assert kept(Talk(kb=_NothingUsual()).citizen("wat nu dan")) == []


@pytest.mark.parametrize(
    ("said", "pressed"),
    [("wat nu dan", "none"), ("digid app", "none"), ("digid", "bad:digid-aanvragen")],
)
def test_every_reason_is_one_of_those_that_are_documented(said, pressed):
    talk = Talk()
    talk.citizen(said)
    effects = [*talk.effects]
    talk.presses(pressed)

    assert {e.why for e in (*effects, *talk.effects) if isinstance(e, KeepQuestion)} <= set(WHY)


def test_a_conversation_of_an_older_version_can_go_on():
    talk = Talk(conversation=Conversation(Answering(1), question="wat nu dan"))

    assert kept(talk.presses("human")) == ["keep person: wat nu dan"]
