"""The real knowledge base, loaded and trained once."""

from pathlib import Path

import pytest

from bot.bootstrap import cache_path
from bot.kb.knowledge import Knowledge
from bot.kb.load import load

FOLDER = Path(__file__).parent.parent.parent / "knowledge"


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load(FOLDER, cache=cache_path())
