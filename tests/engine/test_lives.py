"""Lives of cases that hypothesis makes up, played on the real engine, store and delivery.

Two citizens, two desks on two networks, three members of staff, time that passes, restarts. After
each step it must hold:

- a conversation has exactly one open case when it is in one, and none otherwise;
- what a citizen says in a case reaches the desk that has the case, once and in order;
- what staff write reaches that citizen when the writer has the case, and nobody otherwise;
- nothing of a note ever reaches a citizen.
"""

import asyncio
import itertools
import re
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.delivery import Delivery
from bot.dialogue.conversation import Helped, Waiting
from bot.engine import Desks, Engine
from bot.ports import Address, Message, Pressed, Sender
from bot.settings import Desk
from bot.store import Store
from tests.engine.house import ANJA, BRAM, FATIMA, House
from tests.fakes import FakeKnowledge

OMAR, CARLA = Sender("omar", "Omar"), Sender("carla", "Carla")
BREDA = Desk("breda", "telegram", "breda-room")
WORD = re.compile(r"(?:burger|balie|notitie)\d+")

citizens = st.sampled_from([FATIMA, OMAR])
staff = st.sampled_from([None, None, ANJA, BRAM, CARLA])
"""None: whoever has the case, as most who write do."""
nth = st.integers(0, 3)
"""Which case, counted from the newest."""
ORDERS = [
    "!claim",
    "!release",
    "!overnemen",
    "!close",
    "!reopen",
    "!transfer breda",
    "!transfer haarlem\nnotitie0",
    "!history",
    "!answer digid-app",
    "!answer",
    "!block",
    "!oefenen",
    "!help",
]
BUTTONS = [
    "claim",
    "release",
    "takeover",
    "close",
    "transfer:breda",
    "block:yes",
    "answer:digid-app",
]
PRESSES = ["yes", "no", "move:yes", "move:no", "share:yes", "share:no", "stop", "rate:3:1", "menu"]


