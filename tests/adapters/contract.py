"""What every adapter must do, whatever its network. An adapter's tests take part like this:

    class TestTelegramKeepsTheContract(AdapterContract):
        @pytest.fixture
        async def harness(self):
            async with BotApi() as api:
                yield TelegramHarness(api)

A harness is the network with one person on it, who has a private chat with the bot: it makes the
adapter, lets the person act, and tells what stands on the person's screen. `listening` runs an
adapter and collects what it receives.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any, Protocol

import pytest

from bot.ports import (
    Adapter,
    Address,
    Button,
    Edit,
    Gone,
    Mark,
    Message,
    Pressed,
    Received,
    Remove,
    Said,
    Sent,
    Shut,
    escape,
)

SECONDS = 20
"""How long a test waits before it calls something missing."""


class Harness(Protocol):
    """One network, one person, one bot."""

    def adapter(self) -> Adapter:
        """A new adapter, as after a restart of the program: same account, same store."""

    def address(self) -> Address:
        """Where the person is told something; valid once the person has said something."""

    async def person_says(self, text: str) -> None:
        """The person types a text to the bot."""

    async def person_chooses(self, number: int) -> None:
        """The person picks the choice with this number (from 1) of the bot's newest message."""

    async def person_goes(self) -> None:
        """The person blocks the bot or leaves, so that nothing can arrive any more."""

    async def shown(self) -> list[str]:
        """The bot's messages on the person's screen, as plain text, oldest first."""


class Inbox:
    """Keeps what an adapter received, as the engine would: repeats are stored once.

    Attributes:
        all: every call, repeats too.
    """

    def __init__(self) -> None:
        self.all: list[Received] = []
        self._arrived = asyncio.Condition()

    async def receive(self, received: Received) -> None:
        """The engine's side of the port."""
        self.all.append(received)
        async with self._arrived:
            self._arrived.notify_all()

    async def first(self, fits: Callable[[Received], Any]) -> Received:
        """The first one that fits; waits for it."""

        def found() -> Received | None:
            return next((one for one in self.all if fits(one)), None)

        async with asyncio.timeout(SECONDS), self._arrived:
            await self._arrived.wait_for(found)
        received = found()
        assert received is not None
        return received

    async def said(self, text: str) -> Received:
        """What came in when the person said this."""
        return await self.first(lambda one: one.what == Said(text))


@contextlib.asynccontextmanager
async def listening(adapter: Adapter, inbox: Inbox | None = None) -> AsyncIterator[Inbox]:
    """Run an adapter inside this block; it must end quietly when it is cancelled."""
    inbox = inbox or Inbox()
    task = asyncio.create_task(adapter.run(inbox.receive))
    try:
        yield inbox
        if task.done():
            task.result()  # it must not have ended by itself; an error of its own shows here
            raise AssertionError("run() returned by itself")
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError, ConnectionError):
            await asyncio.wait_for(task, SECONDS)


async def until_shown(harness: Harness, text: str) -> list[str]:
    """The person's screen, once a message with this text is on it."""
    async with asyncio.timeout(SECONDS):
        while True:
            screen = await harness.shown()
            if any(text in one for one in screen):
                return screen
            await asyncio.sleep(0.05)  # screens of some networks can only be asked again


