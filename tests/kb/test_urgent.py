import pytest

from bot.kb.corpus import UrgentPhrases
from bot.kb.urgent import alarm, signs

PHRASES = UrgentPhrases(
    topics={
        "zelfdoding": ("wil dood", "niet meer leven"),
        "geweld": ("man/vrouw ... slaat mij/me",),
    },
    not_urgent=("schrik me dood", "telefoon ... wil dood", "..."),
)
ALARM = alarm(signs(PHRASES))


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("ik wil dood", "zelfdoding"),
        ("ik wil echt niet meer leven", "zelfdoding"),
        ("mijn man slaat me", "geweld"),
        ("mijn vrouw die al jaren slaat mij", "geweld"),
        ("mijn man die al vele jaren slaat mij", None),
        ("ik schrik me dood", None),
        ("mijn telefoon wil dood", None),
        ("ik schrik me dood ik wil dood", "zelfdoding"),
        ("wil", None),
        ("", None),
    ],
)
def test_patterns_are_heard_and_figures_of_speech_are_not(text, topic):
    assert ALARM.heard(text.split()) == topic


def test_words_of_the_patterns_are_known_to_the_speller():
    assert ALARM.speller.correct("leeven") == "leven"


def test_a_pattern_of_nothing_but_a_gap_matches_nothing():
    assert alarm(signs(UrgentPhrases(topics={"x": ("...", "")}))).heard(["a", "b"]) is None
