"""What `look` finds beyond the files themselves: example questions, words, editors' tests."""

import pytest

from bot.kb.checking import look, look_without, measured
from bot.kb.load import Place
from tests.kb.folders import TODAY, TOPIC, write

NL = "nl/digid/digid-app.yaml"
OTHER = TOPIC.replace("De DigiD-app", "Fiets").replace("Hoe werkt de app?", "fiets gestolen")
OTHER = OTHER.replace("app installeren", "waar meld ik mijn fiets")


def told(root, cache=None):
    found = look(Place(root, cache), TODAY).ordered
    return [
        str(p).removeprefix(f"{root}/")
        for p in found
        if "eerste regel" not in p.message and "aantal vragen" not in p.message
    ]


def test_questions_that_are_nearly_the_same_in_two_topics_are_pointed_out(tmp_path):
    root = write(
        tmp_path,
        {
            NL: TOPIC.replace("app installeren", "waar kan ik de app installeren op mijn telefoon"),
            "nl/digid/fiets.yaml": OTHER.replace(
                "fiets gestolen", "waar kan ik de app instaleren op mijn telefoon"
            ),
        },
    )

    (line,) = [line for line in told(root) if "gelijk" in line]
    assert line == (
        "nl/digid/fiets.yaml:3: let op: de vraag „waar kan ik de app instaleren op mijn telefoon” "
        "is bijna gelijk aan „waar kan ik de app installeren op mijn telefoon” bij digid-app. "
        "Laat er één staan, of maak ze echt anders"
    )


def test_a_question_that_sounds_like_danger_is_pointed_out_once_learnt(tmp_path):
    gevaar = OTHER.replace("title: Fiets", "title: Gevaar\nurgent: true")
    root = write(
        tmp_path / "kb",
        {
            NL: TOPIC.replace("app installeren", "mijn huis staat in brand"),
            "nl/nood/gevaar.yaml": gevaar,
            "nl/_urgent.yaml": "topics:\n  gevaar: [in brand]\n",
        },
    )
    cache = tmp_path / "cache"

    before = look(Place(root, cache), TODAY)
    after = look(Place(root, cache), TODAY, learn=True)

    assert (before.asked, after.asked) == (False, True)
    new = [str(p) for p in after.problems - before.problems]
    assert len(new) == 1
    assert (
        "digid-app.yaml:4: let op: de vraag „mijn huis staat in brand” klinkt als gevaar" in new[0]
    )
    assert look(Place(root, cache), TODAY).asked


def test_questions_are_asked_unlearnt_too_and_the_nearest_rival_is_named(tmp_path):
    bikes = [f"mijn fiets is {what}" for what in ("weg", "stuk", "gejat", "gestolen", "kwijt")]
    apps = [f"de digid app {what}" for what in ("werkt niet", "installeren", "is traag", "openen")]
    lines = "".join(f'  - "{text}"\n' for text in [*apps, "mijn fiets is verdwenen"])
    root = write(
        tmp_path,
        {
            NL: TOPIC.replace('  - "app installeren"\n', lines),
            "nl/digid/fiets.yaml": OTHER.replace(
                '  - "waar meld ik mijn fiets"\n', "".join(f'  - "{text}"\n' for text in bikes)
            ),
        },
    )

    found = [str(p) for p in look_without(root)]

    wanted = "„mijn fiets is verdwenen” niet kende, gaf hij fiets. Daar staat „mijn fiets is"
    assert any(wanted in line for line in found)


def test_words_to_avoid_are_pointed_out_where_citizens_read_them(tmp_path):
    root = write(
        tmp_path,
        {
            "nl/_plain.yaml": "instead:\n  teneinde: om\n",
            NL: TOPIC.replace("Zet de app", "Teneinde te starten. Zet de app").replace(
                "app installeren", "teneinde een app"
            ),
        },
    )

    assert [line for line in told(root) if "moeilijk" in line] == [
        f"{NL}:5: let op: „Teneinde” is een moeilijk woord. Schrijf liever: om"
    ]


def test_an_answer_beyond_b1_is_pointed_out_and_measured(tmp_path):
    hard = "Gemeentelijke belastingaangelegenheden vereisen documentatie."
    root = write(tmp_path, {NL: TOPIC.replace("Zet de app op uw telefoon.", hard)})

    assert any(line.startswith(f"{NL}:5: let op: het antwoord is moeilijk") for line in told(root))
    ((name, found),) = measured(root)
    assert name == "digid/digid-app"
    assert "flesch" in found.beyond


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("{text: hoe werkt de app, expect: [digid-app]}", []),
        (
            "{text: hoe werkt de app, expect: []}",
            [
                "proefvraag „hoe werkt de app”: verwacht geen antwoord, maar de chatbot antwoordt digid-app"
            ],
        ),
        (
            "{text: hoe werkt de app, expect: [digid-ap]}",
            ["het onderwerp „digid-ap” bestaat niet. Bedoelt u „digid-app”?"],
        ),
        ("{expect: []}", ["het veld „text” ontbreekt. Voeg het toe: wat iemand typt"]),
        (
            "{text: hoe werkt de app, expect: [fiets]}",
            ["proefvraag „hoe werkt de app”: verwacht fiets, maar de chatbot antwoordt digid-app"],
        ),
    ],
)
def test_the_editors_own_tests_are_asked(tmp_path, test, expected):
    root = write(
        tmp_path / "kb", {"tests/nl/app.yaml": f"- {test}\n", "nl/digid/fiets.yaml": OTHER}
    )

    found = told(root, cache=tmp_path / "cache")

    errors = [line for line in found if "let op" not in line]
    assert errors == [f"tests/nl/app.yaml:1: {message}" for message in expected]
