import pytest

from bot.kb.knowledge import CITIZENS_COMMANDS, DESK_COMMANDS, Knowledge, Words
from bot.kb.topic import Library, Topic, Understanding
from bot.ports import escape, plain


class Echo:
    """Understands nothing, and remembers what it was asked."""

    def understand(self, text, lang):
        return Understanding("unknown", lang, lang_sure=False, topics=(text,))


def topic(name, theme, lang="nl", **changes):
    return Topic(
        id=name, theme=theme, lang=lang, title=name, questions=("hoe?",), answer="zo", **changes
    )


@pytest.fixture
def knowledge():
    dutch = Words(
        topics={
            "digid-app": topic("digid-app", "digid"),
            "zorgtoeslag": topic("zorgtoeslag", "zorg"),
        },
        messages={"hello": "Hallo **{name}**", "bye": "Dag", "web_title": "Demo {number}"}
        | {f"command_{name}": name for name in (*CITIZENS_COMMANDS, *DESK_COMMANDS)},
        smalltalk={"thanks": "Graag gedaan", "help": ""},
    )
    english = Words(
        topics={"digid-app": topic("digid-app", "digid", "en")},
        messages={"hello": "Hello **{name}**"},
        smalltalk={"help": ""},
    )
    libraries = {"haarlem": Library("haarlem", "Bibliotheek Haarlem", places=("Zandvoort",))}
    return Knowledge({"nl": dutch, "en": english}, libraries, Echo())


def test_a_topic_comes_in_the_language_asked_for(knowledge):
    assert knowledge.topic("digid-app", "en").lang == "en"


@pytest.mark.parametrize("lang", ["en", "uk", ""])
def test_what_is_not_translated_falls_back_to_dutch(knowledge, lang):
    assert knowledge.topic("zorgtoeslag", lang).lang == "nl"
    assert knowledge.say("bye", lang) == "Dag"
    assert knowledge.smalltalk("thanks", lang) == "Graag gedaan"


def test_an_unknown_topic_or_sentence_is_a_key_error(knowledge):
    with pytest.raises(KeyError):
        knowledge.topic("nergens", "nl")
    with pytest.raises(KeyError):
        knowledge.say("nergens", "nl")


def test_a_placeholder_without_value_is_a_key_error(knowledge):
    with pytest.raises(KeyError):
        knowledge.say("hello", "nl")


@pytest.mark.parametrize(
    "value", ["**x**", "[x](https://x.nl)", "1. x", "<b>", "{name}", "a\n    b", "\\1"]
)
def test_filled_in_values_mean_only_themselves(knowledge, value):
    said = knowledge.say("hello", "nl", name=value)

    assert said == f"Hallo **{escape(value)}**"
    assert plain(said).split() == ["Hallo", *value.split()]


def test_small_talk_that_the_dialogue_acts_on_has_no_text(knowledge):
    assert knowledge.smalltalk("help", "nl") is None
    assert knowledge.smalltalk("nergens", "nl") is None


def test_topics_are_listed_by_theme(knowledge):
    assert knowledge.topics() == ("digid-app", "zorgtoeslag")
    assert knowledge.themes() == {"digid": ("digid-app",), "zorg": ("zorgtoeslag",)}


def test_questions_are_titles_and_examples_of_one_or_all_languages(knowledge):
    both = [(q.topic, q.lang, q.text) for q in knowledge.questions()]

    assert both == [
        ("digid-app", "nl", "digid-app"),
        ("digid-app", "nl", "hoe?"),
        ("zorgtoeslag", "nl", "zorgtoeslag"),
        ("zorgtoeslag", "nl", "hoe?"),
        ("digid-app", "en", "digid-app"),
        ("digid-app", "en", "hoe?"),
    ]
    assert {q.lang for q in knowledge.questions("en")} == {"en"}
    assert list(knowledge.questions("uk")) == []


def test_a_library_is_found_by_its_place(knowledge):
    assert [library.id for library in knowledge.library_for("Zandvort")] == ["haarlem"]


def test_understanding_is_left_to_the_matcher(knowledge):
    assert knowledge.understand("hallo", "en").topics == ("hallo",)


def test_each_kind_of_person_has_a_menu_of_commands(knowledge):
    assert "claim" not in knowledge.menu("nl")
    assert knowledge.desk_menu("en")["claim"] == "claim"


def test_the_web_page_gets_its_sentences_with_placeholders_unfilled(knowledge):
    assert knowledge.web_texts() == {"web_title": "Demo {number}"}


def test_libraries_cannot_be_changed(knowledge):
    with pytest.raises(TypeError):
        knowledge.libraries["x"] = None
