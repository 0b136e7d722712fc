from msgspec.structs import replace

from bot.dialogue.conversation import Answering
from bot.kb.topic import PARTS, Understanding
from tests.dialogue.talk import KeyKnowledge, Talk
from tests.fakes import FakeKnowledge


class _EveryPart(FakeKnowledge):
    """Every topic has every part; sentences as they are written."""

    def topic(self, topic_id, lang):
        parts = {part: f"about {part}" for part in PARTS}
        return replace(super().topic(topic_id, lang), parts=parts)


class _ManyParts(KeyKnowledge, _EveryPart):
    """Every topic has every part; sentences by their keys."""


class _Guessing(KeyKnowledge):
    """Understands nothing, and has this guess."""

    def __init__(self, topics, confidence):
        super().__init__()
        self.guess = Understanding("unknown", "nl", False, topics, confidence)

    def understand(self, _text, _lang):
        return self.guess


def test_the_first_answer_comes_after_an_introduction_and_the_second_does_not():
    talk = Talk()

    first, second = talk.citizen("digid"), talk.citizen("zorgtoeslag")

    assert first[0] == "citizen: introduction_short"
    assert "introduction" not in " ".join(second)


def test_danger_is_answered_before_any_introduction_and_offers_a_person():
    talk = Talk()

    lines = talk.citizen("ik wil dood")

    assert lines == ["citizen: answer_heading [human t:zorgtoeslag]", "count urgent"]


def test_a_first_greeting_is_met_with_the_introduction_and_topics_to_begin_with():
    lines = Talk().citizen("hallo")

    assert lines == ["citizen: introduction menu [t:digid-aanvragen t:zorgtoeslag human langs]"]


def test_an_answer_has_its_title_its_text_and_a_link():
    talk = Talk()

    talk.citizen("digid")

    tell = talk.tells("citizen")[-1]
    assert tell.text == "‹answer_heading DigiD aanvragen›\n\nnl digid-aanvragen"
    assert tell.choices[0][0].url == "https://www.digid.nl"


def test_the_first_time_it_asks_to_rephrase_and_then_offers_topics_and_a_person():
    talk = Talk()
    talk.citizen("hallo")

    first, second = talk.citizen("bla"), talk.citizen("blabla")

    assert first == ["keep unknown: bla", "citizen: rephrase [menu human]", "count unknown"]
    assert second[1:] == ["citizen: offer_help [t:zorgtoeslag menu human]", "count unknown"]


def test_from_the_third_time_on_it_guesses_no_more_and_a_person_comes_first():
    talk = Talk()

    lines = [talk.citizen("bla")[-2] for _ in range(5)]

    assert lines[2:] == ["citizen: offer_person [human menu]"] * 3


def test_a_far_guess_and_danger_are_never_offered_to_who_was_not_understood():
    for topics, confidence in ((("zorgtoeslag",), 0.14), (("zelfdoding-113",), 0.9)):
        talk = Talk(kb=_Guessing(topics, confidence))
        talk.citizen("bla")

        assert "citizen: offer_person [human menu]" in talk.citizen("bla")


def test_an_answer_in_between_begins_the_counting_anew():
    talk = Talk()

    talk.citizen("bla")
    talk.citizen("zorgtoeslag")

    assert "citizen: rephrase [menu human]" in talk.citizen("bla")


def test_choices_are_topics_and_none_of_these():
    talk = Talk()
    talk.citizen("hallo")

    choices, none, again = talk.citizen("digid app"), talk.citizen("3"), talk.citizen("bla")

    assert choices == [
        "citizen: did_you_mean [t:digid-aanvragen t:digid-app none]",
        "count choices",
    ]
    assert none[1] == "citizen: rephrase [menu human]"
    assert again[1] == "citizen: offer_help [t:zorgtoeslag menu human]"


def test_a_choice_is_made_by_number_by_words_or_by_button():
    for choose in (
        lambda talk: talk.citizen("2"),
        lambda talk: talk.citizen("de digid-app"),
        lambda talk: talk.presses("t:digid-app"),
    ):
        talk = Talk()
        talk.citizen("digid app")

        choose(talk)

        assert talk.texts("citizen") == ["‹answer_heading De DigiD-app›\n\nnl digid-app"]


