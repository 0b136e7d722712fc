"""`wegwijs serve` as a process: starts, answers, stops, starts again, and says what is wrong.

Whatever the operator gets wrong leads to one clear line and the documented exit status; never to
a traceback, and neither the token nor anybody's words ever stand in the output.
"""

import asyncio
import json
import os
import re
import signal
import socket
import sqlite3
import sys
import time
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.botapi import BotApi
from tests.servers.synapse import PASSWORD

pytestmark = pytest.mark.slow

WRONG, CANNOT_RUN = 1, 3
MEMORY_LIMIT = 150_000_000
"""Bytes of memory that an idle bot may have with both networks."""
START_LIMIT = 20.0
"""Seconds from start to ready; three on a machine with nothing else to do."""
_DEADLINE = 40


class Serving:
    """The running command, and what it wrote."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.output = ""

    async def writes(self, words: str) -> str:
        """Wait for a line with these words; the line."""
        async with asyncio.timeout(_DEADLINE):
            while raw := await self.process.stdout.readline():
                line = raw.decode()
                self.output += line
                if words in line:
                    return line
        raise AssertionError(f"it ended without {words!r}:\n{self.output}")

    async def ends(self) -> int:
        """Wait for its end; the exit status."""
        async with asyncio.timeout(_DEADLINE):
            self.output += (await self.process.stdout.read()).decode()
            return await self.process.wait()

    async def stops(self) -> float:
        """Ask it to stop, as a supervisor does; the seconds that it took."""
        started = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        assert await self.ends() == 0, self.output
        return time.monotonic() - started

    async def memory_when_idle(self) -> int:
        """The least of some seconds: what loading left behind is given back after a while."""
        seen = []
        for _ in range(15):
            seen.append(self.memory())
            await asyncio.sleep(0.2)
        return min(seen)

    def memory(self) -> int:
        """Resident bytes at this moment."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024


