"""What a desk is told when the bot is given rights there, or loses them."""

from bot.kb.knowledge import Knowledge
from bot.ports import Joined, Permitted, Right

_LINES: dict[Right, str] = {
    "read": "desk_right_read",
    "topics": "desk_right_topics",
    "delete": "desk_right_delete",
}


def told(what: Joined | Permitted, kb: Knowledge) -> str:
    """One message: hello to a new desk, and by name each right that is missing."""
    lang = kb.languages[0]
    hello = [kb.say("desk_joined", lang)] if isinstance(what, Joined) else []
    if not what.missing:
        return "".join(hello or [kb.say("desk_rights_complete", lang)])
    missing = "\n".join(f"- {kb.say(_LINES[right], lang)}" for right in what.missing)
    return "\n\n".join([*hello, kb.say("desk_rights_missing", lang), missing])
