"""Example questions that are alike are found, whatever their number and length."""

from itertools import combinations

import hypothesis.strategies as st
import pytest
from hypothesis import example, given
from rapidfuzz import fuzz

from bot.kb import phrases
from bot.kb.phrases import ALIKE

TEXTS = st.lists(st.text("ab ", max_size=60), max_size=12)


@pytest.fixture(autouse=True, scope="module")
def _few_at_once():
    """Several goes with a handful of texts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(phrases, "_AT_ONCE", 3)
        yield


@given(texts=TEXTS)
@example(texts=["digid aanvragen voor mijn zoon", "digid aanvragen voor mijn zoo", "x"] * 3)
def test_the_same_pairs_are_found_as_by_comparing_all_with_all(texts):
    expected = {
        (later, earlier)
        for earlier, later in combinations(range(len(texts)), 2)
        if fuzz.ratio(texts[earlier], texts[later]) >= ALIKE
    }

    found = list(phrases._pairs(texts))

    assert len(found) == len(set(found))
    assert set(found) == expected
