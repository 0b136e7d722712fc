"""Delivery: again until it arrives, in order, one line never held up by another."""

import asyncio
import logging

import pytest

from bot.delivery import GIVE_UP_AFTER, GIVE_UP_TRIES, LONGEST_PAUSE, Delivery
from bot.ports import Address, CannotRun, Edit, Gone, Message, NotYet, Sent, TryAgain, Undeliverable
from bot.store.outbox import Draft
from tests.engine.house import FakeClock, FakeNetwork

FATIMA, OMAR = Address("telegram", "fatima"), Address("telegram", "omar")


class Post:
    """An outbox, a network, and delivery between them."""

    def __init__(self, store) -> None:
        self.store = store
        self.clock = FakeClock()
        self.network = FakeNetwork("telegram")
        self.heard: list[tuple[str, bool]] = []
        self.delivery = Delivery(store, {"telegram": self.network}, self, self.clock)

    # --- what delivery tells ----------------------------------------------------------------

    def failed(self, _tx, row, *, gone) -> None:
        self.heard.append((row.body.text, gone))

    def thread_lost(self, _tx, number) -> bool:
        raise AssertionError(f"no case {number} is here")

    def moved(self, tx, old, chat) -> None:
        tx.conversations.move(old, chat)

    # --- what happens -----------------------------------------------------------------------

    async def put(self, text: str, to: Address = FATIMA, **more) -> None:
        def add(tx):
            stored = tx.conversations.at(to, self.clock())
            body = Message("", to, text)
            draft = Draft(f"{stored.id}:citizen", body, stored.id, **more)
            tx.outbox.add(draft, self.clock())

        await self.store.run(add)

    async def drain(self) -> list[str]:
        await self.delivery.drain()
        return [m.text for m in self.network.sent if isinstance(m, Message)]

    async def waiting(self) -> tuple[int, int]:
        return await self.store.run(lambda tx: tx.outbox.waiting())


@pytest.fixture
def post(store) -> Post:
    return Post(store)


async def test_what_arrived_leaves_nothing_behind(post):
    await post.put("een")

    assert await post.drain() == ["een"]
    assert await post.waiting() == (0, 0)


async def test_a_line_keeps_its_order_when_its_first_message_must_wait(post):
    post.network.refuse.append(TryAgain("busy"))
    await post.put("een")
    await post.put("twee")
    await post.put("drie", OMAR)

    assert await post.drain() in (["drie"], ["een", "twee"])
    post.clock.pass_by(5)
    sent = await post.drain()
    assert sent.index("een") < sent.index("twee")
    assert sorted(sent) == ["drie", "een", "twee"]


async def test_a_network_that_names_a_pause_gets_it(post):
    post.network.refuse.append(TryAgain("429", after=30))
    await post.put("een")
    await post.drain()
    post.clock.pass_by(29)
    assert await post.drain() == []
    post.clock.pass_by(2)

    assert await post.drain() == ["een"]


async def test_pauses_grow_and_stay_bounded(post):
    await post.put("een")
    pauses = []
    for _ in range(14):
        post.network.refuse.append(TryAgain("away"))
        before = post.clock()
        await post.drain()
        due = await post.store.run(lambda tx: tx.outbox.next_due())
        pauses.append(due - before)
        post.clock.now = due

    assert pauses[:4] == [1, 2, 4, 8]
    assert max(pauses) == 300


async def test_a_message_keeps_its_id_until_it_arrives(post):
    ids = []
    send = post.network.send

    async def refuse_once(message):
        ids.append(message.id)
        if len(ids) == 1:
            raise TryAgain("busy")
        return await send(message)

    post.network.send = refuse_once
    await post.put("een")
    await post.drain()
    post.clock.pass_by(5)
    await post.drain()

    assert len(ids) == 2
    assert len(set(ids)) == 1


@pytest.mark.parametrize(("error", "gone"), [(Undeliverable("no"), False), (Gone("no"), True)])
async def test_what_can_never_arrive_is_told_and_the_line_goes_on(post, error, gone):
    post.network.refuse.append(error)
    await post.put("een")
    await post.put("twee")

    assert await post.drain() == ["twee"]
    assert post.heard == [("een", gone)]


async def test_what_could_not_be_sent_for_a_day_is_given_up(post):
    await post.put("een")
    post.network.refuse_always["fatima"] = TryAgain("away")
    for _ in range(GIVE_UP_TRIES):
        await post.drain()
        post.clock.pass_by(LONGEST_PAUSE)
    post.clock.pass_by(GIVE_UP_AFTER)
    await post.drain()

    assert post.heard == [("een", False)]
    assert (await post.waiting())[0] == 0


async def test_a_bot_that_was_away_for_a_day_still_tries(post):
    await post.put("een")
    post.clock.pass_by(GIVE_UP_AFTER + 1)
    post.network.refuse.append(TryAgain("away"))
    await post.drain()
    post.clock.pass_by(LONGEST_PAUSE)

    assert await post.drain() == ["een"]
    assert post.heard == []


async def test_a_defect_of_an_adapter_is_tried_again_and_tells_no_text(post, caplog):
    post.network.refuse.append(ValueError("geheimewoord"))
    await post.put("geheimewoord")
    await post.drain()
    post.clock.pass_by(5)

    assert await post.drain() == ["geheimewoord"]
    assert "ValueError" in caplog.text
    assert "geheimewoord" not in caplog.text


async def test_an_edit_that_fails_is_dropped_without_a_word(post):
    def add(tx):
        edit = Edit("", FATIMA, "1", "nieuw")
        tx.outbox.add(Draft("room:telegram:fatima", edit), post.clock())

    await post.store.run(add)
    post.network.refuse.append(Undeliverable("no"))
    await post.drain()

    assert post.heard == []
    assert await post.waiting() == (0, 0)


async def test_a_message_for_a_forgotten_citizen_goes_nowhere(post):
    await post.put("een")
    await post.store.run(
        lambda tx: tx.conversations.delete(tx.conversations.at(FATIMA, 0).id),
    )

    assert await post.drain() == []
    assert await post.waiting() == (0, 0)


async def test_running_delivers_what_is_put_in_later(post):
    arrived = asyncio.Event()
    send = post.network.send

    async def tell(message):
        sent = await send(message)
        arrived.set()
        return sent

    post.network.send = tell
    running = asyncio.create_task(post.delivery.run())
    await post.put("een")
    post.delivery.wake()
    await asyncio.wait_for(arrived.wait(), 10)
    running.cancel()

    with pytest.raises(asyncio.CancelledError):
        await running
    assert [m.text for m in post.network.sent] == ["een"]


async def test_a_network_that_is_no_longer_configured_keeps_its_messages(post, caplog):
    caplog.set_level(logging.WARNING)
    post.delivery = Delivery(post.store, {}, post, post.clock)
    await post.put("een")
    await post.drain()

    assert await post.waiting() == (1, 0)
    assert "telegram is not configured" in caplog.text


async def test_a_message_that_only_waits_its_turn_is_no_news_for_the_operator(post, caplog):
    post.network.refuse.append(NotYet("its turn comes", after=3))
    await post.put("een")
    await post.drain()
    post.clock.pass_by(2.9)
    assert await post.drain() == []
    post.clock.pass_by(0.2)

    assert await post.drain() == ["een"]
    assert caplog.text == ""


def test_errors_of_the_port_say_who_must_act():
    assert issubclass(Gone, Undeliverable)
    assert not issubclass(CannotRun, TryAgain)
    assert TryAgain("x", after=3).after == 3
    assert Sent().parts == ()
