"""Editors save a file, and citizens are answered from it: hot reload of the knowledge base.

The folder is looked at a few times a second instead of asking the system for notices: those do
not come for network drives, container mounts, or a folder that is replaced as a whole (`git
clone`, a symbolic link that is moved), which is how libraries publish. A broken knowledge base
never replaces a working one.
"""

import asyncio
import ctypes
import gc
import logging
import sys
from collections.abc import Callable

from bot.engine import Engine
from bot.kb.knowledge import Knowledge
from bot.kb.load import Place, Reading, Stamp, adopt, has_learnt, is_same, learn, read, stamp
from bot.kb.problems import KnowledgeError, Problem

log = logging.getLogger(__name__)

EVERY = 0.4
"""Seconds between looks."""
TOLD_AT_MOST = 20
"""Mistakes that are written to the log at once; a wrong folder has hundreds."""


class Reload:
    """Keeps the engine's knowledge the same as the files. One instance for each process."""

    def __init__(
        self,
        engine: Engine,
        place: Place,
        on_look: Callable[[tuple[Problem, ...]], None] = lambda _: None,
    ) -> None:
        """Prepare; nothing is looked at before `run`.

        Args:
            engine: whose knowledge it is.
            place: what that was loaded from.
            on_look: called after the files were read again, with the mistakes in them, and again
                when what is new in them was learnt.
        """
        self._on_look = on_look
        self._engine = engine
        self._place = place
        self._broken = False
        self._turn = 0
        self._learning = asyncio.Lock()

    async def run(self, every: float = EVERY) -> None:
        """Until cancelled: look, and load again when a file came, went or was written."""
        used = self._engine.world.kb.stamp  # what was saved since it was read is not missed
        seen = await self._stamp()
        async with asyncio.TaskGroup() as tasks:
            while True:
                await asyncio.sleep(every)
                now = await self._stamp()
                # Only when two looks agree: an editor's program may be writing at this moment.
                if now == seen and now != used:
                    used = now
                    tasks.create_task(self.again())
                seen = now

    async def again(self) -> None:
        """Load the files as they are now; with mistakes in them, tell and keep what is in use.

        Texts are used at once; what must be learnt for them takes some seconds more. A later call
        takes the place of one that is still learning.
        """
        self._turn += 1
        turn = self._turn
        try:
            reading = await asyncio.to_thread(read, self._place.folder, self._place.base)
        except KnowledgeError as error:
            if turn == self._turn:
                self._on_look(error.problems)
                await self._tell_mistakes(error)
            return
        if turn != self._turn:
            return
        self._use(reading)
        self._on_look(())
        if self._broken:
            self._broken = False
            await self._engine.tell_desks("desk_knowledge_mended")
        async with self._learning:
            if turn == self._turn and not has_learnt(self._engine.world.kb, reading):
                knowledge = await asyncio.to_thread(learn, reading, self._place.cache)
                if turn == self._turn:
                    self._take(knowledge)
                    self._on_look(())

    def _use(self, reading: Reading) -> None:
        """The new texts, as far as they go with what was learnt before."""
        before = self._engine.world.kb
        if not is_same(before, reading) and (now := adopt(reading, before)) is not None:
            self._take(now)

    def _take(self, knowledge: Knowledge) -> None:
        self._engine.use(knowledge)
        settle()
        log.info("the knowledge base was loaded again: %d topics", len(knowledge.topics()))

    async def _tell_mistakes(self, error: KnowledgeError) -> None:
        """Every mistake in the log; the desks hear of the first, and not again at each save."""
        problems = error.problems
        for problem in problems[:TOLD_AT_MOST]:
            log.error("knowledge not loaded, the version before stays in use: %s", problem)
        if len(problems) > TOLD_AT_MOST:
            log.error("... and %d more mistakes: wegwijs check", len(problems) - TOLD_AT_MOST)
        if not self._broken:
            self._broken = True
            # Staff know the file by its place in the folder, not by its place on the server.
            file = problems[0].path.removeprefix(self._place.folder.as_posix()).lstrip("/")
            await self._engine.tell_desks(
                "desk_knowledge_broken",
                place=f"{file}:{problems[0].line}",
                problem=problems[0].message,
                count=len(problems),
            )

    async def _stamp(self) -> Stamp:
        return await asyncio.to_thread(stamp, self._place.folder)


def settle() -> None:
    """Give back what loading left behind, and let garbage collection leave out what stays.

    Importing and loading allocate much that is soon free again; the C library keeps it unless
    asked (10 MB of 140). It takes some 0.1 s in which nothing else runs.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:  # glibc has it, musl has not
        trim(0)
