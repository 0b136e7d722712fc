"""What the operator configures: one TOML file, each key also in the environment.

`WEGWIJS_TELEGRAM__TOKEN` is `[telegram] token`. A secret may also stand in a file of its own that
`<key>_file` names. Every mistake is told with the key, what is wrong and what to do.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from bot.dialogue.world import Terms
from bot.privacy import Retention

SECRETS = ("token", "webhook_secret", "password", "access_token", "store_passphrase", "url")
"""Keys whose value may stand in a file, named by the same key with `_file`."""
_PREFIX = "WEGWIJS_"


class SettingsError(Exception):
    """The configuration can't be used; the text says which key, what is wrong and what to do."""


class Desk(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[desk]]`: one library's desk: a group or room on a network."""

    library: str
    network: str
    room: str


class StoreSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`[store]`: sqlite:///file or postgresql://user:password@host/name."""

    url: str = "sqlite:///wegwijs.db"


class KnowledgeSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`[knowledge]`: the folder that editors work in; empty for the one that is built in."""

    path: str = ""


class TelegramSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`[telegram]`: the token that @BotFather gave, and how updates come in."""

    token: str = ""
    api_url: str = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: str = ""
    webhook_secret: str = ""


class MatrixSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`[matrix]`: the bot's account; `store_path` is a folder for its encryption keys."""

    homeserver: str = ""
    user_id: str = ""
    password: str = ""
    access_token: str = ""
    device_id: str = ""
    store_path: str = "matrix"
    store_passphrase: str = ""
    allowed_servers: tuple[str, ...] = ()


class HttpSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`[http]`: where /healthz, /readyz and /metrics answer; port 0 for nowhere."""

    host: str = "127.0.0.1"
    port: int = 8080


class HandoffSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`[handoff]`: times in seconds, or as "90s", "10m", "24h"."""

    remind_after: int | str = 600
    tell_after: int | str = 1800
    close_after: int | str = 86_400
    nudge_after: int | str = 1200
    return_after: int | str = 3600

    def terms(self) -> Terms:
        """The same, in seconds. Raises SettingsError for a time that can't be read."""
        return Terms(
            remind_after=_seconds("handoff.remind_after", self.remind_after),
            tell_after=_seconds("handoff.tell_after", self.tell_after),
            close_after=_seconds("handoff.close_after", self.close_after),
            nudge_after=_seconds("handoff.nudge_after", self.nudge_after),
            return_after=_seconds("handoff.return_after", self.return_after),
        )


class PrivacySettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`[privacy]`: how long things are kept, in days, or as "12h", "30d"; 0 keeps no questions."""

    keep_conversations: int | str = 30
    keep_cases: int | str = 30
    keep_questions: int | str = 365

    def retention(self) -> Retention:
        """The same, in days. Raises SettingsError for a time that can't be read."""
        return Retention(
            keep_conversations=_days("privacy.keep_conversations", self.keep_conversations),
            keep_cases=_days("privacy.keep_cases", self.keep_cases),
            keep_questions=_days_or_none("privacy.keep_questions", self.keep_questions),
        )


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    store: StoreSettings = StoreSettings()
    knowledge: KnowledgeSettings = KnowledgeSettings()
    telegram: TelegramSettings = TelegramSettings()
    matrix: MatrixSettings = MatrixSettings()
    http: HttpSettings = HttpSettings()
    desk: tuple[Desk, ...] = ()
    handoff: HandoffSettings = HandoffSettings()
    privacy: PrivacySettings = PrivacySettings()


def read(path: Path | None, environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of a TOML file (None: defaults) with the environment's on top.

    Raises:
        SettingsError: the file can't be read, or a key or value is wrong.
    """
    raw = _parse(path) if path else {}
    _add_environment(raw, os.environ if environ is None else environ)
    _add_files(raw, path.parent if path else Path())
    try:
        settings = msgspec.convert(raw, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(_explain(error)) from None
    _check(settings)
    return settings


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise SettingsError(f"{path} does not exist; copy wegwijs.example.toml to it") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} can't be read: {type(error).__name__}") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not valid TOML: {error}") from None


def _add_environment(raw: dict[str, Any], environ: Mapping[str, str]) -> None:
    """WEGWIJS_SECTION__KEY=value; desks are written in the file only."""
    for name, value in environ.items():
        section, dot, key = name.removeprefix(_PREFIX).lower().partition("__")
        if name.startswith(_PREFIX) and dot:
            values = raw.setdefault(section, {})
            if not isinstance(values, dict):
                raise SettingsError(f"{name}: {section} is no section of keys; set it in the file")
            values[key] = value


def _add_files(raw: dict[str, Any], folder: Path) -> None:
    """Replace every `<secret>_file` by what stands in that file."""
    for section, values in raw.items():
        if not isinstance(values, dict):
            continue
        for key in [key for key in values if key.removesuffix("_file") in SECRETS]:
            if not key.endswith("_file"):
                continue
            name = str(values.pop(key))
            try:
                values[key.removesuffix("_file")] = (folder / name).read_text("utf-8").strip()
            except (OSError, UnicodeDecodeError):
                raise SettingsError(f"{section}.{key}: the file {name} can't be read") from None


def _check(settings: Settings) -> None:
    """What one key alone does not show."""
    settings.handoff.terms()
    settings.privacy.retention()
    rooms = [(desk.network, desk.room) for desk in settings.desk]
    libraries = [desk.library for desk in settings.desk]
    for desk in settings.desk:
        if desk.network not in ("telegram", "matrix", "web"):
            raise SettingsError(
                f'desk {desk.library}: network "{desk.network}" is unknown; use telegram or matrix'
            )
        if rooms.count((desk.network, desk.room)) > 1:
            raise SettingsError(
                f"desk {desk.library}: its room is also another library's; give each desk its own"
            )
        if libraries.count(desk.library) > 1:
            raise SettingsError(f"desk {desk.library} is configured twice; keep one of them")


def _explain(error: msgspec.ValidationError) -> str:
    """Put the key first: msgspec says "... - at `$.telegram.token`"."""
    text, _, place = str(error).partition(" - at `$.")
    key = place.rstrip("`")
    if "unknown field" in text:
        field = text.rpartition("`")[0].rpartition("`")[2]
        full = f"{key}.{field}" if key else field
        return f"{full}: there is no such key; see docs/operating.md for all keys"
    return f"{key or 'the file'}: {text[:1].lower()}{text[1:]}"


_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def _seconds(key: str, value: int | str, plain: str = "s") -> float:
    """Read "10m" as 600; a bare number is in `plain` units."""
    text = str(value).strip().lower()
    number, unit = (text[:-1], text[-1]) if text[-1:] in _UNITS else (text, plain)
    try:
        seconds = float(number) * _UNITS[unit]
    except ValueError:
        raise SettingsError(f'{key}: "{value}" is not a time; write 90s, 10m, 24h or 30d') from None
    if not 0 < seconds < 1e9:
        raise SettingsError(f"{key}: must be more than nothing")
    return seconds


def _days(key: str, value: int | str) -> float:
    return _seconds(key, value, plain="d") / 86_400


def _days_or_none(key: str, value: int | str) -> float:
    """The same, but 0 is allowed: keep none."""
    return 0.0 if str(value).strip().lower() in {"0", "0s", "0m", "0h", "0d"} else _days(key, value)
