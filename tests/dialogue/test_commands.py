import pytest

from bot.dialogue.conversation import Answering, ChoosingLibrary, Conversation
from tests.dialogue.places import talk_in
from tests.dialogue.talk import Talk


def test_start_introduces_the_bot_and_offers_topics_also_the_second_time():
    talk = Talk()

    first, second = talk.citizen("/start"), talk.citizen("/start")

    expected = ["citizen: introduction menu [t:digid-aanvragen t:zorgtoeslag human langs]"]
    assert first == second == expected


def test_the_link_of_a_library_is_remembered():
    talk = Talk()

    talk.citizen("/start breda")

    assert talk.conversation.library == "breda"
    assert talk.presses("human") == ["citizen: consent network_other [yes no]"]
    assert talk.texts("citizen") == ["‹consent Bibliotheek Breda ‹network_other››"]


def test_the_link_of_an_unknown_library_is_just_a_start():
    talk = Talk()

    lines = talk.citizen("/start ../../etc")

    assert lines[0].startswith("citizen: introduction menu")
    assert talk.conversation.library is None


def test_an_unknown_command_is_explained_with_buttons():
    talk = Talk()
    talk.citizen("hallo")

    lines = talk.citizen("/fooBar baz")

    assert lines == ["citizen: unknown_command [human menu langs privacy]"]
    assert talk.texts("citizen") == ["‹unknown_command foobar›"]


@pytest.mark.parametrize(
    ("text", "button", "told"),
    [
        ("/help", "help", "help [human menu langs privacy]"),
        ("/language", "langs", "which_language [lang:nl lang:en]"),
        ("/person", "human", "which_library [lib:breda lib:haarlem cancel]"),
        ("/privacy", "privacy", "privacy [forget]"),
        ("/stop", "stop", "nothing_to_stop [menu privacy]"),
    ],
)
def test_every_command_is_also_a_button(text, button, told):
    typed, pressed = talk_in("Answering"), talk_in("Answering")

    assert typed.citizen(text) == pressed.presses(button) == [f"citizen: {told}"]


@pytest.mark.parametrize("words", ["stop", "/stop", "!stop"])
def test_stop_on_the_way_to_a_person_goes_back_to_the_bot(words):
    talk = talk_in("ChoosingLibrary")

    assert talk.citizen(words)[0].startswith("citizen: no_person_then")
    assert talk.state == Answering()


def test_to_be_forgotten_leaves_nothing_behind():
    talk = talk_in("Answering")

    lines = talk.citizen("/forget")

    assert lines == ["stop end_rating", "citizen: forgotten", "Forget"]
    assert talk.conversation == Conversation()


def test_to_be_forgotten_in_plain_words_takes_one_press_more():
    talk = talk_in("Answering")

    assert talk.citizen("vergeet mij") == ["citizen: privacy [forget]"]
    assert talk.presses("forget")[-1] == "Forget"


def test_a_command_in_between_does_not_lose_the_open_question():
    talk = talk_in("ChoosingLibrary")

    lines = talk.citizen("/privacy")

    assert lines == [
        "citizen: privacy [forget]",
        "citizen: which_library_again [lib:breda lib:haarlem cancel]",
    ]
    assert talk.state == ChoosingLibrary()
    assert talk.citizen("1") == ["citizen: consent network_other [yes no]"]


def test_a_place_that_two_libraries_serve_is_no_choice_of_one_of_them():
    talk = Talk()

    talk.citizen("/person Zuid")

    assert talk.state == ChoosingLibrary()
    assert talk.conversation.library is None
