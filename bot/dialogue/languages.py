"""Which language the citizen is spoken to in: the app's hint, what they write, what they choose."""

from bot.dialogue.answering import show_topic
from bot.dialogue.conversation import Answering
from bot.dialogue.effects import Choice, Count
from bot.dialogue.reading import wide_language
from bot.dialogue.turn import Rows, Turn
from bot.kb.topic import Understanding


def begin_in(turn: Turn, hint: str | None) -> Turn:
    """Before anything was said, the app's language is the best guess."""
    code = wide_language(hint)
    conversation = turn.conversation
    if conversation.met or conversation.lang_chosen or code not in turn.world.kb.languages:
        return turn
    return turn.keep(lang=code)


def follow(turn: Turn, understood: Understanding) -> Turn:
    """Answer in the language of the message, unless the citizen chose another."""
    knows = understood.lang in turn.world.kb.languages
    if turn.conversation.lang_chosen or not understood.lang_sure or not knows:
        return turn
    return turn.keep(lang=understood.lang)


def offer_languages(turn: Turn) -> Turn:
    """Show one button per language, each in its own words."""
    kb = turn.world.kb
    rows = tuple((Choice(kb.say("language_name", code), f"lang:{code}"),) for code in kb.languages)
    return turn.tell(turn.say("which_language"), rows)


def choose_language(turn: Turn, code: str) -> Turn:
    """Speak this language from now on; a code we don't have shows what we do have."""
    code = wide_language(code)
    if code not in turn.world.kb.languages:
        return offer_languages(turn)
    turn = turn.keep(lang=code, lang_chosen=True)
    return turn.tell(turn.say("language_chosen"), _rows_to_go_on(turn)).do(Count("language", code))


def read_in(turn: Turn, code: str) -> Turn:
    """Answer “en in het Engels?”: the last topic in that language, and all that follows too."""
    turn = turn.keep(lang=code, lang_chosen=True).do(Count("language", code))
    return show_topic(turn, turn.conversation.topic or "")


def _rows_to_go_on(turn: Turn) -> Rows:
    """The last topic, to be read in the new language, and all others; not amid something else."""
    if not isinstance(turn.conversation.state, Answering):
        return ()
    last = turn.topic_rows((turn.conversation.topic or "",))
    return (*last, (turn.choice("button_menu", "menu"),))
