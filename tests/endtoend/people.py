"""People on both networks, in one small language, so that a story reads the same everywhere.

A citizen says, chooses and reads. A desk is a room where members sit; a case has a place there
(topic, thread or chain of replies), in which members write and where the bot's words are read.
Reading waits for a message with these words in it, among those that were not read yet.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from tests.botapi import BotApi
from tests.servers.matrix_person import Person

HELLO = "Vragen van burgers komen in deze groep binnen"


class Reader:
    """Reads what the bot wrote in one place, from top to bottom, missing nothing."""

    def __init__(
        self, shown: Callable[[], dict[Any, str]], until: Callable[[Callable[[], Any]], Any]
    ) -> None:
        """`shown`: what stands there, by message; `until` waits until something is so."""
        self.shown = shown
        self._until = until
        self._read: set[Any] = set()

    async def reads(self, words: str) -> str:
        """Wait for a message with these words after the last one read; its whole text."""

        def unread() -> list[Any]:
            return [key for key, text in self.shown().items() if key not in self._read]

        def found() -> bool:
            return any(words in self.shown()[key] for key in unread())

        try:
            await self._until(found)
        except TimeoutError:
            texts = [self.shown()[key] for key in unread()]
            raise AssertionError(f"nobody wrote {words!r}, but: {texts}") from None
        for key in unread():
            self._read.add(key)
            if words in self.shown()[key]:
                return self.shown()[key]
        raise AssertionError("unreachable")

    def unread(self) -> list[str]:
        """What was not read yet."""
        return [text for key, text in self.shown().items() if key not in self._read]


# --- citizens -----------------------------------------------------------------------------------


class Citizen(ABC):
    """Somebody who talks with the bot alone."""

    reader: Reader

    async def reads(self, words: str) -> str:
        """Wait for the bot to write this; the whole message."""
        return await self.reader.reads(words)

    @abstractmethod
    async def says(self, text: str) -> Any:
        """Write something; the message's id."""

    @abstractmethod
    async def mends(self, message: Any, text: str) -> None:
        """Change an own message."""

    @abstractmethod
    async def chooses(self, label: str) -> None:
        """Choose what the bot offers under this label, in the way of the network."""

    @abstractmethod
    async def leaves(self) -> None:
        """Block the bot, or leave the room."""

    @abstractmethod
    async def sends_place(self) -> None:
        """Send where they are."""

    @abstractmethod
    async def loses(self, words: str) -> None:
        """Wait until nothing with these words stands there any more."""


class TelegramCitizen(Citizen):
    """On Telegram: presses buttons."""

    def __init__(self, api: BotApi, name: str = "Fatima") -> None:
        self.api, self.user = api, api.user(name)
        self.address = str(self.user.id)
        chat = self.user.chat
        self.reader = Reader(lambda: {m.id: m.text for m in chat.from_bot()}, api.until)

    async def says(self, text: str) -> int:
        return self.user.says(text)

    async def mends(self, message: int, text: str) -> None:
        self.user.edits(message, text)

    async def chooses(self, label: str) -> None:
        self.user.presses(label)

    async def leaves(self) -> None:
        self.user.blocks()

    async def sends_place(self) -> None:
        self.user.sends("location")

    async def loses(self, words: str) -> None:
        shown = self.reader.shown
        await self.api.until(lambda: not any(words in text for text in shown().values()))


class MatrixCitizen(Citizen):
    """On Matrix: types the number that stands before a choice."""

    def __init__(self, person: Person, room: str) -> None:
        self.person, self.room = person, room
        self.address = room
        self.reader = Reader(lambda: texts(person, room), person.until)

    async def says(self, text: str) -> str:
        return await self.person.says(self.room, text)

    async def mends(self, message: str, text: str) -> None:
        await self.person.edits(self.room, message, text)

    async def chooses(self, label: str) -> None:
        lines = [line for text in self.reader.shown().values() for line in text.splitlines()]
        numbers = [line.split(".")[0] for line in lines if line.endswith(f". {label}")]
        await self.says(numbers[-1])

    async def leaves(self) -> None:
        await self.person.leaves(self.room)

    async def sends_place(self) -> None:
        place = {"msgtype": "m.location", "body": "hier", "geo_uri": "geo:52.38,4.64"}
        await self.person.sends(self.room, place)

    async def loses(self, words: str) -> None:
        shown = self.reader.shown
        await self.person.until(lambda: not any(words in text for text in shown().values()))


