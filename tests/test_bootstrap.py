"""The composition root: where things are looked for and kept."""

from pathlib import Path

import pytest

from bot import bootstrap
from bot.settings import PrivacySettings, Settings
from tests.fakes import FakeKnowledge


def test_trained_weights_are_kept_in_the_cache_folder_of_the_user(monkeypatch):
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", "/home/anja")

    assert bootstrap.cache_path() == Path("/home/anja/.cache/wegwijs")


def test_an_operator_can_keep_trained_weights_elsewhere(monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "/data")

    assert bootstrap.cache_path() == Path("/data/wegwijs")


@pytest.mark.parametrize(("days", "keeps"), [(365, True), ("12h", True), (0, False)])
def test_questions_are_kept_unless_the_operator_wants_none(days, keeps):
    settings = Settings(privacy=PrivacySettings(keep_questions=days))

    assert bootstrap.world(settings, FakeKnowledge(), ()).keeps_questions is keeps
