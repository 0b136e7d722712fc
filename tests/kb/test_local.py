from bot.kb.local import is_for, localised
from bot.kb.topic import Library, Link, Local, Topic

TOPIC = Topic(
    "afval",
    "gemeente",
    "nl",
    "Afval",
    (),
    "Bel uw gemeente.",
    parts={"cost": "Verschilt.", "phone": "Uw gemeente."},
    links=(Link("Rijk", "https://r.nl"),),
)


def at(**texts: Local) -> Library:
    return Library("haarlem", "Haarlem", local={"afval": texts})


def test_without_a_library_or_a_local_text_the_general_text_stands():
    assert localised(TOPIC, None, "nl", "nl") is TOPIC
    assert localised(TOPIC, Library("x", "X"), "nl", "nl") is TOPIC


def test_an_addition_stands_below_the_answer():
    told = localised(TOPIC, at(nl=Local(add="Hier: bel ons.\n")), "nl", "nl")

    assert told.answer == "Bel uw gemeente.\n\nHier: bel ons."


def test_a_part_is_replaced_and_a_new_one_stands_in_its_place():
    told = localised(TOPIC, at(nl=Local(parts={"steps": "1. Ga", "phone": "Ons."})), "nl", "nl")

    assert list(told.parts.items()) == [
        ("steps", "1. Ga"),
        ("cost", "Verschilt."),
        ("phone", "Ons."),
    ]


def test_own_links_come_first():
    link = Link("Hier", "https://h.nl")

    assert localised(TOPIC, at(nl=Local(links=(link,))), "nl", "nl").links == (link, *TOPIC.links)


def test_what_is_not_there_in_the_citizens_language_is_told_in_the_source_language():
    library = at(nl=Local(answer="Hier anders.", add="Bel ons."), en=Local(add="Call us."))

    assert localised(TOPIC, library, "en", "nl").answer == "Hier anders.\n\nCall us."


def test_a_topic_for_some_libraries_is_not_for_others_nor_for_nobody():
    own = Topic("x", "t", "nl", "X", (), "X", libraries=("haarlem",))

    assert [is_for(own, library) for library in ("haarlem", "breda", None)] == [True, False, False]
    assert is_for(TOPIC, None)