@asynccontextmanager
async def serving(config: Path, **environment: str):
    """The command with this configuration; killed at the end if it still runs."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "serve", "--config", str(config)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd=config.parent,
        env={**os.environ, **environment},
    )
    try:
        yield Serving(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest.fixture
async def api():
    async with BotApi() as server:
        yield server


@pytest.fixture
def config(tmp_path, api):
    """A configuration that works, as sections; written to a file by `write`."""
    return {
        "store": {"url": f"sqlite:///{tmp_path}/wegwijs.db"},
        "telegram": {"token": api.token, "api_url": api.url},
        "http": {"port": 0},
    }


@pytest.fixture
def write(tmp_path):
    """Write sections as TOML; the file."""

    def written(sections) -> Path:
        file = tmp_path / "wegwijs.toml"
        file.write_text("\n".join(_lines(sections)))
        return file

    return written


def _lines(sections):
    for name, values in sections.items():
        yield f"[[{name}]]" if name == "desk" else f"[{name}]"
        for key, value in values.items():
            yield f"{key} = {json.dumps(value)}"


async def asks(api, text, words):
    """A citizen asks, and is answered with these words."""
    fatima = api.user("Fatima")
    fatima.says(text)
    await api.until(lambda: any(words in m.text for m in fatima.chat.from_bot()), 20)


# --- it works -----------------------------------------------------------------------------------


async def test_it_answers_stops_at_once_and_goes_on_where_it_was(api, config, write):
    file = write(config)
    async with serving(file) as first:
        await first.writes("ready after")
        await asks(api, "Hoe vraag ik een DigiD aan?", "Vul uw BSN")
        assert await first.stops() < 5
    fatima = api.user("Noor")
    fatima.says("Hoe activeer ik mijn DigiD?")

    async with serving(file) as second:
        await api.until(lambda: len(fatima.chat.from_bot()) >= 2, 20)
        assert await second.stops() < 5

    for text in ("Vul uw BSN", "DigiD", "Fatima", "Noor", api.token):
        assert text not in first.output + second.output
    assert "Traceback" not in first.output + second.output


async def test_two_starts_answer_nothing_twice(api, config, write):
    file = write(config)
    async with serving(file) as first:
        await first.writes("ready after")
        await asks(api, "Hoe vraag ik een DigiD aan?", "Vul uw BSN")
        await first.stops()
    sent = len(api.called("sendMessage"))

    async with serving(file) as second:
        await second.writes("ready after")
        await asks(api, "Hallo", "Wegwijs")
        await second.stops()

    fatima_again = [m for m in api.called("sendMessage")[sent:] if "Vul uw BSN" in m["text"]]
    assert fatima_again == []


@pytest.mark.matrix
async def test_an_idle_bot_on_both_networks_is_small_and_quick(
    api, config, write, synapse, record_property
):
    matrix = {"homeserver": synapse.url, "user_id": synapse.register("bot"), "password": PASSWORD}
    file = write({**config, "matrix": {**matrix, "store_path": "matrix"}})
    async with serving(file) as warming:  # trains, migrates, logs in
        await warming.writes("Matrix is ready")
        await warming.stops()

    started = time.monotonic()
    async with serving(file) as bot:
        line = await bot.writes("ready after")
        seconds = time.monotonic() - started
        await bot.writes("Matrix is ready")
        await asks(api, "Hoe vraag ik een DigiD aan?", "Vul uw BSN")
        memory = await bot.memory_when_idle()
        await bot.stops()

    record_property("ready_seconds", seconds)
    record_property("memory_bytes", memory)
    print(f"\nready after {seconds:.1f} s, {memory / 1e6:.0f} MB with both networks")
    assert "matrix, telegram" in line
    assert memory < MEMORY_LIMIT
    assert seconds < START_LIMIT
    assert PASSWORD not in bot.output + warming.output


async def test_it_keeps_trying_while_telegram_is_away(api, config, write):
    await api.stop()
    async with serving(write(config)) as bot:
        line = await bot.writes("trying again")
        assert "WARNING" in line
        await api.start()
        await asks(api, "Hallo", "Wegwijs")
        await bot.stops()

    assert "Traceback" not in bot.output
    assert api.token not in bot.output


async def test_it_stops_at_once_while_telegram_is_away(api, config, write):
    await api.stop()
    async with serving(write(config)) as bot:
        await bot.writes("trying again")

        assert await bot.stops() < 5

    assert "Traceback" not in bot.output


async def test_health_is_answered_while_it_runs(api, config, write):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    async with serving(write({**config, "http": {"port": port}})) as bot:
        await bot.writes("ready after")
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /readyz HTTP/1.0\r\n\r\n")
        answer = await reader.read()
        writer.close()
        await bot.stops()

    assert answer.startswith(b"HTTP/1.")
    assert b" 200 " in answer.splitlines()[0]


# --- what operators get wrong -------------------------------------------------------------------


async def fails(file: Path, status: int, *words: str) -> str:
    """It ends with this status and one line with all these words; the whole output."""
    async with serving(file) as bot:
        assert await bot.ends() == status, bot.output
    told = [line for line in bot.output.splitlines() if line.startswith("wegwijs: ")]
    assert len(told) == 1, bot.output
    for word in words:
        assert word in told[0]
    assert "Traceback" not in bot.output
    return bot.output


async def test_a_token_that_telegram_refuses(api, config, write):
    wrong = "424242:not_the_token_of_the_bot_at_all0000"
    config["telegram"]["token"] = wrong

    output = await fails(write(config), CANNOT_RUN, "refuses the token", "@BotFather")

    assert wrong not in output


async def test_no_token_and_no_other_network(config, write):
    del config["telegram"]["token"]

    await fails(write(config), CANNOT_RUN, "no network is configured", "telegram.token")


async def test_a_token_file_that_is_not_there(config, write):
    config["telegram"] = {"token_file": "nowhere.token"}

    await fails(write(config), WRONG, "telegram.token", "nowhere.token")


async def test_a_configuration_that_is_not_there(tmp_path):
    await fails(tmp_path / "nowhere.toml", WRONG, "nowhere.toml does not exist")


async def test_a_configuration_that_is_no_toml(tmp_path):
    file = tmp_path / "wegwijs.toml"
    file.write_text("[telegram\ntoken = 1")

    await fails(file, WRONG, "wegwijs.toml is not valid TOML", "line 1")


@pytest.mark.parametrize(
    ("section", "values", "words"),
    [
        ("telegram", {"tokn": "x"}, "telegram.tokn: there is no such key"),
        ("telegram", {"mode": "carrier pigeon"}, "telegram.mode"),
        ("http", {"port": "many"}, "http.port"),
        ("handoff", {"remind_after": "soon"}, "handoff.remind_after"),
        ("telgram", {"token": "x"}, "telgram: there is no such key"),
    ],
)
async def test_a_key_or_value_that_is_wrong(config, write, section, values, words):
    config[section] = {**config.get(section, {}), **values}

    await fails(write(config), WRONG, words)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("wegwijs.db", "store.url is not an address"),
        ("mysql://example.org/wegwijs", "mysql is not supported"),
        ("postgresql://wegwijs:geheim@127.0.0.1:9/wegwijs", "the database can't be used"),
        ("sqlite:////nowhere/wegwijs.db", "the database can't be used"),
    ],
)
async def test_a_database_that_can_not_be_opened(config, write, url, words):
    config["store"]["url"] = url

    output = await fails(write(config), CANNOT_RUN, words)

    assert "geheim" not in output


async def test_a_file_that_is_no_database(config, write, tmp_path):
    (tmp_path / "wegwijs.db").write_text("Dit is geen database, maar een boodschappenlijst. " * 99)

    await fails(write(config), CANNOT_RUN, "the database can't be used", "not a database")


async def test_a_database_of_a_newer_program(api, config, write, tmp_path):
    file = write(config)
    async with serving(file) as bot:
        await bot.writes("ready after")
        await bot.stops()
    with sqlite3.connect(tmp_path / "wegwijs.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()

    await fails(file, CANNOT_RUN, "newer than this program", "update Wegwijs")


async def test_a_desk_on_a_network_that_is_not_configured(config, write):
    config["desk"] = {"library": "haarlem", "network": "matrix", "room": "!room"}

    await fails(write(config), CANNOT_RUN, "desk haarlem is on matrix", "[matrix]")


async def test_a_desk_of_a_library_that_nobody_knows_is_warned_of(config, write):
    config["desk"] = {"library": "harlem", "network": "telegram", "room": "-1001"}

    async with serving(write(config)) as bot:
        line = await bot.writes("desk harlem: there is no libraries/harlem.yaml")
        await bot.writes("ready after")
        await bot.stops()

    assert "WARNING" in line


async def test_a_port_that_is_taken(config, write):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        config["http"]["port"] = taken.getsockname()[1]

        await fails(write(config), CANNOT_RUN, "http.port", "in use")


async def test_a_broken_knowledge_base(config, write, tmp_path):
    folder = tmp_path / "knowledge" / "nl" / "digid"
    folder.mkdir(parents=True)
    (folder / "digid-aanvragen.yaml").write_text("title: DigiD aanvragen\nquestions: [Hoe?\n")
    config["knowledge"] = {"path": str(tmp_path / "knowledge")}

    async with serving(write(config)) as bot:
        assert await bot.ends() == WRONG, bot.output

    assert re.search(r"digid-aanvragen\.yaml:\d+: ", bot.output), bot.output
    assert "Traceback" not in bot.output


@pytest.mark.matrix
async def test_a_password_that_matrix_refuses(config, write, synapse, tmp_path):
    config["matrix"] = {
        "homeserver": synapse.url,
        "user_id": synapse.register("bot"),
        "password": "not this one",
        "store_path": str(tmp_path / "matrix"),
    }

    output = await fails(write(config), CANNOT_RUN, "Matrix refused the log-in")

    assert "not this one" not in output
