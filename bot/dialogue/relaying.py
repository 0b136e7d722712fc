"""Passing the citizen's words on to the desk, and the clock that each of them starts."""

from bot.dialogue.conversation import Helped
from bot.dialogue.effects import EditCopy, SetTimer, Tell
from bot.dialogue.events import CitizenSent, Party, TimerKind
from bot.dialogue.opening import until_quiet
from bot.dialogue.owing import expect_answer
from bot.dialogue.reading import RELAY_AT_MOST, cut
from bot.dialogue.turn import Turn


def relay(turn: Turn, key: str, text: str) -> Turn:
    """Pass the citizen's words on, marked as theirs; a very long text is cut, and they know it."""
    words = turn.say_desk(key, text=cut(text, RELAY_AT_MOST))
    turn = expect_answer(turn.do(Tell(Party.DESK, words, relayed=True), keep_open(turn)))
    if len(text) > RELAY_AT_MOST:
        turn = turn.tell(turn.say("too_long_to_relay", limit=RELAY_AT_MOST))
    return turn


def relay_file(turn: Turn, event: CitizenSent, kind: str) -> Turn:
    """Pass on what the citizen sent, with what they wrote under it; `kind`: what people call it."""
    words = cut("\n".join(filter(None, (event.caption, event.link))), RELAY_AT_MOST)
    told = turn.say_desk("desk_citizen_file", kind=kind, text=words)
    sent = Tell(Party.DESK, told, relayed=True, file=event.passes)
    return expect_answer(turn.do(sent, keep_open(turn)))


def relay_edit(turn: Turn, text: str) -> Turn:
    """The citizen changed what was passed on: so is the copy. Whoever answered already must know."""
    state = turn.conversation.state
    if isinstance(state, Helped) and not state.owed:
        turn = turn.tell_desk(turn.say_desk("desk_citizen_changed"))
    words = turn.say_desk("desk_citizen_edited", text=cut(text, RELAY_AT_MOST))
    return expect_answer(turn.do(EditCopy(words), keep_open(turn)))


def keep_open(turn: Turn) -> SetTimer:
    """Somebody said something: the time after which a quiet case is closed starts again."""
    return SetTimer(TimerKind.CLOSE_QUIET, until_quiet(turn))
