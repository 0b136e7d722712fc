"""The desk's room outside of any case: what is open, and how all of this works."""

import re
from collections.abc import Sequence

from msgspec import Struct

from bot.dialogue.reading import command_in
from bot.dialogue.staffing import STAFF_COMMANDS
from bot.dialogue.world import World

LISTED = 30


class OpenCase(Struct, frozen=True):
    """One case that is open at this desk.

    Attributes:
        number: the case's number.
        library: the library's id.
        claimed_by: the first name of who has it; None when nobody has.
        minutes: how long ago it was opened.
        about: the topic that it seems to be about, or "".
        practice: somebody practises.
    """

    number: int
    library: str
    claimed_by: str | None
    minutes: int
    about: str = ""
    practice: bool = False


class Numbered(Struct, frozen=True):
    """A command that names its case: "/claim 12" is "/claim" for case 12."""

    number: int
    text: str


def numbered(text: str) -> Numbered | None:
    """The command and the case's number in it, when staff typed one outside of a thread."""
    command = command_in(text)
    found = _NUMBERED.fullmatch(command.rest) if command else None
    if command is None or found is None or command.name not in STAFF_COMMANDS:
        return None
    return Numbered(int(found[1]), f"/{command.name} {found[2] or ''}".strip())


_NUMBERED = re.compile(r"#?([0-9]{1,9})(?:\s+(.*))?", re.DOTALL)


def wants_practice(text: str) -> bool:
    """Whether a member of the desk's room asks for a practice case."""
    command = command_in(text)
    return command is not None and command.name == "oefenen"


def answer_desk(text: str, open_cases: Sequence[OpenCase], world: World) -> str | None:
    """What the bot says in the desk's room to a text that is about no case.

    Args:
        text: what a member of the room wrote.
        open_cases: all cases that are open at this desk.
        world: the knowledge base.

    Returns:
        Small Markdown, or None: colleagues' talk is not for the bot.
    """
    command = command_in(text)
    if command is None:
        return None
    kb, lang = world.kb, world.kb.languages[0]
    if command.name in {"help", "hulp", "start"}:
        return kb.say("desk_help", lang)
    if command.name == "cases":
        return list_cases(open_cases, world)
    if command.name not in STAFF_COMMANDS:
        return None
    other = numbered(text)
    if other:
        return kb.say("desk_case_elsewhere", lang, number=other.number)
    return kb.say("desk_use_in_case", lang)


def list_cases(open_cases: Sequence[OpenCase], world: World) -> str:
    """The open cases, unclaimed and oldest first; small Markdown."""
    kb, lang = world.kb, world.kb.languages[0]
    if not open_cases:
        return kb.say("desk_no_cases", lang)
    ordered = sorted(open_cases, key=lambda case: (case.claimed_by is not None, -case.minutes))
    lines = [_line(case, world) for case in ordered[:LISTED]]
    return "\n".join([kb.say("desk_cases", lang, count=len(open_cases)), "", *lines])


def _line(case: OpenCase, world: World) -> str:
    kb, lang = world.kb, world.kb.languages[0]
    about = kb.say("desk_practice_title", lang) if case.practice else _about(case.about, world)
    values = {"since": _since(case.minutes, world), "about": about}
    if case.claimed_by is None:
        return kb.say("desk_cases_open", lang, number=case.number, **values)
    name = case.claimed_by
    return kb.say("desk_cases_claimed", lang, number=case.number, name=name, **values)


def _since(minutes: int, world: World) -> str:
    """How long that is, as people say it."""
    kb, lang = world.kb, world.kb.languages[0]
    if minutes < 120:
        return kb.say("desk_minutes", lang, count=minutes)
    hours = minutes // 60
    return (
        kb.say("desk_hours", lang, count=hours)
        if hours < 48
        else kb.say("desk_days", lang, count=hours // 24)
    )


def _about(topic_id: str, world: World) -> str:
    kb, lang = world.kb, world.kb.languages[0]
    try:
        return kb.topic(topic_id, lang).title
    except KeyError:
        return kb.say("desk_about_unknown", lang)
