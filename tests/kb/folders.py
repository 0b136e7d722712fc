"""Small knowledge bases on disk, and what `check` says about them."""

from datetime import date
from pathlib import Path

from bot.kb.build import Sources, build
from bot.kb.checking import check
from bot.kb.draft import Draft
from bot.kb.problems import Report

_NO_SCHEMA = "de eerste regel voor uw tekstverwerker ontbreekt"
TODAY = date(2026, 11, 23)

TOPIC = """\
title: De DigiD-app
questions:
  - "Hoe werkt de app?"
  - "app installeren"
answer: "Zet de app op uw telefoon. Vragen? Bel {digid.phone}."
source:
  - {url: "https://www.digid.nl/app", checked: 2026-11-01}
changed: 2026-11-01
review_by: 2027-11-01
"""

TRANSLATION = """\
title: The DigiD app
questions:
  - "How does the app work?"
answer: "Put the app on your phone. Questions? Call {digid.phone}."
translates: 2026-11-01
"""

GOOD = {
    "contacts.yaml": """\
digid:
  name: DigiD
  phone: "088 123 65 55"
  website: https://www.digid.nl
  pages:
    apply: https://www.digid.nl/aanvragen
  source: digid.nl
  checked: 2026-11-01
""",
    "nl/_messages.yaml": 'hello: "Hallo {name}"\nbye: Dag\n',
    "nl/digid/digid-app.yaml": TOPIC,
    "en/_messages.yaml": 'hello: "Hello {name}"\nbye: Bye\n',
    "en/digid/digid-app.yaml": TRANSLATION,
    "libraries/haarlem.yaml": "name: Bibliotheek Haarlem\nplaces: [Haarlem, Zandvoort]\n",
}
"""By path: a knowledge base without errors. Its only warnings: few example questions."""


def write(root: Path, *changes: dict[str, str | bytes | None]) -> Path:
    """Write GOOD with changes to `root`; None leaves a file out."""
    files: dict[str, str | bytes | None] = dict(GOOD)
    for change in changes:
        files |= change
    for name, content in files.items():
        if content is not None:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def drafted(*changes: dict[str, str]) -> Draft:
    """GOOD with changes as a draft, without a disk and without learning anything."""
    files = {name: content for change in (GOOD, *changes) for name, content in change.items()}
    report = Report()
    draft = build(Sources("kb", {name: text.encode() for name, text in files.items()}, report))
    assert not report.has_errors, sorted(report.problems)
    return draft


def told(root: Path, severity: str = "error", today: date = TODAY) -> list[str]:
    """What `check` prints of that severity, with paths from the knowledge base's folder on.

    GOOD's topics begin with their title, so that tests count lines easily; that their first line
    for editors' programs is missing is not told here.
    """
    found = [p for p in check(root, today) if p.severity == severity and _NO_SCHEMA not in str(p)]
    return [str(problem).removeprefix(f"{root.as_posix()}/") for problem in found]
