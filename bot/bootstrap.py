"""The composition root: the one place that builds everything and knows every part."""

import asyncio
import logging
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec.structs import asdict

from bot.delivery import Delivery
from bot.dialogue.world import World
from bot.engine import Desks, Engine
from bot.housekeeping import Housekeeping
from bot.kb.knowledge import Knowledge
from bot.kb.load import Place, learn, read
from bot.kb.problems import Problem
from bot.ports import Adapter, CannotRun
from bot.reload import Reload, settle
from bot.settings import Desk, MatrixSettings, Settings, TelegramSettings
from bot.store import Store

log = logging.getLogger(__name__)

SETTLE_AFTER = (1.0, 10.0)
"""Seconds after the start, when the networks' libraries have been imported and have logged in."""
BUILT_IN = Path(__file__).parent / "_knowledge"
"""The knowledge base inside an installed package; in a checkout it stands beside `bot`."""


class House:
    """Everything that runs: the doors, the engine between them, and the store below.

    Attributes:
        on_look: told of the mistakes in the knowledge base whenever its files were read again.
    """

    def __init__(
        self,
        store: Store,
        world: World,
        desks: tuple[Desk, ...],
        adapters: Mapping[str, Adapter],
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`clock` gives seconds since 1970; tests bring their own."""
        with store.begin() as tx:
            moves = tx.conversations.moves()
        self.store = store
        self.clock = clock
        self.adapters = adapters
        self.engine = Engine(store, world, Desks(desks, moves), clock)
        self.delivery = Delivery(store, adapters, self.engine, clock)
        self.engine.on_change = self.delivery.wake
        self.on_look: Callable[[tuple[Problem, ...]], None] = lambda _: None

    async def run(self, settings: Settings) -> None:
        """Run until cancelled, or until one part dies: then all stop, and the error is raised.

        A supervisor starts the process again; nothing limps on in silence.
        """
        retention = settings.privacy.retention()
        keeper = Housekeeping(self.store, self.engine, retention, self.clock)
        watch = Reload(self.engine, knowledge_place(settings), self.on_look)
        for later in SETTLE_AFTER:
            asyncio.get_running_loop().call_later(later, settle)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.delivery.run(), name="delivery")
            tasks.create_task(keeper.run(), name="housekeeping")
            tasks.create_task(watch.run(), name="reload")
            for adapter in self.adapters.values():
                tasks.create_task(adapter.run(self.engine.receive), name=adapter.network)


def built_in() -> Path:
    """The knowledge base of this checkout, else of the installed package."""
    beside = Path(__file__).parent.parent / "knowledge"
    if not beside.is_dir():
        return BUILT_IN
    # Editors read this path in front of every mistake: short where it can be.
    return beside.relative_to(Path.cwd()) if beside.is_relative_to(Path.cwd()) else beside


def knowledge_path(settings: Settings) -> Path:
    """The folder that is configured, else the built-in one."""
    return Path(settings.knowledge.path) if settings.knowledge.path else built_in()


def base_of(folder: Path) -> Path | None:
    """What stands in where that knowledge base has no sentence; the built-in one has all."""
    return None if folder.resolve() == built_in().resolve() else built_in()


def knowledge_place(settings: Settings) -> Place:
    """Where the knowledge base is, and what belongs to it."""
    folder = knowledge_path(settings)
    return Place(folder, cache_path(), base_of(folder))


def cache_path() -> Path:
    """Where trained weights are kept between starts; safe to delete at any time."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "wegwijs"


def load_knowledge(settings: Settings) -> Knowledge:
    """Load and train; raises `KnowledgeError` with all mistakes of all files."""
    place = knowledge_place(settings)
    knowledge = learn(read(place.folder, place.base), place.cache)
    settle()
    return knowledge


def world(settings: Settings, knowledge: Knowledge, desks: tuple[Desk, ...]) -> World:
    """What the dialogue may look at."""
    libraries = frozenset(desk.library for desk in desks)
    keeps = settings.privacy.retention().keep_questions > 0
    terms = settings.handoff.terms()
    return World(
        kb=knowledge,
        desks=libraries,
        terms=terms,
        keeps_questions=keeps,
        networks={desk.library: desk.network for desk in desks},
        now=time.time(),  # for a command that asks once; whatever runs on looks at every step
    )


def adapters(settings: Settings, knowledge: Knowledge) -> dict[str, Adapter]:
    """One adapter for each configured network.

    Raises:
        CannotRun: no network is configured, or one of them incompletely.
    """
    made: dict[str, Adapter] = {}
    if settings.telegram.token:
        made["telegram"] = _telegram(settings, settings.telegram, knowledge)
    if settings.matrix.homeserver:
        made["matrix"] = _matrix(settings, settings.matrix)
    if not made:
        raise CannotRun(
            "no network is configured: set telegram.token or matrix.homeserver "
            "(or try it without any account: wegwijs demo)"
        )
    for desk in settings.desk:
        if desk.network not in made:
            raise CannotRun(
                f"desk {desk.library} is on {desk.network}, but [{desk.network}] is not configured"
            )
    return made


def _rooms(settings: Settings, network: str) -> frozenset[str]:
    return frozenset(desk.room for desk in settings.desk if desk.network == network)


def _telegram(settings: Settings, telegram: TelegramSettings, knowledge: Knowledge) -> Adapter:
    from adapters.telegram import TelegramAdapter  # noqa: PLC0415  # 30 MB, only when configured

    if telegram.mode != "polling":
        raise CannotRun('telegram.mode: only "polling" is there yet')
    return TelegramAdapter(
        telegram.token,
        telegram.api_url,
        _rooms(settings, "telegram"),
        commands={lang: knowledge.menu(lang) for lang in knowledge.languages},
        desk_commands={lang: knowledge.desk_menu(lang) for lang in knowledge.languages},
    )


def _matrix(settings: Settings, matrix: MatrixSettings) -> Adapter:
    from adapters.matrix import MatrixAdapter  # noqa: PLC0415  # 30 MB, only when configured
    from adapters.matrix.settings import MatrixSettings as Account  # noqa: PLC0415

    account = Account(**asdict(matrix), desk_rooms=_rooms(settings, "matrix"))
    return MatrixAdapter(account)


async def unwrapped(running: "asyncio.Task[None]") -> None:
    """Wait for the house; the first error of its parts is raised by itself, not in a group."""
    try:
        await running
    except BaseExceptionGroup as group:
        raise first(group) from None


def first(error: BaseException) -> BaseException:
    """The first error inside (nested) groups."""
    return first(error.exceptions[0]) if isinstance(error, BaseExceptionGroup) else error