# --- desks --------------------------------------------------------------------------------------


class Case(Struct):
    """Where a case lives at a desk: its card, and the topic or thread that opened with it."""

    card: Any
    place: Any
    reader: Reader


class Desk(ABC):
    """The room of a library's staff; Sanne and Tom sit there.

    Attributes:
        network: "telegram" or "matrix".
        address: the room's id, as configured.
    """

    network: str
    address: str

    @abstractmethod
    async def is_greeted(self) -> None:
        """Wait until the bot has come in and said hello."""

    @abstractmethod
    async def gets_case(self, words: str) -> Case:
        """Wait for a card with these words."""

    @abstractmethod
    async def claims(self, case: Case) -> None:
        """Sanne claims, in the way of the network."""

    @abstractmethod
    async def writes(self, case: Case, text: str, *, by: str = "sanne") -> Any:
        """Somebody writes in the case's place; the message's id."""

    @abstractmethod
    async def mends(self, message: Any, text: str) -> None:
        """Sanne changes what she wrote."""

    @abstractmethod
    async def presses(self, case: Case, label: str) -> None:
        """Sanne chooses what stands under the newest message of the case that offers this."""

    @abstractmethod
    async def sees_mark(self, message: Any, emoji: str) -> None:
        """Wait until the bot has put this under a message."""

    @abstractmethod
    async def sees_no(self, words: str) -> None:
        """Wait until nothing with these words stands in the room any more."""

    @abstractmethod
    async def removes_bot(self) -> None:
        """The bot is thrown out of the room."""

    @abstractmethod
    async def removes_tom(self) -> None:
        """Tom is thrown out of the room."""


class TelegramDesk(Desk):
    """A group, with a topic for each case or, without topics, a chain of replies."""

    network = "telegram"

    def __init__(self, api: BotApi, *, topics: bool) -> None:
        self.api = api
        self.group = api.group("Balie Haarlem", forum=topics)
        self.people = {"sanne": api.user("Sanne"), "tom": api.user("Tom")}
        self.group.add(*self.people.values())
        self.group.add_bot()
        self.address = str(self.group.id)

    async def is_greeted(self) -> None:
        await self.api.until(lambda: any(HELLO in m.text for m in self.group.from_bot()))

    async def gets_case(self, words: str) -> Case:
        def card() -> Any:
            return next((m for m in self.group.from_bot() if words in m.text), None)

        found = await self.api.until(card)

        def here() -> dict[int, str]:
            mine = {found.id}
            for message in self.group.from_bot():
                same_topic = found.topic is not None and message.topic == found.topic
                if same_topic or message.reply_to in mine:
                    mine.add(message.id)
            shown = {m.id: m.text for m in self.group.from_bot()}
            return {number: shown[number] for number in sorted(mine) if number in shown}

        return Case(found.id, found.topic, Reader(here, self.api.until))

    async def claims(self, case: Case) -> None:
        def shown() -> bool:
            return "Aannemen" in str(self.group.message(case.card).buttons)

        await self.api.until(shown)
        self.people["sanne"].presses("Aannemen", self.group, message=case.card)

    async def writes(self, case: Case, text: str, *, by: str = "sanne") -> int:
        place = {"topic": case.place} if case.place else {"reply_to": max(case.reader.shown())}
        return self.people[by].says(text, self.group, **place)

    async def mends(self, message: int, text: str) -> None:
        self.people["sanne"].edits(message, text, self.group)

    async def presses(self, case: Case, label: str) -> None:
        offers = [m for m in self.group.from_bot() if label in str(m.buttons)]
        mine = [m for m in offers if m.id in case.reader.shown()]
        self.people["sanne"].presses(label, self.group, message=mine[-1].id)

    async def sees_mark(self, message: int, emoji: str) -> None:
        await self.api.until(lambda: emoji in self.group.message(message).reactions)

    async def sees_no(self, words: str) -> None:
        await self.api.until(lambda: not any(words in m.text for m in self.group.shown()))

    async def removes_bot(self) -> None:
        self.group.remove_bot()

    async def removes_tom(self) -> None:
        self.group.remove(self.people["tom"])


