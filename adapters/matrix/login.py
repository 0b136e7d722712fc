"""From settings to a client that is logged in, has its keys, and is cross-signed.

Four things belong together and are kept in one folder: the device id with its token
(session.json), the device's keys (nio's database), the account's cross-signing seeds
(cross_signing.json), and how far was read (position.json). When the keys are lost, the device is
worth nothing: others refuse to believe in new keys under an old name. So then the bot becomes a
new device.
"""

import logging
from collections.abc import Callable
from pathlib import Path

import nio
import vodozemac
from msgspec import Struct

from adapters.matrix import files
from adapters.matrix.cross_signing import cross_sign, own_keys
from adapters.matrix.errors import checked, network_errors
from adapters.matrix.settings import MatrixSettings
from bot.ports import CannotRun

log = logging.getLogger(__name__)

# nio tells its log who wrote and which device did not; that is nobody's business.
for _talkative in ("nio", "peewee"):
    logging.getLogger(_talkative).setLevel(logging.CRITICAL)

_DEVICE_NAME = "Wegwijs"


class Session(Struct, frozen=True):
    """A log-in, as kept in session.json."""

    user_id: str
    device_id: str
    access_token: str


class _KeysLost(Exception):
    """The server knows other keys for our device than we have."""


async def log_in(settings: MatrixSettings) -> nio.AsyncClient:
    """A client that is ready to sync. The caller closes it with `close`.

    Raises:
        TryAgain: the server is away or busy.
        CannotRun: wrong password, token, passphrase, or a folder that can't be used.
    """
    files.folder(settings.folder)
    try:
        return await _opened(settings, settings.device_id, _session_file(settings))
    except _KeysLost as error:
        if not settings.password:
            raise CannotRun(
                "the keys of this Matrix device are lost; restore [matrix] store_path from its "
                "backup, or set a password or the token of a new log-in"
            ) from error
        log.warning("the keys of the Matrix device are lost: becoming a new device")
        _session_file(settings).unlink(missing_ok=True)
        return await _opened(settings, "", _session_file(settings), fresh=True)


async def close(client: nio.AsyncClient) -> None:
    """Close connections and the database."""
    await client.close()
    if client.store is not None:
        client.store.database.close()


def seeds_file(settings: MatrixSettings) -> Path:
    """Where the account's cross-signing keys are kept."""
    return settings.folder / "cross_signing.json"


def _session_file(settings: MatrixSettings) -> Path:
    return settings.folder / "session.json"


async def _opened(
    settings: MatrixSettings, device_id: str, session_file: Path, *, fresh: bool = False
) -> nio.AsyncClient:
    client = _client(settings, device_id)
    try:
        with network_errors():
            await _authenticate(client, settings, session_file, fresh=fresh)
            await _upload_keys(client, settings)
            await cross_sign(client, seeds_file(settings), settings.password)
    except BaseException:
        await close(client)
        raise
    return client


def _client(settings: MatrixSettings, device_id: str) -> nio.AsyncClient:
    """A client that tells us of every failure at once, instead of repeating by itself."""
    kept = settings.folder / "passphrase.json"
    config = nio.AsyncClientConfig(
        max_limit_exceeded=0,
        max_timeouts=0,
        pickle_key=settings.store_passphrase or files.passphrase(kept),
        store_sync_tokens=False,
    )
    return nio.AsyncClient(
        settings.homeserver.rstrip("/"),
        settings.user_id,
        device_id,
        settings.store_path,
        config,
    )


async def _authenticate(
    client: nio.AsyncClient, settings: MatrixSettings, session_file: Path, *, fresh: bool
) -> None:
    """Use the kept log-in, else the token, else the password."""
    kept = files.read(session_file, Session)
    if kept is not None and kept.user_id == settings.user_id:
        client.device_id = kept.device_id
        if await _take_token(client, settings, kept.access_token):
            return
        log.warning("Matrix no longer knows the kept log-in")
    if settings.access_token and not fresh:
        if await _take_token(client, settings, settings.access_token):
            return
        if not settings.password:
            raise CannotRun("Matrix doesn't know this [matrix] access_token; set a new one")
    if not settings.password:
        raise CannotRun("set [matrix] password or access_token")
    await _take_password(client, settings)
    session = Session(client.user_id, client.device_id or "", client.access_token)
    files.write(session_file, session)


async def _take_token(client: nio.AsyncClient, settings: MatrixSettings, token: str) -> bool:
    """Log in with a token; False when the server doesn't know it."""
    client.access_token = token
    answer = await client.whoami()
    if isinstance(answer, nio.WhoamiError) and answer.status_code in {
        "M_UNKNOWN_TOKEN",
        "M_MISSING_TOKEN",
    }:
        client.access_token = ""
        return False
    who = checked(answer, nio.WhoamiResponse)
    if who.user_id != settings.user_id:
        raise CannotRun("[matrix] access_token belongs to another account than user_id")
    if not who.device_id:
        raise CannotRun("[matrix] access_token belongs to no device; use one of a log-in")
    _load_keys(lambda: client.restore_login(who.user_id, who.device_id or "", token))
    return True


async def _take_password(client: nio.AsyncClient, settings: MatrixSettings) -> None:
    # nio opens its database while it takes the answer in, so a wrong passphrase shows here.
    try:
        answer = await client.login(settings.password, _DEVICE_NAME)
    except _BAD_PICKLES as error:
        raise CannotRun(_SEALED) from error
    if isinstance(answer, nio.LoginError) and answer.status_code in _REFUSED:
        raise CannotRun("Matrix refused the log-in; check [matrix] user_id and password")
    checked(answer, nio.LoginResponse)


_REFUSED = frozenset({"M_FORBIDDEN", "M_USER_DEACTIVATED", "M_INVALID_USERNAME"})
_BAD_PICKLES = (vodozemac.PickleException, vodozemac.LibolmPickleException)
_SEALED = (
    "[matrix] store_passphrase doesn't open the keys in store_path; set the one they were made with"
)


def _load_keys(load: Callable[[], None]) -> None:
    try:
        load()
    except _BAD_PICKLES as error:
        raise CannotRun(_SEALED) from error


async def _upload_keys(client: nio.AsyncClient, settings: MatrixSettings) -> None:
    """Give the server this device's keys, unless it has them.

    Raises:
        _KeysLost: it has others, so the ones it has are gone for good.
    """
    if client.olm is None or client.device_id is None:
        raise CannotRun("Matrix encryption is not installed: pip install 'matrix-nio[e2e]'")
    published = (await own_keys(client)).get("device_keys", {})
    device = published.get(settings.user_id, {}).get(client.device_id)
    account = client.olm.account
    if device is None:
        account.shared = False  # also when we gave them once: the server has forgotten them
        checked(await client.keys_upload(), nio.KeysUploadResponse)
    elif device["keys"].get(f"ed25519:{client.device_id}") != account.identity_keys["ed25519"]:
        if settings.password:
            await client.logout()  # takes the useless device off the account's list
        raise _KeysLost
