"""The Bot API over real HTTP on 127.0.0.1: calls, long polling, webhooks, and their errors.

async with BotApi() as api:
    fatima = api.user("Fatima")
    fatima.says("Hoe vraag ik DigiD aan?")
    print(api.url, api.token, (await fatima.chat.next_message()).text)
"""

import asyncio
import json
from pathlib import Path
from typing import Any, Self

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from tests.botapi import spec
from tests.botapi.control import Control
from tests.botapi.errors import (
    Dropped,
    Refused,
    bad,
    not_found,
    other_poller,
    unauthorized,
    webhook_is_set,
)
from tests.botapi.limits import Fault, Faults, Limits
from tests.botapi.methods import Methods, handlers
from tests.botapi.people import People
from tests.botapi.world import World, load

# What is checked against the specification before it is answered; updates are when they are made.
_RESULTS = {
    "getMe": "User",
    "sendMessage": "Message",
    "sendPhoto": "Message",
    "sendVoice": "Message",
    "sendAudio": "Message",
    "sendVideo": "Message",
    "sendVideoNote": "Message",
    "sendAnimation": "Message",
    "sendDocument": "Message",
    "editMessageCaption": "Message",
    "getFile": "File",
    "editMessageText": "Message",
    "getChat": "ChatFullInfo",
    "getChatMember": "ChatMember",
    "getWebhookInfo": "WebhookInfo",
    "createForumTopic": "ForumTopic",
    "getMyCommands": "Array of BotCommand",
}


class BotApi(People):
    """One bot's Telegram.

    Attributes:
        world: what Telegram knows; tests may look into it.
        url: the root, as `api_url` in the settings.
        calls: what the bot asked: (method, parameters), in order.
        limits: how often the bot may send.
        strict: unknown methods and parameters are errors that say so.
        state: a file that keeps the world over restarts, or None.
    """

    def __init__(self, *, port: int = 0, strict: bool = True, state: Path | None = None) -> None:
        world = load(state) if state and state.exists() else World()
        super().__init__(world)
        self.strict = strict
        self.limits = Limits()
        self.faults = Faults()
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.port = port
        self._state = state
        self._methods = Methods(world)
        self._handlers = handlers(self._methods, list(spec.METHODS))
        self._names = {name.lower(): name for name in spec.METHODS}
        self._pushing = asyncio.Lock()
        self._poll = 0  # counts pollers: only the newest may go on
        self._runner: web.AppRunner | None = None

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.world.token

    @property
    def url(self) -> str:
        """Where the API is."""
        return f"http://127.0.0.1:{self.port}"

    def app(self) -> web.Application:
        """The API as an aiohttp application, for those who add routes of their own."""
        app = web.Application()
        app.router.add_route("*", r"/bot{token:[^/]*}/{method}", self._serve)
        app.router.add_get(r"/file/bot{token:[^/]*}/files/{file}", self._serve_file)
        app.router.add_routes(Control(self).routes())
        return app

    async def start(self, app: web.Application | None = None) -> None:
        """Listen."""
        self._runner = web.AppRunner(app or self.app(), access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Be unreachable; what is known stays, and `start` listens on the same port again."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_exc: object) -> None:
        self._poll += 1
        await self._wake()
        await self.stop()

    # --- for tests -----------------------------------------------------------------------

    def fail(self, method: str, code: int, **rest: Any) -> Fault:
        """The next call of `method` fails: see `limits.Fault`."""
        fault = Fault(method, code, **rest)
        self.faults.append(fault)
        return fault

    def called(self, method: str) -> list[dict[str, Any]]:
        """The parameters of all calls of one method."""
        return [asked for name, asked in self.calls if name == method]

    def changed(self) -> None:
        """Something happened: write the file, wake whoever waits, push to the webhook."""
        if self._state:
            self.world.save(self._state)
        super().changed()

    async def _wake(self) -> None:
        await super()._wake()
        if self.world.webhook.url and self.world.updates:
            async with self._pushing:
                await self._push()
            await super()._wake()

    # --- calls ---------------------------------------------------------------------------

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        try:
            result = await self._call(request)
        except Refused as refusal:
            return web.json_response(refusal.answer(), status=refusal.code)
        except Dropped:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        return web.json_response({"ok": True, "result": result})

    async def _serve_file(self, request: web.Request) -> web.Response:
        content = self.world.files.get(request.match_info["file"])
        if request.match_info["token"] != self.world.token or content is None:
            raise web.HTTPNotFound
        return web.Response(body=content)

    async def _call(self, request: web.Request) -> Any:
        token, method = request.match_info["token"], request.match_info["method"].lower()
        number, _, secret = token.partition(":")
        if not number.isdecimal() or not secret:
            raise not_found()
        if token != self.world.token:
            raise unauthorized()
        if method not in self._handlers and method != "getupdates":
            raise not_found()
        asked = await self._parameters(request, self._names[method])
        self.calls.append((self._names[method], asked))
        fault = self.faults.take(method)
        if fault and fault.until:
            await fault.until.wait()
        if fault and not fault.done:
            fault.strike()
        self.limits.check(method, asked.get("chat_id"), self.world.now())
        result = await self._do(method, asked)
        if name := _RESULTS.get(self._names[method]):
            spec.check(result, name, self._names[method])
        if fault:
            fault.strike()
        return result

    async def _do(self, method: str, asked: dict[str, Any]) -> Any:
        if method == "getupdates":
            return await self._get_updates(asked)
        try:
            return self._handlers[method](asked)
        finally:
            self.changed()

    async def _parameters(self, request: web.Request, method: str) -> dict[str, Any]:
        sent: dict[str, Any] = dict(request.query)
        try:
            if request.content_type == "application/json":
                sent |= await request.json()
            elif request.can_read_body:
                sent |= dict(await request.post())
        except ConnectionResetError:
            raise Dropped from None  # the bot died in the middle of its call
        if not self.strict:
            sent = {name: value for name, value in sent.items() if name in spec.METHODS[method]}
        try:
            return spec.parameters(method, sent)
        except json.JSONDecodeError as fault:
            raise bad(f"can't parse JSON of a parameter: {fault}") from None
        except ValueError as fault:
            raise bad(str(fault)) from None

    # --- updates -------------------------------------------------------------------------

    async def _get_updates(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        if self.world.webhook.url:
            raise webhook_is_set()
        if "allowed_updates" in asked:
            self.world.allowed = asked["allowed_updates"]
        self._poll += 1
        mine = self._poll
        self.world.confirm(asked.get("offset", 0))
        self.changed()
        try:
            async with asyncio.timeout(min(asked.get("timeout", 0), 50)), self._change:
                await self._change.wait_for(lambda: self.world.updates or self._poll != mine)
        except TimeoutError:
            pass
        if self._poll != mine:
            raise other_poller()
        return self.world.updates[: min(asked.get("limit", 100), 100)]

    async def _push(self) -> None:
        """Deliver what waits to the webhook, in order, until it does not answer 2xx.

        Telegram tries again after a while; here, when the next thing happens.
        """
        hook = self.world.webhook
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        async with ClientSession(timeout=ClientTimeout(10), headers=headers) as session:
            while self.world.updates and hook.url:
                update = self.world.updates[0]
                try:
                    async with session.post(hook.url, json=update) as answer:
                        hook.error = "" if answer.ok else f"Wrong response: {answer.status}"
                except (ClientError, TimeoutError) as fault:
                    hook.error = type(fault).__name__
                if hook.error:
                    return
                self.world.confirm(update["update_id"] + 1)
