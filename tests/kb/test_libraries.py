"""What libraries/<id>.yaml may hold: postcodes, own contacts, own texts of topics."""

import pytest

from bot.kb.load import adopt, is_same, load, read
from bot.kb.topic import Link
from tests.kb.folders import TOPIC, drafted, told, write

PATH = "libraries/haarlem.yaml"
LIBRARY = """\
name: Bibliotheek Haarlem
website: https://www.bieb.nl
places: [Haarlem, Zandvoort]
"""


def library(extra: str) -> dict[str, str]:
    return {PATH: LIBRARY + extra}


LOCAL = """\
contacts:
  digid:
    name: DigiD hier
    phone: "023 555 0000"
    source: gemeente
    checked: 2026-11-01
local:
  digid-app:
    nl:
      add: "In Haarlem: bel {digid.phone}. Kijk op {bibliotheek.website}."
      parts:
        cost: "Gratis in Haarlem."
      links: [{label: Hier, contact: bibliotheek.website}]
    en:
      answer: "Come to us."
"""


def test_a_local_text_has_the_contacts_of_the_library():
    local = drafted(library(LOCAL)).libraries["haarlem"].local["digid-app"]

    site = "[www.bieb.nl](https://www.bieb.nl)"
    assert local["nl"].add == f"In Haarlem: bel 023 555 0000. Kijk op {site}."
    assert local["nl"].parts == {"cost": "Gratis in Haarlem."}
    assert local["nl"].links == (Link("Hier", "https://www.bieb.nl"),)
    assert local["en"].answer == "Come to us."


def test_an_own_contact_does_not_change_the_general_text():
    answer = drafted(library(LOCAL)).languages["nl"].topics["digid-app"].topic.answer

    assert answer.endswith("Bel 088 123 65 55.")


def test_postcodes_are_ranges_or_one():
    extra = 'postcodes: [2011-2037, "2041"]\n'

    assert drafted(library(extra)).libraries["haarlem"].postcodes == ((2011, 2037), (2041, 2041))


def test_a_topic_can_be_for_some_libraries_alone():
    own = {"nl/digid/digid-app.yaml": TOPIC + "libraries: [haarlem]\n"}

    assert drafted(own).languages["en"].topics["digid-app"].topic.libraries == ("haarlem",)


MISTAKES = {
    "a postcode that is none": (
        "postcodes: [20111]\n",
        (
            "4: „20111” is geen postcode. Schrijf vier cijfers, bijvoorbeeld 2041, of een reeks: "
            "2011-2037"
        ),
    ),
    "a range the wrong way round": (
        "postcodes: [2037-2011]\n",
        "4: bij „2037-2011” is de laatste postcode lager dan de eerste. Draai ze om",
    ),
    "no Dutch": (
        'local:\n  digid-app:\n    en: {add: "Hi"}\n',
        "5: hier ontbreekt het Nederlands. Zet de tekst onder nl:",
    ),
    "a language that is not there": (
        'local:\n  digid-app:\n    nl: {add: "Hoi"}\n    fr: {add: "Salut"}\n',
        "7: de taal „fr” is er niet. Wel: nl, en",
    ),
    "a text without a language": (
        'local:\n  digid-app:\n    toevoegen: {add: "Hoi"}\n',
        "6: „toevoegen” is geen taal. Schrijf nl: of en: en zet daaronder de tekst",
    ),
    "an unknown contact": (
        'local:\n  digid-app:\n    nl: {add: "Bel {diggid.phone}"}\n',
        "6: het contact „diggid” staat niet in contacts.yaml. Bedoelt u „digid”?",
    ),
    "an addition that is too long": (
        f'local:\n  digid-app:\n    nl: {{add: "{"Lang. " * 60}"}}\n',
        (
            "6: het antwoord heeft 359 tekens, met telefoonnummers ingevuld. Maak het korter: "
            "hooguit 300"
        ),
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_a_library_is_told_with_its_line(tmp_path, name):
    extra, message = MISTAKES[name]

    assert f"{PATH}:{message}" in told(write(tmp_path, library(extra)))


def test_a_topic_for_a_library_that_is_not_there_is_a_mistake(tmp_path):
    own = {"nl/digid/digid-app.yaml": TOPIC + "libraries: [harlem]\n"}

    found = told(write(tmp_path, own))

    assert found == [
        (
            "nl/digid/digid-app.yaml:10: de bibliotheek „harlem” staat niet in de map libraries. "
            "Bedoelt u „haarlem”?"
        )
    ]


def test_a_local_text_of_an_unknown_topic_is_warned_of_and_left_out(tmp_path):
    root = write(tmp_path, library('local:\n  digid-ap:\n    nl: {add: "Hoi"}\n'))

    warned = [line for line in told(root, "warning") if line.startswith(PATH)]

    assert len(warned) == 1
    assert "Bedoelt u „digid-app”?" in warned[0]
    assert read(root).libraries["haarlem"].local == {}


def test_a_new_local_text_is_in_use_without_learning_anew(tmp_path):
    before = load(write(tmp_path))
    reading = read(write(tmp_path, library(LOCAL)))

    after = adopt(reading, before)

    assert not is_same(before, reading)
    assert after is not None
    assert after.matcher is before.matcher
    assert "digid-app" in after.libraries["haarlem"].local
