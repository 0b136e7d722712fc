"""All stories over all pairs of networks and on the web page: one bot and one desk for each."""

import pytest

from tests.endtoend.stage import Stage
from tests.endtoend.stories import STORIES

pytestmark = [pytest.mark.slow, pytest.mark.matrix]

PAIRS = [
    ("telegram", "telegram with topics"),
    ("telegram", "encrypted matrix"),
    ("matrix", "telegram without topics"),
    ("encrypted matrix", "matrix"),
    ("web", "web"),
]


def test_there_are_as_many_stories_as_promised():
    assert len(STORIES) >= 40


@pytest.mark.timeout(400)
@pytest.mark.parametrize(("where_citizen", "where_desk"), PAIRS)
async def test_every_story_goes_the_same_over_these_networks(town, where_citizen, where_desk):
    desk = await town.desk(where_desk)
    failed: dict[str, str] = {}
    async with town.open(desk, also=where_citizen):
        stage = Stage(town, desk, where_citizen)
        for name, tell in STORIES.items():
            try:
                await tell(stage)
            except (AssertionError, TimeoutError) as error:
                failed[name] = f"{type(error).__name__} {str(error)[:300]}"

    assert failed == {}
