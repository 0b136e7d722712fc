"""The FAQ is one valid document of schema.org's FAQPage, with all that an answer holds."""

import json
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest

from bot.kb.knowledge import Words
from bot.kb.load import read
from bot.kb.topic import Link, Source, Topic
from bot.report.faq import faq

FOLDER = Path(__file__).parents[2] / "knowledge"

DATE = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
LANGUAGE = {"type": "string", "pattern": "^[a-z]{2,3}$"}
URL = {"type": "string", "format": "uri", "pattern": "^https://"}


def thing(kind, required, **properties):
    """An object of that type which has these properties of schema.org and no others."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["@type", *required],
        "properties": {"@type": {"const": kind}, **properties},
    }


# From the definitions at https://schema.org/FAQPage, /Question, /Answer, /DefinedTerm, /WebPage:
# which of their properties we use, and what may stand in these.
TERM = thing(
    "DefinedTerm",
    ["name", "inDefinedTermSet"],
    name={"type": "string", "minLength": 1},
    inDefinedTermSet=thing("DefinedTermSet", ["name"], name={"type": "string"}, url=URL),
)
ANSWER = thing(
    "Answer",
    ["text", "inLanguage", "citation"],
    text={"type": "string", "minLength": 20},
    inLanguage=LANGUAGE,
    dateModified=DATE,
    citation={"type": "array", "minItems": 1, "items": thing("WebPage", ["url"], url=URL)},
)
QUESTION = thing(
    "Question",
    ["name", "acceptedAnswer", "inLanguage"],
    **{"@id": {"type": "string", "pattern": "^urn:wegwijs:[a-z]+:[a-z0-9-]+$"}},
    identifier={"type": "string", "pattern": "^[a-z0-9-]+$"},
    name={"type": "string", "minLength": 5},
    headline={"type": "string", "minLength": 3},
    inLanguage=LANGUAGE,
    dateModified=DATE,
    about={"type": "array", "minItems": 1, "items": TERM},
    acceptedAnswer=ANSWER,
)
FAQ_PAGE = thing(
    "FAQPage",
    ["@context", "mainEntity", "inLanguage"],
    **{"@context": {"const": "https://schema.org"}},
    name={"type": "string"},
    inLanguage={"anyOf": [LANGUAGE, {"type": "array", "minItems": 2, "items": LANGUAGE}]},
    dateModified=DATE,
    mainEntity={"type": "array", "minItems": 1, "items": QUESTION},
)

TAGS = {"p", "strong", "em", "a", "ul", "ol", "li", "h3", "br", "code"}


class Tags(HTMLParser):
    """Which tags there are, whether each is closed, and where links lead."""

    def __init__(self):
        super().__init__()
        self.seen, self.open, self.links, self.words = set(), [], [], []

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.links += [value for name, value in attrs if name == "href"]
        assert {name for name, _ in attrs} <= {"href", "start"}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def parsed(html):
    tags = Tags()
    tags.feed(html)
    tags.close()
    assert tags.open == []
    return tags


def words(topic, **messages):
    return {topic.lang: Words({topic.id: topic}, messages, {})}


def document(found):
    return json.loads(faq(found))


TOPIC = Topic(
    id="fiets",
    theme="test",
    lang="nl",
    title="Fiets & slot",
    questions=("fiets kwijt", "hoe dan?", "Waar is mijn fiets?"),
    answer="Kijk **goed** <b>rond</b>.",
    parts={"steps": "1. Ga\n2. Sta"},
    links=(Link('Een "knop"', "https://voorbeeld.nl/?a=1&b=2"),),
    upl=("fietsregistratie",),
    sources=(Source("https://voorbeeld.nl/bron", "2026-11-23"),),
    changed="2026-11-01",
)


@pytest.fixture(scope="module")
def ours():
    return read(FOLDER).words


@pytest.mark.parametrize("lang", ["nl", "en", None])
def test_the_whole_knowledge_base_is_a_valid_faq_page(ours, lang):
    found = ours if lang is None else {lang: ours[lang]}

    page = document(found)

    checker = jsonschema.Draft202012Validator(
        FAQ_PAGE, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    assert [error.message for error in checker.iter_errors(page)] == []
    assert len(page["mainEntity"]) == sum(len(one.topics) for one in found.values())
    assert page["inLanguage"] == (lang or ["nl", "en"])


def test_the_check_finds_what_is_not_in_the_definition(ours):
    page = document({"nl": ours["nl"]})
    page["mainEntity"][0]["acceptedAnswer"]["colour"] = "red"

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(page, FAQ_PAGE)


def test_each_question_has_a_name_of_its_own(ours):
    ids = [question["@id"] for question in document(ours)["mainEntity"]]

    assert len(ids) == len(set(ids))


def test_each_answer_is_html_of_a_few_plain_tags_that_are_closed(ours):
    for question in document(ours)["mainEntity"]:
        tags = parsed(question["acceptedAnswer"]["text"])

        assert tags.seen <= TAGS
        assert all(link.startswith(("https://", "tel:", "mailto:")) for link in tags.links)


def test_a_question_has_its_answer_parts_links_dates_and_sources():
    (question,) = document(words(TOPIC, part_steps="Stappen"))["mainEntity"]

    answer = question["acceptedAnswer"]
    assert question["name"] == "Waar is mijn fiets?"
    assert question["headline"] == "Fiets & slot"
    assert question["dateModified"] == answer["dateModified"] == "2026-11-01"
    assert question["about"][0]["name"] == "fietsregistratie"
    assert answer["citation"] == [{"@type": "WebPage", "url": "https://voorbeeld.nl/bron"}]
    assert "<h3>Stappen</h3>" in answer["text"]
    assert parsed(answer["text"]).links == ["https://voorbeeld.nl/?a=1&b=2"]


def test_markup_of_an_editor_is_text_and_not_html():
    (question,) = document(words(TOPIC))["mainEntity"]

    tags = parsed(question["acceptedAnswer"]["text"])
    assert "b" not in tags.seen
    assert "<b>" in "".join(tags.words)


def test_no_text_can_end_the_script_that_it_stands_in():
    assert "</" not in faq(words(TOPIC))


def test_a_topic_without_a_real_question_is_called_by_its_title():
    bare = Topic("a", "t", "nl", "De titel", ("een vraag",), "Antwoord.")
    page = document(words(bare))

    assert page["mainEntity"][0]["name"] == "De titel"
    assert "dateModified" not in page
