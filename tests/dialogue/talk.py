"""A small language for talks: who did what, and what came of it, in one line each."""

import re

from bot.dialogue.conversation import Conversation
from bot.dialogue.effects import (
    ClaimCase,
    Count,
    EditCard,
    EditCopy,
    Effect,
    KeepQuestion,
    MarkOriginal,
    OpenCase,
    SetTimer,
    StopTimer,
    TakeBack,
    Tell,
)
from bot.dialogue.events import CaseOpened, CitizenChose, CitizenSaid, Event, Staff, StaffSaid
from bot.dialogue.step import step
from bot.dialogue.world import World
from tests.fakes import FakeKnowledge

ANNA, BEA = Staff("1", "Anna"), Staff("2", "Bea")

_READ_AS_IT_IS = re.compile(r"words_|followup_|letter_filler|language_name|\w+_topics")


class KeyKnowledge(FakeKnowledge):
    """Says ‹key value› in place of the sentence, so that editors may change every sentence."""

    def say(self, key: str, lang: str, **values: str | int) -> str:
        said = super().say(key, lang, **values)
        if _READ_AS_IT_IS.match(key):
            return said
        return f"‹{' '.join([key, *map(str, values.values())])}›"


class Talk:
    """One conversation that is stepped as the engine does it, with all that was told."""

    def __init__(self, *desks: str, conversation: Conversation | None = None, kb=None) -> None:
        self.world = World(kb or KeyKnowledge(), frozenset(desks or ("haarlem", "breda")))
        self.conversation = conversation or Conversation()
        self.effects: list[Effect] = []
        self.case = 6

    @property
    def state(self):
        return self.conversation.state

    def happens(self, event: Event) -> list[str]:
        """Step once, and again when a case was opened; what came of it, one line per effect."""
        self.conversation, effects = step(self.conversation, event, self.world)
        self.effects = list(effects)
        if any(isinstance(effect, OpenCase) for effect in effects):
            self.case += 1
            opened = CaseOpened(self.case)
            self.conversation, more = step(self.conversation, opened, self.world)
            self.effects += more
        return [line_of(effect) for effect in self.effects]

    def citizen(self, text: str) -> list[str]:
        return self.happens(CitizenSaid(text))

    def presses(self, data: str) -> list[str]:
        return self.happens(CitizenChose(data))

    def staff(self, text: str, staff: Staff = ANNA, *, to_card: bool = False) -> list[str]:
        return self.happens(StaffSaid(staff, text, to_card=to_card))

    def tells(self, to: str) -> list[Tell]:
        return [e for e in self.effects if isinstance(e, Tell) and e.to == to]

    def texts(self, to: str) -> list[str]:
        return [tell.text for tell in self.tells(to)]


def line_of(effect: Effect) -> str:
    """An effect in one line: sentences by their keys, buttons by their data."""
    match effect:
        case Tell():
            signs = "".join([" card" * effect.card, " relayed" * effect.relayed])
            line = f"{effect.to}{signs}: {_keys(effect.text)}{_buttons(effect.choices)}"
        case EditCard(text, choices):
            line = f"edit card: {_keys(text).split()[-1]}{_buttons(choices)}"
        case SetTimer(word) | Count(word):
            line = f"{type(effect).__name__.removesuffix('Timer').lower()} {word}"
        case StopTimer(kind):
            line = f"stop {kind}"
        case KeepQuestion(text, _, why, about):
            line = f"keep {why}{about and f' {about}'}: {text}"
        case EditCopy() | TakeBack() | MarkOriginal():
            line = _of_copy(effect)
        case ClaimCase(staff):
            line = f"claim {staff.name if staff else 'nobody'}"
        case OpenCase(library):
            line = f"open {library}"
        case _:
            line = type(effect).__name__
    return line


def _of_copy(effect: EditCopy | TakeBack | MarkOriginal) -> str:
    match effect:
        case EditCopy(text):
            return f"edit copy: {_keys(text)}"
        case MarkOriginal(emoji):
            return f"mark {emoji}"
        case _:
            return "take back"


def _keys(text: str) -> str:
    return " ".join(re.findall(r"‹(\w+)", text))


def _buttons(rows) -> str:
    data = " ".join(choice.data for row in rows for choice in row if choice.data)
    return f" [{data}]" if data else ""
