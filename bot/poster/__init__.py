"""A library's poster: one printable A4 page with a QR code for each network."""

from bot.poster.door import Door, matrix_door, telegram_door
from bot.poster.page import draw

__all__ = ["Door", "draw", "matrix_door", "telegram_door"]
