"""Working stand-ins for tests. Each keeps the promises of what it stands for, and those are tested."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from bot.kb.knowledge import Knowledge
from bot.kb.letter import Letters
from bot.kb.topic import Library, Link, Topic, Understanding
from bot.ports import escape

FOLDER = Path(__file__).parents[1] / "knowledge"


def _topic(topic_id: str, titles: dict[str, str], *words: str, **more) -> dict[str, Topic]:
    return {
        lang: Topic(
            id=topic_id,
            theme="test",
            lang=lang,
            title=title,
            questions=(title,),
            answer=f"{lang} {topic_id}",
            words=words,
            **more,
        )
        for lang, title in titles.items()
    }


TOPICS = {
    "digid-aanvragen": _topic(
        "digid-aanvragen",
        {"nl": "DigiD aanvragen", "en": "Apply for a DigiD"},
        "digid",
        parts={"steps": "1. Ga naar", "cost": "Gratis."},
        links=(Link("DigiD", "https://www.digid.nl"),),
        related=("digid-app",),
    ),
    "digid-app": _topic("digid-app", {"nl": "De DigiD-app", "en": "The DigiD app"}, "app"),
    "zorgtoeslag": _topic(
        "zorgtoeslag", {"nl": "Zorgtoeslag", "en": "Healthcare allowance"}, "zorgtoeslag"
    ),
    "zelfdoding-113": _topic(
        "zelfdoding-113",
        {"nl": "Denkt u aan zelfdoding?", "en": "Thinking of suicide?"},
        "dood",
        urgent=True,
        related=("zorgtoeslag",),
    ),
}

SMALLTALK = {
    "hallo": "greeting",
    "bedankt": "thanks",
    "medewerker": "person",
    "help": "help",
    "stop": "stop",
    "vergeet mij": "forget",
    "engels": "language_en",
}

LIBRARIES = {
    "haarlem": Library(
        "haarlem", "Bibliotheek Haarlem", "https://haarlem.test", ("Haarlem", "Zuid")
    ),
    "breda": Library("breda", "Bibliotheek Breda", "", ("Breda", "Zuid", "Prinsenbeek")),
    "zwolle": Library("zwolle", "Bibliotheek Zwolle", "", ("Zwolle",)),
}

ENGLISH = re.compile(r"\b(the|how|what|english|i|please)\b")


class FakeKnowledge(Knowledge):
    """Four topics that are known by one word each, with the sentences of the real folder.

    One known word answers, two topics make a choice, "dood" is urgent, and English is known by a
    few words.
    """

    def __init__(self) -> None:
        self.languages = ("nl", "en")
        self.libraries: Mapping[str, Library] = LIBRARIES
        self._messages = {lang: _read(lang, "_messages") for lang in self.languages}
        self._smalltalk = {lang: _read(lang, "_smalltalk") for lang in self.languages}

    def topic(self, topic_id: str, lang: str) -> Topic:
        return TOPICS[topic_id].get(lang) or TOPICS[topic_id]["nl"]

    def say(self, key: str, lang: str, **values: str | int) -> str:
        text = self._messages.get(lang, {}).get(key) or self._messages["nl"][key]
        return text.strip().format_map({k: escape(str(v)) for k, v in values.items()})

    def smalltalk(self, key: str, lang: str) -> str | None:
        return self._smalltalk.get(lang, self._smalltalk["nl"]).get(key, {}).get("answer")

    def library_for(self, text: str) -> tuple[Library, ...]:
        said = text.casefold()
        return tuple(
            library
            for library in LIBRARIES.values()
            if said in {library.name.casefold(), *map(str.casefold, library.places)}
        )

    def library_named(self, text: str) -> tuple[Library, ...]:
        return self.library_for(text)

    def letters(self, lang: str) -> Letters:
        return Letters()

    def anonymous(self, text: str, lang: str) -> str:
        return text.replace("Fatima", "[…]")

    def understand(self, text: str, lang: str) -> Understanding:
        said = text.casefold()
        sure = bool(ENGLISH.search(said)) or "ik" in said.split()
        lang = ("en" if ENGLISH.search(said) else "nl") if sure else lang
        found = tuple(t for t, texts in TOPICS.items() if texts["nl"].words[0] in said)
        urgent = tuple(t for t in found if TOPICS[t]["nl"].urgent)
        if urgent:
            return Understanding("urgent", lang, sure, urgent[:1], 0.9)
        if said.strip(" !.?") in SMALLTALK:
            key = SMALLTALK[said.strip(" !.?")]
            return Understanding("smalltalk", lang, sure, (), 1.0, key)
        if len(found) == 1:
            return Understanding("answer", lang, sure, found, 0.9)
        if found:
            return Understanding("choices", lang, sure, found, 0.4)
        return Understanding("unknown", lang, sure, ("zorgtoeslag",), 0.2)


@cache
def _read(lang: str, name: str) -> dict:
    return yaml.safe_load((FOLDER / lang / f"{name}.yaml").read_text(encoding="utf-8"))
