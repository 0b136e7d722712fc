"""People's deeds over HTTP, for drivers that are other programs.

POST /control/<deed> with a JSON object; the answer is {"result": …}. Users and chats are named by
their ids, as `user` and `group` return them; `chat` left out is the user's chat with the bot.

    POST /control/user   {"name": "Fatima"}                          -> 1001
    POST /control/say    {"user": 1001, "text": "Hoi"}               -> id of the message
    POST /control/press  {"user": 1001, "label": "Ja"}
    POST /control/group  {"title": "Balie", "forum": true}           -> -1000000001002
    POST /control/add_bot {"chat": -1000000001002}
    POST /control/shown  {"chat": 1001}                              -> messages on the screen
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec
from aiohttp import web

from tests.botapi.people import Group, User

if TYPE_CHECKING:
    from tests.botapi.server import BotApi

Json = dict[str, Any]


class Control:
    """The deeds; each method is one."""

    def __init__(self, api: "BotApi") -> None:
        self._api = api

    def routes(self) -> list[web.RouteDef]:
        """To be added to the server's application."""
        return [web.post("/control/{deed}", self._serve)]

    async def _serve(self, request: web.Request) -> web.Response:
        deed = request.match_info["deed"]
        method: Callable[..., Any] | None = getattr(self, deed, None)
        if method is None or deed.startswith("_") or deed == "routes":
            return web.json_response({"error": f"no deed {deed}"}, status=404)
        try:
            result = method(**(await request.json() if request.can_read_body else {}))
        except (TypeError, LookupError, ValueError) as fault:
            return web.json_response({"error": str(fault)}, status=400)
        return web.json_response({"result": msgspec.to_builtins(result)})

    def _user(self, number: int) -> User:
        return self._api.known_user(number)

    def _group(self, number: int | None) -> Group | None:
        return None if number is None else self._api.known_chat(number)

    # --- people --------------------------------------------------------------------------

    def user(self, name: str, **rest: Any) -> int:
        made = self._api.user(name, **rest).id
        self._api.changed()
        return made

    def say(self, user: int, text: str, chat: int | None = None, **rest: Any) -> int:
        return self._user(user).says(text, self._group(chat), **rest)

    def send(self, user: int, kind: str, chat: int | None = None, **rest: Any) -> int:
        return self._user(user).sends(kind, self._group(chat), **rest)

    def press(self, user: int, label: str, chat: int | None = None, **rest: Any) -> str:
        return self._user(user).presses(label, self._group(chat), **rest)

    def edit(self, user: int, message: int, text: str, chat: int | None = None) -> None:
        self._user(user).edits(message, text, self._group(chat))

    def delete(self, user: int, message: int, chat: int | None = None) -> None:
        self._user(user).deletes(message, self._group(chat))

    def react(self, user: int, message: int, emoji: str, chat: int | None = None) -> None:
        self._user(user).reacts(message, emoji, self._group(chat))

    def block(self, user: int) -> None:
        self._user(user).blocks()

    def unblock(self, user: int) -> None:
        self._user(user).unblocks()

    # --- groups --------------------------------------------------------------------------

    def group(self, title: str, **rest: Any) -> int:
        made = self._api.group(title, **rest).id
        self._api.changed()
        return made

    def add_bot(self, chat: int, *, admin: bool = True) -> None:
        self._api.known_chat(chat).add_bot(admin=admin)

    def remove_bot(self, chat: int) -> None:
        self._api.known_chat(chat).remove_bot()

    def upgrade(self, chat: int) -> int:
        return self._api.known_chat(chat).upgrade().id

    def close_topic(self, chat: int, topic: int) -> None:
        self._api.known_chat(chat).close_topic(topic)

    def delete_topic(self, chat: int, topic: int) -> None:
        self._api.known_chat(chat).delete_topic(topic)

    def topics(self, chat: int) -> dict[int, str]:
        return self._api.known_chat(chat).topics()

    # --- the server ----------------------------------------------------------------------

    def shown(self, chat: int, topic: int | None = None) -> list[Any]:
        return self._api.known_chat(chat).shown(topic)

    def calls(self) -> list[Any]:
        return self._api.calls

    def waiting(self) -> int:
        return len(self._api.world.updates)

    def fail(self, method: str, code: int, **rest: Any) -> None:
        self._api.fail(method, code, **rest)

    def later(self, seconds: float) -> None:
        self._api.world.later += seconds
        self._api.changed()
