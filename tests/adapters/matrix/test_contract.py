"""The contract that all adapters keep, in plain and in encrypted rooms."""

import asyncio
import json

import pytest

from adapters.matrix import MatrixAdapter, MatrixSettings
from bot.ports import Adapter, Address
from tests.adapters.contract import SECONDS, AdapterContract
from tests.servers.matrix_person import Person
from tests.servers.synapse import Synapse


class MatrixHarness:
    """A person with a Matrix app, in a direct room with the bot."""

    def __init__(
        self, synapse: Synapse, settings: MatrixSettings, person: Person, *, encrypted: bool
    ) -> None:
        self._synapse = synapse
        self._settings = settings
        self._person = person
        self._encrypted = encrypted
        self._room: str | None = None

    def adapter(self) -> Adapter:
        return MatrixAdapter(self._settings)

    def address(self) -> Address:
        return Address("matrix", self._room)

    async def person_says(self, text: str) -> None:
        if self._room is None:
            bot = self._settings.user_id
            self._room = await self._person.opens_direct_room(bot, encrypted=self._encrypted)
            await self._person.sees_member(self._room, bot)
        await self._person.says(self._room, text)

    async def person_chooses(self, number: int) -> None:
        await self._person.says(self._room, str(number))

    async def person_goes(self) -> None:
        """Leave; it is so when the bot, now alone in the room, has left it too."""
        await self._person.leaves(self._room)
        session = json.loads((self._settings.folder / "session.json").read_text())
        ask = asyncio.to_thread
        async with asyncio.timeout(SECONDS):
            while (
                self._room
                in (await ask(self._synapse.ask, session["access_token"], "/joined_rooms"))[
                    "joined_rooms"
                ]
            ):
                pass

    async def shown(self) -> list[str]:
        await self._person.looks()
        screen: dict[str, str] = {}
        for event in self._person.events(self._room):
            content = event["content"]
            relation = content.get("m.relates_to", {})
            if relation.get("rel_type") == "m.replace":
                screen[relation["event_id"]] = content["m.new_content"]["body"]
            elif "body" in content:
                screen[event["event_id"]] = content["body"]
        for redaction in self._person.events(self._room, "m.room.redaction"):
            screen.pop(redaction["content"]["redacts"], None)
        return list(screen.values())


@pytest.mark.slow
@pytest.mark.matrix
class TestMatrixKeepsTheContract(AdapterContract):
    @pytest.fixture(params=[False, True], ids=["plain", "encrypted"])
    def harness(
        self,
        request: pytest.FixtureRequest,
        synapse: Synapse,
        settings: MatrixSettings,
        person: Person,
    ) -> MatrixHarness:
        return MatrixHarness(synapse, settings, person, encrypted=request.param)
