import pytest

from bot.kb.topic import Link
from bot.kb.topics import alike, visible
from tests.kb.folders import TOPIC, TRANSLATION, drafted

NL = "nl/digid/digid-app.yaml"
EN = "en/digid/digid-app.yaml"
LINKS = (
    "links:\n  - {label: Aanvragen, contact: digid.apply}\n"
    "  - {label: Uitleg, url: 'https://uitleg.nl'}\n"
)
PARTS = "parts:\n  steps:\n    - Bel {digid.phone}.\n    - Klaar.\n  need: [BSN, mail]\n  cost: Gratis.\n"


def topic(lang="nl", nl="", en=""):
    draft = drafted({NL: TOPIC + nl, EN: TRANSLATION + en})
    return draft.languages[lang].topics["digid-app"].topic


def test_contacts_are_filled_in():
    assert topic().answer == "Zet de app op uw telefoon. Vragen? Bel 088 123 65 55."


def test_a_website_is_a_link_that_reads_as_people_say_it():
    nl = "parts:\n  need: 'Ga naar {digid.website} of {digid.apply}'\n"

    assert topic(nl=nl).parts["need"] == (
        "Ga naar [www.digid.nl](https://www.digid.nl) "
        "of [www.digid.nl/aanvragen](https://www.digid.nl/aanvragen)"
    )


def test_steps_are_numbered_and_other_lists_have_dashes():
    assert topic(nl=PARTS).parts == {
        "steps": "1. Bel 088 123 65 55.\n2. Klaar.",
        "need": "- BSN\n- mail",
        "cost": "Gratis.",
    }


def test_parts_stand_in_their_fixed_order():
    nl = "parts:\n  beware: Pas op.\n  cost: Gratis.\n  steps: [Bel.]\n"

    assert list(topic(nl=nl).parts) == ["steps", "cost", "beware"]


def test_links_lead_to_contacts_or_addresses():
    assert topic(nl=LINKS).links == (
        Link("Aanvragen", "https://www.digid.nl/aanvragen"),
        Link("Uitleg", "https://uitleg.nl"),
    )


def test_translated_labels_lead_to_the_pages_of_the_source():
    en = "links:\n  - label: Apply\n  - {label: Help, url: 'https://help.nl'}\n"

    assert topic("en", nl=LINKS, en=en).links == (
        Link("Apply", "https://www.digid.nl/aanvragen"),
        Link("Help", "https://help.nl"),
    )


def test_without_translated_labels_the_links_of_the_source_stay():
    assert [link.label for link in topic("en", nl=LINKS).links] == ["Aanvragen", "Uitleg"]


def test_facts_come_from_the_source_and_texts_from_the_translation():
    found = topic("en", nl=PARTS + "urgent: true\nwords: [appie]\n", en="parts:\n  cost: Free.\n")

    assert found.lang == "en"
    assert found.urgent
    assert found.title == "The DigiD app"
    assert found.words == ()
    assert found.parts == {"cost": "Free."}


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("**Let op:** bel [ons](https://x.nl)", "Let op: bel ons"),
        ("een\ntwee", "een\ntwee"),
        ("een\n\ntwee", "een\ntwee"),
        ("- een\n- twee", "een\ntwee"),
    ],
)
def test_what_a_reader_sees_has_no_markup(markdown, expected):
    assert visible(markdown) == expected


def test_questions_are_alike_in_spite_of_capitals_and_punctuation():
    assert alike("Hoe werkt de App?") == alike("hoe werkt  de app")
    assert alike("hoe werkt de app") != alike("wat doet de app")
