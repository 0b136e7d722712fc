"""The guide for letters as plain data: who sent it, what kind it is, which topics fit. Pure."""

from msgspec import Struct


class LetterKind(Struct, frozen=True):
    """One kind of letter of a sender ("Ik moet betalen"), and the topics that fit, best first."""

    id: str
    name: str
    topics: tuple[str, ...] = ()


class Sender(Struct, frozen=True):
    """Who sends letters: the name on the button, and the words that people use for it."""

    id: str
    name: str
    words: tuple[str, ...] = ()
    kinds: tuple[LetterKind, ...] = ()


class Letters(Struct, frozen=True):
    """The whole guide; `topic` is the topic under whose answer it begins, "" for no guide."""

    topic: str = ""
    senders: tuple[Sender, ...] = ()

    def sender(self, sender_id: str) -> Sender | None:
        """The sender with that id; None when there is none (any more)."""
        return next((sender for sender in self.senders if sender.id == sender_id), None)
