"""A real Matrix homeserver (Synapse) in a temporary folder, on the loopback interface.

One per test process; ready in one or two seconds. It talks to no other server, has no rate
limits, and forgets everything when the tests are done.
"""

import base64
import hashlib
import hmac
import itertools
import json
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SERVER_NAME = "wegwijs.test"
PASSWORD = "open sesame"

_UNLIMITED = {"per_second": 100_000, "burst_count": 100_000}
_START = 60.0  # seconds
_names = itertools.count(1)


class Synapse:
    """A running homeserver; `url` is where clients find it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._secret = secrets.token_hex(16)
        self._port = _free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        folder.mkdir(parents=True, exist_ok=True)
        _write_config(folder, self._port, self._secret)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        config = self._folder / "homeserver.yaml"
        with (self._folder / "output").open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "synapse.app.homeserver", "-c", str(config)],
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + _START
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError((self._folder / "output").read_text()[-3000:])
            time.sleep(0.05)

    def stop(self) -> None:
        """End it; what it knows stays in its folder for another start."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)
            self._process = None

    def register(self, name: str = "citizen") -> str:
        """A new account whose name begins like this; its user id. Its password is PASSWORD."""
        unique = f"{name}{next(_names)}"
        url = f"{self.url}/_synapse/admin/v1/register"
        nonce = _request(url)["nonce"]
        digest = hmac.new(self._secret.encode(), digestmod=hashlib.sha1)
        digest.update(f"{nonce}\0{unique}\0{PASSWORD}\0notadmin".encode())
        account = {"nonce": nonce, "username": unique, "password": PASSWORD, "admin": False}
        shown = {"displayname": f"{name.capitalize()} de Vries"}
        return _request(url, {**account, **shown, "mac": digest.hexdigest()})["user_id"]

    def log_in(self, user_id: str, device_id: str | None = None) -> dict[str, Any]:
        """A log-in as any client does it: user_id, device_id, access_token."""
        identifier = {"type": "m.id.user", "user": user_id}
        body = {"type": "m.login.password", "identifier": identifier, "password": PASSWORD}
        if device_id is not None:
            body["device_id"] = device_id
        return _request(f"{self.url}/_matrix/client/v3/login", body)

    def ask(self, token: str, path: str, body: Any = None) -> dict[str, Any]:
        """Any request with somebody's token, below /_matrix/client/v3; POST when it has a body."""
        return _request(f"{self.url}/_matrix/client/v3{path}", body, token)

    def _answers(self) -> bool:
        try:
            _request(f"{self.url}/_matrix/client/versions")
        except OSError:
            return False
        return True


@pytest.fixture(scope="session")
def synapse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Synapse]:
    """The homeserver of this test process."""
    server = Synapse(tmp_path_factory.mktemp("synapse"))
    server.start()
    yield server
    server.stop()


def _request(url: str, body: Any = None, token: str | None = None) -> Any:
    headers = {"Content-Type": "application/json"}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=20) as answer:
        return json.load(answer)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _write_config(folder: Path, port: int, secret: str) -> None:
    seed = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
    (folder / "signing.key").write_text(f"ed25519 a_test {seed}\n")
    (folder / "log.yaml").write_text(json.dumps(_logging(folder)))
    config = {**_basics(folder, port, secret), **_limits()}
    (folder / "homeserver.yaml").write_text(json.dumps(config))  # JSON is YAML


def _basics(folder: Path, port: int, secret: str) -> dict[str, Any]:
    listener = {
        "bind_addresses": ["127.0.0.1"],
        "port": port,
        "tls": False,
        "type": "http",
        "resources": [{"names": ["client"], "compress": False}],
    }
    return {
        "server_name": SERVER_NAME,
        "public_baseurl": f"http://127.0.0.1:{port}/",
        "pid_file": str(folder / "pid"),
        "listeners": [listener],
        "database": {"name": "sqlite3", "args": {"database": str(folder / "homeserver.db")}},
        "log_config": str(folder / "log.yaml"),
        "media_store_path": str(folder / "media"),
        "signing_key_path": str(folder / "signing.key"),
        "registration_shared_secret": secret,
        "macaroon_secret_key": "m",
        "form_secret": "f",
        "report_stats": False,
        "trusted_key_servers": [],
        "suppress_key_server_warning": True,
        "federation_domain_whitelist": [],
        "presence": {"enabled": False},
        "bcrypt_rounds": 4,
    }


def _limits() -> dict[str, Any]:
    """No rate limits: tests write faster than people."""
    alone = ("rc_message", "rc_registration", "rc_joins_per_room", "rc_room_creation")
    return {
        **dict.fromkeys(alone, _UNLIMITED),
        "rc_login": dict.fromkeys(("address", "account", "failed_attempts"), _UNLIMITED),
        "rc_joins": dict.fromkeys(("local", "remote"), _UNLIMITED),
        "rc_invites": dict.fromkeys(("per_room", "per_user", "per_issuer"), _UNLIMITED),
        "rc_key_requests": _UNLIMITED,
        "rc_admin_redaction": _UNLIMITED,
    }


def _logging(folder: Path) -> dict[str, Any]:
    file = {"class": "logging.FileHandler", "filename": str(folder / "synapse.log")}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {"file": file},
        "root": {"level": "WARNING", "handlers": ["file"]},
    }
