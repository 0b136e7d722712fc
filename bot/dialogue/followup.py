"""Short questions about the topic that was just answered: "en wat kost dat dan?". Pure.

People don't type a set phrase. They leave words out, add "eigenlijk", misspell, and repeat half of
the topic's title. So what counts is the words that tell something: those that are left without the
filler words of `followup_filler`. They must be the telling words of one of the editors' phrases,
all of them and no other; typing errors are forgiven. One word more ("wat kost een paspoort") is a
new question, and goes to the knowledge base.
"""

from functools import lru_cache
from itertools import chain

from rapidfuzz.distance import OSA

from bot.dialogue.conversation import Conversation
from bot.dialogue.reading import is_one_of, simplified
from bot.dialogue.world import World
from bot.kb.topic import PARTS, Understanding

OTHERS = ("other", "computer")
"""Follow-ups that are about no part: for someone else, and without a computer."""

_WORDS_AT_MOST = 14
"""A longer message is a story, and a story is a question of its own."""


def followup_in(
    conversation: Conversation, text: str, understood: Understanding, world: World
) -> str | None:
    """What the text asks about the last topic.

    Args:
        conversation: its `topic` is the last topic; without one there is nothing to follow up.
        text: what the citizen said, masked.
        understood: what the knowledge base made of the text.
        world: the knowledge base, with the editors' phrases.

    Returns:
        A part ("cost"), one of OTHERS, "lang_" and a language's code, or None for a new question.
    """
    if conversation.topic is None:
        return None
    names = (*PARTS, *OTHERS, *(f"lang_{code}" for code in world.kb.languages))
    title = _title_words(conversation, understood, world)
    for lang in dict.fromkeys((conversation.lang, understood.lang)):
        if lang not in world.kb.languages:
            continue
        filler = _words(world.kb.say("followup_filler", lang))
        said = tuple(w for w in simplified(text).split() if w not in filler | title)
        phrases = {name: _phrases_for(name, lang, world) for name in names}
        exact = (name for name in names if is_one_of(text, phrases[name]))
        named = (part for part in PARTS if is_one_of(text, world.kb.say(f"part_{part}", lang)))
        # A greeting or "kan iemand mij helpen" is meant as it is; only set phrases are stronger.
        loose = () if understood.kind == "smalltalk" else names
        about = (name for name in loose if _says(said, phrases[name], filler))
        if found := next(chain(exact, named, about), None):
            return found
    return None


def _phrases_for(name: str, lang: str, world: World) -> str:
    """The editors' phrases; how to ask for a language is written in the language one speaks."""
    if name.startswith("lang_"):
        return world.kb.say("followup_language", lang, name=_name(name, lang, world))
    return world.kb.say(f"followup_{name}", lang)


def _name(name: str, lang: str, world: World) -> str:
    """What people call that language, in theirs; nothing where it has no name there."""
    code = name.removeprefix("lang_")
    named = dict(pair.split("=") for pair in world.kb.say("language_names", lang).split())
    return named.get(code, code)


def _title_words(
    conversation: Conversation, understood: Understanding, world: World
) -> frozenset[str]:
    """Words of the topic's own title, where the text is understood as being about that topic.

    "wat kost een paspoort" is no new question when passports were just answered.
    """
    if conversation.topic is None or understood.topics[:1] != (conversation.topic,):
        return frozenset()
    try:
        topic = world.kb.topic(conversation.topic, conversation.lang)
    except KeyError:
        return frozenset()
    return frozenset(simplified(topic.title).split())


def _says(said: tuple[str, ...], phrases: str, filler: frozenset[str]) -> bool:
    """Whether these telling words are those of one of the phrases, in any order."""
    if not said or len(said) > _WORDS_AT_MOST:
        return False
    return any(_same(said, telling) for telling in _telling(phrases, filler))


def _same(said: tuple[str, ...], telling: frozenset[str]) -> bool:
    """Every word said is one of the phrase's, and every word of the phrase was said."""
    meant = {next((word for word in telling if _alike(one, word)), None) for one in said}
    return meant == telling


def _alike(typed: str, word: str) -> bool:
    """Whether `typed` is that word, with a typing error at most; short words have none."""
    if len(word) < 4 or typed[:1] != word[:1]:
        return typed == word
    forgiven = 1 if len(word) < 9 else 2
    return OSA.distance(typed, word, score_cutoff=forgiven) <= forgiven


@lru_cache(maxsize=128)
def _telling(phrases: str, filler: frozenset[str]) -> tuple[frozenset[str], ...]:
    """The telling words of each phrase; phrases of filler alone are only met word by word."""
    sets = (frozenset(simplified(phrase).split()) - filler for phrase in phrases.split(";"))
    return tuple(telling for telling in dict.fromkeys(sets) if telling)


@lru_cache(maxsize=16)
def _words(listed: str) -> frozenset[str]:
    return frozenset(simplified(listed).split())
