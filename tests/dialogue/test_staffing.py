import pytest

from bot.dialogue.conversation import Helped, Waiting
from bot.dialogue.events import Staff, StaffChose, StaffSaid
from tests.dialogue.places import talk_in
from tests.dialogue.talk import ANNA, BEA


def citizen_read(talk) -> list[str]:
    return [tell.text for tell in talk.tells("citizen") if tell.relayed]


def test_who_claimed_speaks_with_the_first_name_and_marked_as_on_its_way():
    talk = talk_in("Helped")

    lines = talk.staff("Goedemiddag *mevrouw*")

    assert lines == [
        "set nudge_claimer",
        "set return_claim",
        "mark 👀",
        "citizen relayed: staff_says",
        "set close_quiet",
        "stop nudge_claimer",
        "stop return_claim",
    ]
    assert citizen_read(talk) == ["‹staff_says Anna Goedemiddag *mevrouw*›"]


@pytest.mark.parametrize(
    ("place", "staff", "text"),
    [
        ("Helped", BEA, "moeilijk geval"),
        ("Helped", ANNA, "// moeilijk geval"),
        ("Helped", ANNA, "//moeilijk\ngeval op twee regels"),
        ("Helped", ANNA, "  // moeilijk geval"),
        ("Helped", ANNA, "/note moeilijk geval"),
        ("Helped", ANNA, "!note moeilijk geval"),
        ("Waiting", ANNA, "moeilijk geval"),
        ("Waiting", BEA, "// moeilijk geval"),
    ],
)
def test_a_note_stays_at_the_desk_and_is_marked_as_one(place, staff, text):
    talk = talk_in(place)

    lines = talk.staff(text, staff)

    assert "mark ✍" in lines
    assert talk.tells("citizen") == []


def test_a_line_of_notes_within_a_message_stays_at_the_desk():
    talk = talk_in("Helped")

    talk.staff("Kom morgen langs.\n  // zij is erg boos\nTot dan!")

    assert citizen_read(talk) == ["‹staff_says Anna Kom morgen langs.\nTot dan!›"]


@pytest.mark.parametrize("text", ["/sluiten", "!klaar", "/ close", "/2 formulieren", "/CLAIMM x"])
def test_what_looks_like_a_command_is_never_sent_to_the_citizen(text):
    talk = talk_in("Helped")

    lines = talk.staff(text)

    assert lines[-2:] == ["mark 🤔", "desk: desk_unknown_command"]


def test_the_hint_for_notes_is_given_once():
    talk = talk_in("Waiting")

    first, second = talk.staff("wie?"), talk.staff("ik niet", BEA)

    assert first == ["mark ✍", "desk: desk_hint_unclaimed"]
    assert second == ["mark ✍"]


def test_the_others_are_told_once_who_speaks():
    talk = talk_in("Helped")

    first, second = talk.staff("psst", BEA), talk.staff("psst", BEA)

    assert first == ["mark ✍", "desk: desk_hint_claimed"]
    assert second == ["mark ✍"]
    assert talk.state == Helped("haarlem", 7, ANNA, hinted=True)


@pytest.mark.parametrize("claim", ["/claim", "!claim", "/Claim@wegwijs_bot"])
def test_a_case_is_claimed_by_a_command(claim):
    talk = talk_in("Waiting")

    lines = talk.staff(claim, BEA)

    assert talk.state == Helped("haarlem", 7, BEA)
    assert lines[-1] == "mark 👌"
    assert talk.texts("citizen") == ["‹claimed Bea›"]


def test_a_reply_to_the_card_claims_and_sends():
    talk = talk_in("Waiting")

    talk.staff("Hallo!", BEA, to_card=True)

    assert talk.texts("citizen") == ["‹claimed Bea›", "‹staff_says Bea Hallo!›"]
    assert talk.state == Helped("haarlem", 7, BEA, owed=False)


def test_a_note_or_a_command_in_reply_to_the_card_claims_nothing():
    for text in ("// wie neemt deze?", "/help", "/note x"):
        talk = talk_in("Waiting")

        talk.staff(text, BEA, to_card=True)

        assert isinstance(talk.state, Waiting)
        assert talk.tells("citizen") == []


def test_a_reply_to_the_card_of_a_claimed_case_stays_a_note():
    talk = talk_in("Helped")

    talk.staff("Hallo!", BEA, to_card=True)

    assert talk.tells("citizen") == []


