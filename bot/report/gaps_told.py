"""The list of gaps as an editor reads it, in Dutch: `wegwijs gaps`."""

from collections.abc import Iterator, Sequence

from bot.report.gaps import Group

_WHY = {
    "unknown": "niet begrepen",
    "none": "geen van de keuzes",
    "person": "liever een mens",
    "not_helped": "hielp niet",
}
_ALSO_AT_MOST = 4


def told(groups: Sequence[Group], hidden: int = 0) -> Iterator[str]:
    """Lines of plain text.

    Args:
        groups: what to show.
        hidden: how many groups are not shown, because they are too small or were dismissed.
    """
    if not groups:
        yield "Er zijn geen vragen zonder goed antwoord."
    for group in groups:
        yield from _group(group)
        yield ""
    if hidden:
        yield f"Niet getoond: {hidden} (te weinig gevraagd, of van de lijst gehaald)."
    if groups:
        yield "Toevoegen:        wegwijs gaps accept NUMMER [--topic ONDERWERP] [--phrase VRAAG]"
        yield "Van de lijst af:  wegwijs gaps dismiss NUMMER"


def _group(group: Group) -> Iterator[str]:
    yield f"{group.number}. {group.count}× „{group.text}” ({group.lang})"
    reasons = ", ".join(f"{_WHY.get(why, why)} {count}×" for why, count in group.why.items())
    days = group.first if group.first == group.last else f"{group.first} tot en met {group.last}"
    yield f"   {reasons}; {days}"
    others = group.texts[1 : 1 + _ALSO_AT_MOST]
    if others:
        more = len(group.texts) - 1 - len(others)
        shown = ", ".join(f"„{text}”" for text in others)
        yield f"   ook zo gevraagd: {shown}{f' en nog {more}' if more else ''}"
    if group.not_helped_by:
        yield f"   dit antwoord hielp niet: {', '.join(group.not_helped_by)}. Kan het beter?"
    if group.topic is None:
        yield "   geen onderwerp in de buurt: misschien een nieuw onderwerp"
    elif group.fits:
        yield f"   past bij: {group.topic} ({group.confidence:.0%}); vraag: „{group.phrase}”"
    else:
        near = f"{group.topic} ({group.confidence:.0%})"
        yield f"   misschien een nieuw onderwerp; het dichtst in de buurt: {near}"
