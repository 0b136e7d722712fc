from datetime import date

import pytest

from tests.kb.folders import TODAY, TOPIC, TRANSLATION, told, write

NL = "nl/digid/digid-app.yaml"
EN = "en/digid/digid-app.yaml"
MANY = TOPIC.replace('  - "app installeren"\n', "".join(f'  - "vraag {n}"\n' for n in range(20)))
MANY_EN = TRANSLATION.replace(
    "questions:\n", "questions:\n" + "".join(f'  - "q {n}"\n' for n in range(10))
)


def warned(root, *changes, today=TODAY):
    return told(write(root, {NL: MANY, EN: MANY_EN}, *changes), "warning", today)


def test_a_good_knowledge_base_has_no_warnings(tmp_path):
    assert warned(tmp_path) == []


def test_few_questions_are_pointed_out(tmp_path):
    assert warned(tmp_path, {NL: TOPIC, EN: TRANSLATION}) == [
        (
            f"{EN}:2: let op: aantal vragen: 1. Hoe meer echte vragen, hoe beter de bot het "
            "onderwerp herkent: minstens 10"
        ),
        (
            f"{NL}:2: let op: aantal vragen: 2. Hoe meer echte vragen, hoe beter de bot het "
            "onderwerp herkent: minstens 20"
        ),
    ]


def test_a_long_sentence_is_pointed_out_and_short_ones_are_not(tmp_path):
    short = "Dit is kort. " * 10
    long = "woord " * 20 + "einde."

    text = MANY.replace("Zet de app op uw telefoon.", short + long)
    assert warned(tmp_path, {NL: text}) == [
        (
            f"{NL}:24: let op: deze zin heeft 21 woorden: „{long}”. "
            "Maak er zinnen van hooguit 20 woorden van"
        )
    ]


@pytest.mark.parametrize("data", ["Mail jan@example.nl", "BSN 123456782", "06 12345678"])
def test_personal_data_in_a_question_is_pointed_out(tmp_path, data):
    text = MANY.replace("vraag 0", data)

    assert warned(tmp_path, {NL: text}) == [
        (
            f"{NL}:4: let op: dit lijkt een persoonlijk gegeven: {data}. "
            "Haal het weg, of zet een openbaar nummer in contacts.yaml"
        )
    ]


def test_numbers_of_contacts_are_no_personal_data(tmp_path):
    assert warned(tmp_path, {NL: MANY.replace("Vragen?", "{digid.phone}")}) == []


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2027, 10, 2), []),
        (date(2027, 10, 3), ["dit onderwerp moet vóór 2027-11-01 worden nagekeken"]),
        (date(2027, 11, 1), ["dit onderwerp moet vóór 2027-11-01 worden nagekeken"]),
        (
            date(2027, 11, 2),
            [
                (
                    "dit onderwerp had vóór 2027-11-01 nagekeken moeten worden. "
                    "Kijk het na en zet een nieuwe datum"
                )
            ],
        ),
    ],
)
def test_the_day_of_review_is_watched(tmp_path, today, expected):
    text = MANY.replace("checked: 2026-11-01", "checked: 2027-09-01")

    warnings = warned(tmp_path, {NL: text}, today=today)

    assert warnings == [f"{NL}:28: let op: {line}" for line in expected]


@pytest.mark.parametrize(
    ("checked", "expected"),
    [
        ("2026-11-23", []),
        (
            "2026-11-24",
            ["de datum 2026-11-24 is nog niet geweest. Vul de dag in waarop het is nagekeken"],
        ),
        (
            "2025-11-01",
            [
                (
                    "dit is op 2025-11-01 voor het laatst nagekeken, langer dan een jaar geleden. "
                    "Kijk het na en pas checked aan"
                )
            ],
        ),
    ],
)
def test_the_day_on_which_a_source_was_checked_is_watched(tmp_path, checked, expected):
    text = MANY.replace("checked: 2026-11-01", f"checked: {checked}")

    assert warned(tmp_path, {NL: text}) == [f"{NL}:26: let op: {line}" for line in expected]


def test_missing_translations_are_pointed_out_but_not_of_what_staff_alone_read(tmp_path):
    messages = 'hello: "Hallo {name}"\nbye: Dag\nsoon: Tot gauw\ndesk_hi: Hoi\ncommand_claim: Pak\n'
    talk = "thanks:\n  questions: [bedankt]\n"

    assert warned(
        tmp_path, {EN: None, "nl/_messages.yaml": messages, "nl/_smalltalk.yaml": talk}
    ) == [
        "nl/_messages.yaml:3: let op: er is nog geen vertaling in „en”: soon. Zolang staat er Nederlands",
        "nl/_smalltalk.yaml:1: let op: er is nog geen vertaling in „en”: thanks. Zolang staat er Nederlands",
        f"{NL}:1: let op: er is nog geen vertaling in „en”: digid-app. Zolang staat er Nederlands",
    ]


def test_a_translation_older_than_its_source_is_pointed_out(tmp_path):
    assert warned(tmp_path, {NL: MANY.replace("changed: 2026-11-01", "changed: 2026-11-02")}) == [
        (
            f"{EN}:15: let op: het Nederlands is gewijzigd op 2026-11-02, deze vertaling hoort bij "
            "2026-11-01. Kijk de vertaling na en pas translates aan"
        )
    ]


def test_a_part_that_is_not_translated_is_pointed_out(tmp_path):
    assert warned(tmp_path, {NL: MANY + "parts:\n  cost: Gratis\n"}) == [
        (
            f"{EN}:1: let op: het onderdeel „cost” is nog niet vertaald; "
            "de knop blijft in deze taal weg"
        )
    ]


def test_a_related_topic_that_is_not_there_yet_is_pointed_out(tmp_path):
    assert warned(tmp_path, {NL: MANY + "related: [digid-apps]\n"}) == [
        (
            f"{NL}:29: let op: het onderwerp „digid-apps” bestaat niet (nog niet); "
            "de knop blijft weg. Bedoelt u „digid-app”?"
        )
    ]
