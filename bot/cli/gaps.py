"""`wegwijs gaps`: what people asked in vain, and the way to mend it."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from bot import bootstrap
from bot.cli.options import add_config, add_knowledge, settings
from bot.kb.knowledge import Knowledge
from bot.report.accepting import Addition, CannotAccept, accept
from bot.report.gaps import Group, group
from bot.report.gaps_told import told
from bot.store import Store

if TYPE_CHECKING:
    from bot.cli.options import Commands

_WHICH = "its number in the list, or its words; words are safer when the bot is running"


def add_commands(commands: "Commands") -> None:
    """Gaps, and its own commands accept and dismiss."""
    gaps = commands.add_parser(
        "gaps",
        help="what people asked and got no answer to",
        description="Questions without a good answer, in groups that look alike, the largest "
        "first; nothing says who asked them.",
    )
    gaps.add_argument("--json", action="store_true", help="the groups as a JSON array")
    gaps.add_argument("--least", metavar="N", type=int, default=1, help="asked N times or more")
    gaps.add_argument("--dismissed", action="store_true", help="those taken off the list, too")
    add_config(gaps)
    add_knowledge(gaps)
    gaps.set_defaults(command=_list)
    inside = gaps.add_subparsers(metavar="accept | dismiss")
    accepting = _sub(inside, "accept", "add the question to a topic's file", _accept)
    accepting.add_argument("--topic", metavar="ID", help="another topic than is proposed")
    accepting.add_argument("--phrase", metavar="TEXT", help="other words than are proposed")
    _sub(inside, "dismiss", "take the group off the list", _dismiss)


def _sub(inside: "Commands", name: str, about: str, command: object) -> argparse.ArgumentParser:
    """A command of `gaps`; options may stand before or behind its name."""
    parser = inside.add_parser(
        name, help=about, description=about, argument_default=argparse.SUPPRESS
    )
    parser.add_argument("which", metavar="WHICH", help=_WHICH)
    parser.add_argument("--config", metavar="FILE", type=Path, help="settings in TOML")
    parser.add_argument("--knowledge", metavar="DIR", type=Path, help="another knowledge base")
    parser.set_defaults(command=command)
    return parser


def _list(options: argparse.Namespace) -> int:
    found = settings(options)
    with Store(found.store.url) as store:
        groups = _groups(store, bootstrap.load_knowledge(found))
    shown = [
        one
        for one in groups
        if one.count >= options.least and (options.dismissed or not one.dismissed)
    ]
    if options.json:
        print(msgspec.json.format(msgspec.json.encode(shown)).decode())
    else:
        print("\n".join(told(shown, len(groups) - len(shown))))
    return 0


def _accept(options: argparse.Namespace) -> int:
    found = settings(options)
    folder = bootstrap.knowledge_path(found)
    knowledge = bootstrap.load_knowledge(found)
    try:
        with Store(found.store.url) as store:
            meant = _meant(_groups(store, knowledge), options.which)
            addition = _addition(meant, options)
            file = accept(folder, knowledge, addition)
            with store.begin() as tx:
                tx.gaps.delete(meant.lang, meant.texts)
    except CannotAccept as error:
        print(f"Niet toegevoegd: {error}.", file=sys.stderr)
        return 1
    print(f"Toegevoegd aan {file}: „{addition.phrase}”")
    understood = bootstrap.load_knowledge(found).understand(addition.phrase, addition.lang)
    if understood.topics[:1] != (addition.topic,) or understood.kind not in {"answer", "urgent"}:
        print(f'Let op: de chatbot is nog niet zeker. Kijk: wegwijs ask --why "{addition.phrase}"')
    return 0


def _dismiss(options: argparse.Namespace) -> int:
    found = settings(options)
    try:
        with Store(found.store.url) as store:
            meant = _meant(_groups(store, bootstrap.load_knowledge(found)), options.which)
            with store.begin() as tx:
                tx.gaps.dismiss(meant.lang, meant.texts)
    except CannotAccept as error:
        print(f"Niets veranderd: {error}.", file=sys.stderr)
        return 1
    print(f"Van de lijst gehaald: „{meant.text}” ({meant.count}×)")
    return 0


def _groups(store: Store, knowledge: Knowledge) -> list[Group]:
    """All groups; those that were dismissed stand last, so that the others are 1, 2, 3."""
    with store.begin() as tx:
        gaps = tx.gaps.all()
    groups = sorted(group(gaps, knowledge), key=lambda one: (one.dismissed, one.number))
    return [
        msgspec.structs.replace(one, number=number) for number, one in enumerate(groups, start=1)
    ]


def _meant(groups: list[Group], which: str) -> Group:
    """The group with that number, or that holds a question of these words. Raises CannotAccept."""
    for one in groups:
        if which == str(one.number) or which.casefold() in map(str.casefold, one.texts):
            return one
    raise CannotAccept(f"„{which}” staat niet op de lijst. Typ wegwijs gaps om die te zien")


def _addition(meant: Group, options: argparse.Namespace) -> Addition:
    """What was asked for, and what is proposed for the rest. Raises CannotAccept."""
    topic = getattr(options, "topic", None)
    if topic is None and not meant.fits:
        raise CannotAccept("geen onderwerp past goed genoeg. Kies er een met --topic")
    phrase = " ".join(getattr(options, "phrase", meant.phrase).split())
    return Addition(topic or meant.topic or "", meant.lang, phrase)
