"""The page's sentences: all there in each language, and none too many."""

import re
from pathlib import Path

import pytest

import adapters.web
from adapters.web import WebAdapter
from adapters.web.deeds import Attach
from tests.adapters.web.conftest import texts

STATIC = Path(adapters.web.__file__).parent / "static"


def used():
    """The keys that the page's files name, and those that they put together."""
    found = set()
    for file in STATIC.iterdir():
        found |= set(re.findall(r"\bweb_[a-z0-9_]*[a-z0-9]\b", file.read_text("utf-8")))
    codes = {"too_long", "refused", "unknown", "failed"}
    kinds = ("photo", "voice", "document", "sticker", "location")
    assert all(Attach(id="1", chat="c", kind=kind) for kind in kinds)
    put_together = {"web_attach_" + kind for kind in kinds} | {"web_error_" + c for c in codes}
    return (found | put_together) - {"web_error"}


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_language_has_exactly_the_sentences_that_the_page_needs(lang):
    assert set(texts(lang)) == used()


def test_both_languages_have_the_same_places():
    places = [
        {key: re.findall(r"\{\w+\}", text) for key, text in texts(lang).items()}
        for lang in ("nl", "en")
    ]

    assert places[0] == places[1]


def test_a_page_without_its_sentences_is_not_opened():
    with pytest.raises(KeyError, match="web_"):
        WebAdapter(texts={})
