"""`wegwijs new` and `fix`: files for editors to fill in, and what a program can put right."""

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.checking import folder_of, today
from bot.cli.options import add_config, add_knowledge
from bot.kb.blank import blank_topic, blank_translation
from bot.kb.build import LANGUAGE, build
from bot.kb.draft import SOURCE, Draft
from bot.kb.first_line import is_wired, wired
from bot.kb.json_schema import schema_file
from bot.kb.load import open_folder
from bot.kb.problems import Report
from bot.kb.proof import TESTS
from bot.kb.schema import PATTERNS

if TYPE_CHECKING:
    from bot.cli.options import Commands


class CannotWrite(Exception):
    """What was asked for can't be made; says why, in Dutch, to an editor."""


def add_commands(commands: "Commands") -> None:
    """New and fix."""
    making = commands.add_parser(
        "new",
        help="make a topic's file to fill in",
        description="For a topic that exists in Dutch, --lang makes the translation to fill in.",
    )
    making.add_argument("topic", metavar="TOPIC", help="its id, for example fiets-registreren")
    making.add_argument("--theme", metavar="T", help="the folder for a new topic, such as digid")
    making.add_argument("--lang", metavar="CODE", default=SOURCE, help="the language (nl)")
    add_config(making)
    add_knowledge(making)
    making.set_defaults(command=_new, folder=None)
    mending = commands.add_parser(
        "fix",
        help="add the first line for editors' programs where it is missing",
        description="Puts the line that names the JSON Schema in front of every topic's file, and "
        "writes schema.json. Nothing else in a file changes.",
    )
    mending.add_argument("folder", metavar="DIR", type=Path, nargs="?", help="another folder")
    mending.set_defaults(command=_fix)


def _new(options: argparse.Namespace) -> int:
    """Make the file, never over another; print its path."""
    folder = folder_of(options)
    for name, value in (("TOPIC", options.topic), ("--theme", options.theme)):
        if value is not None and not re.match(PATTERNS["id"], value):
            raise CannotWrite(
                f"{name}: „{value}” kan niet. Gebruik kleine letters, cijfers en streepjes, "
                "bijvoorbeeld fiets-registreren"
            )
    if not LANGUAGE.fullmatch(options.lang):
        raise CannotWrite(f"--lang: „{options.lang}” is geen taalcode. Schrijf bijvoorbeeld en")
    sources = open_folder(folder, Report())
    if sources is None:
        raise CannotWrite(f"{folder}: deze map is er niet")
    theme, text = _written(options, build(sources))
    path = folder / options.lang / theme / f"{options.topic}.yaml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise CannotWrite(f"{path}: dit bestand bestaat al") from None
    except OSError as error:
        raise CannotWrite(f"{path}: kan niet worden geschreven ({error.strerror})") from None
    print(path)
    print("Vul het in, en controleer het met: wegwijs check", file=sys.stderr)
    return 0


def _written(options: argparse.Namespace, draft: Draft) -> tuple[str, str]:
    """The theme, and the text of the new file. Raises CannotWrite."""
    source = draft.languages.get(SOURCE)
    themes = source.themes if source else {}
    if options.lang != SOURCE:
        original = source.topics.get(options.topic) if source else None
        if original is None:
            raise CannotWrite(
                f"{options.topic}: het Nederlandse bestand is er niet, of er staan fouten in. "
                "Maak of verbeter dat eerst"
            )
        return original.topic.theme, blank_translation(original, today())
    if options.topic in themes:
        there = f"{SOURCE}/{themes[options.topic]}/{options.topic}.yaml"
        raise CannotWrite(f"{options.topic}: dit onderwerp bestaat al, in {there}")
    if options.theme is None:
        known = ", ".join(sorted(set(themes.values())))
        raise CannotWrite(f"kies een thema met --theme. Nu zijn er: {known}")
    return options.theme, blank_topic(today())


def _fix(options: argparse.Namespace) -> int:
    """Add the missing lines; print the files that were changed."""
    folder = folder_of(options)
    sources = open_folder(folder, Report())
    if sources is None:
        raise CannotWrite(f"{folder}: deze map is er niet")
    changed = {
        name: wired(data)
        for name, data in sources.files.items()
        if name.count("/") == 2 and not name.startswith(TESTS) and not is_wired(data)
    }
    schema = schema_file().encode()
    place = folder / "schema.json"
    if not place.is_file() or place.read_bytes() != schema:
        changed["schema.json"] = schema
    for name, data in changed.items():
        (folder / name).write_bytes(data)
        print(folder / name)
    print(f"{len(changed)} bestanden aangepast.", file=sys.stderr)
    return 0
