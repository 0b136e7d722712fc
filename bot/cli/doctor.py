"""`wegwijs doctor`: look at everything that `wegwijs serve` needs, and say how to mend it."""

import argparse
import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot import bootstrap
from bot.cli.options import add_config, settings
from bot.kb.knowledge import Knowledge
from bot.kb.problems import KnowledgeError
from bot.ports import CannotRun, Diagnoses, Finding
from bot.settings import Settings
from bot.store import Store, StoreError

if TYPE_CHECKING:
    from bot.cli.options import Commands


def add_commands(commands: "Commands") -> None:
    """Doctor."""
    doctor = commands.add_parser(
        "doctor", help="check tokens, rooms, rights, store and knowledge; say how to mend"
    )
    add_config(doctor, required=True)
    doctor.set_defaults(command=_doctor)


def _doctor(options: argparse.Namespace) -> int:
    """Print one line for each finding; 0 when all is well, else 1."""
    found = settings(options)
    well = True
    for finding in _findings(found):
        well &= finding.ok
        print(f"{'ok   ' if finding.ok else 'WRONG'}  {finding.text}", flush=True)
    return 0 if well else 1


def _findings(found: Settings) -> Iterator[Finding]:
    yield Finding(ok=True, text="the settings can be read")
    yield _store(found)
    try:
        knowledge = bootstrap.load_knowledge(found)
    except KnowledgeError as error:
        folder = bootstrap.knowledge_path(found)
        text = f"the knowledge base has {len(error.problems)} errors; see: wegwijs check {folder}"
        yield Finding(ok=False, text=text)
        return
    yield Finding(ok=True, text=f"the knowledge base has {len(knowledge.topics())} topics")
    yield from _desks(found, knowledge)
    yield from _networks(found, knowledge)


def _store(found: Settings) -> Finding:
    try:
        with Store(found.store.url) as store, store.begin() as tx:
            waiting, dead = tx.outbox.waiting()
    except StoreError as error:
        return Finding(ok=False, text=str(error))
    return Finding(ok=True, text=f"the store answers: {waiting} messages wait, {dead} set aside")


def _desks(found: Settings, knowledge: Knowledge) -> Iterator[Finding]:
    if not found.desk:
        yield Finding(ok=False, text="there is no [[desk]]: citizens can't be handed to a person")
    for desk in found.desk:
        if desk.library not in knowledge.libraries:
            text = (
                f"desk {desk.library}: there is no libraries/{desk.library}.yaml in the knowledge"
            )
            yield Finding(ok=False, text=text)


def _networks(found: Settings, knowledge: Knowledge) -> Iterator[Finding]:
    try:
        doors = bootstrap.adapters(found, knowledge)
    except CannotRun as error:
        yield Finding(ok=False, text=str(error))
        return
    for door in doors.values():
        if isinstance(door, Diagnoses):
            yield from asyncio.run(door.diagnose())
