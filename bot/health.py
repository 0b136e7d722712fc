"""What a supervisor asks over HTTP: /healthz, /readyz, and /metrics without any person in it."""

from collections.abc import Callable
from typing import Self

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.ports import CannotRun
from bot.store import Store, Transaction


class Health:
    """A small HTTP server beside the bot, on the loopback interface unless configured otherwise.

    /healthz says that the process is alive, /readyz that its database answers, /metrics how many
    messages wait and what was counted, in Prometheus' text format.
    """

    def __init__(self, store: Store, host: str, port: int) -> None:
        """Port 0 means: do not listen at all."""
        self._store = store
        self._host = host
        self._port = port
        app = web.Application()
        app.router.add_get("/healthz", self._alive)
        app.router.add_get("/readyz", self._ready)
        app.router.add_get("/metrics", self._metrics)
        self._runner = web.AppRunner(app, access_log=None)

    async def __aenter__(self) -> Self:
        """Start listening. Raises CannotRun when the port is taken."""
        if self._port:
            await self._runner.setup()
            try:
                await web.TCPSite(self._runner, self._host, self._port).start()
            except OSError:
                await self._runner.cleanup()
                raise CannotRun(
                    f"http.port {self._port} on {self._host} is in use; choose another, or 0 for none"
                ) from None
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._port:
            await self._runner.cleanup()

    async def _alive(self, _request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def _ready(self, _request: web.Request) -> web.Response:
        return await self._ask(_ready)

    async def _metrics(self, _request: web.Request) -> web.Response:
        return await self._ask(metrics)

    async def _ask(self, work: Callable[[Transaction], str]) -> web.Response:
        """What the store answers, or 503 when it does not."""
        try:
            return web.Response(text=await self._store.run(work))
        except SQLAlchemyError:
            return web.Response(status=503, text="the database does not answer\n")


def _ready(tx: Transaction) -> str:
    """Asking is the test: a store that does not answer raises."""
    tx.outbox.waiting()
    return "ready\n"


def metrics(tx: Transaction) -> str:
    """Prometheus' text exposition format, version 0.0.4."""
    waiting, dead = tx.outbox.waiting()
    lines = [
        "# HELP wegwijs_outbox_waiting Messages that have not been delivered yet.",
        "# TYPE wegwijs_outbox_waiting gauge",
        f"wegwijs_outbox_waiting {waiting}",
        "# HELP wegwijs_outbox_dead Messages that could never be delivered.",
        "# TYPE wegwijs_outbox_dead gauge",
        f"wegwijs_outbox_dead {dead}",
        "# HELP wegwijs_events_total What happened, without persons.",
        "# TYPE wegwijs_events_total counter",
    ]
    totals: dict[tuple[str, str], int] = {}
    for _day, what, about, number in tx.counts.all():
        totals[what, about] = totals.get((what, about), 0) + number
    lines += [
        f'wegwijs_events_total{{what="{what}",about="{about}"}} {number}'
        for (what, about), number in sorted(totals.items())
    ]
    return "\n".join(lines) + "\n"
