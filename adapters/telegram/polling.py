"""Listens: asks Telegram for updates, and hands each of them on.

The library's own way of polling confirms updates before anybody has handled them, so this one asks
by itself: Telegram forgets an update only when a later request names a higher offset, and the
offset rises only after `receive` has returned.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec
from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, Forbidden, TelegramError

from adapters.telegram import incoming
from adapters.telegram.client import Client
from adapters.telegram.errors import translated
from adapters.telegram.menu import Menu, Menus
from adapters.telegram.updates import Raw
from bot.ports import CannotRun, Receive, TryAgain

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds between attempts while Telegram can't be reached; each pause is twice the last."""
_DESCRIPTION_LIMIT = 256

T = TypeVar("T")


class Polling:
    """The listening half of the adapter."""

    def __init__(self, client: Client, menus: Menus) -> None:
        self._client = client
        self._menus = menus

    async def run(self, receive: Receive) -> None:
        """As `Adapter.run`."""
        try:
            await _patiently(self._begin)
            await self._set_menus()
            offset = 0  # everything that was never confirmed
            while True:
                offset = await self._hand_on(await self._fetch(offset), offset, receive)
        finally:
            await self._client.shutdown()

    async def _begin(self) -> None:
        """Learn the bot's own name; polling and a webhook exclude each other."""
        await self._client.initialize()
        await self._client.delete_webhook()

    async def _fetch(self, offset: int) -> list[Raw]:
        return await _patiently(lambda: self._client.raw_updates(offset))

    async def _hand_on(self, raws: list[Raw], offset: int, receive: Receive) -> int:
        """Hand on each update, in order; returns the offset that confirms them all."""
        for raw in raws:
            await self._take(raw, receive)
            offset = raw["update_id"] + 1
        return offset

    async def _take(self, raw: Raw, receive: Receive) -> None:
        try:
            update = incoming.parse(raw)
        except msgspec.ValidationError as error:
            # It names the field, not its content. Waiting would not make the update better.
            log.warning("update %s is passed over: %s", raw["update_id"], error)
            return
        received = incoming.received(update, raw, self._me())
        if received is not None:
            await receive(received)
        if update.callback_query is not None:
            await self._stop_spinner(update.callback_query.id)

    def _me(self) -> incoming.Me:
        bot = self._client.bot
        return incoming.Me(self._client.username, bool(bot.can_read_all_group_messages))

    async def _stop_spinner(self, query: str) -> None:
        """The pressed button shows that it was pressed. Too old a press has no spinner any more."""
        try:
            await self._client.answer_callback_query(query)
        except TelegramError as error:
            log.debug("a pressed button was not answered: %s", translated(error))

    # --- the menu of commands -------------------------------------------------------------------

    async def _set_menus(self) -> None:
        """Convenience only: nothing here keeps the bot from running."""
        try:
            await self._set_menu(self._menus.citizens, BotCommandScopeAllPrivateChats())
            for room in sorted(self._menus.rooms):
                await self._set_room_menu(room)
        except TelegramError as error:
            log.warning("the menu of commands could not be set: %s", translated(error))

    async def _set_room_menu(self, room: str) -> None:
        try:
            await self._set_menu(self._menus.desks, BotCommandScopeChat(room))
        except (BadRequest, Forbidden):
            log.warning("desk room %s: the bot is not there; add it to the group", room)

    async def _set_menu(self, menu: Menu, scope: BotCommandScope) -> None:
        for number, (lang, commands) in enumerate(menu.items()):
            listed = [
                BotCommand(name, description[:_DESCRIPTION_LIMIT])
                for name, description in commands.items()
            ]
            for code in (None, lang) if number == 0 else (lang,):
                await self._client.set_my_commands(listed, scope=scope, language_code=code)


async def _patiently(call: Callable[[], Awaitable[T]]) -> T:
    """The call's result, however long Telegram is away.

    Raises:
        CannotRun: trying again would not help.
    """
    pause = FIRST_PAUSE
    while True:
        try:
            return await call()
        except TelegramError as failure:
            error = translated(failure)
        if isinstance(error, CannotRun):
            raise error
        if not isinstance(error, TryAgain):
            raise CannotRun(f"Telegram refuses to be polled: {error}")
        wait = error.after or pause
        log.warning("%s; trying again in %.0f s", error, wait)
        await asyncio.sleep(wait)
        pause = min(LONGEST_PAUSE, pause * 2)
