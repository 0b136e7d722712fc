"""What a desk reads when it opens: which questions wait, in one message."""

from collections.abc import Sequence

from bot.dialogue.desk import LISTED, OpenCase
from bot.dialogue.world import World


def overview(library: str, waiting: Sequence[OpenCase], world: World) -> str:
    """All cases that nobody has, oldest first; small Markdown.

    Args:
        library: the library's id.
        waiting: at least one case.
        world: the knowledge base.
    """
    kb, lang = world.kb, world.kb.languages[0]
    known = kb.libraries.get(library)
    name = known.name if known else library
    head = kb.say("desk_opening", lang, library=name, count=len(waiting))
    ordered = sorted(waiting, key=lambda case: -case.minutes)
    return "\n".join([head.strip(), "", *(_line(case, world) for case in ordered[:LISTED])])


def _line(case: OpenCase, world: World) -> str:
    kb, lang = world.kb, world.kb.languages[0]
    try:
        about = kb.topic(case.about, lang).title
    except KeyError:
        about = kb.say("desk_opening_no_topic", lang)
    waits = _how_long(case.minutes, world)
    return kb.say("desk_opening_case", lang, number=case.number, about=about, waits=waits)


def _how_long(minutes: int, world: World) -> str:
    """As exact as anybody wants to know: "40 minuten", "14 uur", "3 dagen"."""
    kb, lang = world.kb, world.kb.languages[0]
    if minutes < _MINUTES_AT_MOST:
        return kb.say("desk_wait_minutes", lang, count=minutes)
    if minutes < _HOURS_AT_MOST * 60:
        return kb.say("desk_wait_hours", lang, count=round(minutes / 60))
    return kb.say("desk_wait_days", lang, count=round(minutes / (24 * 60)))


_MINUTES_AT_MOST = 120
_HOURS_AT_MOST = 48
