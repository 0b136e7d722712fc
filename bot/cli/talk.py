"""`wegwijs demo`, `wegwijs chat` and `wegwijs ask`: talk with Wegwijs, without any account."""

import argparse
import asyncio
import contextlib
import signal
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from bot import bootstrap
from bot.bootstrap import House
from bot.cli.asking import ask
from bot.cli.options import add_config, add_knowledge, settings, start_logging
from bot.kb.explain import explain
from bot.kb.knowledge import Knowledge
from bot.ports import Adapter, Received
from bot.report.why import told
from bot.settings import Desk, Settings
from bot.store import Store

if TYPE_CHECKING:
    from bot.cli.options import Commands

DEMO_DESK = "desk"


def add_commands(commands: "Commands") -> None:
    """Demo, chat and ask."""
    demo = commands.add_parser(
        "demo", help="citizen and desk side by side in a local web page, no account needed"
    )
    demo.add_argument("--port", metavar="N", type=int, default=8765, help="default 8765")
    demo.add_argument("--library", metavar="ID", help="the library whose desk it is")
    chat = commands.add_parser("chat", help="the same conversation in the terminal")
    chat.add_argument("--lang", metavar="CODE", help='start in this language ("nl", "en")')
    asks = commands.add_parser("ask", help="one question, one answer")
    asks.add_argument("text", metavar="TEXT", help="the question, as a citizen would type it")
    asks.add_argument("--json", action="store_true", help="one JSON object, for programs")
    asks.add_argument("--why", action="store_true", help="also tell what decided (in Dutch)")
    for command, function in ((demo, _demo), (chat, _chat), (asks, _ask)):
        add_config(command)
        add_knowledge(command)
        command.set_defaults(command=function)


# --- demo -------------------------------------------------------------------------------------


def _demo(options: argparse.Namespace) -> int:
    start_logging()
    found = settings(options)
    knowledge = bootstrap.load_knowledge(found)
    library = options.library or next(iter(knowledge.libraries))
    asyncio.run(demo(found, knowledge, library, options.port))
    return 0


async def demo(found: Settings, knowledge: Knowledge, library: str, port: int) -> None:
    """Serve the demo page until interrupted; what is said there is gone afterwards."""
    from adapters.web import PageDesk, WebAdapter  # noqa: PLC0415  # only the demo needs it
    from bot.cli.editors import Workshop  # noqa: PLC0415  # likewise

    workshop = Workshop(bootstrap.knowledge_path(found))
    texts = knowledge.web_texts()
    page = WebAdapter(port=port, desk=PageDesk(DEMO_DESK), texts=texts, editors=workshop)
    desks = (Desk(library, page.network, DEMO_DESK),)
    with _temporary_house(found, knowledge, desks, page) as house:
        workshop.opens_in(house)
        running = asyncio.create_task(house.run(found))
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, running.cancel)
        opened = asyncio.create_task(page.listening.wait())
        await asyncio.wait([running, opened], return_when=asyncio.FIRST_COMPLETED)
        if opened.done():
            print(f"Wegwijs is open at {page.url} (Ctrl-C stops it)", flush=True)
            print(f"For editors: {page.url}editors", flush=True)
        opened.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await bootstrap.unwrapped(running)


@contextlib.contextmanager
def _temporary_house(
    found: Settings, knowledge: Knowledge, desks: tuple[Desk, ...], adapter: Adapter
) -> Iterator[House]:
    """A house with one door, whose store disappears with it."""
    with (
        tempfile.TemporaryDirectory(prefix="wegwijs-") as folder,
        Store(f"sqlite:///{folder}/talk.db") as store,
    ):
        world = bootstrap.world(found, knowledge, desks)
        yield House(store, world, desks, {adapter.network: adapter})


# --- chat -------------------------------------------------------------------------------------


def _chat(options: argparse.Namespace) -> int:
    start_logging()
    found = settings(options)
    knowledge = bootstrap.load_knowledge(found)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(chat(found, knowledge, options.lang))
    return 0


async def chat(found: Settings, knowledge: Knowledge, lang: str | None) -> None:
    """Talk in the terminal until the input ends; each line is answered before the next is read."""
    from adapters.terminal import TerminalAdapter  # noqa: PLC0415  # only this command needs it

    terminal = TerminalAdapter(lang=lang)
    with _temporary_house(found, knowledge, (), terminal) as house:

        async def receive_and_answer(received: Received) -> None:
            await house.engine.receive(received)
            await house.delivery.drain()

        await terminal.run(receive_and_answer)


# --- ask --------------------------------------------------------------------------------------


def _ask(options: argparse.Namespace) -> int:
    found = settings(options)
    world = bootstrap.world(found, bootstrap.load_knowledge(found), found.desk)
    asked = ask(options.text, world)
    if options.why:
        topic = next(iter(asked.topics), None)
        asked = replace(asked, why=explain(asked.masked, asked.lang, topic, world.kb))
    if options.json:
        print(msgspec.json.encode(asked).decode())
        return 0
    print(asked.answer)
    if asked.why is not None:
        print("", *told(asked.action, asked.confidence, asked.topics, asked.why), sep="\n")
    return 0
