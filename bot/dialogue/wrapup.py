"""After a case: staff say in a tap or two how it ended and what it was about. Skipping is fine.

It belongs to the closed case, whatever the citizen does meanwhile: so it works on the case and on
the message with the buttons, not on the conversation.
"""

from collections.abc import Sequence

from msgspec import Struct

from bot.dialogue.effects import Choice, Tell
from bot.dialogue.events import Party
from bot.dialogue.suggesting import suggestions, topic_rows
from bot.dialogue.turn import Rows, Turn
from bot.dialogue.world import World

OUTCOMES = ("answered", "referred", "appointment")
"""What staff can say: the question was answered, passed on to others, or there is a meeting."""


class WrapUp(Struct, frozen=True):
    """What is known of how a closed case ended.

    Attributes:
        outcome: how it ended.
        about: a topic's id, or None.
        counted: what to count: (what, about).
        text: what the message says now, small Markdown.
        rows: what can still be said.
    """

    outcome: str | None
    about: str | None
    counted: tuple[str, str]
    text: str
    rows: Rows


def ask(turn: Turn) -> Turn:
    """Ask the desk, while the case's question is still known, with the likely topics as buttons."""
    rows = (_outcome_row(turn.world), *topic_rows(turn, suggestions(turn)[:3], "about"))
    return turn.do(Tell(Party.DESK, turn.say_desk("desk_wrap_up"), rows, quiet=True))


def record(
    data: str, offered: Sequence[str], known: tuple[str | None, str | None], world: World
) -> WrapUp | None:
    """A button of that message was pressed.

    Args:
        data: the button's.
        offered: the data of the buttons that the message has now.
        known: the outcome and the topic of the case until now.
        world: the knowledge base.

    Returns:
        What is known with this press, and how the message reads from now on; None when the button
        does not belong to it (any more).
    """
    head, _, value = data.partition(":")
    if data not in offered or head not in _COUNTED:
        return None
    left = [each for each in offered if each.partition(":")[0] != head]
    outcome = value if head == "done" else known[0]
    about = value if head == "about" else known[1]
    lines = []
    if outcome in OUTCOMES:
        lines.append(_say(world, "desk_wrapped", outcome=_say(world, f"desk_outcome_{outcome}")))
    if about and not any(each.startswith("about:") for each in left):
        lines.append(_say(world, "desk_wrapped_about", title=_title(about, world)))
    text = "\n".join(lines)
    return WrapUp(outcome, about, (_COUNTED[head], value), text, _rows(left, world))


_COUNTED = {"done": "wrapped_up", "about": "case_about"}


def _say(world: World, key: str, **values: str) -> str:
    return world.kb.say(key, world.kb.languages[0], **values)


def _title(topic_id: str, world: World) -> str:
    try:
        return world.kb.topic(topic_id, world.kb.languages[0]).title
    except KeyError:
        return topic_id


def _rows(left: Sequence[str], world: World) -> Rows:
    outcomes = (_outcome_row(world),) if any(each.startswith("done:") for each in left) else ()
    topics = [each for each in left if each.startswith("about:")]
    named = [(_title(each.removeprefix("about:"), world), each) for each in topics]
    return (*outcomes, *((Choice(title, each),) for title, each in named))


def _outcome_row(world: World) -> tuple[Choice, ...]:
    kb, lang = world.kb, world.kb.languages[0]
    return tuple(Choice(kb.say(f"desk_button_{each}", lang), f"done:{each}") for each in OUTCOMES)