class AdapterContract:
    """Tests that are the same for every network. Subclasses give the fixture `harness`."""

    # --- receiving ---------------------------------------------------------------------------

    async def test_what_a_person_says_is_received_with_all_that_the_engine_needs(
        self, harness: Harness
    ) -> None:
        adapter = harness.adapter()

        async with listening(adapter) as inbox:
            await harness.person_says("Hoe vraag ik een DigiD aan?")
            received = await inbox.said("Hoe vraag ik een DigiD aan?")

        assert received.at == harness.address()
        assert received.at.network == adapter.network
        assert received.private
        assert received.id
        assert received.message
        assert received.about is None
        assert received.sender.id

    async def test_messages_are_received_in_the_order_in_which_they_were_sent(
        self, harness: Harness
    ) -> None:
        texts = [f"bericht {number}" for number in range(5)]

        async with listening(harness.adapter()) as inbox:
            for text in texts:
                await harness.person_says(text)
            await inbox.said(texts[-1])

        said = [one.what.text for one in inbox.all if isinstance(one.what, Said)]
        assert [text for text in said if text in texts] == texts

    async def test_ids_tell_events_apart(self, harness: Harness) -> None:
        async with listening(harness.adapter()) as inbox:
            await harness.person_says("hallo")
            first = await inbox.said("hallo")
            await harness.person_says("nog een keer hallo")
            second = await inbox.said("nog een keer hallo")

        assert first.id != second.id
        assert first.message != second.message

    async def test_what_was_not_taken_comes_again_with_the_same_id(self, harness: Harness) -> None:
        async with listening(harness.adapter()) as inbox:
            await harness.person_says("eerst")
            await inbox.said("eerst")
        seen: list[Received] = []

        async def stuck(received: Received) -> None:
            seen.append(received)
            raise ConnectionError("the store is down")

        broken = asyncio.create_task(harness.adapter().run(stuck))
        await harness.person_says("dit mag niet verloren gaan")
        await asyncio.wait([broken], timeout=SECONDS)
        async with listening(harness.adapter()) as later:
            again = await later.said("dit mag niet verloren gaan")

        assert isinstance(broken.exception(), ConnectionError)
        assert seen[-1].id in {one.id for one in later.all}
        assert again.at == harness.address()

    async def test_an_adapter_that_is_cancelled_ends_quietly_and_can_begin_again(
        self, harness: Harness
    ) -> None:
        async with listening(harness.adapter()) as inbox:
            await harness.person_says("voor de pauze")
            await inbox.said("voor de pauze")

        async with listening(harness.adapter()) as inbox:
            await harness.person_says("na de pauze")

            assert await inbox.said("na de pauze")

    # --- sending -----------------------------------------------------------------------------

    async def test_a_message_arrives_and_its_id_is_told(self, harness: Harness) -> None:
        async with _talking(harness) as (adapter, _inbox):
            sent = await adapter.send(Message("m1", harness.address(), "Goedemiddag"))
            screen = await until_shown(harness, "Goedemiddag")

        assert isinstance(sent, Sent)
        assert sent.message
        assert screen[-1] == "Goedemiddag"

    async def test_text_is_shown_as_it_was_typed_whatever_it_contains(
        self, harness: Harness
    ) -> None:
        odd = "1. *niet* <b>vet</b> & [geen](https://link.nl) `code` _x_ # kop\n- geen lijst 🧑‍🦽"
        async with _talking(harness) as (adapter, _inbox):
            await adapter.send(Message("m1", harness.address(), escape(odd)))
            screen = await until_shown(harness, "geen lijst")

        assert screen[-1] == odd

    async def test_bold_words_and_lists_are_shown_without_markup(self, harness: Harness) -> None:
        text = "**Bel** ons:\n\n1. eerst dit\n2. dan dat"
        async with _talking(harness) as (adapter, _inbox):
            await adapter.send(Message("m1", harness.address(), text))
            screen = await until_shown(harness, "dan dat")

        assert "Bel ons:" in screen[-1]
        assert "**" not in screen[-1]
        assert "1. eerst dit" in screen[-1]

    async def test_a_chosen_button_comes_back_as_its_data_or_as_its_number(
        self, harness: Harness
    ) -> None:
        rows = ((Button("Ja, graag", "yes"),), (Button("Nee", "no"),))
        async with _talking(harness) as (adapter, inbox):
            await adapter.send(Message("m1", harness.address(), "Wilt u dat?", rows))
            await until_shown(harness, "Wilt u dat?")
            await harness.person_chooses(2)
            answer = await inbox.first(lambda one: one.what in {Pressed("no"), Said("2")})

        assert answer.private
        assert answer.at == harness.address()

    async def test_messages_to_one_place_are_shown_in_the_order_of_sending(
        self, harness: Harness
    ) -> None:
        async with _talking(harness) as (adapter, _inbox):
            for number in range(4):
                await adapter.send(Message(f"m{number}", harness.address(), f"deel {number}"))
            screen = await until_shown(harness, "deel 3")

        assert screen[-4:] == [f"deel {number}" for number in range(4)]

    async def test_a_very_long_message_arrives_whole(self, harness: Harness) -> None:
        words = " ".join(f"woord{number}" for number in range(1500))
        async with _talking(harness) as (adapter, _inbox):
            await adapter.send(Message("m1", harness.address(), words))
            screen = await until_shown(harness, "woord1499")

        shown = " ".join(screen).split()
        assert shown[-1500:] == words.split()

    async def test_an_edit_changes_what_is_shown(self, harness: Harness) -> None:
        async with _talking(harness) as (adapter, _inbox):
            sent = await adapter.send(Message("m1", harness.address(), "Een ogenblik"))
            assert sent.message
            await adapter.send(Edit("e1", harness.address(), sent.message, "Klaar met wachten"))
            screen = await until_shown(harness, "Klaar met wachten")

        assert "Een ogenblik" not in screen

    async def test_a_removed_message_is_shown_no_more_and_removing_it_again_is_fine(
        self, harness: Harness
    ) -> None:
        async with _talking(harness) as (adapter, _inbox):
            sent = await adapter.send(Message("m1", harness.address(), "Dit gaat weg"))
            assert sent.message
            await until_shown(harness, "Dit gaat weg")
            await adapter.send(Remove("r1", harness.address(), sent.message))
            await adapter.send(Remove("r2", harness.address(), sent.message))
            await adapter.send(Message("m2", harness.address(), "Dit blijft"))
            screen = await until_shown(harness, "Dit blijft")

        assert "Dit gaat weg" not in screen

    async def test_marks_and_shut_threads_never_fail_where_a_network_has_no_such_thing(
        self, harness: Harness
    ) -> None:
        async with _talking(harness) as (adapter, inbox):
            message = (await inbox.said("hallo")).message
            assert message
            marked = await adapter.send(Mark("k1", harness.address(), message, "🛸"))
            shut = await adapter.send(Shut("s1", harness.address(), title="Klaar"))

        assert marked == Sent()
        assert shut == Sent()

    async def test_nothing_can_be_sent_to_a_person_who_is_gone(self, harness: Harness) -> None:
        async with _talking(harness) as (adapter, _inbox):
            await harness.person_goes()

            with pytest.raises(Gone):
                await adapter.send(Message("m1", harness.address(), "Bent u daar nog?"))


@contextlib.asynccontextmanager
async def _talking(harness: Harness) -> AsyncIterator[tuple[Adapter, Inbox]]:
    """A running adapter that has already been spoken to."""
    adapter = harness.adapter()
    async with listening(adapter) as inbox:
        await harness.person_says("hallo")
        await inbox.said("hallo")
        yield adapter, inbox