def test_a_part_is_told_with_the_parts_that_are_left():
    talk = Talk()
    talk.citizen("digid")

    talk.citizen("en wat kost dat?")

    tell = talk.tells("citizen")[0]
    assert tell.text == "‹part_heading DigiD aanvragen ‹part_cost››\n\nGratis."
    assert "p:cost:digid-aanvragen" not in {c.data for row in tell.choices for c in row}


def test_of_many_parts_the_first_two_have_a_button_and_more_shows_them_all():
    talk = Talk(kb=_ManyParts())

    answer, more = talk.citizen("digid")[1], talk.presses("more:digid-aanvragen")

    assert answer == (
        "citizen: answer_heading [p:steps:digid-aanvragen p:need:digid-aanvragen "
        "more:digid-aanvragen good:digid-aanvragen bad:digid-aanvragen human]"
    )
    assert more == [f"citizen: more [{' '.join(f'p:{p}:digid-aanvragen' for p in PARTS)}]"]


def test_a_part_is_told_calmly_without_the_links_and_the_other_parts():
    talk = Talk(kb=_ManyParts())
    talk.citizen("digid")

    lines = talk.citizen("wat kost dat?")

    assert lines[0] == (
        "citizen: part_heading part_cost "
        "[more:digid-aanvragen good:digid-aanvragen bad:digid-aanvragen human]"
    )
    assert not [c for row in talk.tells("citizen")[0].choices for c in row if c.url]


def test_every_part_is_asked_for_by_its_name_too():
    talk = Talk(kb=_EveryPart())
    talk.citizen("digid")

    for part in PARTS:
        talk.citizen(talk.world.kb.say(f"part_{part}", "nl"))

        assert talk.texts("citizen")[0].endswith(f"about {part}")


def test_an_answer_to_danger_that_was_pressed_or_asked_about_has_no_noise_either():
    for act in (
        lambda talk: talk.presses("t:zelfdoding-113"),
        lambda talk: talk.presses("p:phone:zelfdoding-113"),
    ):
        assert "[human t:zorgtoeslag]" in act(Talk())[0]


def test_a_part_that_a_topic_lacks_is_admitted():
    talk = Talk()
    talk.citizen("zorgtoeslag")

    lines = talk.citizen("wat kost dat?")

    assert lines == ["citizen: part_unknown [good:zorgtoeslag bad:zorgtoeslag human]"]


def test_this_helps_is_thanked_with_what_people_need_next():
    talk = Talk()
    talk.citizen("digid")

    assert talk.citizen("ja") == ["citizen: glad [t:digid-app menu]", "count helped"]


def test_this_does_not_help_offers_related_topics_and_a_person_and_counts_as_missed():
    talk = Talk()
    talk.citizen("digid")

    lines = talk.citizen("nee")

    assert lines == [
        "citizen: not_helped [t:digid-app menu human]",
        "count not_helped",
        "keep not_helped digid-aanvragen: digid",
    ]
    assert talk.state == Answering(missed=1)


def test_old_and_forged_buttons_get_a_friendly_line():
    for data in (
        "t:weg",
        "p:cost:weg",
        "p:",
        "more:weg",
        "bad:weg",
        "yes",
        "no",
        "rate:3:7",
        "x" * 64,
        "",
    ):
        talk = Talk()

        assert talk.presses(data)[0] == "citizen: button_expired [menu human]"


def test_a_button_of_last_week_still_works():
    assert Talk().presses("t:digid-app")[0].startswith("citizen: answer_heading")


def test_a_very_long_message_is_read_up_to_a_limit_and_that_is_told():
    talk = Talk()

    lines = talk.citizen("zorgtoeslag " + "x" * 100_000)

    assert lines[1:3] == [
        "citizen: too_long",
        "citizen: answer_heading [good:zorgtoeslag bad:zorgtoeslag human]",
    ]
    assert talk.texts("citizen")[1] == "‹too_long 2000›"


def test_emoji_alone_are_met_with_a_friendly_line():
    assert Talk().citizen("🐱🐱")[-1] == "citizen: no_words [menu human]"


def test_a_number_that_is_not_in_the_list_is_explained():
    talk = Talk()
    talk.citizen("digid app")

    assert talk.citizen("7") == ["citizen: wrong_number"]


def test_choices_in_between_do_not_begin_the_counting_anew():
    talk = Talk()
    talk.citizen("bla")

    talk.citizen("digid app")

    assert talk.state == Answering(missed=1)


def test_every_miss_is_counted():
    talk = Talk()

    talk.citizen("bla")
    talk.citizen("bla")

    assert talk.state == Answering(missed=2)
