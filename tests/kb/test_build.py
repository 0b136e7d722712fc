"""What `check` says about whole knowledge bases with one mistake each."""

import pytest

from bot.kb.build import Sources, build
from bot.kb.problems import Report
from tests.kb.folders import TOPIC, TRANSLATION, told, write

NL = "nl/digid/digid-app.yaml"
EN = "en/digid/digid-app.yaml"
KNOWN = (
    "title, questions, words, answer, parts, links, related, organisation, upl, libraries, "
    "urgent, source, changed, review_by"
)


def topic(old="", new="", extra=""):
    assert old in TOPIC
    return TOPIC.replace(old, new) + extra


MISTAKES = {
    "an unknown field": (
        {NL: topic(extra="relatd: [digid-app]\n")},
        [
            (
                f"{NL}:10: „relatd” is geen veld dat hier hoort. Bedoelt u „related”? "
                f"Toegestaan: {KNOWN}"
            )
        ],
    ),
    "a missing field": (
        {NL: topic("review_by: 2027-11-01\n")},
        [f"{NL}:1: het veld „review_by” ontbreekt. Voeg het toe: voor deze dag opnieuw nakijken"],
    ),
    "an empty field": (
        {NL: topic("title: De DigiD-app", "title:")},
        [f"{NL}:1: „title” is leeg. Vul het in of haal de regel weg"],
    ),
    "an empty list": (
        {NL: topic(extra="words: []\n")},
        [f"{NL}:10: de lijst „words” is leeg. Vul hem in of haal hem weg"],
    ),
    "a text where a list belongs": (
        {NL: topic(extra="related: digid-app\n")},
        [f"{NL}:10: bij „related” hoort een lijst: elke regel begint met een streepje"],
    ),
    "a question that YAML takes for something else": (
        {NL: topic(extra="words: [hoe, ? wat]\n")},
        [
            (
                f"{NL}:10: bij „words” hoort één tekst. Staat er een dubbele punt, {{ of [ in? "
                "Zet de hele tekst tussen aanhalingstekens"
            )
        ],
    ),
    "a contact that is not between quotes": (
        {
            NL: topic(
                'answer: "Zet de app op uw telefoon. Vragen? Bel {digid.phone}."',
                "answer: {digid.phone}",
            )
        },
        [
            (
                f"{NL}:5: bij „answer” hoort één tekst. Staat er een dubbele punt, {{ of [ in? "
                "Zet de hele tekst tussen aanhalingstekens"
            )
        ],
    ),
    "an unknown contact": (
        {NL: topic("{digid.phone}", "{didig.phone}")},
        [f"{NL}:5: het contact „didig” staat niet in contacts.yaml."],
    ),
    "an unknown field of a contact": (
        {NL: topic("{digid.phone}", "{digid.phones}")},
        [
            (
                f"{NL}:5: contact „digid” heeft geen „phones”. Bedoelt u „phone”? "
                "Wel: name, phone, website, apply"
            )
        ],
    ),
    "a stray brace": (
        {NL: topic("Vragen?", "Vragen {of zo}?")},
        [
            (
                f"{NL}:5: „{{of zo}}” tussen accolades kan hier niet. "
                "Schrijf {contact.veld}, bijvoorbeeld {digid.phone}"
            )
        ],
    ),
    "a link with two addresses": (
        {NL: topic(extra="links:\n  - {label: x, url: 'https://x.nl', contact: digid.apply}\n")},
        [f"{NL}:11: een link heeft precies één adres: contact of url"],
    ),
    "a link without an address": (
        {NL: topic(extra="links:\n  - label: x\n")},
        [f"{NL}:11: een link heeft precies één adres: contact of url"],
    ),
    "a link to a phone number": (
        {NL: topic(extra="links:\n  - {label: x, contact: digid.phone}\n")},
        [
            (
                f"{NL}:11: „digid.phone” is geen adres van een website. "
                "Kies website of een naam onder pages in contacts.yaml"
            )
        ],
    ),
    "a link without https": (
        {NL: topic(extra="links:\n  - {label: x, url: www.digid.nl}\n")},
        [
            (
                f"{NL}:11: „www.digid.nl” is geen adres van een website. "
                "Schrijf het hele adres, beginnend met https://"
            )
        ],
    ),
    "a date that is none": (
        {NL: topic("review_by: 2027-11-01", "review_by: 2027-02-30")},
        [f"{NL}:9: „2027-02-30” is geen datum. Schrijf jaar-maand-dag, bijvoorbeeld 2026-11-23"],
    ),
    "urgent that is not true": (
        {NL: topic(extra="urgent: ja\n")},
        [f"{NL}:10: „ja” kan hier niet. Schrijf true of haal de regel weg"],
    ),
    "the same question twice": (
        {NL: topic("app installeren", "hoe werkt de app")},
        [
            (
                f"{NL}:4: „hoe werkt de app” staat twee keer in deze lijst (ook op regel 3). "
                "Haal er één weg"
            )
        ],
    ),
    "the same question in two topics": (
        {"nl/digid/digid-ap.yaml": TOPIC.replace("app installeren", "ap")},
        [
            (
                f"{NL}:3: de vraag „Hoe werkt de app?” staat ook bij digid-ap. "
                "Laat hem bij één onderwerp staan"
            )
        ],
    ),
    "an answer that is too long": (
        {NL: topic("Zet de app", "Zet de app " * 60)},
        [
            (
                f"{NL}:5: het antwoord heeft 703 tekens, met telefoonnummers ingevuld. "
                "Maak het korter: hooguit 600"
            )
        ],
    ),
    "a topic that relates to itself": (
        {NL: topic(extra="related: [digid-app]\n")},
        [f"{NL}:10: dit onderwerp verwijst naar zichzelf. Haal „digid-app” weg"],
    ),
    "an unknown organisation": (
        {NL: topic(extra="organisation: digit\n")},
        [f"{NL}:10: het contact „digit” staat niet in contacts.yaml. Bedoelt u „digid”?"],
    ),
    "a file name with a capital": (
        {"nl/digid/DigiD.yaml": TOPIC},
        [
            (
                "nl/digid/DigiD.yaml:1: de naam „DigiD.yaml” kan niet. Gebruik kleine letters, "
                "cijfers en streepjes, bijvoorbeeld digid-aanvragen.yaml"
            )
        ],
    ),
    "the same topic in two themes": (
        {"nl/zorg/digid-app.yaml": TOPIC},
        [
            (
                "nl/zorg/digid-app.yaml:1: er is al een onderwerp „digid-app”, "
                "in nl/digid/digid-app.yaml. Kies een andere bestandsnaam"
            )
        ],
    ),
    "a translation of nothing": (
        {"en/digid/digid-apps.yaml": TRANSLATION},
        [
            (
                "en/digid/digid-apps.yaml:1: dit is een vertaling van een onderwerp dat in het "
                "Nederlands niet bestaat. Verwacht: nl/digid/digid-apps.yaml. "
                "Bedoelt u „digid-app”?"
            )
        ],
    ),
    "a fact in a translation": (
        {EN: TRANSLATION + "review_by: 2027-11-01\n"},
        [f"{EN}:6: „review_by” staat alleen in het Nederlandse bestand. Haal het hier weg"],
    ),
    "a part that only the translation has": (
        {EN: TRANSLATION + "parts:\n  cost: Free\n"},
        [
            (
                f"{EN}:7: het onderdeel „cost” staat niet in het Nederlandse bestand. "
                "Voeg het daar eerst toe"
            )
        ],
    ),
    "fewer links in the translation": (
        {
            NL: topic(
                extra="links: [{label: a, url: 'https://a.nl'}, {label: b, url: 'https://b.nl'}]\n"
            ),
            EN: TRANSLATION + "links:\n  - label: a\n",
        },
        [
            (
                f"{EN}:7: er staan 1 links, maar in het Nederlands 2. Geef elke link zijn eigen "
                "contact of url, of zorg dat het aantal gelijk is"
            )
        ],
    ),
    "other placeholders in the translation": (
        {"en/_messages.yaml": 'hello: "Hello {nam}"\nbye: Bye\n'},
        [
            (
                "en/_messages.yaml:1: hier staan de invulwoorden {nam}, in het Nederlands {name}. "
                "Gebruik precies dezelfde"
            )
        ],
    ),
    "a sentence that Dutch does not have": (
        {"en/_messages.yaml": 'hello: "Hello {name}"\nhelo: Bye\n'},
        ["en/_messages.yaml:2: de zin „helo” bestaat niet in het Nederlands. Bedoelt u „hello”?"],
    ),
    "the same sentence in two files": (
        {"nl/_web.yaml": "hello: Dag\n"},
        ["nl/_web.yaml:1: de zin „hello” staat ook in _messages.yaml. Laat er één staan"],
    ),
    "a placeholder with a capital": (
        {"nl/_messages.yaml": 'hello: "Hallo {name}{Naam}"\nbye: Dag\n'},
        [
            (
                "nl/_messages.yaml:1: „{Naam}” is geen invulwoord. "
                "Schrijf kleine letters tussen accolades, bijvoorbeeld {name}"
            )
        ],
    ),
    "no sentences": (
        {"nl/_messages.yaml": None, "en/_messages.yaml": None},
        ["nl:1: de zinnen van de bot ontbreken. Het bestand nl/_messages.yaml moet er zijn"],
    ),
    "a group of one synonym": (
        {"nl/_synonyms.yaml": "- [geld, poen]\n- [huis]\n"},
        ["nl/_synonyms.yaml:2: een groep heeft minstens twee woorden die hetzelfde betekenen"],
    ),
    "signs of danger for an unknown topic": (
        {"nl/_urgent.yaml": "topics:\n  digid-ap: [help]\n"},
        ["nl/_urgent.yaml:2: het onderwerp „digid-ap” bestaat niet. Bedoelt u „digid-app”?"],
    ),
    "a phone number that is none": (
        {"contacts.yaml": "digid: {name: x, phone: bel ons, source: x, checked: 2026-11-01}\n"},
        [
            (
                "contacts.yaml:1: „bel ons” is geen telefoonnummer. "
                "Gebruik cijfers, spaties en streepjes"
            ),
        ],
    ),
    "a library without places": (
        {"libraries/x.yaml": "name: X\n"},
        [
            (
                "libraries/x.yaml:1: het veld „places” ontbreekt. Voeg het toe: "
                "plaatsen en wijken waar zij voor werkt"
            )
        ],
    ),
    "a library with a strange name": (
        {"libraries/x y.yaml": "name: X\nplaces: [X]\n"},
        [
            (
                "libraries/x y.yaml:1: de naam „x y” kan niet. "
                "Gebruik letters, cijfers, - en _, hooguit 48 tekens"
            )
        ],
    ),
}


