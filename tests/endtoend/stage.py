"""Where a story plays: one desk, and in each story citizens and cases of its own."""

import itertools
from typing import Any

from tests.endtoend.people import Case, Citizen, Desk

_THINGS = (
    "anker bakfiets cactus dakraam egel fluit gieter hamer iglo jojo kompas ladder molen nest oever",
    "parel ravijn sluis trommel uil vlieger wafel zadel aardbei beker cello dobber emmer fakkel",
    "gondel harp inktvis jurk kano lepel magneet noot oester pion radijs slee tulp vaas wolk zwaan",
    "balkon citroen druif eikel fazant gong hoed kurk lamel mus nagel orgel pluim rots spijker",
)


class Stage:
    """One desk in one town; `asks` and `helped` begin most stories."""

    def __init__(self, town: Any, desk: Desk, where_citizen: str) -> None:
        """`where_citizen`: the network of the citizens, as `Town.citizen` takes it."""
        self.town = town
        self.desk = desk
        self._where = where_citizen
        self._things = itertools.chain.from_iterable(words.split() for words in _THINGS)

    async def citizen(self) -> Citizen:
        """Somebody who has not talked with the bot before."""
        return await self.town.citizen(self._where)

    async def asks(self, about: str = "") -> tuple[Citizen, Case]:
        """Somebody who waits for a person, and their case at the desk."""
        citizen = await self.citizen()
        question = f"Kunt u helpen met {about or 'het beschilderen van'} mijn {next(self._things)}"
        await citizen.says(question)
        await citizen.reads("")
        await citizen.says("Ik wil een medewerker spreken")
        await citizen.reads("verbinden met de medewerkers van")
        await citizen.chooses("Ja, dat mag")
        await citizen.reads("Uw vraag ligt nu bij")
        return citizen, await self.desk.gets_case(question)

    async def helped(self) -> tuple[Citizen, Case]:
        """Somebody whom Sanne helps."""
        citizen, case = await self.asks()
        await self.desk.claims(case)
        await case.reader.reads("Sanne helpt deze burger")
        await citizen.reads("Sanne van de bibliotheek helpt u nu")
        return citizen, case

    async def closed(self) -> tuple[Citizen, Case]:
        """Somebody whom Sanne has helped."""
        citizen, case = await self.helped()
        await self.desk.writes(case, "!close")
        await case.reader.reads("Sanne heeft de vraag gesloten")
        await citizen.reads("Hoe vond u de hulp?")
        return citizen, case

    async def answers(self, case: Case, text: str, **by: str) -> Any:
        """Somebody writes to the citizen, and it has arrived; the message."""
        message = await self.desk.writes(case, text, **by)
        await self.desk.sees_mark(message, "👍")
        return message


def never_read(citizen: Citizen, words: str) -> None:
    """Nothing with these words ever reached the citizen."""
    assert not any(words in text for text in citizen.reader.shown().values()), words
