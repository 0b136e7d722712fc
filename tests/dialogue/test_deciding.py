import pytest

from bot.dialogue.conversation import Conversation, Helped, Waiting
from bot.dialogue.deciding import COMMANDS, decide, first_message
from bot.dialogue.effects import Choice
from bot.dialogue.world import World
from tests.dialogue.talk import ANNA, KeyKnowledge

WORLD = World(KeyKnowledge())
OPTIONS = (Choice("Ja, dat mag", "yes"), Choice("Nee, liever niet", "no"))
ASKED = Conversation(met=True, topic="digid-aanvragen", options=OPTIONS)


@pytest.mark.parametrize(
    ("text", "action", "data"),
    [
        ("ik wil dood", "urgent", ""),
        ("/person ik wil dood", "urgent", ""),
        ("/help", "command", ""),
        ("!help", "command", ""),
        ("/bestaatniet digid", "unknown_command", ""),
        ("2", "button", "no"),
        ("ja dat mag", "button", "yes"),
        ("doe maar", "button", "yes"),
        ("liever niet", "button", "no"),
        ("3", "wrong_number", ""),
        ("👋", "no_words", ""),
        ("En wat kost dat?", "part", "cost"),
        ("hallo", "smalltalk", "greeting"),
        ("medewerker", "wish", "person"),
        ("engels", "wish", "language_en"),
        ("zorgtoeslag", "answer", ""),
        ("digid app", "choices", ""),
        ("lorem ipsum", "unknown", ""),
    ],
)
def test_a_message_is_decided_in_the_order_of_the_design(text, action, data):
    decision = decide(ASKED, text, WORLD)

    assert (decision.action, decision.data) == (action, data)


@pytest.mark.parametrize("state", [Waiting("haarlem", 7), Helped("haarlem", 7, ANNA)])
@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("ik wil dood", "urgent"),
        ("/stop", "command"),
        ("stop", "relay"),
        ("1", "relay"),
        ("ja", "relay"),
        ("hallo", "relay"),
        ("/bestaatniet", "relay"),
        ("digid", "relay"),
    ],
)
def test_in_a_case_only_danger_and_commands_come_before_the_relay(state, text, action):
    conversation = Conversation(state, met=True, options=OPTIONS)

    assert decide(conversation, text, WORLD).action == action


def test_without_a_last_topic_a_follow_up_is_no_follow_up():
    assert decide(Conversation(), "wat kost dat?", WORLD).action == "unknown"


def test_without_buttons_a_number_is_a_text_like_any_other():
    assert decide(Conversation(), "3", WORLD).action == "unknown"


def test_dutch_names_of_commands_mean_the_same():
    assert {COMMANDS[name] for name in ("hulp", "taal", "mens", "medewerker", "vergeet")} == {
        "help",
        "language",
        "person",
        "forget",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zorgtoeslag", ("answer", ("zorgtoeslag",), 0.9, "nl")),
        ("the digid app", ("choices", ("digid-aanvragen", "digid-app"), 0.4, "en")),
        ("ik wil dood", ("urgent", ("zelfdoding-113",), 0.9, "nl")),
        ("hallo", ("smalltalk", (), 1.0, "nl")),
        ("medewerker", ("command", (), 1.0, "nl")),
        ("/help", ("command", (), 0.0, "nl")),
        ("/bestaatniet", ("command", (), 0.2, "nl")),
        ("lorem ipsum", ("unknown", (), 0.2, "nl")),
        ("👍", ("unknown", (), 0.0, "nl")),
    ],
)
def test_a_first_message_is_told_as_ask_and_eval_print_it(text, expected):
    assert first_message(text, WORLD) == expected
