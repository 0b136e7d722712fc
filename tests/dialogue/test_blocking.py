"""Staff who shut the door of their desk to somebody who misuses it."""

from bot.dialogue.conversation import Answering, Consenting, Helped
from bot.dialogue.events import StaffChose, StaffReopened
from tests.dialogue.places import talk_in
from tests.dialogue.talk import ANNA, BEA


def is_blocked():
    talk = talk_in("Helped")
    talk.staff("/block")
    talk.happens(StaffChose(ANNA, "block:yes"))
    return talk


def test_typing_it_only_asks():
    talk = talk_in("Helped")

    lines = talk.staff("/block")

    assert "desk: desk_block_sure [block:yes]" in lines
    assert isinstance(talk.state, Helped)


def test_the_press_ends_the_case_and_the_citizen_is_told():
    talk = is_blocked()

    assert talk.state == Answering()
    assert talk.texts("citizen")[-1].startswith("‹blocked Bibliotheek Haarlem›")
    assert "‹desk_blocked Anna›" in talk.texts("desk")


def test_another_than_who_claimed_blocks_nobody():
    talk = talk_in("Helped")
    talk.staff("/block", BEA)

    talk.happens(StaffChose(BEA, "block:yes"))

    assert isinstance(talk.state, Helped)


def test_the_desk_is_shut_for_words_buttons_and_old_cases_and_the_bot_answers():
    talk = is_blocked()

    for lines in (talk.citizen("/person haarlem"), talk.presses("again:7")):
        assert [line for line in lines if line.startswith("citizen: blocked")]
    assert talk.citizen("zorgtoeslag")[0].startswith("citizen: answer_heading")
    assert talk.state == Answering()


def test_another_desk_stays_open():
    talk = is_blocked()

    talk.citizen("/person breda")

    assert talk.state == Consenting("breda")


def test_opening_the_case_again_opens_the_door():
    talk = is_blocked()

    talk.happens(StaffReopened(BEA, 7, "haarlem"))

    assert talk.conversation.blocked == ()
    assert isinstance(talk.state, Helped)
