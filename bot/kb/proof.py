"""The editors' own test questions: what must be answered, with which topic. Pure.

They stand in tests/<language>/*.yaml inside the knowledge base, one list a file:

    - {text: "mijn fiets is gejat", expect: [fiets-registreren]}
    - {text: "hoe laat gaat de trein", expect: []}          # nothing may be answered

The bot doesn't learn them; that is what makes them a test.
"""

from bot.kb.draft import Draft, items_at, records_in, text_at, texts_in
from bot.kb.knowledge import Understands
from bot.kb.problems import Page
from bot.kb.schema import SHORT, TEXT, Field, Listing, OneText, Record, fits
from bot.kb.suggest import hint
from bot.kb.topic import Understanding
from bot.kb.yaml_strict import Fields, Items, Node

TESTS = "tests"
"""The folder for them, beside the languages'."""

_TEST = Record(
    {
        "text": Field(TEXT, "wat iemand typt", required=True),
        "expect": Field(
            Listing(OneText("id"), least=0),
            "de onderwerpen die goed zijn; [] als er geen antwoord mag komen",
            required=True,
        ),
        "kind": Field(SHORT, "wat voor vraag het is"),
    }
)


def check_tests(
    node: Node, page: Page, lang: str, draft: Draft, matcher: Understands | None
) -> None:
    """Note the mistakes of one file, and which of its questions are not answered as expected.

    Args:
        node: the file.
        page: where mistakes are noted.
        lang: the language of the questions.
        draft: what the topics are looked up in.
        matcher: what understands the questions; None to look at the file alone.
    """
    if not fits(node, Listing(_TEST), page, "proefvragen") or not isinstance(node, Items):
        return
    known = draft.languages[lang].known if lang in draft.languages else frozenset()
    for test in records_in(node.items):
        unknown = [t for t in texts_in(items_at(test, "expect")) if t.value not in known]
        for name in unknown:
            near = hint(name.value, known)
            page.error(name.line, "test_unknown_topic", name=name.value, hint=near)
        if matcher is not None and not unknown:
            _ask(test, page, lang, matcher)


def _ask(test: Fields, page: Page, lang: str, matcher: Understands) -> None:
    text = text_at(test, "text")
    expected = {topic.value for topic in texts_in(items_at(test, "expect"))}
    if text is None:
        return
    found = matcher.understand(text.value, lang)
    if not _is_right(found, expected):
        page.error(
            text.line,
            "test_not_found",
            text=text.value,
            expected=" of ".join(sorted(expected)) or "geen antwoord",
            found=_told(found),
        )


def _is_right(found: Understanding, expected: set[str]) -> bool:
    """A right topic at once or among choices; for a question without one, no topic at once."""
    at_once = found.kind in {"answer", "urgent"}
    if not expected:
        return not at_once
    shown = found.topics[:1] if at_once else found.topics
    return (at_once or found.kind == "choices") and not expected.isdisjoint(shown)


def _told(found: Understanding) -> str:
    match found.kind:
        case "answer" | "urgent":
            return f"antwoordt {found.topics[0]}"
        case "choices":
            return f"laat kiezen uit {', '.join(found.topics)}"
        case _:
            return "herkent hem niet"
