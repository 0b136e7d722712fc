"""When the desk of a library is there, and how that is told: "morgen om 10.00 uur"."""

from datetime import timedelta

from bot.dialogue.conversation import Helped, Waiting
from bot.dialogue.turn import Turn
from bot.dialogue.world import World
from bot.kb.hours import Schedules, after, closes_at, desks_of, is_open, local, opens_at
from bot.kb.topic import Library, Topic
from bot.markup import plain

BRANCHES_SHOWN = 10


def desk_hours(world: World, library_id: str | None) -> Schedules:
    """When the staff of that library are at its desk; nothing when nobody wrote that down.

    A desk that is never open is taken for a mistake, as if nothing was written: no question waits
    for ever.
    """
    library = world.kb.libraries.get(library_id or "")
    hours = desks_of(library.branches) if library else ()
    return hours if opens_at(hours, world.now) is not None else ()


def opening(world: World, library_id: str | None) -> float | None:
    """When that desk opens next, while it is closed; None when somebody is there now."""
    hours = desk_hours(world, library_id)
    return None if is_open(hours, world.now) else opens_at(hours, world.now)


def opening_after(world: World, library_id: str) -> float | None:
    """When that desk opens after it has been closed; None when it is not known to close."""
    hours = desk_hours(world, library_id)
    closes = closes_at(hours, world.now)
    return opens_at(hours, closes if closes is not None else world.now) if hours else None


def in_hours(turn: Turn, seconds: float) -> float:
    """In how many seconds the case's desk will have been open for so long."""
    now = turn.world.now
    return after(desk_hours(turn.world, _library(turn)), now, seconds) - now


def until_quiet(turn: Turn) -> float:
    """In how many seconds a case is closed if nobody says anything: never at a desk that is away.

    What was said while the desk was closed, counts from its opening; and a desk that comes back
    finds the case still open.
    """
    now, terms = turn.world.now, turn.world.terms
    hours = desk_hours(turn.world, _library(turn))
    until = (opens_at(hours, now) or now) + terms.close_after
    if not is_open(hours, until - 1):  # nor at the very second in which it opens
        until = after(hours, until, terms.tell_after)
    return until - now


def is_away(turn: Turn) -> bool:
    """Whether the case's desk is closed now."""
    return opening(turn.world, _library(turn)) is not None


def closed_line(turn: Turn, key: str, library_id: str) -> str:
    """A sentence with {when} the desk opens, as a paragraph of its own; "" while it is open."""
    moment = opening(turn.world, library_id)
    return "" if moment is None else turn.say(key, when=when(turn, moment))


def when(turn: Turn, moment: float) -> str:
    """A moment to come in words, plain: "vandaag om 14.00 uur", "maandag 30 november om 10.00 uur"."""
    day, today = local(moment).date(), local(turn.world.now).date()
    time = clock(turn, moment)
    if day == today:
        return plain(turn.say("when_today", time=time))
    if day == today + timedelta(days=1):
        return plain(turn.say("when_tomorrow", time=time))
    weekday = turn.say("words_weekdays").split()[day.weekday()]
    month = turn.say("words_months").split()[day.month - 1]
    return plain(turn.say("when_day", weekday=weekday, day=day.day, month=month, time=time))


def clock(turn: Turn, moment: float) -> str:
    """What the clock in the library shows then, plain: "9.30"."""
    shown = local(moment)
    return plain(turn.say("clock_time", hour=shown.hour, minute=f"{shown.minute:02}"))


def hours_lines(turn: Turn, topic: Topic) -> str:
    """Below the topic of opening hours: which branches are open now, and until when; else ""."""
    library = turn.world.kb.libraries.get(turn.conversation.library or "")
    if not library or not library.branches or topic.id not in turn.say("hours_topics").split():
        return ""
    return "\n\n" + "\n".join([turn.say("hours_now"), *_lines(turn, library)])


def _lines(turn: Turn, library: Library) -> list[str]:
    lines = []
    for branch in library.branches[:BRANCHES_SHOWN]:
        doors, now = (branch.building,), turn.world.now
        closes, opens = closes_at(doors, now), opens_at(doors, now)
        if closes is not None:
            said = turn.say("hours_open", name=branch.name, time=clock(turn, closes))
        elif opens is not None:
            said = turn.say("hours_opens", name=branch.name, when=when(turn, opens))
        else:
            said = turn.say("hours_closed", name=branch.name)
        lines.append(f"- {said}")
    return lines


def _library(turn: Turn) -> str | None:
    state = turn.conversation.state
    return state.library if isinstance(state, Waiting | Helped) else turn.conversation.library
