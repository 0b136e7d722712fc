"""The knowledge base while it is being read: values together with where they stand. Pure."""

from collections.abc import Iterator

from msgspec import Struct

from bot.kb.contacts import Contacts
from bot.kb.corpus import UrgentPhrases
from bot.kb.letter import Letters
from bot.kb.letters import WrittenLetters
from bot.kb.problems import Page
from bot.kb.readability import PlainWords
from bot.kb.topic import Library, Topic
from bot.kb.yaml_strict import Fields, Items, Node, Text

SOURCE = "nl"
"""The language in which facts are kept; the others are translations of it."""


class WrittenTopic(Struct, frozen=True):
    """A topic as an editor wrote it in one file.

    Attributes:
        page: notes problems of that file.
        fields: what stands there, with lines; checked against the schema.
        topic: the same, ready to be shown.
    """

    page: Page
    fields: Fields
    topic: Topic


class Sentence(Struct, frozen=True):
    """One sentence of _messages.yaml, contacts filled in."""

    page: Page
    line: int
    text: str


class SmallTalk(Struct, frozen=True):
    """One entry of _smalltalk.yaml; `answer` is "" where the dialogue answers by itself."""

    page: Page
    line: int
    questions: tuple[str, ...]
    answer: str = ""


class LanguageDraft(Struct):
    """Everything that one language's folder holds.

    Attributes:
        lang: the language's code, the name of the folder.
        folder: notes problems of the folder itself.
        themes: by topic id, the theme; also of topics whose file is faulty.
        known: ids of all topics there are, in the source language.
    """

    lang: str
    folder: Page
    themes: dict[str, str] = {}
    known: frozenset[str] = frozenset()
    topics: dict[str, WrittenTopic] = {}
    messages: dict[str, Sentence] = {}
    smalltalk: dict[str, SmallTalk] = {}
    synonyms: tuple[tuple[str, ...], ...] = ()
    general: tuple[str, ...] = ()
    urgent: UrgentPhrases = UrgentPhrases()
    plain: PlainWords = PlainWords()
    letters: WrittenLetters | None = None
    guide: Letters = Letters()


class Draft(Struct):
    """The whole folder: languages (the source language first), contacts, libraries.

    `dated`: where closures and extra openings of libraries stand, with their days.
    """

    contacts: Contacts = Contacts()
    languages: dict[str, LanguageDraft] = {}
    libraries: dict[str, Library] = {}
    dated: list[tuple[Page, Text]] = []


# --- reading checked nodes --------------------------------------------------------------------


def text_at(fields: Fields, name: str) -> Text | None:
    """The text behind that name, None where it is left out."""
    found = fields.fields.get(name)
    return found if isinstance(found, Text) else None


def items_at(fields: Fields, name: str) -> tuple[Node, ...]:
    """The items of the list behind that name, none where it is left out."""
    found = fields.fields.get(name)
    return found.items if isinstance(found, Items) else ()


def texts_in(nodes: tuple[Node, ...]) -> Iterator[Text]:
    """Those of the nodes that are texts."""
    return (node for node in nodes if isinstance(node, Text))


def values_at(fields: Fields, name: str) -> tuple[str, ...]:
    """The texts of the list behind that name."""
    return tuple(text.value for text in texts_in(items_at(fields, name)))


def records_in(nodes: tuple[Node, ...]) -> Iterator[Fields]:
    """Those of the nodes that are names with values."""
    return (node for node in nodes if isinstance(node, Fields))


def tables(fields: Fields) -> Iterator[tuple[str, int, Node]]:
    """Name, line and value of each entry."""
    return ((name, fields.names[name], node) for name, node in fields.fields.items())
