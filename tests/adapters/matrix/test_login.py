"""What stops the bot at the start, in one line that says what to do."""

import json

import pytest

from adapters.matrix import MatrixAdapter, MatrixSettings
from bot.ports import CannotRun, Received, Said
from tests.adapters.matrix.conftest import Bot, changed
from tests.servers.matrix_person import Person
from tests.servers.synapse import Synapse

pytestmark = [pytest.mark.slow, pytest.mark.matrix]


async def nobody(received: Received) -> None:
    raise AssertionError(received)


async def cannot_run(settings: MatrixSettings, because: str) -> None:
    """Start a bot that has to say why it can't."""
    with pytest.raises(CannotRun, match=because) as refused:
        await MatrixAdapter(settings).run(nobody)

    assert "\n" not in str(refused.value)


async def started_once(settings: MatrixSettings, person: Person) -> str:
    """Let the bot log in and leave its store behind; the room it was in."""
    async with Bot(settings).running() as bot:
        return await bot.meets(person)


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"password": "wrong"}, "check .matrix. user_id and password"),
        ({"password": ""}, "set .matrix. password or access_token"),
        ({"user_id": "@nobody:wegwijs.test"}, "check .matrix. user_id and password"),
        ({"password": "", "access_token": "nonsense"}, "set a new one"),
        ({"homeserver": "http://127.0.0.1:9"}, "can't be reached .*check .matrix. homeserver"),
        ({"homeserver": "matrix"}, "must be a web address"),
    ],
)
async def test_wrong_settings_are_told_in_one_line(
    settings: MatrixSettings, change: dict[str, str], because: str
):
    await cannot_run(changed(settings, **change), because)


async def test_a_wrong_passphrase_is_told(settings: MatrixSettings, person: Person):
    await started_once(settings, person)

    await cannot_run(changed(settings, store_passphrase="other"), "store_passphrase")


async def test_a_damaged_file_is_told(settings: MatrixSettings, person: Person):
    await started_once(settings, person)
    (settings.folder / "session.json").write_text("{")

    await cannot_run(settings, "session.json can't be read")


async def test_a_folder_that_is_a_file_is_told(settings: MatrixSettings):
    settings.folder.write_text("")

    await cannot_run(settings, "store_path")


async def test_a_token_of_somebody_else_is_told(settings: MatrixSettings, synapse: Synapse):
    token = synapse.log_in(synapse.register())["access_token"]

    await cannot_run(changed(settings, password="", access_token=token), "another account")


async def test_a_token_is_enough(settings: MatrixSettings, synapse: Synapse, person: Person):
    token = synapse.log_in(settings.user_id)["access_token"]
    only_token = changed(settings, password="", access_token=token)
    room = await started_once(only_token, person)
    async with Bot(only_token).running() as bot:
        await person.says(room, "Hallo")

        assert (await bot.gets(Said)).what == Said("Hallo")


async def test_a_token_whose_keys_are_lost_is_told(
    settings: MatrixSettings, synapse: Synapse, person: Person
):
    token = synapse.log_in(settings.user_id)["access_token"]
    only_token = changed(settings, password="", access_token=token)
    await started_once(only_token, person)

    empty = changed(only_token, store_path=str(settings.folder.with_name("empty")))
    await cannot_run(empty, "keys of this Matrix device are lost")


async def test_seeds_that_are_lost_need_the_password(
    settings: MatrixSettings, synapse: Synapse, person: Person
):
    token = synapse.log_in(settings.user_id)["access_token"]
    only_token = changed(settings, password="", access_token=token)
    await started_once(only_token, person)
    (settings.folder / "cross_signing.json").unlink()

    await cannot_run(only_token, "cross-signing keys; set .matrix. password, once")
    await started_once(settings, person)
    await started_once(only_token, person)


async def test_a_log_in_that_the_server_forgot_is_renewed(
    settings: MatrixSettings, synapse: Synapse, person: Person
):
    room = await started_once(settings, person)
    session = json.loads((settings.folder / "session.json").read_text())
    synapse.ask(session["access_token"], "/logout", {})
    await person.says(room, "Bent u daar?")
    async with Bot(settings).running() as bot:
        assert (await bot.gets(Said)).what == Said("Bent u daar?")


async def test_without_a_passphrase_one_is_made_and_kept(settings: MatrixSettings, person: Person):
    none = changed(settings, store_passphrase="")
    await started_once(none, person)
    await started_once(none, person)

    assert len(json.loads((settings.folder / "passphrase.json").read_text())) > 40
