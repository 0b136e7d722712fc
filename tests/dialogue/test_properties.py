"""What holds for any talk at all, however strange: played by hypothesis, thousands of events."""

from typing import get_args

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.conversation import Conversation, Helped, Rating, State, Waiting
from bot.dialogue.effects import (
    CloseCase,
    Count,
    Forget,
    KeepQuestion,
    OpenCase,
    ReopenCase,
    Tell,
    TellPrivate,
)
from bot.dialogue.events import (
    CaseOpened,
    CitizenChose,
    CitizenEdited,
    CitizenSaid,
    CitizenSent,
    Event,
    NotDelivered,
    Party,
    PracticeAsked,
    Staff,
    StaffChose,
    StaffReopened,
    StaffSaid,
    TimerFired,
    TimerKind,
)
from bot.dialogue.step import step
from bot.dialogue.world import World
from tests.dialogue.talk import ANNA, BEA, KeyKnowledge

WORLD = World(KeyKnowledge(), frozenset({"haarlem", "breda"}))
ALONE = World(KeyKnowledge())
SECRET = "geheim onder collega's"

words = st.sampled_from(
    [
        "digid",
        "digid app",
        "ik wil dood",
        "ja",
        "nee",
        "1",
        "2",
        "9",
        "Haarlem",
        "Zuid",
        "bla",
        "👍",
        "medewerker",
        "stop",
        "vergeet mij",
        "/start haarlem",
        "/person",
        "!stop",
        "/forget",
        "/x",
        "/language en",
        "wat kost dat?",
        "",
        " ",
        "*_`[x](y)<b>&",
        "/",
        "!",
        "а" * 5000,
    ]
) | st.text(max_size=40)
data = st.sampled_from(
    [
        "t:digid-aanvragen",
        "t:weg",
        "p:cost:digid-aanvragen",
        "p:cost:weg",
        "p:x",
        "good:weg",
        "good:digid-app",
        "bad:digid-app",
        "bad:weg",
        "none",
        "menu",
        "human",
        "help",
        "langs",
        "lang:en",
        "lang:xx",
        "lib:haarlem",
        "lib:weg",
        "cancel",
        "yes",
        "no",
        "rate:3:7",
        "rate:9:7",
        "again:7",
        "share:yes",
        "share:no",
        "answer",
        "answer:digid-app",
        "done:answered",
        "again:7:say",
        "again:8",
        "move:yes",
        "move:no",
        "transfer",
        "transfer:breda",
        "transfer:haarlem",
        "takeover",
        "stop",
        "forget",
        "privacy",
        ":",
        "",
        "yes:",
        "claim",
        "close",
    ]
) | st.text(max_size=64)
orders = st.sampled_from(
    [
        "/claim",
        "!release",
        "/close",
        "/note x",
        "/answer digid",
        "/help",
        "/x",
        "/transfer breda",
        "/overnemen",
        "/reopen",
    ]
)
staff = st.sampled_from([ANNA, BEA, Staff("3", "")])
citizens = st.one_of(
    words.map(CitizenSaid),
    data.map(CitizenChose),
    words.map(CitizenEdited),
    st.builds(CitizenSent, st.sampled_from(["photo", "voice", "hologram"]), words),
)
desks = st.one_of(
    st.builds(StaffSaid, staff, words | orders | st.just(SECRET), st.booleans()),
    st.builds(StaffChose, staff, st.sampled_from(["claim", "release", "close"]) | data),
)
rest = st.one_of(
    st.builds(TimerFired, st.sampled_from(TimerKind)),
    st.builds(NotDelivered, st.sampled_from(Party), st.booleans(), st.booleans()),
    *[st.from_type(kind) for kind in get_args(Event) if kind not in {CaseOpened, PracticeAsked}],
)
to_a_case = st.just([CitizenSaid("/person haarlem"), CitizenChose("yes")])
talks = st.lists(
    to_a_case | st.lists(citizens | desks | rest, min_size=1, max_size=4), max_size=12
).map(lambda parts: [event for part in parts for event in part])


def play(events, world=WORLD):
    """Every step of a talk as the engine plays it: before, event, after, effects."""
    conversation, number, queue = Conversation(), 6, list(events)
    while queue:
        event = queue.pop(0)
        before = conversation
        conversation, effects = step(conversation, event, world)
        yield before, event, conversation, effects
        if any(isinstance(effect, OpenCase) for effect in effects):
            number += 1
            queue.insert(0, CaseOpened(number))


def is_open(conversation: Conversation) -> bool:
    return isinstance(conversation.state, Waiting | Helped)


