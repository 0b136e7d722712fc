"""Small Markdown as Telegram's HTML, in parts that Telegram accepts.

In between stands a list of runs: pieces of text, each with the tags that it stands in. Cutting
a list of runs can never break a tag, and what is escaped is only what is shown.
"""

from html import escape

from markdown_it.token import Token

from bot.ports import markdown

LIMIT = 4096  # UTF-16 units of shown text in one message
Run = tuple[str, tuple[str, ...]]


def parts(text: str, limit: int = LIMIT) -> list[str]:
    """Small Markdown as one or more pieces of HTML, each at most `limit` UTF-16 units shown."""
    return [_html(piece) for piece in split(runs(text), limit)]


def units(text: str) -> int:
    """Length as Telegram counts it, in UTF-16 units: most emoji count for two."""
    return len(text) + sum(char > "\uffff" for char in text)


def shown(pieces: list[Run]) -> str:
    """What is read, without the tags."""
    return "".join(text for text, _tags in pieces)


# --- from Markdown to runs ----------------------------------------------------------------------


def runs(text: str) -> list[Run]:
    """Small Markdown as runs."""
    # A half emoji can't be sent over any wire; everything else can.
    whole = text.encode("utf-8", "replace").decode("utf-8")
    page = _Page()
    for token in markdown().parse(whole):
        page.add(token)
    return page.runs


class _Page:
    """Collects runs, block by block.

    Attributes:
        runs: what there is so far.
    """

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self._gap = ""  # what separates the next block from the one before
        self._numbers: list[int | None] = []  # per open list: its next number, None for bullets
        self._prefix = ""
        self._tags: tuple[str, ...] = ()

    def add(self, token: Token) -> None:
        """One block token, in the order of the document."""
        match token.type:
            case "bullet_list_open":
                self._numbers.append(None)
            case "ordered_list_open":
                self._numbers.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                self._numbers.pop()
                self._gap = self._gap_after_block()
            case "list_item_open":
                self._prefix = self._bullet()
            case "heading_open":
                self._tags = ("b",)
            case "heading_close":
                self._tags = ()
            case "inline":
                self._block(_inline(token, self._tags))
            case "fence" | "code_block":
                self._block([(token.content.rstrip("\n"), ("pre",))])
            case _:
                pass

    def _bullet(self) -> str:
        number = self._numbers[-1]
        indent = "   " * (len(self._numbers) - 1)
        if number is None:
            return f"{indent}• "
        self._numbers[-1] = number + 1
        return f"{indent}{number}. "

    def _block(self, content: list[Run]) -> None:
        self.runs += _full([(self._gap + self._prefix, ()), *content])
        self._prefix = ""
        self._gap = self._gap_after_block()

    def _gap_after_block(self) -> str:
        return "\n" if self._numbers else "\n\n"


def _inline(token: Token, tags: tuple[str, ...]) -> list[Run]:
    """The runs of one paragraph."""
    out: list[Run] = []
    stack = list(tags)
    address = ""  # of a link that Telegram would not open
    start = 0  # where that link's label begins
    for child in token.children or ():
        match child.type:
            case "softbreak" | "hardbreak":
                out.append(("\n", ()))
            case "strong_open":
                stack.append("b")
            case "em_open":
                stack.append("i")
            case "link_open":
                href = str(child.attrGet("href") or "")
                address, start = ("" if _opens(href) else href), len(out)
                stack.append(f'a href="{escape(href)}"' if _opens(href) else "")
            case "strong_close" | "em_close" | "link_close":
                stack.pop()
                out += _spelled_out(address, shown(out[start:])) if child.type[0] == "l" else []
            case "code_inline":
                out.append((child.content, (*stack, "code")))
            case _:
                out.append((child.content, tuple(stack)))
    return out


def _opens(address: str) -> bool:
    """Telegram links web pages only; a telephone number it finds in the text by itself."""
    return address.startswith(("https://", "http://"))


def _spelled_out(address: str, label: str) -> list[Run]:
    """The address after its label, unless there is none to spell out or it is the label."""
    readable = address.removeprefix("tel:").removeprefix("mailto:")
    if not readable or _bare(label).endswith(_bare(readable)):
        return []
    return [(f" ({readable})", ())]


def _bare(text: str) -> str:
    """A telephone number without its punctuation, so that "088 1234" and "0881234" are equal."""
    return "".join(char for char in text if char.isalnum() or char in "@+")


# --- from runs to HTML --------------------------------------------------------------------------


def split(pieces: list[Run], limit: int) -> list[list[Run]]:
    """Cut where it hurts least: between paragraphs, lines, words; never over the limit."""
    done = []
    while units(text := shown(pieces)) > limit:
        head, pieces = _cut(pieces, _place(text, limit))
        done.append(head)
    return [*done, pieces]


def _place(text: str, limit: int) -> int:
    """The index at which to cut so that what is before fits."""
    end = limit
    while units(text[:end]) > limit:
        end -= max(1, (units(text[:end]) - limit) // 2)
    for mark in ("\n\n", "\n", " "):
        found = text.rfind(mark, end // 2, end + 1)
        if found > 0:
            return found
    return end


def _cut(pieces: list[Run], place: int) -> tuple[list[Run], list[Run]]:
    """The runs before `place`, and the rest without the blanks at its start."""
    head: list[Run] = []
    tail: list[Run] = []
    for text, tags in pieces:
        head.append((text[: max(0, place)], tags))
        rest = text[max(0, place) :]
        tail.append((rest if shown(tail) else rest.lstrip(" \n"), tags))
        place -= len(text)
    return _full(head), _full(tail)


def _full(pieces: list[Run]) -> list[Run]:
    return [(text, tags) for text, tags in pieces if text]


def _html(pieces: list[Run]) -> str:
    return "".join(_tagged(text, tags) for text, tags in pieces)


def _tagged(text: str, tags: tuple[str, ...]) -> str:
    out = escape(text, quote=False)
    for tag in reversed(tags):
        if tag:
            out = f"<{tag}>{out}</{tag.split()[0]}>"
    return out
