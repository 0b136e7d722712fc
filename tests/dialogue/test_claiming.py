"""Who has a case, when others want it, and when who has it says nothing."""

from bot.dialogue.conversation import Helped, Waiting
from bot.dialogue.events import StaffChose, TimerFired, TimerKind
from tests.dialogue.places import talk_in
from tests.dialogue.talk import ANNA, BEA

NUDGE, RETURN = TimerFired(TimerKind.NUDGE_CLAIMER), TimerFired(TimerKind.RETURN_CLAIM)
OWING = ["set nudge_claimer", "set return_claim"]


def test_a_colleague_takes_over_on_purpose_and_everybody_knows():
    talk = talk_in("Helped")

    talk.happens(StaffChose(BEA, "takeover"))

    assert talk.state == Helped("haarlem", 7, BEA)
    assert talk.texts("desk") == ["‹desk_taken_over Bea Anna›"]
    assert talk.texts("citizen") == ["‹claimed Bea›"]


def test_who_was_taken_over_speaks_no_more():
    talk = talk_in("Helped")
    talk.staff("/overnemen", BEA)

    talk.staff("ik nog even", ANNA)

    assert talk.tells("citizen") == []


def test_taking_over_what_one_has_changes_nothing():
    talk = talk_in("Helped")

    talk.staff("/takeover", ANNA)

    assert talk.texts("desk") == ["‹desk_already_yours›"]
    assert talk.state == Helped("haarlem", 7, ANNA)


def test_taking_over_what_nobody_has_claims_it():
    talk = talk_in("Waiting")

    talk.staff("/takeover", BEA)

    assert talk.state == Helped("haarlem", 7, BEA)


def test_an_answer_stops_the_clocks_of_who_claimed():
    talk = talk_in("Helped")
    talk.staff("Goedemiddag")

    assert talk.happens(NUDGE) == []
    assert talk.happens(RETURN) == []
    assert talk.state == Helped("haarlem", 7, ANNA, owed=False)


def test_a_message_of_the_citizen_starts_the_clocks_once():
    talk = talk_in("Helped")
    talk.staff("Goedemiddag")

    first, second = talk.citizen("en nu?"), talk.citizen("hallo?")

    assert first[-2:] == OWING
    assert not set(OWING) & set(second)


def test_a_note_of_who_claimed_is_a_sign_of_life():
    talk = talk_in("Helped")

    assert talk.staff("// ik zoek het op", ANNA) == [*OWING, "mark ✍"]
    assert not set(OWING) & set(talk.staff("// ik ook", BEA))


def test_a_claim_that_returns_bothers_the_citizen_only_once():
    talk = talk_in("Helped")
    first = talk.happens(RETURN)
    talk.staff("/claim", BEA)

    second = talk.happens(RETURN)

    assert "citizen: released" in first
    assert not [line for line in second if line.startswith("citizen")]
    assert talk.state == Waiting("haarlem", 7, told=True)


def test_who_heard_of_a_returned_claim_does_not_hear_that_it_takes_longer():
    talk = talk_in("Helped")
    talk.happens(RETURN)

    assert talk.happens(TimerFired(TimerKind.TELL_CITIZEN)) == []


def test_it_is_told_once_that_it_takes_longer():
    talk = talk_in("Waiting")

    first = talk.happens(TimerFired(TimerKind.TELL_CITIZEN))
    second = talk.happens(TimerFired(TimerKind.TELL_CITIZEN))

    assert first == ["citizen: still_waiting [stop]"]
    assert second == []


def test_who_lost_the_claim_is_not_heard_until_it_is_claimed_again():
    talk = talk_in("Helped")
    talk.happens(RETURN)

    lines = talk.staff("sorry, hier ben ik weer", ANNA)

    assert lines == ["mark ✍", "desk: desk_hint_unclaimed"]
