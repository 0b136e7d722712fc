"""What staff can look up about a case: the talk before it, and the citizen's earlier cases here."""

from bot.dialogue import wrapup
from bot.dialogue.conversation import Helped, Waiting
from bot.dialogue.effects import OUTCOMES, FindHistory, MarkOriginal, Tell
from bot.dialogue.events import HistoryFound, Party, PastCase, Staff
from bot.dialogue.marks import DONE
from bot.dialogue.turn import Turn

CASES_SHOWN = 10
TOLD = frozenset({*wrapup.OUTCOMES, *OUTCOMES}) - {"forgotten"}


def ask(turn: Turn, state: Waiting | Helped, _staff: Staff, _rest: str) -> Turn:
    """Hear "/history"; the engine looks up the earlier cases of this library."""
    return turn.do(MarkOriginal(DONE), FindHistory(state.library))


def tell(turn: Turn, _state: object, event: HistoryFound) -> Turn:
    """Tell the desk the (masked) talk as it is kept, and the earlier cases."""
    said = turn.conversation.talk
    lines = [turn.say_desk(f"desk_card_{u.who}", text=" ".join(u.text.split())) for u in said]
    talk = "\n".join([turn.say_desk("desk_card_talk"), *lines]) if lines else ""
    nothing = turn.say_desk("desk_history_no_talk")
    past = [_line(turn, case) for case in event.cases[:CASES_SHOWN]]
    cases = "\n".join([turn.say_desk("desk_history_cases", count=len(event.cases)), "", *past])
    earlier = cases if past else turn.say_desk("desk_history_first")
    text = "\n\n".join([talk or nothing, earlier, turn.say_desk("desk_history_kept")])
    return turn.do(Tell(Party.DESK, text, quiet=True))


def _line(turn: Turn, case: PastCase) -> str:
    topic = turn.topic(case.about, turn.desk_lang)
    about = topic.title if topic else turn.say_desk("desk_about_unknown")
    known = case.outcome if case.outcome in TOLD else "closed"  # one of another version, perhaps
    outcome = turn.say_desk(f"desk_outcome_{known}")
    return turn.say_desk(
        "desk_history_case", number=case.number, days=case.days, about=about, outcome=outcome
    )
