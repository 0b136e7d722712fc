"""From a `Message` to the contents of Matrix events. Pure.

Matrix has no buttons: choices are a numbered list, links a line each. Long texts become several
events, because a whole event may take 65,536 bytes and encryption adds a third.
"""

import html
from typing import Any

from msgspec import Struct

from bot.ports import Address, Button, Edit, Message, markdown

Content = dict[str, Any]

# Bytes of Markdown in one event. The text goes in twice, as plain and as HTML; JSON may triple
# what is not ASCII, and encryption adds a third: 7,000 bytes of Arabic become 56,000.
_PART = 7_000
_NOWHERE = Address("matrix", "")
_KEYCAP = "\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP}"


class Part(Struct, frozen=True):
    """One event to be sent: its transaction id and its content, without relations."""

    tx_id: str
    content: Content


def parts(message: Message) -> list[Part]:
    """The events of a message, in order; almost always one.

    The transaction ids derive from the message's own, so that a repeat is recognised. The
    buttons stand under the last part; when the message opens a thread, under the first, which is
    what the thread hangs on.
    """
    pieces = split(message.text)
    with_buttons = 0 if message.opens is not None else len(pieces) - 1
    return [
        Part(
            message.id if number == 0 else f"{message.id}.{number}",
            text_content(piece, message.buttons if number == with_buttons else ()),
        )
        for number, piece in enumerate(pieces)
    ]


def text_content(text: str, buttons: tuple[tuple[Button, ...], ...] = ()) -> Content:
    """An m.text with a plain body, and the same as HTML.

    The empty `m.mentions` says that nobody is mentioned, whatever the text looks like: "@room"
    in a citizen's message must not ring for the whole desk.
    """
    shown = Message("", _NOWHERE, text, buttons)
    return {
        "msgtype": "m.text",
        "body": shown.as_text(),
        "format": "org.matrix.custom.html",
        "formatted_body": as_html(shown),
        "m.mentions": {},
    }


def edit_content(edit: Edit) -> Content:
    """The replacement of an earlier message; of a long text only the first part fits."""
    new = text_content(split(edit.text)[0], edit.buttons)
    old_clients = {
        **new,
        "body": f"* {new['body']}",
        "formatted_body": f"* {new['formatted_body']}",
    }
    relation = {"rel_type": "m.replace", "event_id": edit.about}
    return {**old_clients, "m.new_content": new, "m.relates_to": relation}


def related(content: Content, thread: str | None, about: str | None) -> Content:
    """The content, put in a thread and made a reply where there is one."""
    if thread is None and about is None:
        return content
    relation: Content = {"m.in_reply_to": {"event_id": about or thread}}
    if thread is not None:
        relation |= {"rel_type": "m.thread", "event_id": thread, "is_falling_back": about is None}
    return {**content, "m.relates_to": relation}


def reaction_content(about: str, emoji: str) -> Content:
    """An emoji under a message."""
    return {"m.relates_to": {"rel_type": "m.annotation", "event_id": about, "key": emoji}}


def keycap(number: int) -> str:
    """1 -> "1️⃣", as Element's own picker writes it."""
    return f"{number}{_KEYCAP}"


def as_html(message: Message) -> str:
    """The whole message as HTML: text, links, numbered choices."""
    lines = [markdown().render(message.text).strip()]
    links = [button for row in message.buttons for button in row if button.url]
    lines += [
        f'<p><a href="{html.escape(link.url)}">{html.escape(link.label)}</a></p>' for link in links
    ]
    choices = "".join(f"<li>{html.escape(button.label)}</li>" for button in message.choices())
    if choices:
        lines.append(f"<ol>{choices}</ol>")
    return "\n".join(lines)


def split(text: str, limit: int = _PART) -> list[str]:
    """The text in pieces of at most `limit` bytes, cut between paragraphs if at all possible.

    Else between lines, else between words, else anywhere.
    """
    if len(text.encode()) <= limit:
        return [text]
    for gap in ("\n\n", "\n", " "):
        head, rest = _cut(text, gap, limit)
        if head.strip():
            return [head, *(split(rest, limit) if rest.strip() else [])]
    head = text.encode()[:limit].decode(errors="ignore")
    return [head, *split(text[len(head) :], limit)]


def _cut(text: str, gap: str, limit: int) -> tuple[str, str]:
    """The longest beginning that ends at a gap and fits, and what follows the gap."""
    window = text.encode()[:limit].decode(errors="ignore")
    head, found, _ = window.rpartition(gap)
    return (head, text[len(head) + len(found) :]) if found else ("", text)