class MatrixDesk(Desk):
    """A room, encrypted or not, with a thread for each case."""

    network = "matrix"

    def __init__(self, sanne: Person, tom: Person, room: str, bot: str) -> None:
        self.people = {"sanne": sanne, "tom": tom}
        self.room = self.address = room
        self._bot = bot

    async def is_greeted(self) -> None:
        await self.people["sanne"].sees_text(self.room, HELLO)

    async def gets_case(self, words: str) -> Case:
        sanne = self.people["sanne"]
        card = (await sanne.sees_text(self.room, words))["event_id"]

        def here() -> dict[str, str]:
            return {card: "", **texts(sanne, self.room, thread=card, by=self._bot)}

        return Case(card, card, Reader(here, sanne.until))

    async def claims(self, case: Case) -> None:
        sanne = self.people["sanne"]
        await sanne.until(lambda: "1. Aannemen" in texts(sanne, self.room)[case.card])
        await sanne.reacts(self.room, case.card, "1️⃣")

    async def writes(self, case: Case, text: str, *, by: str = "sanne") -> str:
        await self.people[by].looks()  # whoever writes knows who is in the room and gets its key
        return await self.people[by].says(self.room, text, thread=case.place)

    async def mends(self, message: str, text: str) -> None:
        await self.people["sanne"].edits(self.room, message, text)

    async def presses(self, case: Case, label: str) -> None:
        shown = {event: text for event, text in case.reader.shown().items() if label in text}
        event, text = list(shown.items())[-1]
        number = next(line for line in text.splitlines() if line.endswith(label)).split(".")[0]
        await self.people["sanne"].reacts(self.room, event, f"{number}️⃣")

    async def sees_mark(self, message: str, emoji: str) -> None:
        await self.people["sanne"].until(lambda: emoji in self._marks(message))

    def _marks(self, message: str) -> list[str]:
        sanne = self.people["sanne"]
        gone = redacted(sanne, self.room)
        relations = [
            event["content"].get("m.relates_to", {})
            for event in sanne.events(self.room, "m.reaction")
            if event["event_id"] not in gone
        ]
        return [relation["key"] for relation in relations if relation.get("event_id") == message]

    async def sees_no(self, words: str) -> None:
        sanne = self.people["sanne"]

        def nothing() -> bool:
            shown = texts(sanne, self.room, by=self._bot)
            return not any(words in text for text in shown.values())

        await sanne.until(nothing)

    async def removes_bot(self) -> None:
        await self.people["sanne"].kicks(self.room, self._bot)

    async def removes_tom(self) -> None:
        await self.people["sanne"].kicks(self.room, self.people["tom"].id)


def texts(
    person: Person, room: str, *, thread: str | None = None, by: str | None = None
) -> dict[str, str]:
    """What others wrote there and did not take back, as it reads now, by event."""
    gone = redacted(person, room)
    shown: dict[str, str] = {}
    for event in person.events(room):
        content, relation = event["content"], event["content"].get("m.relates_to", {})
        if relation.get("rel_type") == "m.replace":
            if relation["event_id"] in shown:
                shown[relation["event_id"]] = str(content["m.new_content"].get("body", ""))
        elif event["event_id"] in gone or by not in (None, event["sender"]):
            continue
        elif thread in (None, _thread(event)):
            shown[event["event_id"]] = str(content.get("body", ""))
    return shown


def _thread(event: dict[str, Any]) -> str | None:
    relation = event["content"].get("m.relates_to", {})
    return relation.get("event_id") if relation.get("rel_type") == "m.thread" else None


def redacted(person: Person, room: str) -> set[str]:
    """Events that were taken back."""
    redactions = person.events(room, "m.room.redaction")
    return {event["content"].get("redacts") or event.get("redacts", "") for event in redactions}
