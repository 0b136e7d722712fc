"""A card that the desk lost, or that somebody there can't read.

Its thread was deleted, the room lives on under another id, or a colleague came into an encrypted
room later: what was said before can be read by nobody who was not there.
"""

from bot.dialogue.card import show_claimed, show_open
from bot.dialogue.claiming import first_name
from bot.dialogue.conversation import Helped, Waiting
from bot.dialogue.effects import EditCard, Tell
from bot.dialogue.events import CardLost, Party, StaffArrived
from bot.dialogue.turn import Turn


def send_card_again(turn: Turn, state: Waiting | Helped, _event: CardLost) -> Turn:
    """The card as it would read now, and the talk before it, open a new thread."""
    now = _card_now(turn, state)
    card = Tell(Party.DESK, now.text, now.choices, card=True, title=now.title)
    told = Tell(Party.DESK, turn.say_desk("desk_card_again"), quiet=True)
    return turn.do(card, told)


def show_to_newcomers(turn: Turn, state: Waiting | Helped, _event: StaffArrived) -> Turn:
    """The card as it reads now, once more in the case's thread; its buttons work there too."""
    now = _card_now(turn, state)
    text = "\n\n".join([turn.say_desk("desk_card_for_newcomers"), now.text])
    return turn.do(Tell(Party.DESK, text, now.choices, quiet=True))


def _card_now(turn: Turn, state: Waiting | Helped) -> EditCard:
    if isinstance(state, Helped):
        name = first_name(turn, state.staff, turn.desk_lang)
        shown = show_claimed(turn, state.case, state.library, name)
    else:
        shown = show_open(turn, state.case, state.library)
    return next(effect for effect in reversed(shown.effects) if isinstance(effect, EditCard))