class Lives(RuleBasedStateMachine):
    """Plays one history; see the module's docstring."""

    @initialize()
    def opens(self):
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store(f"sqlite:///{Path(self.folder.name) / 'lives.db'}")
        self.house = House(self.store, FakeKnowledge(), more=(BREDA,))
        self.numbers = itertools.count(1)
        self.to_desk: dict[int, list[str]] = {}
        self.to_citizen: dict[str, list[str]] = {FATIMA.id: [], OMAR.id: []}
        for who, library in ((FATIMA, "haarlem"), (OMAR, "breda")):
            self.wants_a_person(who, library)

    def teardown(self):
        self.store.close()
        self.loop.close()
        self.folder.cleanup()

    # --- what people do -----------------------------------------------------------------------

    def does(self, doing):
        return self.loop.run_until_complete(doing)

    @rule(who=citizens, library=st.sampled_from(["haarlem", "breda"]))
    def wants_a_person(self, who, library):
        self.does(self.house.citizen(f"/person {library}", who))
        self.does(self.house.presses("yes", who))

    @rule(who=citizens)
    def says(self, who):
        word, case = f"burger{next(self.numbers)}", self.case_of(who)
        if case is not None:
            self.to_desk.setdefault(case.number, []).append(word)
        received = self.does(self.house.citizen(word, who))
        self.does(self.house.happens(received))

    @rule(who=citizens, data=st.sampled_from(PRESSES))
    def presses(self, who, data):
        self.does(self.house.presses(data, who))

    @rule(who=citizens, n=nth)
    def wants_the_case_again(self, who, n):
        self.does(self.house.presses(f"again:{self.nth_case(n).number}", who))

    @rule(who=staff, n=nth)
    def writes(self, who, n):
        word, case = f"balie{next(self.numbers)}", self.nth_case(n)
        who = who or self.claimer_of(case)
        citizen, state = self.talk_of(case)
        if isinstance(state, Helped) and (state.case, state.staff.id) == (case.number, who.id):
            self.to_citizen.setdefault(citizen, []).append(word)
        self.at(case, word, who)

    @rule(who=staff, n=nth, note=st.sampled_from(["// notitie1", "!note notitie2", "  //notitie3"]))
    def notes(self, who, n, note):
        self.at(self.nth_case(n), note, who)

    @rule(who=staff, n=nth, order=st.sampled_from(ORDERS))
    def orders(self, who, n, order):
        self.at(self.nth_case(n), order, who)

    @rule(who=staff, n=nth, data=st.sampled_from(BUTTONS))
    def presses_at_desk(self, who, n, data):
        case = self.nth_case(n)
        self.at(case, Pressed(data), who, message=None, about=case.card)

    @rule(who=staff)
    def practises(self, who):
        self.does(self.house.in_room(Address("matrix", "desk"), "/oefenen", who))

    @rule(seconds=st.sampled_from([60, 1300, 4000, 90_000]))
    def time_passes(self, seconds):
        self.does(self.house.time_passes(seconds))

    @rule()
    def restarts(self):
        house = self.house
        desks = Desks((Desk("haarlem", "matrix", "desk"), BREDA))
        house.engine = Engine(self.store, house.engine.world, desks, house.clock)
        networks = {n.network: n for n in (house.citizens, house.staff)}
        failed = lambda tx, row, gone: house.engine.failed(tx, row, gone=gone)  # noqa: E731
        house.delivery = Delivery(self.store, networks, failed, house.clock)

    def at(self, case, what, who, **more):
        sender = who or self.claimer_of(case)
        self.does(self.house.in_room(case.address, what, sender, **more))

    @rule(who=citizens, n=nth, library=st.sampled_from(["haarlem", "breda"]))
    def closes_and_asks_again(self, who, n, library):
        self.at(self.nth_case(n), "!close", None)
        self.wants_a_person(who, library)

    @rule(n=nth)
    def opens_an_older_case_again(self, n):
        for case in self.cases():
            if case.closed_at is None:
                self.at(case, "!close", None)
        self.at(self.nth_case(n), "!reopen", ANJA)

    # --- what is so ---------------------------------------------------------------------------

    def cases(self):
        """All cases ever, oldest first."""
        with self.store.begin() as tx:
            found = (tx.cases.get(number) for number in range(1, 100))
            return list(itertools.takewhile(lambda case: case is not None, found))

    def nth_case(self, n):
        """One of the newest cases."""
        return self.cases()[-1 - n % len(self.cases())]

    def claimer_of(self, case):
        """Who has the case; somebody, when nobody has."""
        _, state = self.talk_of(case)
        has_it = isinstance(state, Helped) and state.case == case.number
        return Sender(state.staff.id, state.staff.name) if has_it else CARLA

    def case_of(self, who):
        """The open case of this citizen."""
        with self.store.begin() as tx:
            stored = tx.conversations.find(Address("telegram", who.id))
            current = tx.cases.current_of(stored.id) if stored else None
        return current if current is not None and current.closed_at is None else None

    def talk_of(self, case):
        """Where the citizen of a case is, and the state of their talk."""
        with self.store.begin() as tx:
            stored = tx.conversations.get(case.conversation)
        return stored.address.chat, stored.body.state

    def words_at(self, address, beginning=""):
        """The words of all messages there that begin like that, in order."""
        network = self.house.staff if address.network == "matrix" else self.house.citizens
        told = [m for m in network.sent if isinstance(m, Message) and m.to == address]
        return [w for m in told if m.text.startswith(beginning) for w in WORD.findall(m.text)]

    @invariant()
    def one_open_case_exactly_while_in_one(self):
        by_talk: dict[str, list[int]] = {}
        for case in self.cases():
            by_talk.setdefault(case.conversation, [])
            if case.closed_at is None:
                by_talk[case.conversation].append(case.number)
        with self.store.begin() as tx:
            states = {talk: tx.conversations.get(talk).body.state for talk in by_talk}
        for talk, state in states.items():
            is_open = [state.case] if isinstance(state, Waiting | Helped) else []
            assert by_talk[talk] == is_open

    @invariant()
    def what_citizens_say_reaches_the_desk_once_and_in_order(self):
        for case in self.cases():
            heard = self.words_at(case.address, "**Burger:** ")
            assert heard == self.to_desk.get(case.number, [])

    @invariant()
    def who_has_the_case_speaks_and_nobody_else(self):
        for who in (FATIMA, OMAR):
            read = self.words_at(Address("telegram", who.id))
            assert read == self.to_citizen[who.id]


Lives.TestCase.settings = settings(
    max_examples=25, stateful_step_count=40, deadline=None, report_multiple_bugs=False
)
TestLives = Lives.TestCase
