"""What stands behind the editors' page: the state is told at once, warnings when they are found."""

import threading
from types import SimpleNamespace

import pytest

from bot.cli import editors
from bot.cli.editors import Workshop
from bot.kb.problems import Problem


class Judge:
    """Looks for warnings for as long as a test wants."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.times = 0

    def __call__(self, folder, today, base):
        self.times += 1
        assert self.may_end.wait(30)
        return [Problem("nl/digid/digid-app.yaml", 3, f"keer {self.times}", "warning")]


@pytest.fixture
def judge(monkeypatch):
    slow = Judge()
    monkeypatch.setattr(editors, "check", slow)
    yield slow
    slow.may_end.set()


@pytest.fixture
def workshop(tmp_path, knowledge):
    house = SimpleNamespace(engine=SimpleNamespace(world=SimpleNamespace(kb=knowledge)))
    opened = Workshop(tmp_path)
    opened.opens_in(house)
    return opened


async def test_a_mistake_does_not_wait_for_the_warnings(workshop, judge):
    first = await workshop.state()
    workshop._looked((Problem("nl/digid/digid-app.yaml", 1, "fout", "error"),))

    told = await workshop.state(first.version)

    assert first.warnings is None
    assert told.warnings is None
    assert "digid-app.yaml:1" in told.problems[0]
    judge.may_end.set()
    ended = await workshop.state(told.version)
    assert "digid-app.yaml:3" in ended.warnings[0]


async def test_many_savings_and_pages_are_looked_at_once_more_not_each(workshop, judge):
    states = [await workshop.state() for _ in range(3)]
    for _ in range(5):
        workshop._looked(())
    judge.may_end.set()

    while not (state := await workshop.state(states[-1].version)).warnings or judge.times < 2:
        states.append(state)

    assert judge.times == 2
