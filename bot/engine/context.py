"""Carry out the effects of a step, inside the transaction of the event that caused it."""

from collections import deque
from collections.abc import Iterable
from datetime import UTC, datetime

from msgspec import Struct
from msgspec.structs import replace

from bot.dialogue import effects as do
from bot.dialogue.conversation import Waiting
from bot.dialogue.events import (
    CaseOpened,
    Event,
    HistoryFound,
    Party,
    PastCase,
    PrivateTold,
    TakenBack,
    TimerKind,
)
from bot.dialogue.opening import opening
from bot.dialogue.step import step
from bot.dialogue.world import World
from bot.engine.copies import (
    answered_there,
    note_mark,
    original_of,
    take_back_copies,
    to_take_back,
)
from bot.engine.desks import Desks
from bot.engine.held import Held
from bot.engine.opening import held_until, wake_at_opening
from bot.engine.practice import is_practice
from bot.engine.translate import shareable
from bot.ports import (
    Address,
    Attached,
    Button,
    Edit,
    Mark,
    Message,
    Outgoing,
    Received,
    Remove,
    Said,
    Shut,
)
from bot.store import Transaction
from bot.store.cases import Case
from bot.store.conversations import Stored
from bot.store.gaps import Gap
from bot.store.messages import Known
from bot.store.outbox import Draft, Origin, desk_line

Buttons = tuple[tuple[Button, ...], ...]


class House(Struct, frozen=True):
    """What stays the same during a step: the world the dialogue sees, the desks, what is held."""

    world: World
    desks: Desks
    held: Held


