from bot.kb.load import load
from bot.kb.messages import placeholders
from tests.kb.folders import told, write


def test_contacts_in_sentences_are_filled_in_and_placeholders_stay(tmp_path):
    messages = 'hello: "Hallo {name}, bel {digid.phone}"\nbye: Dag\n'

    knowledge = load(write(tmp_path, {"nl/_messages.yaml": messages}))

    assert knowledge.say("hello", "nl", name="Jo") == "Hallo Jo, bel 088 123 65 55"


def test_small_talk_is_understood_and_answered(tmp_path):
    talk = "thanks:\n  questions: [bedankt, dank u wel, dankjewel]\n  answer: Graag gedaan.\n"

    knowledge = load(write(tmp_path, {"nl/_smalltalk.yaml": talk}))

    understood = knowledge.understand("dank u wel", "nl")
    assert (understood.kind, understood.smalltalk) == ("smalltalk", "thanks")
    assert knowledge.smalltalk("thanks", "nl") == "Graag gedaan."


def test_signs_of_danger_lead_to_the_urgent_topic(tmp_path):
    urgent = "topics:\n  gevaar: ['help ik word bedreigd']\nnot_urgent: ['ik schrik me dood']\n"
    topic = (
        "title: Gevaar\nquestions: [noodnummer]\nanswer: Bel 112.\nurgent: true\n"
        "source: [{url: 'https://112.nl', checked: 2026-11-01}]\nreview_by: 2027-11-01\n"
    )

    knowledge = load(write(tmp_path, {"nl/_urgent.yaml": urgent, "nl/nood/gevaar.yaml": topic}))

    understood = knowledge.understand("help ik word bedreigd", "nl")
    assert (understood.kind, understood.topics) == ("urgent", ("gevaar",))


def test_groups_of_words_stand_in_patterns_by_their_name(tmp_path):
    urgent = (
        "groups: {naaste: [man, vrouw]}\n"
        "topics:\n  gevaar: ['<naaste> ... slaat mij', '<naste> bijt']\n"
    )

    root = write(tmp_path, {"nl/_urgent.yaml": urgent})

    problems = [line for line in told(root) if "groep" in line]
    assert len(problems) == 1
    assert "„naste”" in problems[0]
    assert "„naaste”" in problems[0]


def test_synonyms_and_general_questions_are_read(tmp_path):
    root = write(
        tmp_path,
        {"nl/_synonyms.yaml": "- [app, appje]\n", "nl/_general.yaml": "- hoe laat is het\n"},
    )

    assert told(root) == []


def test_placeholders_are_told_once_and_in_order():
    assert placeholders("{b} {a} {b} {digid.phone}") == ["a", "b"]
