from bot.dialogue.conversation import Answering, ChoosingLibrary, Consenting, Conversation, Waiting
from bot.dialogue.effects import SetTimer
from bot.dialogue.world import Terms, World
from tests.dialogue.places import talk_in
from tests.dialogue.talk import KeyKnowledge, Talk


def test_without_any_desk_the_citizen_is_told_honestly():
    talk = Talk()
    talk.world = World(KeyKnowledge())

    lines = talk.citizen("medewerker")

    assert lines == [
        "citizen: introduction_short",
        "citizen: no_desk [menu]",
        "count person_without_desk",
    ]
    assert talk.state == Answering()


def test_who_came_in_for_a_library_without_a_desk_is_shown_its_website():
    talk = Talk(conversation=Conversation(library="haarlem", met=True))
    talk.world = World(KeyKnowledge())

    talk.presses("human")

    assert talk.texts("citizen") == ["‹no_desk›\n\n‹see_website https://haarlem.test›"]


def test_with_one_desk_there_is_nothing_to_choose():
    talk = Talk("breda")

    talk.presses("human")

    assert talk.texts("citizen")[-1] == "‹consent Bibliotheek Breda ‹network_other››"


def test_a_library_is_chosen_by_number_name_place_or_button():
    for words in ("1", "Bibliotheek Breda", "prinsenbeek"):
        talk = talk_in("ChoosingLibrary")

        talk.citizen(words)

        assert talk.state == Consenting("breda")
        assert talk.conversation.library == "breda"


def test_a_place_that_two_libraries_serve_leaves_a_choice_between_those_two():
    talk = talk_in("ChoosingLibrary")
    talk.world = World(KeyKnowledge(), frozenset({"haarlem", "breda", "zwolle"}))

    lines = talk.citizen("Zuid")

    assert lines == ["citizen: which_of_these_libraries [lib:breda lib:haarlem cancel]"]
    assert talk.state == ChoosingLibrary()


def test_a_library_that_has_no_desk_is_told_apart_from_one_we_never_heard_of():
    talk = talk_in("ChoosingLibrary")

    assert talk.citizen("Zwolle")[0].startswith("citizen: library_without_desk")
    assert talk.citizen("Atlantis")[0].startswith("citizen: library_unknown")


def test_a_library_can_stand_behind_the_command():
    talk = Talk()

    talk.citizen("/medewerker Haarlem")

    assert talk.state == Consenting("haarlem")


def test_danger_on_the_way_to_a_person_is_answered_at_once():
    for place in ("ChoosingLibrary", "Consenting"):
        talk = talk_in(place)

        lines = talk.citizen("ik wil dood")

        assert lines[0] == "citizen: answer_heading [human t:zorgtoeslag]"


def test_before_the_yes_nothing_goes_to_the_desk():
    talk = talk_in("Consenting")

    talk.citizen("mijn brief")

    assert talk.tells("desk") == []
    assert talk.state == Consenting("haarlem")


def test_the_question_typed_before_the_yes_stands_on_the_card():
    talk = talk_in("Consenting")

    talk.citizen("mijn brief")
    talk.citizen("prima")

    assert "‹desk_card_question mijn brief›" in talk.texts("desk")[0]


def test_an_old_yes_opens_nothing():
    talk = talk_in("Consenting")

    talk.presses("no")

    assert talk.presses("yes") == ["citizen: button_expired [menu human]"]


def test_the_card_shows_number_library_language_question_offer_and_talk():
    talk = Talk("haarlem")
    talk.citizen("digid")
    talk.citizen("wat kost dat?")
    talk.citizen("bla")
    talk.presses("human")

    talk.presses("yes")

    (card,) = talk.tells("desk")
    assert card.card
    assert card.title == "‹desk_title_open 7 DigiD aanvragen›"
    assert card.text.split("\n") == [
        "‹desk_card 7 Bibliotheek Haarlem Nederlands›",
        "",
        "‹desk_card_question bla›",
        "‹desk_card_offered DigiD aanvragen digid-aanvragen›",
        "",
        "‹desk_card_talk›",
        "‹desk_card_citizen digid›",
        "‹desk_card_bot DigiD aanvragen›",
        "‹desk_card_citizen wat kost dat?›",
        "‹desk_card_bot DigiD aanvragen: ‹part_cost››",
        "‹desk_card_citizen bla›",
        "‹desk_card_bot ‹desk_card_not_understood››",
        "",
        "‹desk_status_open›",
    ]


def test_who_asked_nothing_yet_is_asked_for_the_question():
    talk = Talk("haarlem")
    talk.citizen("medewerker")

    talk.citizen("ja")

    assert talk.texts("citizen") == ["‹case_opened_ask 7 Bibliotheek Haarlem›"]
    assert "‹desk_card_no_question›" in talk.texts("desk")[0]


def test_the_card_is_the_same_at_every_edit_but_for_its_status():
    talk = talk_in("Waiting")
    opened = talk.texts("desk")[0]
    talk.citizen("ik wil dood")
    talk.presses("t:digid-app")

    talk.staff("/claim")

    (edit,) = [e.text for e in talk.effects if type(e).__name__ == "EditCard"]
    assert edit == opened.replace("‹desk_status_open›", "‹desk_status_claimed Anna›")


def test_a_second_person_cannot_be_asked_for_while_a_case_is_open():
    for ask in ("/person", "/person breda", "/start breda"):
        talk = talk_in("Waiting")

        assert talk.citizen(ask) == ["citizen: case_already_open"]
        assert talk.state == Waiting("haarlem", 7)
        assert talk.conversation.library == "haarlem"


def test_the_clock_runs_by_the_operators_terms():
    talk = talk_in("Consenting")
    talk.world = World(KeyKnowledge(), frozenset({"haarlem"}), Terms(1, 2, 3, 4))

    talk.presses("yes")

    timers = {str(e.kind): e.seconds for e in talk.effects if isinstance(e, SetTimer)}
    assert timers == {"remind_desk": 1, "tell_citizen": 2, "close_quiet": 3}


def test_a_second_case_starts_with_a_clean_card():
    talk = talk_in("Rating")
    talk.presses("human")

    talk.presses("yes")

    assert talk.state == Waiting("haarlem", 8)
    assert "‹desk_card_no_question›" in talk.texts("desk")[0]
    assert "digid" not in talk.texts("desk")[0].lower()
