"""Questions that got no good answer, without the people who asked them."""

from collections.abc import Iterable

from msgspec import Struct
from sqlalchemy import Connection, delete, select, update

from bot.store.dialect import insert
from bot.store.schema import gaps


class Gap(Struct, frozen=True):
    """A question that the editors may mend.

    Attributes:
        day: when it was asked ("2026-11-23"); no time of day is kept.
        lang: the language that the bot spoke.
        why: "unknown", "none" (of the choices), "person" (asked for instead) or "not_helped".
        about: the topic that did not help; else "".
        text: the question, made anonymous.
        number: how often it was asked in just these words on that day.
        dismissed: an editor has said that it needs no answer.
    """

    day: str
    lang: str
    why: str
    about: str
    text: str
    number: int = 1
    dismissed: bool = False


class Gaps:
    """Questions without a good answer: nothing in this table leads to a person."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, gap: Gap) -> None:
        """One more such question; the same words on the same day are counted, not kept twice."""
        key = ["day", "lang", "why", "about", "text"]
        statement = insert(self._connection, gaps).on_conflict_do_update(
            index_elements=key, set_={"number": gaps.c.number + 1}
        )
        values = {name: getattr(gap, name) for name in key}
        self._connection.execute(statement, {**values, "number": 1})

    def all(self) -> list[Gap]:
        """All that are kept, oldest day first; never in the order in which they were asked."""
        order = (gaps.c.day, gaps.c.lang, gaps.c.text, gaps.c.why, gaps.c.about)
        rows = self._connection.execute(select(gaps).order_by(*order))
        return [Gap(**row._asdict()) for row in rows]

    def dismiss(self, lang: str, texts: Iterable[str]) -> None:
        """Keep these off the editors' list; those that look like them stay off it too."""
        self._connection.execute(
            update(gaps)
            .where(gaps.c.lang == lang, gaps.c.text.in_(list(texts)))
            .values(dismissed=True)
        )

    def delete(self, lang: str, texts: Iterable[str]) -> None:
        """Erase these: they have an answer now."""
        self._connection.execute(
            delete(gaps).where(gaps.c.lang == lang, gaps.c.text.in_(list(texts)))
        )

    def delete_before(self, day: str) -> None:
        """Erase days before this one."""
        self._connection.execute(delete(gaps).where(gaps.c.day < day))

    def delete_all(self) -> None:
        """Erase all: the operator wants none kept."""
        self._connection.execute(delete(gaps))
