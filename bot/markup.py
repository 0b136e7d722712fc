"""The small Markdown of all texts: **bold**, [label](https://…), lists, paragraphs. Pure.

It is CommonMark without HTML; a line break is a line break.
"""

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True})
_PUNCTUATION = {ord(char): f"\\{char}" for char in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"}


def markdown() -> MarkdownIt:
    """The parser of the small Markdown, for adapters that render it: CommonMark without HTML."""
    return _MARKDOWN


def escape(text: str) -> str:
    r"""Any text, made to mean only itself in our small Markdown ("1. *a*" -> "1\. \*a\*")."""
    # Four leading blanks would be a code block, so no line keeps blanks at its start.
    lines = (line.strip() for line in text.translate(_PUNCTUATION).splitlines())
    return "\n".join(lines)


def plain(text: str) -> str:
    """Small Markdown as plain text: links as "label (address)", lists with "- " or "1. "."""
    return "\n".join(_plain_lines(_MARKDOWN.parse(text))).strip("\n")


def _plain_lines(tokens: list[Token]) -> list[str]:
    """One entry per line; a blank one between paragraphs, none between items of a list."""
    lines: list[str] = []
    numbers: list[int | None] = []  # per open list: the next number, or None for bullets
    prefix = ""
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                numbers.append(None)
            case "ordered_list_open":
                numbers.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                numbers.pop()
                lines.append("")
            case "list_item_open":
                number = numbers[-1]
                prefix = "- " if number is None else f"{number}. "
                numbers[-1] = None if number is None else number + 1
            case "inline":
                lines += (prefix + _plain_inline(token)).splitlines()
                prefix = ""
            case "paragraph_close" if not numbers:
                lines.append("")
            case "fence" | "code_block":
                lines += [*token.content.splitlines(), ""]
            case _:
                pass
    return lines


def _plain_inline(token: Token) -> str:
    """The text of one paragraph, with the addresses of its links in brackets."""
    out: list[str] = []
    address = ""
    for child in token.children or ():
        match child.type:
            case "text" | "code_inline":
                out.append(child.content)
            case "softbreak" | "hardbreak":
                out.append("\n")
            case "link_open":
                address = str(child.attrGet("href") or "")
            case "link_close":
                label = "".join(out)
                shown = address.removeprefix("https://").removeprefix("tel:").rstrip("/")
                if not label.endswith((address, shown)):
                    out.append(f" ({address.removeprefix('tel:')})")
            case _:
                pass
    return "".join(out)
