"""The knowledge base in use: everything that the dialogue may ask of it. Pure, immutable."""

from collections.abc import Mapping

from bot.kb.topic import Library, Topic, Understanding


class Knowledge:
    """All topics, sentences and libraries of one loaded folder, and the matcher over them.

    Attributes:
        languages: language codes, the source language first.
        libraries: by id.
    """

    languages: tuple[str, ...]
    libraries: Mapping[str, Library]

    def topic(self, topic_id: str, lang: str) -> Topic:
        """The topic in that language, or in the source language where there is no translation.

        Raises:
            KeyError: there is no such topic.
        """
        raise NotImplementedError

    def say(self, key: str, lang: str, **values: str | int) -> str:
        """A sentence of _messages.yaml with its {placeholders} filled in, small Markdown.

        Values are escaped: they mean only themselves. Raises KeyError for an unknown key.
        """
        raise NotImplementedError

    def understand(self, text: str, lang: str) -> Understanding:
        """What a citizen means by `text` (masked); `lang` is the conversation's language."""
        raise NotImplementedError
