"""The card of a case: all that the desk needs to begin, on one screen, free of personal data.

While a case is open, nothing that the card shows is changed in the conversation. So the card can
be written anew at any time, and only its last line, the status, will differ.
"""

from bot.dialogue.effects import Choice, EditCard, Tell
from bot.dialogue.events import Party
from bot.dialogue.reading import cut
from bot.dialogue.turn import Rows, Turn
from bot.markup import plain

SHOWN = 8
"""How many of the last things said stand on the card."""

QUESTION_AT_MOST = 600
TITLE_AT_MOST = 60


def send_card(turn: Turn, number: int, library: str) -> Turn:
    """Put a new case before the desk; this opens its thread."""
    text = _card(turn, number, library, turn.say_desk("desk_status_open"))
    title = _title(turn, "desk_title_open", number)
    return turn.do(Tell(Party.DESK, text, _open_rows(turn), card=True, title=title))


def show_open(turn: Turn, number: int, library: str) -> Turn:
    """The card says that nobody has the case."""
    text = _card(turn, number, library, turn.say_desk("desk_status_open"))
    return turn.do(EditCard(text, _open_rows(turn), _title(turn, "desk_title_open", number)))


def show_claimed(turn: Turn, number: int, library: str, name: str) -> Turn:
    """The card says who has the case."""
    text = _card(turn, number, library, turn.say_desk("desk_status_claimed", name=name))
    title = _title(turn, "desk_title_claimed", number)
    return turn.do(EditCard(text, _claimed_rows(turn), title))


def show_closed(turn: Turn, number: int, library: str) -> Turn:
    """The card says that the case is done, and has no buttons any more."""
    text = _card(turn, number, library, turn.say_desk("desk_status_closed"))
    return turn.do(EditCard(text, title=_title(turn, "desk_title_closed", number)))


def _open_rows(turn: Turn) -> Rows:
    claim = Choice(turn.say_desk("desk_button_claim"), "claim")
    close = Choice(turn.say_desk("desk_button_close"), "close")
    return ((claim, close), *_transfer_rows(turn))


def _claimed_rows(turn: Turn) -> Rows:
    release = Choice(turn.say_desk("desk_button_release"), "release")
    take_over = Choice(turn.say_desk("desk_button_takeover"), "takeover")
    close = Choice(turn.say_desk("desk_button_close"), "close")
    transfer = [choice for row in _transfer_rows(turn) for choice in row]
    answer = Choice(turn.say_desk("desk_button_answer"), "answer")
    return ((release, close), (answer, take_over, *transfer))


def _transfer_rows(turn: Turn) -> Rows:
    """The button that hands the case to another desk, where there is one."""
    transfer = Choice(turn.say_desk("desk_button_transfer"), "transfer")
    return ((transfer,),) if len(turn.world.desks) > 1 else ()


def _title(turn: Turn, key: str, number: int) -> str:
    """What the case's thread is called, in plain text: its number, its state, what it is about."""
    text = plain(turn.say_desk(key, number=number, about=_about(turn)))
    return " ".join(text.split()).removesuffix(" ·")


def _about(turn: Turn) -> str:
    """The last topic, or nothing: a title is seen by more people than the card is.

    So not a word of the citizen's stands in it: a name that they typed can't be masked.
    """
    if turn.conversation.practice is not None:
        return turn.say_desk("desk_practice_title")
    topic = turn.topic(turn.conversation.topic, turn.desk_lang)
    return cut(topic.title, TITLE_AT_MOST) if topic else ""


def _card(turn: Turn, number: int, library: str, status: str) -> str:
    """The whole text, small Markdown; what the citizen wrote can't be mistaken for ours."""
    conversation = turn.conversation
    language = turn.world.kb.say("language_name", conversation.lang)
    name = turn.library_name(library)
    head = turn.say_desk("desk_card", number=number, library=name, language=language)
    practice = turn.conversation.practice is not None
    mark = [turn.say_desk("desk_practice_mark")] if practice else []
    return "\n\n".join([*mark, head, _asked(turn), *_talk(turn), status])


def _asked(turn: Turn) -> str:
    """The question, and what the bot answered last."""
    question = cut(turn.conversation.question, QUESTION_AT_MOST)
    lines = [
        turn.say_desk("desk_card_question", question=question)
        if question
        else turn.say_desk("desk_card_no_question")
    ]
    topic = turn.topic(turn.conversation.topic, turn.desk_lang)
    if topic:
        lines.append(turn.say_desk("desk_card_offered", title=topic.title, topic=topic.id))
    return "\n".join(lines)


def _talk(turn: Turn) -> list[str]:
    """The last things said, one line each; nothing when there was no talk."""
    said = turn.conversation.talk[-SHOWN:]
    if not said:
        return []
    lines = [turn.say_desk(f"desk_card_{u.who}", text=" ".join(u.text.split())) for u in said]
    return ["\n".join([turn.say_desk("desk_card_talk"), *lines])]
