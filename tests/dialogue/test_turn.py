from bot.dialogue.conversation import Conversation
from bot.dialogue.effects import Choice
from bot.dialogue.turn import REMEMBERED, UTTERANCE_AT_MOST, Turn
from bot.dialogue.world import World
from tests.dialogue.talk import KeyKnowledge

TURN = Turn(Conversation(), World(KeyKnowledge()))


def test_only_the_last_things_said_are_remembered_and_long_ones_are_cut():
    turn = TURN
    for number in range(REMEMBERED + 3):
        turn = turn.remember("citizen", f"{number} " + "x" * 1000)

    talk = turn.conversation.talk
    assert [said.text.split()[0] for said in talk] == [str(n) for n in range(3, REMEMBERED + 3)]
    assert len(talk[0].text) == UTTERANCE_AT_MOST + 1


def test_the_last_buttons_are_the_options_and_a_text_without_buttons_leaves_them():
    rows = ((Choice("DigiD", url="https://www.digid.nl"), Choice("Ja", "yes")),)

    turn = TURN.tell("vraag", rows).tell("toevoeging")

    assert turn.conversation.options == (Choice("Ja", "yes"),)


def test_nothing_is_changed_in_place():
    TURN.tell("hallo").keep(met=True)

    assert Turn(Conversation(), TURN.world) == TURN