def test_who_claims_a_claimed_case_is_told_who_has_it():
    talk = talk_in("Helped")

    typed = talk.staff("/claim", BEA)

    assert typed == ["desk: desk_already_claimed", "mark 🤔"]
    assert talk.texts("desk") == ["‹desk_already_claimed Anna›"]
    assert talk.happens(StaffChose(ANNA, "claim")) == ["desk: desk_already_yours"]
    assert talk.state == Helped("haarlem", 7, ANNA)


def test_after_release_and_claim_the_next_one_speaks_and_the_first_one_no_more():
    talk = talk_in("Helped")
    talk.staff("/release")
    talk.staff("/claim", BEA)

    talk.staff("ik nog", ANNA)
    assert talk.tells("citizen") == []
    talk.staff("nu ik", BEA)

    assert citizen_read(talk) == ["‹staff_says Bea nu ik›"]


def test_a_colleague_with_the_same_name_is_someone_else():
    talk = talk_in("Helped")

    talk.staff("psst", Staff("9", "Anna"))

    assert talk.tells("citizen") == []


def test_staff_without_a_name_are_a_member_of_staff():
    talk = talk_in("Waiting")

    talk.happens(StaffSaid(Staff("4", "  "), "Hallo", to_card=True))

    assert citizen_read(talk) == ["‹staff_says ‹a_staff_member› Hallo›"]


def test_a_very_long_answer_is_cut_and_the_desk_knows():
    talk = talk_in("Helped")

    talk.staff("x" * 100_000)

    assert len(citizen_read(talk)[0]) < 3_600
    assert talk.texts("desk") == ["‹desk_too_long 3500›"]


def test_a_topic_is_sent_by_its_id_its_title_or_in_words():
    for wanted in ("digid-app", "DigiD-App", "Digid App", "over de app"):
        talk = talk_in("Helped")

        lines = talk.staff(f"/answer {wanted}")

        assert lines[2:] == [
            "mark 👀",
            "citizen relayed: staff_sends answer_heading",
            "set close_quiet",
            "count sent",
            "stop nudge_claimer",
            "stop return_claim",
            "desk: desk_answer_sent",
        ]
        assert citizen_read(talk)[0].startswith(
            "‹staff_sends Anna›\n\n‹answer_heading De DigiD-app›"
        )


@pytest.mark.parametrize(
    ("place", "staff", "text", "told"),
    [
        ("Helped", ANNA, "/answer", "‹desk_answer_which›"),
        ("Helped", ANNA, "/answer de digid app", "‹desk_answer_which›"),
        ("Helped", ANNA, "/answer qwxz", "‹desk_answer_which›"),
        ("Helped", BEA, "/answer digid-app", "‹desk_already_claimed Anna›"),
        ("Waiting", ANNA, "/answer digid-app", "‹desk_claim_first›"),
    ],
)
def test_a_topic_that_cannot_be_sent_is_explained(place, staff, text, told):
    talk = talk_in(place)

    lines = talk.staff(text, staff)

    assert "mark 🤔" in lines
    assert talk.texts("desk") == [told]
    assert talk.tells("citizen") == []


def test_help_is_for_the_desk_alone():
    talk = talk_in("Helped")

    assert talk.staff("!help", BEA) == ["mark 👌", "desk: desk_help"]


def test_a_button_of_another_age_gets_a_friendly_line():
    talk = talk_in("Waiting")

    assert talk.happens(StaffChose(ANNA, "teleport:9")) == ["desk: desk_button_expired"]


def test_the_list_of_cases_is_asked_for_outside_of_a_case():
    assert talk_in("Helped").staff("/cases", BEA) == ["mark 🤔", "desk: desk_cases_outside"]


def test_topics_to_send_are_offered_as_buttons_and_sent_by_a_press():
    talk = talk_in("Helped")

    assert talk.staff("/answer de digid app")[2:] == [
        "desk: desk_answer_which [answer:digid-aanvragen answer:digid-app]",
        "mark 🤔",
    ]
    talk.happens(StaffChose(ANNA, "answer:digid-app"))
    assert len(citizen_read(talk)) == 1


@pytest.mark.parametrize(
    ("place", "staff", "told"),
    [("Helped", BEA, "‹desk_already_claimed Anna›"), ("Waiting", ANNA, "‹desk_claim_first›")],
)
def test_the_button_that_sends_is_for_who_claimed(place, staff, told):
    talk = talk_in(place)

    talk.happens(StaffChose(staff, "answer:digid-app"))

    assert talk.texts("desk") == [told]
    assert talk.tells("citizen") == []
