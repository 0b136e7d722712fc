"""A bot that can be killed at any instant and is up again at once.

The parent of all lives loads the libraries and the knowledge base once, and forks a child for each
life: what dies by SIGKILL is a real process with its own connections, and no time is lost on
starting. Reads "live" lines, answers with the child's process id, and with "dead" at its end.

    python -m tests.endtoend.lives STORE_URL API_URL TOKEN GROUP
"""

import asyncio
import logging
import os
import sys

from adapters.telegram import TelegramAdapter
from bot import bootstrap
from bot.bootstrap import House
from bot.kb.knowledge import Knowledge
from bot.settings import Desk, Settings
from bot.store import Store

LIBRARY = "haarlem"


def live(knowledge: Knowledge, url: str, api: str, token: str, group: str) -> None:
    """One life: until it is killed."""
    settings = Settings()
    desks = (Desk(LIBRARY, "telegram", group),)
    with Store(url) as store:
        world = bootstrap.world(settings, knowledge, desks)
        adapter = TelegramAdapter(token, api, frozenset({group}))
        house = House(store, world, desks, {"telegram": adapter})
        asyncio.run(house.run(settings))


def main() -> None:
    """Fork a life whenever asked."""
    logging.basicConfig(level=logging.WARNING)
    url, api, token, group = sys.argv[1:]
    knowledge = bootstrap.load_knowledge(Settings())
    import telegram.ext  # noqa: F401, PLC0415  # loaded once, for all lives

    TelegramAdapter(token, api)
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            sys.stdin.close()
            live(knowledge, url, api, token, group)
            os._exit(0)
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print("dead", os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
