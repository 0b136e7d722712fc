"""From an editor's saving a file to the first answer from it, while 50 citizens go on talking.

    python -m benchmarks.reloading [--out docs/benchmarks.md]

The whole knowledge base, copied; real engine, store (SQLite on disk) and watcher, networks that take
everything at once. Also counted: apologies ("er ging iets mis") in all those talks, which must be 0.
"""

import argparse
import asyncio
import itertools
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from benchmarks.report import publish
from bot.bootstrap import cache_path
from bot.kb.load import Place, learn, read
from bot.ports import Address, Message, Received, Said, Sender
from bot.reload import Reload
from bot.store import Store
from tests.engine.house import House

ROOT = Path(__file__).parent.parent
TALKERS = 50
_NEW = (
    "waar is de knalrode kikker gebleven",
    "wie heeft mijn paraplu geleend",
    "hoeveel knikkers passen in een emmer",
    "waarom piept de trampoline zo",
    "welke kleur heeft jouw vlieger",
)
"""Nobody would ask this, so nothing else can have answered it."""
TIMES = len(_NEW)
_FILE = "nl/digid/digid-app.yaml"
_QUESTION = "Wat is de DigiD-app?"
_PATIENCE = 120.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and put it into --out."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--out", type=Path, help="the page to put the table into")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        lines = asyncio.run(_measured(Path(folder)))
    publish("reloading", lines, options.out)
    return 0


async def _measured(folder: Path) -> list[str]:
    """All rows."""
    knowledge = shutil.copytree(ROOT / "knowledge", folder / "knowledge")
    place = Place(knowledge, cache_path())
    with Store(f"sqlite:///{folder}/talks.db") as store:
        house = House(store, learn(read(place.folder), place.cache))
        house.engine.on_change = house.delivery.wake
        town = _Town(house, knowledge / _FILE)
        async with asyncio.TaskGroup() as tasks:
            watching = tasks.create_task(Reload(house.engine, place).run())
            sending = tasks.create_task(house.delivery.run())
            talking = [tasks.create_task(town.talk(number)) for number in range(TALKERS)]
            texts = [await town.save_an_answer(number) for number in range(TIMES)]
            new = [await town.save_a_question(number) for number in range(TIMES)]
            for task in (watching, sending, *talking):
                task.cancel()
    return list(_table(town, texts, new))


def _table(town: "_Town", texts: list[float], new: list[float]) -> Iterator[str]:
    yield "## Hot reload"
    yield ""
    yield f"From saving a file to the first answer from it, seconds; {TIMES} times each, while"
    yield f"{TALKERS} citizens kept talking: {town.said} messages, {town.apologies()} apologies."
    yield ""
    yield "| what was saved | median | longest |"
    yield "|---|---|---|"
    for name, took in (("a changed answer", texts), ("a new example question", new)):
        yield f"| {name} | {sorted(took)[len(took) // 2]:.1f} | {max(took):.1f} |"


class _Town:
    """Citizens who talk all the time, and one who waits for what an editor has saved."""

    def __init__(self, house: House, file: Path) -> None:
        self.said = 0
        self._house = house
        self._file = file
        self._ids = itertools.count(1)

    async def talk(self, number: int) -> None:
        """Ask again and again, until cancelled."""
        while True:
            await self._ask(f"citizen{number}", _QUESTION)
            await asyncio.sleep(1)

    async def save_an_answer(self, number: int) -> float:
        """Seconds until somebody who asks reads the new answer."""
        text = self._file.read_text("utf-8")
        self._file.write_text(
            text.replace("answer: |\n", f"answer: |\n  Nieuw{number}. ", 1), "utf-8"
        )
        return await self._until(_QUESTION, f"Nieuw{number}.")

    async def save_a_question(self, number: int) -> float:
        """Seconds until the new question is answered."""
        text, question = self._file.read_text("utf-8"), _NEW[number]
        self._file.write_text(
            text.replace("questions:\n", f'questions:\n  - "{question}"\n', 1), "utf-8"
        )
        return await self._until(question, "DigiD-app")

    def apologies(self) -> int:
        """How many answers were none."""
        sent = [each for each in self._house.citizens.sent if isinstance(each, Message)]
        return sum("iets mis" in each.text for each in sent)

    async def _until(self, question: str, words: str) -> float:
        started = perf_counter()
        while perf_counter() - started < _PATIENCE:
            who = f"waits{next(self._ids)}"
            await self._ask(who, question)
            await asyncio.sleep(0.1)
            if any(words in text for text in self._house.citizens.said_in(who)):
                return perf_counter() - started
        raise TimeoutError(f"nobody read {words!r} within {_PATIENCE:.0f} s")

    async def _ask(self, who: str, text: str) -> None:
        self.said += 1
        event = Received(str(next(self._ids)), Address("telegram", who), Sender(who), Said(text))
        await self._house.engine.receive(event)


if __name__ == "__main__":
    sys.exit(main())
