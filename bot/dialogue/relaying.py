"""Passing the citizen's words on to the desk, and the clock that each of them starts."""

from bot.dialogue.effects import SetTimer, Tell
from bot.dialogue.events import Party, TimerKind
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


def keep_open(turn: Turn) -> SetTimer:
    """Somebody said something: the time after which a quiet case is closed starts again."""
    return SetTimer(TimerKind.CLOSE_QUIET, until_quiet(turn))
