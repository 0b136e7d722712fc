"""Personal data that the citizen types while a person helps: masked, and shown only after a yes.

The message itself goes to the desk at once, masked, so that nothing waits and the order stays. Then
the citizen is asked. What a yes shows is held by the engine, in memory alone; the dialogue knows of
it only that it is there. A BSN, a payment card and a password are never held, so never shown.
"""

from bot.dialogue.answering import show_expired
from bot.dialogue.conversation import Helped, Waiting
from bot.dialogue.effects import Count, DropPrivate, HoldPrivate, TellPrivate
from bot.dialogue.events import PrivateTold
from bot.dialogue.turn import Turn
from bot.privacy import EMAIL, IBAN, PHONE, SHAREABLE

NAMES = {IBAN: "private_iban", PHONE: "private_phone", EMAIL: "private_email"}


def ask(turn: Turn, hides: tuple[str, ...]) -> Turn:
    """After a message in which something was masked: say what never goes on, ask about the rest."""
    state = turn.conversation.state
    if not isinstance(state, Waiting | Helped):
        return turn
    if any(kind not in SHAREABLE for kind in hides):
        turn = turn.tell(turn.say("never_passed_on"))
    kinds = [kind for kind in SHAREABLE if kind in hides]
    if not kinds:
        return turn
    what = f" {turn.say('and')} ".join(turn.say(NAMES[kind]) for kind in kinds)
    text = turn.say("share_ask", what=what, library=turn.library_name(state.library))
    yes, no = turn.choice("button_share", "share:yes"), turn.choice("button_share_not", "share:no")
    return turn.do(HoldPrivate()).tell(text, ((yes, no),))


def answer(turn: Turn, said: str) -> Turn:
    """The citizen says yes or no."""
    if not turn.in_case:
        return show_expired(turn)
    turn = turn.keep(options=())
    if said == "yes":
        return turn.do(TellPrivate())
    return turn.do(DropPrivate()).tell(turn.say("share_refused"))


def confirm(turn: Turn, _state: object, event: PrivateTold) -> Turn:
    """It was shown; or it is held no more, after some time or a restart of the bot."""
    if not event.found:
        return turn.tell(turn.say("share_gone"))
    return turn.do(Count("shared")).tell(turn.say("share_done"))
