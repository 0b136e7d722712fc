"""One page of figures: each benchmark replaces its own section and leaves the others alone."""

import os
import platform
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

_PAGE = """# Benchmarks

`make bench` writes this page; the command behind each section stands at its end. Every figure was
measured in the same run as the peers beside it: compare rows with each other, not with figures from
another machine.
"""


def publish(section: str, lines: Iterable[str], out: Path | None) -> None:
    """Print a section and, when `out` is a file, put it there in place of the earlier one.

    Args:
        section: its name, one word; the heading is among the lines.
        lines: Markdown, from a heading of the second level on.
        out: the page; made when it is not there yet.
    """
    text = "\n".join(lines).strip() + "\n"
    sys.stdout.write(text)
    if out is not None:
        page = out.read_text(encoding="utf-8") if out.exists() else _PAGE
        out.write_text(_replaced(page, section, f"{text}\n{_circumstances()}"), encoding="utf-8")


def _replaced(page: str, section: str, text: str) -> str:
    """The page with this text between the section's markers, which come last on a page without."""
    first, last = f"<!-- {section} -->", f"<!-- end of {section} -->"
    block = f"{first}\n\n{text}\n{last}\n"
    found = re.compile(re.escape(first) + ".*?" + re.escape(last) + "\n?", re.DOTALL)
    if found.search(page):
        return found.sub(lambda _: block, page, count=1)
    return f"{page.rstrip()}\n\n{block}"


def _circumstances() -> str:
    """When, how and on what it was measured; busy neighbours show in the load."""
    program = Path(sys.argv[0]).stem
    given = (Path(word).name if Path(word).is_absolute() else word for word in sys.argv[1:])
    command = " ".join(["python -m", f"benchmarks.{program}", *given])
    day = datetime.now(UTC).date().isoformat()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    machine = f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}"
    return f"Measured on {day} by `{command}`: {machine}, {platform.system()}{load}.\n"
