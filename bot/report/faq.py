"""The knowledge base as schema.org's FAQPage in JSON-LD: for a library's website. Pure.

Search engines and other programs read it; see https://schema.org/FAQPage. The answers are HTML of
a few plain tags. The document can stand in a page as it is, between <script> tags.
"""

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from bot.kb.knowledge import Words
from bot.kb.topic import Topic
from bot.markup import markdown

_PRODUCTS = {
    "@type": "DefinedTermSet",
    "name": "Uniforme Productnamenlijst",
    "url": "https://standaarden.overheid.nl/upl",
}


def faq(words: Mapping[str, Words]) -> str:
    """One JSON-LD document with all questions of these languages."""
    topics = [
        (topic, language) for language in words.values() for topic in language.topics.values()
    ]
    languages = list(words)
    page = {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "name": "Wegwijs",
        "inLanguage": languages[0] if len(languages) == 1 else languages,
        **_dated(max((topic.changed for topic, _ in topics), default="")),
        "mainEntity": [_question(topic, language) for topic, language in topics],
    }
    text = json.dumps(page, ensure_ascii=False, indent=2)
    return text.replace("</", "<\\/") + "\n"  # "</script>" in a text would end the script


def _question(topic: Topic, language: Words) -> dict[str, Any]:
    return {
        "@type": "Question",
        "@id": f"urn:wegwijs:{topic.lang}:{topic.id}",
        "identifier": topic.id,
        "name": _asked(topic),
        "headline": topic.title,
        "inLanguage": topic.lang,
        **_dated(topic.changed),
        **({"about": [_product(name) for name in topic.upl]} if topic.upl else {}),
        "acceptedAnswer": {
            "@type": "Answer",
            "text": _html(topic, language),
            "inLanguage": topic.lang,
            **_dated(topic.changed),
            "citation": [{"@type": "WebPage", "url": source.url} for source in topic.sources],
        },
    }


def _asked(topic: Topic) -> str:
    """The first example that is written as a question, else the title."""
    proper = (text for text in topic.questions if text[:1].isupper() and text.endswith("?"))
    return next(proper, topic.title)


def _product(name: str) -> dict[str, Any]:
    """The government's own name for the product that the topic is about."""
    return {"@type": "DefinedTerm", "name": name, "inDefinedTermSet": _PRODUCTS}


def _dated(day: str) -> dict[str, str]:
    return {"dateModified": day} if day else {}


def _html(topic: Topic, language: Words) -> str:
    """The answer, its parts under their names, and the links."""
    pieces = [markdown().render(topic.answer)]
    for part, text in topic.parts.items():
        name = language.messages.get(f"part_{part}", part)
        pieces += [f"<h3>{escape(name)}</h3>\n", markdown().render(text)]
    if topic.links:
        items = (
            f'<li><a href="{escape(link.url)}">{escape(link.label)}</a></li>\n'
            for link in topic.links
        )
        pieces.append(f"<ul>\n{''.join(items)}</ul>\n")
    return "".join(pieces).strip()
