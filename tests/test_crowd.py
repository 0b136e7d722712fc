"""The crowd, which tests and benchmarks measure with, sees everything that can go wrong."""

import asyncio

import pytest

from bot.ports import Address, Message, TryAgain
from tests.crowd import ROOM, Crowd, Edge, Outcome


@pytest.fixture
async def edges():
    return Edge("telegram"), Edge("matrix")


@pytest.fixture
async def crowd(edges):
    """Two citizens with a case each; staff have said two things to both."""
    crowd = Crowd(2, *edges)
    for number in (1, 2):
        await edges[1].send(
            Message(f"card{number}", Address("matrix", ROOM), "", opens=f"#{number}")
        )
        crowd.staff_say(number)
        crowd.staff_say(number)
    return crowd


async def shows(edge, *messages):
    """These (chat, text) are shown, in this order."""
    for number, (chat, text) in enumerate(messages):
        await edge.send(Message(f"{chat}{text}{number}", Address(edge.network, chat), text))


@pytest.mark.parametrize(
    ("shown", "outcome"),
    [
        ([("c1", "balie1x1"), ("c1", "balie1x2")], Outcome(4, lost=2)),
        ([("c1", "balie1x2"), ("c1", "balie1x1")], Outcome(4, lost=2, out_of_order=1)),
        ([("c1", "balie1x1"), ("c1", "balie1x1")], Outcome(4, lost=3, repeated=1)),
        ([("c2", "**Anja:** balie1x1")], Outcome(4, lost=3, astray=1)),
    ],
)
async def test_what_is_lost_repeated_astray_or_out_of_order_is_counted(
    crowd, edges, shown, outcome
):
    await shows(edges[0], *shown)

    assert crowd.outcome() == outcome
    assert outcome.wrong


async def test_an_edge_shows_a_repeated_attempt_once(edges):
    message = Message("same", Address("telegram", "c1"), "hallo")

    assert await edges[0].send(message) == await edges[0].send(message)


async def test_an_edge_is_busy_at_its_own_interval():
    edge = Edge("telegram", refuse_every=2)
    message = Message("same", Address("telegram", "c1"), "hallo")

    await edge.send(message)
    with pytest.raises(TryAgain):
        await edge.send(message)
    await edge.send(message)


async def test_an_edge_brings_again_what_was_being_handled_when_listening_ended(crowd, edges):
    heard, begun = [], asyncio.Event()

    async def receive(received):
        heard.append(received.id)
        begun.set()
        if len(heard) == 1:
            await asyncio.Future()

    for _ in range(2):
        begun.clear()
        listening = asyncio.create_task(edges[1].run(receive))
        await begun.wait()
        listening.cancel()
        await asyncio.wait([listening])

    assert heard[0] == heard[1]