class Scene:
    """One conversation while one event is handled: steps it, and carries out what follows."""

    def __init__(
        self, tx: Transaction, house: House, stored: Stored, received: Received | None, now: float
    ) -> None:
        """`received` is what caused it all, or None for a timer or a failed delivery."""
        self._tx = tx
        self._house = house
        self._id = stored.id
        self._citizen = stored.address
        self._body = stored.body
        self._received = received
        self._now = now
        self._case: Case | None = tx.cases.current_of(stored.id)
        self._told: list[Outgoing] = []
        self._counted: list[tuple[str, str]] = []
        self._forgotten = False
        self._at_desk = received is not None and house.desks.is_desk(received.at)

    def play(self, event: Event) -> None:
        """Step once, and again for each event that an effect itself causes; then save."""
        if self._at_desk and self._case and opening(self._house.world, self._case.library):
            self._tx.outbox.let_go_of_case(self._case.number, self._now)  # somebody is there
        events = deque([event])
        while events:
            self._body, effects = step(self._body, events.popleft(), self._house.world)
            for effect in sorted(effects, key=_forgetting_goes_last):
                events.extend(self._carry_out(effect))
        if not self._forgotten:
            self._tx.conversations.save(self._id, self._body, self._now)
        self._count()

    def _carry_out(self, effect: do.Effect) -> tuple[Event, ...]:
        match effect:
            case do.Tell(to=Party.CITIZEN):
                self._tell_citizen(effect)
            case do.Tell():
                self._tell_desk(effect)
            case do.EditCard(text, choices, title):
                self._to_desk(Edit("", self._desk(), "", text, buttons(choices), title or None))
            case do.MarkOriginal(emoji):
                self._mark(emoji)
            case do.ClaimCase() | do.CloseCase() | do.ReopenCase():
                self._change_case(effect)
            case _:
                return self._carry_out_and_tell(effect)
        return ()

    def _carry_out_and_tell(self, effect: do.Effect) -> tuple[Event, ...]:
        """What the dialogue hears of at once, in the same transaction."""
        match effect:
            case do.EditCopy(text):
                self._edit_copy(text)
            case do.TakeBack():
                return self._take_back()
            case do.FindHistory(library):
                return (HistoryFound(self._past_cases(library)),)
            case do.HoldPrivate() | do.TellPrivate() | do.DropPrivate():
                return self._private(effect)
            case do.OpenCase():
                return self._open_case(effect)
            case _:
                self._housekeep(effect)
        return ()

    def _housekeep(self, effect: do.Effect) -> None:
        match effect:
            case do.SetTimer(kind, seconds):
                self._tx.timers.set(self._id, kind, self._now + seconds)
                if kind is TimerKind.REMIND_DESK and self._case:
                    wake_at_opening(self._tx, self._house.world, self._case.library)
            case do.StopTimer(kind):
                self._tx.timers.stop(self._id, kind)
            case do.Count(what, about):
                self._counted.append((what, about))
            case do.KeepQuestion(text, lang, why, about):
                day = datetime.fromtimestamp(self._now, UTC).date().isoformat()
                self._tx.gaps.add(Gap(day, lang, why, about, text))
            case do.Forget():
                self._forget()
            case _:
                raise TypeError(type(effect).__name__)

    def _count(self) -> None:
        """At the very end and in one order: all conversations share these rows."""
        day = datetime.fromtimestamp(self._now, UTC).date().isoformat()
        for what, about in sorted(self._counted):
            self._tx.counts.add(day, what, about)

    # --- messages ---------------------------------------------------------------------------

    def _tell_citizen(self, tell: do.Tell) -> None:
        if is_practice(self._citizen):
            raise LookupError("the dialogue speaks to the citizen of a practice case")
        body = self._answering(message(self._citizen, tell), tell)
        self._told.append(body)
        self._tx.outbox.add(
            Draft(f"{self._id}:citizen", body, self._id, origin=self._origin(tell)), self._now
        )

    def _tell_desk(self, tell: do.Tell) -> None:
        body = self._answering(message(self._desk(), tell), tell)
        if self._away_until() is not None:
            body = replace(body, quiet=True)  # who has the case reads it in their own time
        self._to_desk(body, self._origin(tell))

    def _answering(self, body: Message, tell: do.Tell) -> Message:
        """What a person sent goes along, and answers what the other side has of an earlier message."""
        received = self._received
        if not tell.relayed or received is None or not isinstance(received.what, Said | Attached):
            return body
        if tell.file and isinstance(received.what, Attached):
            body = replace(body, file=received.what.file, kind=received.what.kind)
        return replace(body, about=answered_there(self._tx, self._id, received, body.to))

    def _to_desk(self, body: Outgoing, origin: Origin | None = None) -> None:
        """Into the case's thread; what thread that is, delivery finds out when it goes."""
        if self._case is None:
            raise LookupError("the dialogue speaks to a desk without a case")
        if self._case.card is not None and not isinstance(body, Edit):
            self._told.append(body)  # the card itself is taken back when all is forgotten
        number = self._case.number
        draft = Draft(desk_line(self._id, number), body, self._id, number, origin)
        moment = self._away_until() if isinstance(self._body.state, Waiting) else None
        until = None if moment is None else held_until(moment)
        self._tx.outbox.add(draft, self._now, until)

    def _away_until(self) -> float | None:
        """When the case's desk opens; None when it is open, or somebody there acts anyway."""
        if self._at_desk or self._case is None:
            return None
        return opening(self._house.world, self._case.library)

    def _desk(self) -> Address:
        if self._case is None:
            raise LookupError("the dialogue speaks to a desk without a case")
        return self._case.address

    def _origin(self, tell: do.Tell) -> Origin | None:
        """The person's own message: they count on its arrival, and staff see it marked there."""
        received = self._received
        if not tell.relayed or received is None:
            return None
        return original_of(received)

    # --- copies -----------------------------------------------------------------------------

    def _edit_copy(self, text: str) -> None:
        """Delivery finds the copy when the edit goes: it may still be on its way itself."""
        received = self._cause()
        line, number = self._line_to_other_side(received)
        edit = Edit("", received.at, "", text)
        draft = Draft(line, edit, self._id, number, original_of(received))
        self._tx.outbox.add(draft, self._now)

    def _take_back(self) -> tuple[Event, ...]:
        """Staff hear whether it was found; a citizen who deletes sees the message gone."""
        received = self._cause()
        since = self._case.opened_at if self._case else self._now
        origin = to_take_back(self._tx, self._id, received, since)
        line, number = self._line_to_other_side(received)
        found = origin is not None and take_back_copies(self._tx, line, self._id, origin, self._now)
        mark = note_mark(received, origin) if found and origin else None
        if mark is not None:
            self._to_desk(mark)
        return (TakenBack(found),) if number is None and self._case else ()

    def _line_to_other_side(self, received: Received) -> tuple[str, int | None]:
        """The line in which what this person writes is passed on, and the case if to a desk."""
        if self._case is None or self._house.desks.is_desk(received.at):
            return f"{self._id}:citizen", None
        return desk_line(self._id, self._case.number), self._case.number

    def _cause(self) -> Received:
        if self._received is None:
            raise LookupError("the dialogue changes a copy, but nobody did anything")
        return self._received

    def _mark(self, emoji: str) -> None:
        received = self._received
        if received is None or received.message is None:
            return
        mark = Mark("", received.at, received.message, emoji)
        if self._house.desks.is_desk(received.at):
            self._to_desk(mark)
        else:
            self._tx.outbox.add(Draft(f"{self._id}:citizen", mark, self._id), self._now)

    def _past_cases(self, library: str) -> tuple[PastCase, ...]:
        """The citizen's closed cases at this library: what others were told is not theirs."""
        cases = [case for case in self._tx.cases.all_of(self._id) if case.library == library]
        return tuple(
            PastCase(
                number=case.number,
                days=int((self._now - case.closed_at) // 86_400),
                outcome=case.outcome or "",
                about=case.about or "",
            )
            for case in reversed(cases)
            if case.closed_at is not None
        )

    def _private(
        self, effect: do.HoldPrivate | do.TellPrivate | do.DropPrivate
    ) -> tuple[Event, ...]:
        """The only place that handles what was masked; the dialogue never sees it."""
        held = self._house.held
        if isinstance(effect, do.HoldPrivate):
            held.add(self._id, shareable(self._received) if self._received else ())
            return ()
        values = held.of(self._id)
        held.drop(self._id)
        if isinstance(effect, do.DropPrivate):
            return ()
        if values:
            kb = self._house.world.kb
            told = kb.say("desk_citizen_shares", kb.languages[0], values=", ".join(values))
            self._tell_desk(do.Tell(Party.DESK, told, relayed=True))
        return (PrivateTold(found=bool(values)),)

    # --- cases ------------------------------------------------------------------------------

    def _open_case(self, effect: do.OpenCase) -> tuple[Event, ...]:
        if self._case and self._case.closed_at is None:
            raise LookupError("the dialogue opens a second case")
        desk = self._house.desks.of(effect.library)
        self._case = self._tx.cases.open(
            self._id, effect.library, desk, self._now, about=effect.about
        )
        return (CaseOpened(self._case.number),)

    def _change_case(self, effect: do.ClaimCase | do.CloseCase | do.ReopenCase) -> None:
        number = effect.number if isinstance(effect, do.ReopenCase) else self._number()
        match effect:
            case do.ClaimCase(staff):
                self._tx.cases.claim(number, staff.name if staff else None)
            case do.CloseCase(outcome):
                self._to_desk(Shut("", self._desk()))
                self._tx.cases.close(number, self._now, outcome)
            case do.ReopenCase():
                self._tx.cases.reopen(number)
        self._case = self._tx.cases.get(number)
        if isinstance(effect, do.ReopenCase):
            self._to_desk(Shut("", self._desk(), reopen=True))

    def _number(self) -> int:
        if self._case is None:
            raise LookupError("the dialogue changes a case that is not there")
        return self._case.number

    # --- forgetting -------------------------------------------------------------------------

    def _forget(self) -> None:
        """Erase everything; only this step's own last words stay until they are delivered."""
        erase(self._tx, self._id, self._now)
        for body in self._told:
            line = f"farewell:{self._id}:{body.to.network}:{body.to.chat}"
            self._tx.outbox.add(Draft(line, body), self._now)
        self._forgotten = True


def erase(tx: Transaction, conversation: str, now: float) -> None:
    """Erase a conversation and all that hangs on it, and take back what the desk was sent."""
    # Locked first: what is being delivered at this moment is either known by now, or taken back
    # by delivery itself.
    citizen = tx.conversations.lock(conversation)
    line = f"erase:{conversation}"
    take_back(tx, line, [k for k in tx.messages.of(conversation) if _at(k) != citizen], now)
    for case in tx.cases.all_of(conversation):
        hide_title(tx, line, case, now)
    for table in (tx.outbox, tx.timers, tx.messages, tx.cases):
        table.delete_of(conversation)
    tx.conversations.delete(conversation)


def take_back(tx: Transaction, line: str, messages: Iterable[Known], now: float) -> None:
    """Remove those of these messages that are ours."""
    for known in messages:
        if known.ours:
            tx.outbox.add(Draft(line, Remove("", _at(known), known.message)), now)


def hide_title(tx: Transaction, line: str, case: Case, now: float) -> None:
    """The title of a case's thread may tell what the question was about."""
    if case.thread is not None:
        tx.outbox.add(Draft(line, Shut("", case.address, title=f"#{case.number}")), now)


def _at(known: Known) -> Address:
    return Address(known.network, known.chat)


def message(to: Address, tell: do.Tell) -> Message:
    """What a network is given for a `Tell`; it gets its id in the outbox."""
    opens = tell.title if tell.card else None
    return Message("", to, tell.text, buttons(tell.choices), opens, quiet=tell.quiet)


def _forgetting_goes_last(effect: do.Effect) -> bool:
    return isinstance(effect, do.Forget)


def buttons(choices: tuple[tuple[do.Choice, ...], ...]) -> Buttons:
    """Choices of the dialogue as buttons of a network."""
    return tuple(tuple(Button(c.label, c.data, c.url) for c in row) for row in choices)
