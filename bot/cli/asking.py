"""One question, as a citizen would ask it first, and everything that would come of it."""

import msgspec

from bot.dialogue.conversation import Conversation
from bot.dialogue.deciding import first_message
from bot.dialogue.effects import Tell
from bot.dialogue.events import CitizenSaid
from bot.dialogue.step import step
from bot.dialogue.world import World
from bot.engine.context import message
from bot.kb.explain import Why
from bot.ports import Address, Message
from bot.privacy import mask


class Asked(msgspec.Struct, frozen=True, omit_defaults=True):
    """What `wegwijs ask --json` prints; `why` with `--why` only."""

    action: str
    topics: tuple[str, ...]
    confidence: float
    lang: str
    masked: str
    answer: str
    why: Why | None = None


def ask(text: str, world: World) -> Asked:
    """How a first message is answered; the answer as plain text, buttons numbered."""
    masked = mask(text)
    action, topics, confidence, lang = first_message(masked, world)
    answer = "\n\n".join(each.as_text() for each in messages(masked, world))
    return Asked(action, topics, confidence, lang, masked, answer)


def messages(masked: str, world: World) -> list[Message]:
    """What a citizen gets for a first message (masked), without the introduction."""
    met = Conversation(lang=world.kb.languages[0], met=True)
    _, effects = step(met, CitizenSaid(masked), world)
    at = Address("terminal", "ask")
    return [message(at, effect) for effect in effects if isinstance(effect, Tell)]
