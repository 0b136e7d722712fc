import pytest

from bot.dialogue.conversation import Answering, Rating
from bot.dialogue.effects import Count
from tests.dialogue.places import talk_in


@pytest.mark.parametrize(("typed", "value"), [("1", "3"), ("2", "2"), ("3", "1")])
def test_a_rating_is_counted_by_its_number_on_the_screen(typed, value):
    talk = talk_in("Rating")

    talk.citizen(typed)

    assert Count("rated", value) in talk.effects
    assert talk.state == Answering()


def test_a_rating_counts_once():
    talk = talk_in("Rating")

    talk.presses("rate:3:7")

    assert talk.presses("rate:3:7") == ["citizen: button_expired [menu human]"]


@pytest.mark.parametrize("data", ["rate:3:6", "rate:4:7", "rate:3", "rate:", "rate:3:7:1"])
def test_a_rating_of_another_case_or_a_forged_one_is_not_counted(data):
    talk = talk_in("Rating")

    talk.presses(data)

    assert not any(isinstance(e, Count) for e in talk.effects)


def test_the_next_question_is_answered_and_ends_the_rating():
    talk = talk_in("Rating")

    lines = talk.citizen("zorgtoeslag")

    assert lines == [
        "citizen: answer_heading [good:zorgtoeslag bad:zorgtoeslag human]",
        "count answered",
    ]


def test_thanks_do_not_end_the_rating():
    talk = talk_in("Rating")

    talk.citizen("bedankt")

    assert talk.state == Rating("haarlem", 7)


def test_who_was_still_typing_when_staff_closed_is_told_and_led_back_and_may_still_rate():
    talk = talk_in("Rating")

    lines = talk.citizen("bla bla")

    assert lines == ["citizen: nobody_reads [again:7:say menu]", "count unknown"]
    assert talk.conversation.question == "bla bla"
    talk.presses("rate:3:7")
    assert Count("rated", "3") in talk.effects
