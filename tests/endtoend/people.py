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
    async def says(self, text: str) -> None:
        """Write something."""

    @abstractmethod
    async def chooses(self, label: str) -> None:
        """Choose what the bot offers under this label, in the way of the network."""

    @abstractmethod
    async def leaves(self) -> None:
        """Block the bot, or leave the room."""


class TelegramCitizen(Citizen):
    """On Telegram: presses buttons."""

    def __init__(self, api: BotApi, name: str = "Fatima") -> None:
        self.api, self.user = api, api.user(name)
        self.address = str(self.user.id)
        chat = self.user.chat
        self.reader = Reader(lambda: {m.id: m.text for m in chat.from_bot()}, api.until)

    async def says(self, text: str) -> None:
        self.user.says(text)

    async def chooses(self, label: str) -> None:
        self.user.presses(label)

    async def leaves(self) -> None:
        self.user.blocks()


class MatrixCitizen(Citizen):
    """On Matrix: types the number that stands before a choice."""

    def __init__(self, person: Person, room: str) -> None:
        self.person, self.room = person, room
        self.address = room
        self.reader = Reader(lambda: texts(person, room), person.until)

    async def says(self, text: str) -> None:
        await self.person.says(self.room, text)

    async def chooses(self, label: str) -> None:
        lines = [line for text in self.reader.shown().values() for line in text.splitlines()]
        numbers = [line.split(".")[0] for line in lines if line.endswith(f". {label}")]
        await self.says(numbers[-1])

    async def leaves(self) -> None:
        await self.person.leaves(self.room)


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
    async def sees_mark(self, message: Any, emoji: str) -> None:
        """Wait until the bot has put this under a message."""

    @abstractmethod
    async def sees_no(self, words: str) -> None:
        """Wait until nothing with these words stands in the room any more."""

    @abstractmethod
    async def removes_bot(self) -> None:
        """The bot is thrown out of the room."""


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
        self.people["sanne"].presses("Aannemen", self.group, message=case.card)

    async def writes(self, case: Case, text: str, *, by: str = "sanne") -> int:
        place = {"topic": case.place} if case.place else {"reply_to": case.card}
        return self.people[by].says(text, self.group, **place)

    async def sees_mark(self, message: int, emoji: str) -> None:
        await self.api.until(lambda: emoji in self.group.message(message).reactions)

    async def sees_no(self, words: str) -> None:
        await self.api.until(lambda: not any(words in m.text for m in self.group.shown()))

    async def removes_bot(self) -> None:
        self.group.remove_bot()


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
        await self.people["sanne"].reacts(self.room, case.card, "1️⃣")

    async def writes(self, case: Case, text: str, *, by: str = "sanne") -> str:
        await self.people[by].looks()  # whoever writes knows who is in the room and gets its key
        return await self.people[by].says(self.room, text, thread=case.place)

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


def texts(
    person: Person, room: str, *, thread: str | None = None, by: str | None = None
) -> dict[str, str]:
    """What others wrote there and did not take back, by event; edits are messages of their own."""
    gone = redacted(person, room)
    return {
        event["event_id"]: str(event["content"].get("body", ""))
        for event in person.events(room)
        if event["event_id"] not in gone
        and (by is None or event["sender"] == by)
        and (thread is None or _thread(event) == thread)
    }


def _thread(event: dict[str, Any]) -> str | None:
    relation = event["content"].get("m.relates_to", {})
    return relation.get("event_id") if relation.get("rel_type") == "m.thread" else None


def redacted(person: Person, room: str) -> set[str]:
    """Events that were taken back."""
    redactions = person.events(room, "m.room.redaction")
    return {event["content"].get("redacts") or event.get("redacts", "") for event in redactions}
