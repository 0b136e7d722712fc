from bot.dialogue.conversation import Waiting
from bot.dialogue.events import CitizenDeleted, CitizenSent, CitizenUnreadable
from tests.dialogue.places import talk_in
from tests.dialogue.talk import Talk


def test_who_takes_a_message_back_is_taken_at_their_word():
    talk = talk_in("Answering")

    talk.happens(CitizenDeleted())

    assert (talk.conversation.talk, talk.conversation.question) == ((), "")


def test_the_first_photo_is_met_with_an_introduction_and_its_caption_is_answered():
    talk = Talk()

    lines = talk.happens(CitizenSent("photo", "digid"))

    assert lines[:2] == ["citizen: introduction_short", "citizen: only_text kind_photo"]
    assert talk.texts("citizen")[-1].endswith("nl digid-aanvragen")


def test_a_message_that_cannot_be_decrypted_is_asked_for_again():
    assert Talk().happens(CitizenUnreadable()) == ["citizen: unreadable"]


def test_a_caption_can_answer_the_question_that_is_open():
    talk = talk_in("Consenting")

    talk.happens(CitizenSent("photo", "ja"))

    assert talk.state == Waiting("haarlem", 7)
