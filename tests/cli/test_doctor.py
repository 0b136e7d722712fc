"""`wegwijs doctor` names what is wrong, and how to mend it."""

import asyncio

import pytest

from bot.cli import run
from tests.botapi import BotApi

pytestmark = pytest.mark.slow


@pytest.fixture
async def api():
    async with BotApi() as server:
        yield server


@pytest.fixture
def doctor(tmp_path, api, capsys):
    """Run the command for this configuration; (exit status, its lines)."""

    async def look(group: object, *, library: str = "haarlem", token: str = "") -> tuple:
        path = tmp_path / "wegwijs.toml"
        path.write_text(
            f"""
            [store]
            url = "sqlite:///{tmp_path}/wegwijs.db"
            [telegram]
            token = "{token or api.token}"
            api_url = "{api.url}"
            [[desk]]
            library = "{library}"
            network = "telegram"
            room = "{group}"
            """
        )
        status = await asyncio.to_thread(run, ["doctor", "--config", str(path)])
        return status, capsys.readouterr().out.splitlines()

    return look


async def test_all_is_well(api, doctor):
    group = api.group("Balie", forum=True)
    group.add_bot()
    status, lines = await doctor(group.id)

    assert status == 0
    assert all(line.startswith("ok ") for line in lines)
    assert "the bot has all rights" in lines[-1]


async def test_a_wrong_token_is_named(api, doctor):
    status, lines = await doctor(api.group("Balie").id, token="1:wrong")

    assert status == 1
    assert lines[-1].startswith("WRONG")
    assert "token" in lines[-1]
    assert "1:wrong" not in "".join(lines)


async def test_a_group_without_the_bot_is_named(api, doctor):
    status, lines = await doctor(api.group("Balie").id)

    assert status == 1
    assert "add" in lines[-1]


async def test_a_bot_that_is_no_administrator_is_named(api, doctor):
    group = api.group("Balie")
    group.add_bot(admin=False)
    status, lines = await doctor(group.id)

    assert status == 1
    assert "make the bot an administrator" in lines[-1]


async def test_missing_rights_are_named(api, doctor):
    group = api.group("Balie", forum=True)
    group.add_bot(rights=("can_delete_messages",))
    status, lines = await doctor(group.id)

    assert status == 1
    assert "give the bot the right to: Manage topics" in lines[-1]


async def test_a_library_that_is_not_there_is_named(api, doctor):
    group = api.group("Balie")
    group.add_bot()
    status, lines = await doctor(group.id, library="nergens")

    assert status == 1
    assert any("there is no libraries/nergens.yaml" in line for line in lines)