@given(talks)
@settings(max_examples=150, deadline=None)
def test_a_case_is_open_exactly_between_its_opening_and_its_closing(events):
    open_cases = 0
    for _before, _event, after, effects in play(events):
        open_cases += sum(isinstance(e, OpenCase | ReopenCase) for e in effects)
        open_cases -= sum(isinstance(e, CloseCase) for e in effects)

        assert open_cases == is_open(after)


@given(talks)
@settings(max_examples=150, deadline=None)
def test_nothing_is_told_to_a_desk_that_has_no_case(events):
    for before, _event, _after, effects in play(events):
        tells = [e for e in effects if isinstance(e, Tell) and e.to is Party.DESK]

        reopened = any(isinstance(e, ReopenCase) for e in effects)
        assert is_open(before) or reopened or not tells


@given(talks)
@settings(max_examples=150, deadline=None)
def test_what_someone_writes_who_did_not_claim_never_reaches_the_citizen(events):
    for _before, event, after, effects in play(events):
        if not isinstance(event, StaffSaid):
            continue
        relayed = [e for e in effects if isinstance(e, Tell) and e.to == "citizen" and e.relayed]
        speaks = isinstance(after.state, Helped) and after.state.staff.id == event.staff.id

        assert speaks or not relayed
        assert speaks or not any(SECRET in e.text for e in effects if isinstance(e, Tell))


@given(talks)
@settings(max_examples=100, deadline=None)
def test_the_citizen_never_meets_silence(events):
    for before, event, after, effects in play(events):
        if isinstance(event, CitizenSaid | CitizenChose | CitizenSent):
            told = [e for e in effects if isinstance(e, Tell | OpenCase | TellPrivate)]

            assert told, (before.state, event, after.state)


@given(talks)
@settings(max_examples=100, deadline=None)
def test_every_button_fits_through_every_network(events):
    for *_, effects in play(events):
        rows = [row for e in effects if isinstance(e, Tell) for row in e.choices]
        for choice in [choice for row in rows for choice in row]:
            assert choice.label
            assert bool(choice.data) != bool(choice.url)
            assert len(choice.data.encode("ascii")) <= 64


@given(talks)
@settings(max_examples=100, deadline=None)
def test_a_conversation_stays_small_and_comes_back_from_the_store_as_it_was(events):
    for _before, _event, after, effects in play(events):
        stored = msgspec.json.encode(after)

        assert msgspec.json.decode(stored, type=Conversation) == after
        assert len(stored) < 16_000
        assert not any(isinstance(e, Forget) for e in effects) or after.talk == ()


@given(talks)
@settings(max_examples=60, deadline=None)
def test_without_a_desk_no_case_is_ever_opened(events):
    of_a_citizen = [event for event in events if not isinstance(event, StaffReopened)]
    for _before, _event, after, effects in play(of_a_citizen, ALONE):
        assert not any(isinstance(effect, OpenCase) for effect in effects)
        assert not isinstance(after.state, Waiting | Helped | Rating)


@given(st.sampled_from(get_args(State)).flatmap(st.from_type), citizens | desks | rest)
@settings(max_examples=300, deadline=None)
def test_no_event_breaks_any_state(state, event):
    conversation = Conversation(state, lang="xx", topic="weg", question="?")

    after, effects = step(conversation, event, WORLD)

    assert isinstance(after, Conversation)
    assert isinstance(effects, tuple)


@given(talks)
@settings(max_examples=200, deadline=None)
def test_no_question_is_kept_twice_or_in_a_case_or_in_danger(events):
    asked, kept = 0, 0
    for before, event, after, effects in play(events):
        asked += isinstance(event, CitizenSaid | CitizenEdited | CitizenSent)
        found = [effect for effect in effects if isinstance(effect, KeepQuestion)]
        kept += len(found)

        assert kept <= asked
        assert not (found and (is_open(before) or is_open(after)))
        assert not [effect for effect in found if "dood" in effect.text.casefold()]


@given(st.lists(desks | rest, max_size=20))
@settings(max_examples=150, deadline=None)
def test_a_practice_case_tells_no_citizen_anything_and_counts_nothing(events):
    of_staff = [event for event in events if not isinstance(event, StaffReopened)]
    for *_, effects in play([PracticeAsked("haarlem"), *of_staff]):
        assert not [e for e in effects if isinstance(e, Count | KeepQuestion)]
        assert not [e for e in effects if isinstance(e, Tell) and e.to is Party.CITIZEN]
