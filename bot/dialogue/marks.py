"""The emoji under what staff wrote: what became of it, at once."""

ON_ITS_WAY, NOTE, DONE, NOT_UNDERSTOOD, NOT_SENT = "👀", "✍", "👌", "🤔", "👎"
