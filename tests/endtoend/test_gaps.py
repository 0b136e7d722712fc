"""The whole way round: asked in vain, found by an editor, added, and answered by the running bot."""

import asyncio
import json
import shutil
from pathlib import Path

import pytest

from bot.cli import run
from tests.endtoend.test_serve import api, asks, config, serving, write  # noqa: F401  # fixtures

pytestmark = pytest.mark.slow

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
QUESTION = "wat eet een goudvis"
PHRASE = "helpt de bibliotheek met een goudvis"


async def test_a_question_asked_in_vain_is_answered_once_an_editor_has_added_it(
    api,  # noqa: F811
    config,  # noqa: F811
    write,  # noqa: F811
    tmp_path,
    capsys,
):
    folder = shutil.copytree(KNOWLEDGE, tmp_path / "kb")
    file = write({**config, "knowledge": {"path": str(folder)}})
    async with serving(file) as bot:
        await bot.writes("ready after")
        await asks(api, f"{QUESTION} voor Fatima 0612345678", "Dat begrijp ik nog niet")

        assert await asyncio.to_thread(run, ["gaps", "--config", str(file), "--json"]) == 0
        (found,) = json.loads(capsys.readouterr().out)
        assert found["text"] == f"{QUESTION} voor […] [telefoonnummer]"

        choice = ["--topic", "hulp-in-de-bibliotheek", "--phrase", PHRASE, "--config", str(file)]
        assert await asyncio.to_thread(run, ["gaps", "accept", "1", *choice]) == 0
        assert f'  - "{PHRASE}"\n' in (
            folder / "nl/bibliotheek/hulp-in-de-bibliotheek.yaml"
        ).read_text("utf-8")

        await _answered_before_long(api)
        await bot.stops()
    assert await asyncio.to_thread(run, ["gaps", "--config", str(file)]) == 0
    assert "geen vragen" in capsys.readouterr().out
    assert QUESTION not in bot.output


async def _answered_before_long(api):  # noqa: F811
    """New people ask until one is answered: learning takes the running bot some seconds."""
    async with asyncio.timeout(60):
        for number in range(60):
            person = api.user(f"Burger {number}")
            person.says(PHRASE)
            await api.until(lambda person=person: len(person.chat.from_bot()) >= 2, 20)
            if any("Informatiepunt in de bibliotheek" in m.text for m in person.chat.from_bot()):
                return
    raise AssertionError("it was never answered")
