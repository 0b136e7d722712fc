from bot.dialogue.conversation import Conversation
from bot.dialogue.events import CitizenSaid
from bot.kb.topic import Understanding
from tests.dialogue.places import talk_in
from tests.dialogue.talk import KeyKnowledge, Talk


def test_the_language_of_the_app_is_the_first_guess():
    talk = Talk()

    talk.happens(CitizenSaid("digid", hint="en-GB"))

    assert talk.conversation.lang == "en"


def test_the_language_of_the_text_counts_more_than_that_of_the_app():
    talk = Talk()

    talk.happens(CitizenSaid("ik zoek digid", hint="en-GB"))

    assert talk.conversation.lang == "nl"
    assert talk.texts("citizen")[-1].endswith("nl digid-aanvragen")


def test_a_language_the_knowledge_base_lacks_changes_nothing():
    talk = Talk()

    talk.happens(CitizenSaid("digid", hint="tr"))

    assert talk.conversation.lang == "nl"


def test_who_writes_english_is_answered_in_english_from_then_on():
    talk = Talk()

    talk.citizen("what is the digid app")
    talk.presses("t:digid-app")

    assert talk.texts("citizen")[0].endswith("en digid-app")


def test_a_language_that_was_chosen_stays():
    talk = Talk()

    talk.presses("lang:nl")
    talk.happens(CitizenSaid("the digid", hint="en"))

    assert talk.conversation.lang == "nl"
    assert talk.texts("citizen")[-1].endswith("nl digid-aanvragen")


def test_every_language_is_offered_in_its_own_words():
    talk = Talk()

    talk.citizen("/language")

    (tell,) = talk.tells("citizen")
    assert [choice.label for row in tell.choices for choice in row] == ["Nederlands", "English"]


def test_a_language_can_be_typed_behind_the_command_or_asked_for_in_words():
    for words in ("/language en", "/taal EN-us", "engels"):
        talk = Talk()

        lines = talk.citizen(words)

        assert lines == ["citizen: language_chosen [menu]", "count language"]
        assert (talk.conversation.lang, talk.conversation.lang_chosen) == ("en", True)


def test_after_a_change_of_language_the_last_topic_can_be_read_in_it():
    talk = talk_in("Answering")

    lines = talk.presses("lang:en")

    assert lines == ["citizen: language_chosen [t:digid-aanvragen menu]", "count language"]
    assert talk.tells("citizen")[0].choices[0][0].label == "Apply for a DigiD"


def test_an_unknown_language_shows_those_there_are():
    assert Talk().citizen("/language klingon") == ["citizen: which_language [lang:nl lang:en]"]


def test_a_language_that_was_taken_away_falls_back_to_the_source():
    talk = Talk(conversation=Conversation(lang="xx", met=True))

    assert talk.presses("t:digid-app")[0].startswith("citizen: answer_heading")
    assert talk.texts("citizen")[0].endswith("nl digid-app")


def test_the_desk_is_spoken_to_in_the_source_language_whatever_the_citizen_speaks():
    talk = Talk("haarlem")
    talk.citizen("what is the digid app")
    talk.presses("t:digid-app")
    talk.presses("human")
    talk.presses("yes")

    card = talk.texts("desk")[0]

    assert "‹desk_card 7 Bibliotheek Haarlem English›" in card
    assert "‹desk_card_offered De DigiD-app digid-app›" in card


def test_a_case_can_be_held_in_another_language():
    talk = talk_in("Helped")

    talk.citizen("please, i don't speak Dutch")
    talk.staff("/answer digid-app")

    assert "en digid-app" in talk.texts("citizen")[0]


def test_a_text_that_does_not_tell_its_language_changes_nothing():
    talk = Talk(conversation=Conversation(lang="en", met=True))

    talk.citizen("zorgtoeslag")

    assert talk.conversation.lang == "en"


class Doubtful(KeyKnowledge):
    """Takes everything for English, and is never sure."""

    def understand(self, text, lang):
        return Understanding("unknown", "en", lang_sure=False)


def test_a_guess_that_is_not_sure_changes_nothing():
    talk = Talk(kb=Doubtful())

    talk.citizen("qwxz")

    assert talk.conversation.lang == "nl"


def test_the_hint_of_the_app_does_not_undo_a_choice_made_before_the_first_question():
    talk = Talk()

    talk.presses("lang:nl")
    talk.happens(CitizenSaid("qwxz", hint="en"))

    assert talk.conversation.lang == "nl"
