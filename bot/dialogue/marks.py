"""The emoji under what staff wrote: what became of it."""

ON_ITS_WAY, NOTE, DONE, NOT_UNDERSTOOD, NOT_SENT = "👀", "✍", "👌", "🤔", "👎"

ARRIVED = "👍"
"""Put there by delivery; in a practice case, where nothing is delivered, by the dialogue."""
