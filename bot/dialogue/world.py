"""What a step may look at besides the conversation and the event. All of it is read-only."""

from collections.abc import Mapping

from msgspec import Struct

from bot.kb.knowledge import Knowledge


class Terms(Struct, frozen=True):
    """How long things may take, in seconds; the operator's `[handoff]` settings.

    Attributes:
        remind_after: an unclaimed case is brought to the desk's attention again.
        tell_after: the citizen is told honestly that nobody has had time yet.
        close_after: a case in which nobody says anything is closed.
        nudge_after: who claimed is reminded that the citizen waits for an answer.
        return_after: a claim whose owner still has not answered is taken back.
        rating_after: after this nobody is asked for a rating any more.
    """

    remind_after: float = 600
    tell_after: float = 1800
    close_after: float = 86400
    nudge_after: float = 1200
    return_after: float = 3600
    rating_after: float = 86400


class World(Struct, frozen=True):
    """The knowledge base, the libraries that have a desk, and the terms.

    `now`: seconds since 1970 (UTC), at which the step happens; opening hours depend on it.
    `networks`: on which network each of these desks is, by library; citizens are told.
    `keeps_questions`: whether questions without a good answer are kept, for the editors.
    """

    kb: Knowledge
    desks: frozenset[str] = frozenset()
    terms: Terms = Terms()
    keeps_questions: bool = True
    networks: Mapping[str, str] = {}
    now: float = 0.0
