"""Telegram: citizens in private chats, desks in groups with or without forum topics."""

from adapters.telegram.adapter import TelegramAdapter

__all__ = ["TelegramAdapter"]
