"""What stands behind the try-out page for editors: the house's answers, told to `adapters.web`."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from adapters.web.editors import Picture, Place, State, Theme, Tried
from bot.bootstrap import House, base_of
from bot.cli.asking import ask, messages
from bot.dialogue.world import World
from bot.kb.checking import check
from bot.kb.explain import explain
from bot.kb.knowledge import Knowledge
from bot.kb.problems import Problem
from bot.ports import Message
from bot.report.why import told

Networks = Mapping[str, tuple[Picture, ...]]


class Workshop:
    """The `Editors` of one running house."""

    def __init__(self, folder: Path) -> None:
        """`folder` is where the house's knowledge comes from."""
        self._house: House | None = None
        self._folder = folder
        self._version = 0
        self._problems: tuple[Problem, ...] = ()
        self._warnings: tuple[str, ...] | None = None
        self._changed = asyncio.Condition()
        self._telling: set[asyncio.Task[None]] = set()
        self._judging: asyncio.Task[None] | None = None
        self._judge_again = False

    def opens_in(self, house: House) -> None:
        """From now on this house is asked, and tells when its files were read."""
        self._house = house
        house.on_look = self._looked

    @property
    def _world(self) -> World:
        if self._house is None:
            raise LookupError("the workshop is in no house yet")
        return self._house.engine.world

    def _looked(self, problems: tuple[Problem, ...]) -> None:
        self._problems = problems
        telling = asyncio.create_task(self._tell())
        self._telling.add(telling)
        telling.add_done_callback(self._telling.discard)
        self._judge()

    def _judge(self) -> None:
        """Look for what deserves attention: seconds, so one at a time, and no page waits for it."""
        self._judge_again = self._judging is not None
        if self._judging is None:
            self._judging = asyncio.create_task(self._find_warnings())

    async def _find_warnings(self) -> None:
        today = datetime.now(UTC).astimezone().date()
        try:
            found = await asyncio.to_thread(check, self._folder, today, base_of(self._folder))
        finally:
            self._judging = None
        self._warnings = tuple(self._line(one) for one in found if one.severity == "warning")
        await self._tell()
        if self._judge_again:
            self._judge()

    async def _tell(self) -> None:
        async with self._changed:
            self._version += 1
            self._changed.notify_all()

    async def ask(self, question: str) -> Tried:
        """As `Editors.ask`; the first time takes a second, for the networks' own libraries."""
        return await asyncio.to_thread(tried, question, self._world)

    async def state(self, after: int = -1) -> State:
        """As `Editors.state`."""
        if self._warnings is None and self._judging is None:
            self._judge()
        async with self._changed:
            await self._changed.wait_for(lambda: self._version > after)
            kb = self._world.kb
            return State(
                version=self._version,
                languages=kb.languages,
                themes=themes(kb),
                problems=tuple(map(self._line, self._problems)),
                warnings=self._warnings,
            )

    def _line(self, problem: Problem) -> str:
        """As `wegwijs check` prints it; an editor knows the file by its place in the folder."""
        return str(problem).removeprefix(f"{self._folder.as_posix()}/").replace(" let op:", "", 1)


def tried(question: str, world: World) -> Tried:
    """What a citizen who types this first would get, on each network, and why."""
    asked = ask(question, world)
    kb = world.kb
    why = explain(asked.masked, asked.lang, next(iter(asked.topics), None), kb)
    return Tried(
        question=asked.masked,
        topics=tuple(_place(kb, topic, asked.lang) for topic in asked.topics),
        why=tuple(line.strip() for line in told(asked.action, asked.confidence, asked.topics, why)),
        networks=pictures(messages(asked.masked, world)),
    )


def themes(kb: Knowledge) -> tuple[Theme, ...]:
    """How many topics and example questions there are, by theme and language."""
    found = []
    for name, topics in kb.themes().items():
        written = {
            lang: [topic for each in topics if (topic := kb.topic(each, lang)).lang == lang]
            for lang in kb.languages
        }
        counts = {lang: len(there) for lang, there in written.items()}
        questions = {
            lang: sum(len(topic.questions) for topic in there) for lang, there in written.items()
        }
        found.append(Theme(name, counts, questions))
    return tuple(found)


def pictures(answers: list[Message]) -> Networks:
    """The messages as each network's own adapter would write them."""
    from adapters.matrix.compose import parts as matrix_parts  # noqa: PLC0415  # 30 MB, only here
    from adapters.telegram.buttons import keyboard, spelled_out  # noqa: PLC0415  # 30 MB, only here
    from adapters.telegram.render import parts as telegram_parts  # noqa: PLC0415

    telegram, matrix = [], []
    for answer in answers:
        *first, last = telegram_parts(answer.text + spelled_out(answer.buttons))
        made = keyboard(answer.buttons)
        rows = made.inline_keyboard if made else ()
        telegram += [Picture(each) for each in first]
        telegram.append(Picture(last, tuple(tuple(one.text for one in row) for row in rows)))
        for part in matrix_parts(answer):
            content = part.content
            matrix.append(Picture(content["formatted_body"], plain=content["body"]))
    return {"Telegram": tuple(telegram), "Matrix": tuple(matrix)}


def _place(kb: Knowledge, topic_id: str, lang: str) -> Place:
    topic = kb.topic(topic_id, lang)
    return Place(topic_id, topic.title, f"{topic.lang}/{topic.theme}/{topic_id}.yaml")
