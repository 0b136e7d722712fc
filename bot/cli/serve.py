"""`wegwijs serve`: run every configured network until stopped."""

import argparse
import asyncio
import contextlib
import logging
import signal
import time
from typing import TYPE_CHECKING

from bot import bootstrap
from bot.bootstrap import House
from bot.cli.options import add_config, settings, start_logging
from bot.health import Health
from bot.kb.knowledge import Knowledge
from bot.settings import Settings
from bot.store import Store

if TYPE_CHECKING:
    from bot.cli.options import Commands

log = logging.getLogger(__name__)


def add_commands(commands: "Commands") -> None:
    """Serve."""
    serve = commands.add_parser("serve", help="run every configured network")
    add_config(serve, required=True)
    serve.set_defaults(command=_serve)


def _serve(options: argparse.Namespace) -> int:
    started = time.monotonic()
    start_logging()
    found = settings(options)
    knowledge = bootstrap.load_knowledge(found)
    with Store(found.store.url) as store:
        world = bootstrap.world(found, knowledge, found.desk)
        _warn_of_unknown_libraries(found, knowledge)
        doors = bootstrap.adapters(found, knowledge)
        house = House(store, world, found.desk, doors)
        asyncio.run(serve(house, found, started))
    return 0


def _warn_of_unknown_libraries(found: Settings, knowledge: Knowledge) -> None:
    """A library without a file works, but citizens read its id where its name should stand."""
    for desk in found.desk:
        if desk.library not in knowledge.libraries:
            log.warning(
                "desk %s: there is no libraries/%s.yaml in the knowledge; is its name right?",
                desk.library,
                desk.library,
            )


async def serve(house: House, found: Settings, started: float) -> None:
    """Run until a signal asks to stop; a part that dies stops all.

    Raises:
        bot.ports.CannotRun: a network can't work until the operator acts.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    health = Health(house.store, found.http.host, found.http.port)
    running = asyncio.create_task(house.run(found))
    stopping = asyncio.create_task(stop.wait())
    async with health:
        log.info(
            "ready after %.1f s: %s", time.monotonic() - started, ", ".join(sorted(house.adapters))
        )
        await asyncio.wait([running, stopping], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await bootstrap.unwrapped(running)
    log.info("stopped")
