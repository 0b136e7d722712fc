import pytest

from bot.dialogue.conversation import Answering, Rating
from bot.dialogue.events import CitizenSaid, CitizenSent, NotDelivered, Party, TimerFired, TimerKind
from tests.dialogue.places import talk_in


@pytest.mark.parametrize("place", ["Waiting", "Helped"])
def test_what_the_citizen_types_goes_to_the_desk_as_theirs(place):
    talk = talk_in(place)

    lines = talk.citizen("Ik snap *deze* brief niet")

    assert lines == ["desk relayed: desk_citizen_says", "set close_quiet"]
    assert talk.texts("desk") == ["‹desk_citizen_says Ik snap *deze* brief niet›"]


@pytest.mark.parametrize("place", ["Waiting", "Helped"])
def test_danger_in_a_case_is_answered_at_once_and_still_goes_to_the_desk(place):
    talk = talk_in(place)

    lines = talk.citizen("ik wil dood")

    assert lines == [
        "citizen: answer_heading [t:zorgtoeslag]",
        "count urgent",
        "desk relayed: desk_citizen_says",
        "set close_quiet",
        "desk: desk_urgent",
    ]
    assert talk.texts("desk")[0] == "‹desk_citizen_says ik wil dood›"


@pytest.mark.parametrize("place", ["Waiting", "Helped"])
def test_stop_in_plain_words_stops_nothing_but_shows_the_button_that_does(place):
    talk = talk_in(place)

    lines = talk.citizen("stop")

    assert lines == [
        "desk relayed: desk_citizen_says",
        "set close_quiet",
        "citizen: stop_case [stop]",
    ]


def test_who_waits_and_asks_for_a_person_again_is_told_that_the_question_is_there():
    waiting, helped = talk_in("Waiting"), talk_in("Helped")

    assert waiting.citizen("medewerker")[-1] == "citizen: case_already_open"
    assert helped.citizen("medewerker") == ["desk relayed: desk_citizen_says", "set close_quiet"]


def test_a_very_long_message_is_cut_and_the_citizen_knows():
    talk = talk_in("Helped")

    talk.citizen("x" * 100_000)

    assert len(talk.texts("desk")[0]) < 3_600
    assert talk.texts("citizen") == ["‹too_long_to_relay 3500›"]


def test_an_unknown_command_of_a_citizen_in_a_case_is_just_words():
    talk = talk_in("Helped")

    assert talk.citizen("/close") == ["desk relayed: desk_citizen_says", "set close_quiet"]


@pytest.mark.parametrize(
    "data", ["good:digid-app", "bad:digid-app", "menu", "lib:breda", "yes", "x"]
)
def test_buttons_of_the_talk_with_the_bot_rest_while_a_person_helps(data):
    talk = talk_in("Helped")
    before = talk.conversation

    assert talk.presses(data) == ["citizen: button_expired_in_case"]
    assert talk.conversation == before


def test_a_topic_pressed_in_a_case_is_shown_and_the_case_stays_open():
    talk = talk_in("Helped")
    before = talk.conversation.state

    talk.presses("t:digid-app")

    assert talk.texts("citizen")[0].endswith("nl digid-app")
    assert talk.state == before
    assert talk.conversation.topic == "digid-aanvragen"


@pytest.mark.parametrize(
    "kind",
    ["photo", "voice", "audio", "video", "document", "sticker", "location", "contact", "poll"],
)
def test_both_sides_know_what_kind_of_thing_could_not_be_passed_on(kind):
    talk = talk_in("Waiting")

    talk.happens(CitizenSent(kind))

    assert talk.texts("desk") == [f"‹desk_citizen_sent ‹kind_{kind}››"]
    assert talk.texts("citizen") == [f"‹sent_in_case ‹kind_{kind}››"]


def test_a_kind_that_is_invented_tomorrow_is_a_file():
    talk = talk_in("Waiting")

    talk.happens(CitizenSent("hologram", "kijk"))

    assert talk.texts("desk") == ["‹desk_citizen_sent ‹kind_other››", "‹desk_citizen_says kijk›"]


def test_who_waited_in_vain_is_told_so_and_not_asked_for_a_rating():
    talk = talk_in("Waiting")

    talk.happens(TimerFired(TimerKind.CLOSE_QUIET))

    assert talk.texts("citizen") == ["‹case_unanswered 7›"]
    assert talk.state == Answering()


def test_after_a_case_the_bot_remembers_nothing_of_it():
    talk = talk_in("Helped")
    talk.citizen("mijn geheim")

    talk.staff("/close")

    assert talk.state == Rating("haarlem", 7)
    assert (talk.conversation.talk, talk.conversation.question) == ((), "")


def test_a_message_after_the_end_does_not_reach_the_desk():
    talk = talk_in("Helped")
    talk.citizen("/stop")

    talk.happens(CitizenSaid("nog één ding"))

    assert talk.tells("desk") == []


def test_a_desk_that_cannot_be_reached_is_admitted_with_another_way():
    talk = talk_in("Waiting")

    talk.happens(NotDelivered(Party.DESK, gone=True))

    expected = "‹desk_unreachable Bibliotheek Haarlem›\n\n‹see_website https://haarlem.test›"
    assert talk.texts("citizen") == [expected]
    assert talk.tells("desk") == []


def test_help_in_a_case_is_about_the_case_and_not_for_the_desk():
    talk = talk_in("Helped")

    talk.citizen("/help")

    assert talk.texts("citizen") == ["‹help_in_case›"]
    assert talk.tells("desk") == []
