"""The first line of a topic's file: it tells editors' programs which schema to help with. Pure.

With that line VS Code and others show, while somebody types, which names may be used and what each
is for. It is a comment: the bot itself does without.
"""

import re

SCHEMA_LINE = "# yaml-language-server: $schema=../../schema.json"
"""As it stands in a file of nl/<theme>/; the schema stands beside nl."""

_BOM = b"\xef\xbb\xbf"
_WIRED = re.compile(rb"#\s*yaml-language-server:\s*\$schema=\S+")


def is_wired(data: bytes) -> bool:
    """Whether the file's first line names a schema: ours, or a copy of it at a web address."""
    return _WIRED.match(data.removeprefix(_BOM)) is not None


def wired(data: bytes) -> bytes:
    """The file with the line in front, and its own line ends; a file that has it stays as it is."""
    if is_wired(data):
        return data
    text = data.removeprefix(_BOM)
    newline = b"\r\n" if b"\r\n" in text else b"\n"
    return data[: len(data) - len(text)] + SCHEMA_LINE.encode() + newline + text
