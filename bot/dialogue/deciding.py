"""What a citizen's message is: the decisions of the design, in their order. Nothing is told here.

Urgent before everything, then commands, the relay of an open case, the answer to the bot's own
question, small talk, a follow-up on the last topic, and the knowledge base at last.
"""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from bot.dialogue.conversation import Conversation, Helped, Waiting
from bot.dialogue.effects import Choice
from bot.dialogue.followup import followup_in
from bot.dialogue.letters import letter_meant
from bot.dialogue.reading import (
    READ_AT_MOST,
    Command,
    chosen,
    command_in,
    has_words,
    is_one_of,
    number_in,
)
from bot.dialogue.world import World
from bot.kb.local import is_for
from bot.kb.topic import Understanding

COMMANDS = {
    "start": "start",
    "help": "help",
    "hulp": "help",
    "menu": "help",
    "language": "language",
    "taal": "language",
    "person": "person",
    "mens": "person",
    "medewerker": "person",
    "stop": "stop",
    "privacy": "privacy",
    "forget": "forget",
    "vergeet": "forget",
}
"""Every command a citizen can type, and what it stands for."""

WORDS_FOR_COMMANDS = ("help", "language", "person", "stop", "privacy", "forget")
"""Keys of _smalltalk.yaml that mean a command; "forget" only leads to the button, see there."""

Action = Literal[
    "urgent",
    "command",
    "unknown_command",
    "relay",
    "button",
    "wrong_number",
    "no_words",
    "wish",
    "smalltalk",
    "part",
    "place",
    "answer",
    "choices",
    "unknown",
]


class Decision(Struct, frozen=True):
    """What a message is.

    Attributes:
        action: what to do. "wish" is a command in plain words ("ik wil een mens spreken").
        understood: what the knowledge base made of the text.
        command: the command, when it is one; its name is a value of COMMANDS.
        data: the button that was meant, what is asked about the last topic (see
            `followup_in`), or the key of small talk.
        text: the message itself.
    """

    action: Action
    understood: Understanding
    command: Command = Command("")
    data: str = ""
    text: str = ""


def decide(conversation: Conversation, text: str, world: World) -> Decision:
    """What this message of the citizen is, at this place in the talk."""
    understood = _understand(conversation, text, world)
    if understood.kind == "urgent" and understood.topics:
        return Decision("urgent", understood)
    command = command_in(text)
    if command and command.name in COMMANDS:
        known = Command(COMMANDS[command.name], command.rest)
        return Decision("command", understood, command=known)
    if isinstance(conversation.state, Waiting | Helped):
        option = _answer_in_case(conversation, text, world)
        if option:
            return Decision("button", understood, data=option.data)
        return Decision("relay", understood)
    if command:
        return Decision("unknown_command", understood, command=command)
    return _answer_to_us(conversation, text, understood, world) or _decide_by_words(
        conversation, text, understood, world
    )


def _understand(conversation: Conversation, text: str, world: World) -> Understanding:
    """What the words mean; of a command only what stands behind its name can be words."""
    command = command_in(text)
    words = command.rest if command and command.name in COMMANDS else text
    if not has_words(words):
        return Understanding("unknown", conversation.lang, lang_sure=False)
    understood = world.kb.understand(words[:READ_AT_MOST], conversation.lang)
    return _for_library(understood, conversation.library, world)


def _for_library(understood: Understanding, library: str | None, world: World) -> Understanding:
    """Without the topics that other libraries have for their own citizens alone."""
    lang = understood.lang
    kept = tuple(t for t in understood.topics if is_for(world.kb.topic(t, lang), library))
    kind = understood.kind if kept or not understood.topics else "unknown"
    return replace(understood, topics=kept, kind=kind)


def _answer_to_us(
    conversation: Conversation, text: str, understood: Understanding, world: World
) -> Decision | None:
    """The button that this text is the number, the words or the emoji of, or a yes or no to."""
    option = chosen(text, conversation.options) or _yes_or_no(conversation, text, world)
    if option:
        return Decision("button", understood, data=option.data)
    if data := letter_meant(conversation, text, world):
        return Decision("button", understood, data=data)
    if conversation.options and number_in(text) is not None:
        return Decision("wrong_number", understood)
    return None


def _answer_in_case(conversation: Conversation, text: str, world: World) -> Choice | None:
    """In a case words are for the desk, unless the bot's own last question asks for yes or no."""
    options = conversation.options
    if not options or any(o.data.partition(":")[0] not in ASKED_IN_CASE for o in options):
        return None
    for key, answer in (("words_yes", "yes"), ("words_no", "no")):
        if is_one_of(text, world.kb.say(key, conversation.lang)):
            return next((o for o in options if o.data.endswith(f":{answer}")), None)
    return chosen(text, options)


ASKED_IN_CASE = frozenset({"move", "share"})
"""Buttons of the questions that the bot itself asks while a person helps."""


def _yes_or_no(conversation: Conversation, text: str, world: World) -> Choice | None:
    """The button that a bare "ja" or "nee" means, where the last buttons ask for one."""
    for key, heads in (("words_yes", _YES), ("words_no", _NO)):
        if is_one_of(text, world.kb.say(key, conversation.lang)):
            options = conversation.options
            return next((o for o in options if o.data.partition(":")[0] in heads), None)
    return None


_YES = frozenset({"yes", "good"})
_NO = frozenset({"no", "bad", "none", "cancel"})


def _decide_by_words(
    conversation: Conversation, text: str, understood: Understanding, world: World
) -> Decision:
    """Small talk, a follow-up on the last topic, or what the knowledge base says."""
    if not has_words(text):
        return Decision("no_words", understood)
    part = followup_in(conversation, text, understood, world)
    if part:
        return Decision("part", understood, data=part, text=text)
    if understood.kind != "smalltalk":
        action: Action = understood.kind if understood.topics else "unknown"
        if action in {"unknown", "choices"} and world.kb.library_named(text):
            return Decision("place", understood, text=text)
        return Decision(action, understood, text=text)
    key = understood.smalltalk or ""
    is_wish = key in WORDS_FOR_COMMANDS or key.startswith("language_")
    return Decision("wish" if is_wish else "smalltalk", understood, data=key)


def first_message(text: str, world: World) -> tuple[str, tuple[str, ...], float, str]:
    """How a first message is decided, for `wegwijs ask` and `wegwijs eval`.

    Args:
        text: what a citizen types first, masked.
        world: the knowledge base.

    Returns:
        The action (answer, choices, unknown, urgent, smalltalk or command), the topics that would
        be shown, best first, the confidence (0 to 1), and the language.
    """
    decision = decide(Conversation(lang=world.kb.languages[0]), text, world)
    understood = decision.understood
    action = _PUBLIC.get(decision.action, decision.action)
    shown = understood.topics if action in {"answer", "choices", "urgent"} else ()
    return action, shown, understood.confidence, understood.lang


_PUBLIC = {
    "unknown_command": "command",
    "wish": "command",
    "no_words": "unknown",
    "place": "command",
}
