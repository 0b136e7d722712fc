"""How long `wegwijs serve` takes until it is ready, and the memory it has then.

The real program, as a process of its own, against the servers that the tests use: a Bot API
server and a Synapse homeserver on this machine. Only restarts are measured: the first start of all
also makes the database, the keys and the matcher's weights.
"""

import asyncio
import contextlib
import re
import statistics
import sys
import tempfile
import textwrap
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from time import perf_counter

from tests.botapi import BotApi
from tests.servers.synapse import PASSWORD, Synapse

_STARTS = 3
_SECONDS = 60.0  # for one start, on a busy machine
_SETTLE = 1.0  # seconds after "ready" until memory is read: the first synchronisation is done

_ABOUT = textwrap.fill(
    '`wegwijs serve`, from its start as a process until it logs "ready", and its resident '
    f"memory {_SETTLE:.0f} s later: medians of {_STARTS} starts, after a first one that made the "
    "database, the keys and the trained weights.",
    100,
)


async def starting() -> list[str]:
    """The rows of the table."""
    with tempfile.TemporaryDirectory(prefix="wegwijs-") as name:
        folder = Path(name)
        async with _telegram() as telegram:
            with _matrix(folder / "synapse") as matrix:
                rows = [
                    await _row("Telegram", folder, telegram),
                    await _row("Matrix", folder, matrix()),
                    await _row("both", folder, telegram + matrix()),
                ]
    return ["", "### Start", "", _ABOUT, "", "| networks | s | MB |", "|---|---|---|", *rows]


async def _row(networks: str, folder: Path, config: str) -> str:
    """Start it once for its database, keys and weights, then several times to measure."""
    file = folder / f"{networks}.toml"
    database = file.with_suffix(".db")
    file.write_text(f'[store]\nurl = "sqlite:///{database}"\n[http]\nport = 0\n{config}')
    await _start(file)
    starts = [await _start(file) for _ in range(_STARTS)]
    seconds, megabytes = (statistics.median(column) for column in zip(*starts, strict=True))
    return f"| {networks} | {seconds:.2f} | {megabytes:.0f} |"


async def _start(config: Path) -> tuple[float, float]:
    """Seconds until ready, and megabytes a little later; then it is stopped."""
    started = perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "serve", "--config", str(config)),
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(_SECONDS):
            await _ready(process)
        took = perf_counter() - started
        await asyncio.sleep(_SETTLE)
        return took, _resident(process.pid)
    finally:
        process.terminate()
        await process.communicate()


async def _ready(process: asyncio.subprocess.Process) -> None:
    """Read the log until the line that says so."""
    log = []
    while line := await process.stderr.readline():
        if b"ready after" in line:
            return
        log.append(line.decode())
    raise RuntimeError("".join(log))


def _resident(pid: int) -> float:
    """Megabytes in memory (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 1000


@contextlib.asynccontextmanager
async def _telegram() -> AsyncIterator[str]:
    """The settings for a running Bot API server."""
    async with BotApi() as api:
        yield f'[telegram]\ntoken = "{api.token}"\napi_url = "{api.url}"\n'


@contextlib.contextmanager
def _matrix(folder: Path) -> Iterator[Callable[[], str]]:
    """Makes the settings for a new account on a running homeserver."""
    synapse = Synapse(folder)
    synapse.start()

    def settings() -> str:
        user = synapse.register("wegwijs")
        store = folder / user[1:].partition(":")[0]
        return (
            f'[matrix]\nhomeserver = "{synapse.url}"\nuser_id = "{user}"\npassword = "{PASSWORD}"\n'
            f'store_path = "{store}"\nstore_passphrase = "of the benchmark"\n'
        )

    try:
        yield settings
    finally:
        synapse.stop()
