"""The Bot API server as a program of its own: python -m tests.botapi --port 8081 [--state FILE].

Prints one line when it listens: its root address and the bot's token. SIGTERM and SIGINT stop it.
"""

import argparse
import asyncio
import signal
from pathlib import Path

from tests.botapi.server import BotApi


async def serve(port: int, state: Path | None) -> None:
    """Listen until a signal comes."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with BotApi(port=port, state=state) as api:
        print(f"{api.url} {api.token}", flush=True)  # noqa: T201  # whoever started it reads this
        await stop.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0: any free port")
    parser.add_argument("--state", type=Path, help="keep everything in this file")
    asked = parser.parse_args()
    asyncio.run(serve(asked.port, asked.state))
