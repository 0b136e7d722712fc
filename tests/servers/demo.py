"""`wegwijs demo` as a process of its own: what a newcomer starts first."""

import asyncio
import contextlib
import re
import signal
import sys

_SECONDS = 60  # the first start trains the matcher, on a busy machine


@contextlib.asynccontextmanager
async def demo(port=0, *options):
    """The running demo's address; `port` 0 is any free one. It is stopped as by Ctrl-C."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--port", str(port), *map(str, options)),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(_SECONDS):
            line = (await process.stdout.readline()).decode()
        address = re.search(r"http://\S+/", line)
        if address is None:
            raise AssertionError("wegwijs demo did not say where it is open")
        yield address[0]
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        await process.wait()
