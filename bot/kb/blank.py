"""A topic's file to fill in, with a word of explanation at every field. Pure.

The explanations are Dutch: an editor reads them, and deletes them or lets them stand.
"""

from datetime import date, timedelta

from bot.kb.draft import WrittenTopic, text_at
from bot.kb.first_line import SCHEMA_LINE
from bot.kb.topic import Topic

REVIEW_AFTER = timedelta(days=182)

_TOPIC = """\
# Vul overal in waar ... staat. Controleer daarna met: wegwijs check
# Regels die met # beginnen zijn uitleg. U mag ze weghalen.

# Waar gaat het over, in een paar woorden?
title: "..."

# Hoe vragen mensen het echt? Minstens 20, echt verschillend: deftig, in één woord,
# als verhaal, met fouten, zonder de officiële naam, en voor een ander ("mijn moeder ...").
# Nooit namen, nummers of andere gegevens van mensen.
questions:
  - "..."

# Hooguit 600 tekens, de eerste stap eerst, zinnen van hooguit 20 woorden, gewone woorden.
# Telefoonnummers en websites staan in contacts.yaml. Noem ze zo: {{digid.phone}}
answer: |
  ...

# Wat iemand daarna kan vragen. Haal weg wat niet nodig is.
parts:
  steps:                 # de stappen, in volgorde
    - "..."
  need:                  # wat iemand nodig heeft
    - "..."
  cost: "..."            # wat het kost
  duration: "..."        # hoe lang het duurt
  phone: "..."           # wie iemand kan bellen, en wanneer
  library: "..."         # hoe de bibliotheek helpt
  beware: "..."          # waar iemand op moet letten

# Knoppen onder het antwoord. Haal het # weg en vul in.
# links:
#   - {{label: "...", contact: digid.apply}}
# Verwante onderwerpen, met hun bestandsnaam.
# related: [digid-aanvragen]

# Op welke pagina staat dit, en wanneer hebt u daar gekeken?
source:
  - {{url: "...", checked: {today}}}

# De dag van de laatste wijziging, en de dag waarvóór iemand alles opnieuw nakijkt.
changed: {today}
review_by: {review}
"""

_TRANSLATION = """\
# Vertaling van {path}. Vul overal in waar ... staat; het Nederlands staat er steeds boven.
# Bronnen en review_by staan alleen in het Nederlands.

# {title}
title: "..."

# Hoe vraagt iemand het in deze taal? Minstens 10. Vertaal niet woord voor woord.
questions:
  - "..."

{answer}
answer: |
  ...
{parts}{links}
# De datum die in het Nederlands bij changed staat.
translates: {changed}
"""


def blank_topic(today: date) -> str:
    """A new topic in the source language; `today` fills in the dates."""
    body = _TOPIC.format(today=today, review=today + REVIEW_AFTER)
    return f"{SCHEMA_LINE}\n{body}"


def blank_translation(original: WrittenTopic, today: date) -> str:
    """A translation of that topic, with its Dutch texts above the lines to fill in."""
    topic = original.topic
    written = text_at(original.fields, "changed")
    body = _TRANSLATION.format(
        path=f"{topic.lang}/{topic.theme}/{topic.id}.yaml",
        title=topic.title,
        answer=_comment(_as_written(original, "answer")),
        parts=_parts(topic),
        links=_links(topic),
        changed=written.value if written else today,
    )
    return f"{SCHEMA_LINE}\n{body}"


def _as_written(original: WrittenTopic, name: str) -> str:
    text = text_at(original.fields, name)
    return text.value if text else ""


def _comment(text: str, indent: str = "") -> str:
    return "\n".join(f"{indent}# {line}".rstrip() for line in text.splitlines())


def _parts(topic: Topic) -> str:
    if not topic.parts:
        return ""
    lines = ["", "parts:"]
    for name, text in topic.parts.items():
        lines.append(_comment(text, "  "))
        several = text.startswith(("1. ", "- "))
        lines += [f"  {name}:", '    - "..."'] if several else [f'  {name}: "..."']
    return "\n".join(lines) + "\n"


def _links(topic: Topic) -> str:
    if not topic.links:
        return ""
    labels = [f'  - {{label: "..."}}   # {link.label}' for link in topic.links]
    return "\n".join(["", "# Dezelfde knoppen, in dezelfde volgorde.", "links:", *labels]) + "\n"
