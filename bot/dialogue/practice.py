"""A practice case: the bot plays a citizen from a script, for somebody who is new at the desk.

All that staff can do in a case works here in the same way. What differs is added in one place,
`stage`: nothing reaches a citizen, nothing is counted or kept, and no clock rings for colleagues.

The script is the sentence `desk_practice_script`: a line that begins with ">" is what the citizen
says, after the next message of staff; the other lines are tips for whoever practises.
"""

from msgspec import Struct

from bot.dialogue.conversation import Answering, Waiting
from bot.dialogue.effects import (
    CloseCase,
    Count,
    Effect,
    KeepQuestion,
    MarkOriginal,
    OpenCase,
    SetTimer,
    Tell,
)
from bot.dialogue.events import CaseOpened, Event, Party, PracticeAsked, TimerKind
from bot.dialogue.marks import ARRIVED, ON_ITS_WAY
from bot.dialogue.turn import Turn


class Scripted(Struct, frozen=True):
    """One turn of the script: what the citizen says ("" at the beginning), and tips."""

    says: str
    tips: tuple[str, ...] = ()


def read_script(text: str) -> tuple[Scripted, ...]:
    """The turns; the first one is the beginning, before the citizen says anything."""
    turns = [Scripted("")]
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith(">"):
            turns.append(Scripted(line.removeprefix(">").strip()))
        else:
            turns[-1] = Scripted(turns[-1].says, (*turns[-1].tips, line))
    return tuple(turns)


def begin(turn: Turn, _state: Answering, event: PracticeAsked) -> Turn:
    """Open a case that looks like any other, with the question of the script."""
    turn = turn.keep(
        practice=0,
        library=event.library,
        lang=turn.desk_lang,
        question=turn.say_desk("desk_practice_question"),
        question_done=True,
        met=True,
    )
    return turn.do(OpenCase(event.library)).become(Waiting(event.library))


def stage(turn: Turn, event: Event) -> Turn:
    """What a step of a practice case really does: see the module's docstring."""
    spoken = any(_is_answer(effect) for effect in turn.effects)
    closes = any(isinstance(effect, CloseCase) for effect in turn.effects)
    played = Turn(turn.conversation, turn.world)
    for effect in turn.effects:
        if isinstance(effect, CloseCase):
            played = played.tell_desk(played.say_desk("desk_practice_done"))
        played = played.do(*_played(effect))
    if isinstance(event, CaseOpened):
        return _play(played, 0)
    return _play(played, (turn.conversation.practice or 0) + 1) if spoken and not closes else played


def _play(turn: Turn, number: int) -> Turn:
    """The citizen says the next thing of the script, if there is any, and the tips follow."""
    script = read_script(turn.say_desk("desk_practice_script"))
    if number >= len(script):
        return turn
    turn, now = turn.keep(practice=number), script[number]
    if now.says:
        turn = turn.tell_desk(turn.say_desk("desk_citizen_says", text=now.says))
    if not now.tips:
        return turn
    tips = "\n\n".join(turn.say_desk("desk_practice_tip", tip=tip) for tip in now.tips)
    return turn.do(Tell(Party.DESK, tips, quiet=True))


def _is_answer(effect: Effect) -> bool:
    """A message of staff to the citizen."""
    return isinstance(effect, Tell) and effect.to is Party.CITIZEN and effect.relayed


def _played(effect: Effect) -> tuple[Effect, ...]:
    """The effect as it is in practice: as it was, changed, or none at all."""
    match effect:
        case Tell(to=Party.CITIZEN) | Count() | KeepQuestion():
            return ()
        case SetTimer(kind) if kind is not TimerKind.CLOSE_QUIET:
            return ()
        case MarkOriginal(emoji) if emoji == ON_ITS_WAY:
            return (MarkOriginal(ARRIVED),)
        case _:
            return (effect,)
