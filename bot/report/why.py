"""Tell an editor, in Dutch, why a question was answered as it was: `wegwijs ask --why`."""

from collections.abc import Iterator, Sequence

from bot.kb.explain import Near, Why

_DECISIONS = {
    "answer": "een antwoord, want de chatbot is zeker genoeg",
    "choices": "„Bedoelt u …?”, want meer onderwerpen passen bijna even goed",
    "unknown": "„Dat begrijp ik nog niet”, want geen onderwerp past goed genoeg",
    "urgent": "eerst het telefoonnummer, want dit kan gevaar zijn (zie _urgent.yaml)",
    "smalltalk": "een praatje, geen onderwerp (zie _smalltalk.yaml)",
    "command": "een opdracht aan de chatbot, geen vraag",
}


def told(action: str, confidence: float, topics: Sequence[str], why: Why) -> Iterator[str]:
    """Lines of plain text.

    Args:
        action: what was decided, as in `wegwijs ask --json`.
        confidence: the chance (0 to 1) that the first topic is meant.
        topics: what was shown, best first.
        why: what decided.
    """
    yield "Waarom?"
    yield f"  Besluit: {_DECISIONS.get(action, action)}."
    if action in {"smalltalk", "command"}:
        return
    shown = f"{', '.join(topics)} (zekerheid {confidence:.0%})" if topics else "niets"
    yield f"  Getoond: {shown}"
    yield from _words(why)
    if why.nearest:
        yield f"  Lijkt op de voorbeeldvraag: {_near(why.nearest)}"
    if why.rival:
        yield f"  Bij een ander onderwerp lijkt het op: {_near(why.rival)}"
    if why.runners_up:
        others = ", ".join(f"{topic} {share:.0%}" for topic, share in why.runners_up)
        yield f"  Andere kandidaten: {others}"


def _words(why: Why) -> Iterator[str]:
    if why.counted:
        counted = ", ".join(f"{word} {share:.0%}" for word, share in why.counted)
        yield f"  Woorden die telden: {counted}"
    if why.corrected:
        corrected = ", ".join(f"{typed} → {read}" for typed, read in why.corrected)
        yield f"  Gelezen als: {corrected}"
    if why.unknown:
        yield f"  Staat in geen enkele voorbeeldvraag: {', '.join(why.unknown)}"


def _near(near: Near) -> str:
    return f"„{near.text}” ({near.topic}, {near.likeness:.0%} gelijk)"