@pytest.mark.parametrize(("change", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_each_mistake_is_told_with_file_line_and_what_to_do(tmp_path, change, expected):
    root = write(tmp_path, change)

    assert told(root) == expected


def test_a_good_knowledge_base_has_no_errors(tmp_path):
    assert told(write(tmp_path)) == []


def test_all_mistakes_of_all_files_are_told_in_one_run(tmp_path):
    root = write(
        tmp_path,
        {
            NL: topic(extra="a: b\nc: d\nurgent: 1\n"),
            "nl/_synonyms.yaml": "- [x]\n",
            "en/_web.yaml": "",
        },
    )

    assert [line.split(": ")[0] for line in told(root)] == [
        "en/_web.yaml:1",
        "nl/_synonyms.yaml:1",
        f"{NL}:10",
        f"{NL}:11",
        f"{NL}:12",
    ]


def test_a_faulty_topic_causes_no_further_mistakes_elsewhere(tmp_path):
    other = TOPIC.replace("app", "bsn") + "related: [digid-app]\n"
    root = write(tmp_path, {NL: "title: [", "nl/digid/bsn.yaml": other})

    assert [line.split(":")[0] for line in told(root)] == [NL]


def test_nothing_to_read_is_told():
    report = Report()

    build(Sources("kb", {}, report))

    assert [str(problem) for problem in report.problems] == [
        (
            "kb:1: hier staan geen Nederlandse onderwerpen. "
            "Verwacht werd een map nl met mappen per thema"
        )
    ]
