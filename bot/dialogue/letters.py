"""A guided choice for "ik heb een brief gekregen": from whom, what kind, the topics that fit.

It needs no state of its own: each button's data says where in the guide one is, so a button of last
week works, and the numbers and words of the last buttons lead on. Senders may also be typed in
one's own words: "van het uwv", "blauwe envelop", "geen idee".
"""

from rapidfuzz.distance import OSA

from bot.dialogue.answering import show_expired, show_topic
from bot.dialogue.conversation import Conversation
from bot.dialogue.effects import Choice, Count
from bot.dialogue.reading import simplified
from bot.dialogue.turn import Rows, Turn
from bot.dialogue.world import World
from bot.kb.letter import LetterKind, Letters, Sender

SENDERS_IN_A_ROW = 2


# --- asking -----------------------------------------------------------------------------------


def press_letter(turn: Turn, rest: str) -> Turn:
    """A button of the guide: "" begins it, "uwv" is a sender, "uwv:ww" a kind of letter."""
    letters = turn.world.kb.letters(turn.lang)
    sender_id, _, kind_id = rest.partition(":")
    if not sender_id:
        return ask_sender(turn, letters)
    sender = letters.sender(sender_id)
    if sender is None:
        return show_expired(turn)
    if not kind_id:
        return ask_kind(turn, sender)
    kind = next((kind for kind in sender.kinds if kind.id == kind_id), None)
    return show_kind(turn, letters, sender, kind) if kind else ask_kind(turn, sender)


def ask_sender(turn: Turn, letters: Letters) -> Turn:
    """Ask who sent the letter."""
    if not letters.senders:
        return show_expired(turn)
    buttons = tuple(Choice(sender.name, f"letter:{sender.id}") for sender in letters.senders)
    starts = range(0, len(buttons), SENDERS_IN_A_ROW)
    rows = tuple(buttons[start : start + SENDERS_IN_A_ROW] for start in starts)
    return turn.tell(turn.say("letter_which_sender"), (*rows, turn.person_row())).settle()


def ask_kind(turn: Turn, sender: Sender) -> Turn:
    """Ask what the letter is about."""
    rows = tuple((Choice(kind.name, f"letter:{sender.id}:{kind.id}"),) for kind in sender.kinds)
    text = turn.say("letter_which_kind", sender=sender.name)
    turn = turn.tell(text, (*rows, (turn.choice("button_letter_other", "letter"),)))
    return turn.do(Count("letter", sender.id)).settle()


def show_kind(turn: Turn, letters: Letters, sender: Sender, kind: LetterKind) -> Turn:
    """Offer the topics that fit, how to read any letter, and a person."""
    fitting = turn.topic_rows(kind.topics)
    general = () if letters.topic in kind.topics else turn.topic_rows((letters.topic,))
    rows: Rows = (*fitting, *general, turn.person_row())
    text = turn.say("letter_fits", sender=sender.name, kind=kind.name)
    return turn.tell(text, rows).remember("bot", f"{sender.name}: {kind.name}").settle()


def answer_or_guide(turn: Turn, topic_id: str, text: str) -> Turn:
    """The topic; who says about a letter whom it is from, is led on at once."""
    letters = turn.world.kb.letters(turn.lang)
    sender = named_sender(text, letters) if topic_id and topic_id == letters.topic else None
    return ask_kind(turn, sender) if sender else show_topic(turn, topic_id)


# --- understanding ----------------------------------------------------------------------------


def letter_meant(conversation: Conversation, text: str, world: World) -> str | None:
    """The data of the guide's button that is meant by words, when the guide asked last.

    Nothing else may be said: "van het uwv" is a sender, "ww aanvragen bij uwv" a new question.
    """
    offered = [option for option in conversation.options if option.data.startswith("letter")]
    if not offered:
        return None
    lang = conversation.lang
    filler = frozenset(simplified(world.kb.say("letter_filler", lang)).split())
    said = frozenset(simplified(text).split()) - filler
    kinds = [option for option in offered if option.data.count(":") == 2]
    meant = {o.data for o in kinds if said and said <= _words_of(o.label)}
    if len(meant) == 1:
        return meant.pop()
    for sender in world.kb.letters(lang).senders:
        names = (sender.id, sender.name, *sender.words)
        if said and any(_covers(said, _words_of(name) - filler) for name in names):
            return f"letter:{sender.id}"
    return None


def named_sender(text: str, letters: Letters) -> Sender | None:
    """The sender that is named somewhere in the text; the longest name counts."""
    said = f" {simplified(text)} "
    found = [
        (len(name), sender)
        for sender in letters.senders
        for name in map(simplified, (sender.id, sender.name, *sender.words))
        if f" {name} " in said
    ]
    return max(found, key=lambda each: each[0])[1] if found else None


def _words_of(name: str) -> frozenset[str]:
    return frozenset(simplified(name).split())


def _covers(said: frozenset[str], name: frozenset[str]) -> bool:
    """Whether exactly the words of that name were said; long words may have a typing error."""
    return len(said) == len(name) and all(
        any(one == word or (len(word) > 5 and OSA.distance(one, word) == 1) for word in name)
        for one in said
    )
