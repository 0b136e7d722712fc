"""One turn of a talk while it is being made: the conversation so far, and the effects so far.

A rule gets a `Turn` and returns another one; nothing is ever changed in place. The words are read
as sentences: `turn.tell(turn.say("glad")).become(Answering()).do(Count("helped"))`.
"""

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from bot.dialogue.conversation import (
    Answering,
    Conversation,
    Helped,
    State,
    Utterance,
    Waiting,
)
from bot.dialogue.effects import Choice, Effect, Tell
from bot.dialogue.events import Party
from bot.dialogue.reading import cut
from bot.dialogue.world import World
from bot.kb.local import is_for, localised
from bot.kb.topic import Topic

Rows = tuple[tuple[Choice, ...], ...]

REMEMBERED = 12
"""How many things said a conversation keeps, for the card of a case."""

UTTERANCE_AT_MOST = 300
"""Characters kept of one thing said."""


class Turn(Struct, frozen=True):
    """What a step has made so far."""

    conversation: Conversation
    world: World
    effects: tuple[Effect, ...] = ()

    # --- reading --------------------------------------------------------------------------

    @property
    def lang(self) -> str:
        """The language that the citizen is spoken to in."""
        return self.conversation.lang

    @property
    def desk_lang(self) -> str:
        """The language of the desk: the knowledge base's source language."""
        return self.world.kb.languages[0]

    def say(self, key: str, **values: str | int) -> str:
        """A sentence in the citizen's language, small Markdown."""
        return self.world.kb.say(key, self.lang, **values).strip()

    def say_desk(self, key: str, **values: str | int) -> str:
        """A sentence for the desk, small Markdown."""
        return self.world.kb.say(key, self.desk_lang, **values).strip()

    def topic(self, topic_id: str | None, lang: str | None = None) -> Topic | None:
        """That topic as the citizen's library tells it; None when it is not (or no longer) there."""
        kb, library_id = self.world.kb, self.conversation.library
        try:
            topic = kb.topic(topic_id or "", lang or self.lang)
        except KeyError:
            return None
        if not is_for(topic, library_id):
            return None
        library = kb.libraries.get(library_id or "")
        return localised(topic, library, lang or self.lang, self.desk_lang)

    def library_name(self, library_id: str) -> str:
        """A library's name as people know it."""
        library = self.world.kb.libraries.get(library_id)
        return library.name if library else library_id

    # --- writing --------------------------------------------------------------------------

    def do(self, *effects: Effect) -> "Turn":
        """Add effects, in this order, behind those that are there."""
        return replace(self, effects=self.effects + effects)

    def keep(self, **changes: Any) -> "Turn":
        """Change what the conversation remembers."""
        return replace(self, conversation=replace(self.conversation, **changes))

    def keep_nothing(self, fresh: Conversation) -> "Turn":
        """Go on as if we had never met."""
        return replace(self, conversation=fresh)

    def become(self, state: State) -> "Turn":
        """Go to this state."""
        return self.keep(state=state)

    def tell(self, text: str, rows: Rows = ()) -> "Turn":
        """Tell the citizen something; the buttons become what numbers and words mean now."""
        turn = self.do(Tell(Party.CITIZEN, text, rows))
        options = tuple(choice for row in rows for choice in row if choice.data)
        return turn.keep(options=options) if options else turn

    def tell_desk(self, text: str) -> "Turn":
        """Tell the desk something, in the case's thread."""
        return self.do(Tell(Party.DESK, text))

    def remember(self, who: str, text: str) -> "Turn":
        """Keep one thing that was said; the oldest goes when there are many."""
        said = Utterance("citizen" if who == "citizen" else "bot", cut(text, UTTERANCE_AT_MOST))
        return self.keep(talk=(*self.conversation.talk, said)[-REMEMBERED:])

    # --- buttons that many messages have --------------------------------------------------

    def choice(self, key: str, data: str) -> Choice:
        """A button whose label is a sentence of the knowledge base."""
        return Choice(self.say(key), data)

    def person_row(self) -> tuple[Choice, ...]:
        """The row with "Een medewerker spreken"; without a desk it promises no more than it can."""
        key = "button_person" if self.world.desks else "button_library"
        return (self.choice(key, "human"),)

    def topic_rows(self, topic_ids: tuple[str, ...], most: int = 4) -> Rows:
        """One row for each of these topics that exists, in the citizen's language."""
        topics = [topic for topic_id in topic_ids if (topic := self.topic(topic_id))]
        return tuple((Choice(topic.title, f"t:{topic.id}"),) for topic in topics[:most])

    def menu_rows(self) -> Rows:
        """Topics to begin with, a person, and the language."""
        examples = tuple(self.say("menu_topics").split())
        language = self.choice("button_language", "langs")
        return (*self.topic_rows(examples, most=6), (*self.person_row(), language))

    # --- where we are ---------------------------------------------------------------------

    @property
    def in_case(self) -> bool:
        """Whether a case is open: somebody at the desk reads along."""
        return isinstance(self.conversation.state, Waiting | Helped)

    def settle(self, missed: int = 0) -> "Turn":
        """Back to answering, unless a case is open: only closing ends a case."""
        if self.in_case:
            return self
        return self.become(Answering(missed))
