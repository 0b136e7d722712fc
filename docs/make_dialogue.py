"""Print the dialogue's table as docs/dialogue.md. Run `python docs/make_dialogue.py` after a change."""

import sys
from pathlib import Path

from bot.dialogue.step import OMITTED, TRANSITIONS

PAGE = Path(__file__).with_name("dialogue.md")

HEAD = """# The dialogue

<!-- Printed by docs/make_dialogue.py from TRANSITIONS and OMITTED in bot/dialogue/step.py.
     Don't change this page by hand; a test compares. -->

A conversation is always in one state. An event leads to the next one, and to effects: what to tell, what to
store, which clock to start. The code is in `bot/dialogue/step.py`; how a citizen's message is decided is in
`bot/dialogue/deciding.py`.
"""


def page() -> str:
    """The whole page, as Markdown."""
    return "\n".join(
        [HEAD, "## States", "", *_diagram(), "", "## Rules", "", *_rules(), "", *_omitted(), ""]
    )


def _diagram() -> list[str]:
    """One arrow per pair of states, with the events that can lead from one to the other."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for (state, event), rule in TRANSITIONS.items():
        for to in rule.to:
            if to is not state:
                arrows.setdefault((state.__name__, to.__name__), []).append(event.__name__)
    lines = [
        f"    {start} --> {end}: {', '.join(events)}" for (start, end), events in arrows.items()
    ]
    return ["```mermaid", "stateDiagram-v2", "    [*] --> Answering", *lines, "```"]


def _rules() -> list[str]:
    """One line per row of the table."""
    lines = ["| in state | event | rule | may lead to |", "|---|---|---|---|"]
    for (state, event), rule in TRANSITIONS.items():
        module = rule.function.__module__.rpartition(".")[2]
        to = ", ".join(sorted(target.__name__ for target in rule.to))
        name = f"`{module}.{rule.function.__name__}`"
        lines.append(f"| {state.__name__} | {event.__name__} | {name} | {to} |")
    return lines


def _omitted() -> list[str]:
    """What means nothing, and why."""
    lines = ["## What changes nothing", "", "| in state | event | because |", "|---|---|---|"]
    for (state, event), reason in OMITTED.items():
        lines.append(f"| {state.__name__} | {event.__name__} | {reason} |")
    return lines


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name} is written\n")
