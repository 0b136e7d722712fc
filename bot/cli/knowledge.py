"""`wegwijs schema` and `eval`: for editors, about the knowledge base."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from bot import bootstrap
from bot.cli.options import add_config, add_knowledge, settings
from bot.dialogue.deciding import first_message
from bot.kb.json_schema import json_schema
from bot.privacy import mask
from bot.report.evaluate import Action, Answered, BadLine, evaluate
from bot.settings import SettingsError

if TYPE_CHECKING:
    from bot.cli.options import Commands


def add_commands(commands: "Commands") -> None:
    """Schema and eval."""
    commands.add_parser("schema", help="print the JSON Schema of a topic's file").set_defaults(
        command=_schema
    )
    evaluating = commands.add_parser(
        "eval",
        help="how well questions are answered",
        description="Each line of FILE is a JSON object with text, expect (topic ids; [] when "
        "nothing may be answered) and kind; it is answered as a citizen's first message.",
    )
    evaluating.add_argument("file", metavar="FILE.jsonl", type=Path)
    evaluating.add_argument("--details", metavar="OUT.jsonl", type=Path, help="one line for each")
    evaluating.add_argument("--json", action="store_true", help="the figures as one JSON object")
    add_config(evaluating)
    add_knowledge(evaluating)
    evaluating.set_defaults(command=_eval)


def _schema(_options: argparse.Namespace) -> int:
    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return 0


def _eval(options: argparse.Namespace) -> int:
    found = settings(options)
    world = bootstrap.world(found, bootstrap.load_knowledge(found), found.desk)

    def answered(text: str) -> Answered:
        masked = mask(text)
        action, topics, confidence, lang = first_message(masked, world)
        return Answered(cast(Action, action), topics, confidence, lang, masked)

    try:
        with options.file.open(encoding="utf-8") as lines:
            evaluation = evaluate(lines, answered)
        if options.details:
            details = [json.dumps(line, ensure_ascii=False) for line in evaluation.details]
            options.details.write_text("".join(f"{line}\n" for line in details), "utf-8")
    except BadLine as error:
        raise SettingsError(f"{options.file}: {error}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{options.file}: {error}") from None
    print(json.dumps(evaluation.summary, indent=2) if options.json else _table(evaluation.summary))
    return 0


def _table(summary: dict[str, Any]) -> str:
    """The figures of all questions and of each kind, one line each."""
    names = [name for name in summary if name != "kinds"]
    rows = {"all": summary, **summary["kinds"]}
    width = max(len(kind) for kind in rows)
    lines = [" ".join(["kind".ljust(width), *names])]
    for kind, figures in rows.items():
        cells = [_cell(figures.get(name)).rjust(len(name)) for name in names]
        lines.append(" ".join([kind.ljust(width), *cells]))
    return "\n".join(lines)


def _cell(value: float | None) -> str:
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.3f}"
