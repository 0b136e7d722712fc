"""Buttons as Telegram's inline keyboard."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.ports import Button, escape

Rows = tuple[tuple[Button, ...], ...]


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """The keyboard, or None when no button is left that Telegram takes."""
    made = [[_made(button) for button in row if _fits(button)] for row in rows]
    full = [row for row in made if row]
    return InlineKeyboardMarkup(full) if full else None


def spelled_out(rows: Rows) -> str:
    """Small Markdown for the links that can't be buttons ("tel:"), to stand under the text."""
    lines = [
        f"{escape(button.label)}: {escape(button.url.removeprefix('tel:'))}"
        for row in rows
        for button in row
        if not _fits(button)
    ]
    return "\n".join(["", "", *lines]) if lines else ""


def _fits(button: Button) -> bool:
    """Telegram opens web pages only."""
    return bool(button.data) or button.url.startswith(("https://", "http://"))


def _made(button: Button) -> InlineKeyboardButton:
    if button.data:
        return InlineKeyboardButton(button.label, callback_data=button.data)
    return InlineKeyboardButton(button.label, url=button.url)
