import pytest

from bot.dialogue.desk import Numbered, OpenCase, answer_desk, numbered
from bot.dialogue.world import World
from tests.dialogue.talk import KeyKnowledge

WORLD = World(KeyKnowledge(), frozenset({"haarlem"}))


@pytest.mark.parametrize("text", ["goedemorgen", "// help", "/start_iets_anders x", "!!", "/dans"])
def test_colleagues_talk_is_not_for_the_bot(text):
    assert answer_desk(text, [], WORLD) is None


@pytest.mark.parametrize("text", ["/help", "!help", "/hulp", "/help@wegwijs_bot", "/start"])
def test_help_explains_how_the_desk_works(text):
    assert answer_desk(text, [], WORLD) == "‹desk_help›"


@pytest.mark.parametrize(
    "text", ["/claim", "!close", "/answer digid-app", "/note x", "/history", "/claim x12"]
)
def test_a_command_for_a_case_is_explained_outside_of_one(text):
    assert answer_desk(text, [], WORLD) == "‹desk_use_in_case›"


def test_open_cases_are_listed_the_unclaimed_and_oldest_first():
    cases = [
        OpenCase(1, "haarlem", "Anna", 199),
        OpenCase(2, "haarlem", None, 5),
        OpenCase(3, "haarlem", None, 60, "zorgtoeslag"),
    ]

    answer = answer_desk("/cases", cases, WORLD)

    assert answer.splitlines() == [
        "‹desk_cases 3›",
        "",
        "‹desk_cases_open 3 ‹desk_minutes 60› Zorgtoeslag›",
        "‹desk_cases_open 2 ‹desk_minutes 5› ‹desk_about_unknown››",
        "‹desk_cases_claimed 1 Anna ‹desk_hours 3› ‹desk_about_unknown››",
    ]


def test_no_open_cases_are_told_too():
    assert answer_desk("!cases", [], WORLD) == "‹desk_no_cases›"


@pytest.mark.parametrize("text", ["/claim 12", "!claim #12", "/answer 12 digid-app", "/close 12"])
def test_a_number_of_a_case_that_is_not_here_is_told(text):
    assert answer_desk(text, [], WORLD) == "‹desk_case_elsewhere 12›"


def test_a_command_with_a_number_is_that_command_for_that_case():
    assert numbered("!answer #12 digid app") == Numbered(12, "/answer digid app")
    assert numbered("/help 12") == Numbered(12, "/help")
    assert numbered("/dans 12") is None
    assert numbered("vraag 12") is None
