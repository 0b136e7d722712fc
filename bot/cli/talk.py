"""`wegwijs demo`, `wegwijs chat` and `wegwijs ask`: talk with Wegwijs, without any account."""

import argparse
import asyncio
import contextlib
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from bot import bootstrap
from bot.bootstrap import House
from bot.cli.options import add_config, add_knowledge, settings, start_logging
from bot.dialogue.conversation import Conversation
from bot.dialogue.deciding import first_message
from bot.dialogue.effects import Tell
from bot.dialogue.events import CitizenSaid
from bot.dialogue.step import step
from bot.dialogue.world import World
from bot.engine.context import message
from bot.kb.explain import Why, explain
from bot.kb.knowledge import Knowledge
from bot.ports import Adapter, Address, Received
from bot.privacy import mask
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
    ask = commands.add_parser("ask", help="one question, one answer")
    ask.add_argument("text", metavar="TEXT", help="the question, as a citizen would type it")
    ask.add_argument("--json", action="store_true", help="one JSON object, for programs")
    ask.add_argument("--why", action="store_true", help="also tell what decided (in Dutch)")
    for command, function in ((demo, _demo), (chat, _chat), (ask, _ask)):
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
    from adapters.web import WebAdapter  # noqa: PLC0415  # only the demo needs it

    page = WebAdapter(port=port, desk_room=DEMO_DESK, texts=knowledge.web_texts())
    desks = (Desk(library, page.network, DEMO_DESK),)
    with _temporary_house(found, knowledge, desks, page) as house:
        running = asyncio.create_task(house.run(found))
        opened = asyncio.create_task(page.listening.wait())
        await asyncio.wait([running, opened], return_when=asyncio.FIRST_COMPLETED)
        if opened.done():
            print(f"Wegwijs is open at {page.url} (Ctrl-C stops it)", flush=True)
        opened.cancel()
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


class Asked(msgspec.Struct, frozen=True, omit_defaults=True):
    """What `wegwijs ask --json` prints; `why` with `--why` only."""

    action: str
    topics: tuple[str, ...]
    confidence: float
    lang: str
    masked: str
    answer: str
    why: Why | None = None


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


def ask(text: str, world: World) -> Asked:
    """How a first message is answered; the answer as plain text, buttons numbered."""
    masked = mask(text)
    action, topics, confidence, lang = first_message(masked, world)
    met = Conversation(lang=world.kb.languages[0], met=True)  # without the introduction
    _, effects = step(met, CitizenSaid(masked), world)
    answers = [
        message(Address("terminal", "ask"), effect).as_text()
        for effect in effects
        if isinstance(effect, Tell)
    ]
    return Asked(action, topics, confidence, lang, masked, "\n\n".join(answers))
