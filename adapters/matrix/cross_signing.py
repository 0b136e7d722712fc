"""Cross-sign the bot's own device, so that strict clients read it and send it their keys.

Since MSC4153, clients like Element neither show what an unsigned device wrote nor give it keys.
nio has no cross-signing, so it is here, and no more of it than a bot needs: three keys of one
account, and a signature under one device. It verifies nobody else.

The seeds of the three keys are stored beside the device's own keys and never leave the machine.
See https://spec.matrix.org/v1.15/client-server-api/#cross-signing.
"""

import base64
import json
import os
from pathlib import Path
from typing import Any

import nio
from Crypto.PublicKey import ECC
from Crypto.Signature import eddsa
from msgspec import Struct

from adapters.matrix import files
from adapters.matrix.errors import refusal
from adapters.matrix.requests import ask, attempt
from bot.ports import CannotRun

_UPLOAD_KEYS = "/_matrix/client/v3/keys/device_signing/upload"
_UPLOAD_SIGNATURES = "/_matrix/client/v3/keys/signatures/upload"
_QUERY = "/_matrix/client/v3/keys/query"


class Seeds(Struct, frozen=True):
    """What is kept: the three private keys, unpadded base64 of 32 bytes each."""

    master: str
    self_signing: str
    user_signing: str


class SigningKey:
    """One Ed25519 key of the account."""

    def __init__(self, seed: str) -> None:
        """Make the key pair that belongs to this seed (unpadded base64)."""
        raw = base64.b64decode(seed + "=" * (-len(seed) % 4))
        self._key = ECC.construct(curve="Ed25519", seed=raw)
        self.public = _encode(self._key.public_key().export_key(format="raw"))

    def sign(self, signed: dict[str, Any], user_id: str) -> None:
        """Add this key's signature to the object's own list of signatures."""
        signature = eddsa.new(self._key, "rfc8032").sign(canonical(signed))
        signatures = signed.setdefault("signatures", {}).setdefault(user_id, {})
        signatures[f"ed25519:{self.public}"] = _encode(signature)

    def described(self, user_id: str, usage: str) -> dict[str, Any]:
        """The public half, as Matrix publishes it."""
        keys = {f"ed25519:{self.public}": self.public}
        return {"user_id": user_id, "usage": [usage], "keys": keys}


def canonical(signed: dict[str, Any]) -> bytes:
    """The bytes that are signed: sorted, without blanks, signatures and remarks left out."""
    bare = {k: v for k, v in signed.items() if k not in {"signatures", "unsigned"}}
    return json.dumps(bare, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _encode(raw: bytes) -> str:
    return base64.b64encode(raw).decode().rstrip("=")


def new_seeds() -> Seeds:
    """Three fresh keys from the system's source of randomness."""
    return Seeds(*(_encode(os.urandom(32)) for _ in range(3)))


def master_key(path: Path) -> str:
    """The public master key of the account whose seeds are kept there (unpadded base64)."""
    seeds = files.read(path, Seeds)
    if seeds is None:
        raise CannotRun(f"{path.name} is gone; restore store_path from its backup")
    return SigningKey(seeds.master).public


async def own_keys(client: nio.AsyncClient) -> dict[str, Any]:
    """What the server publishes about our own account: device keys and cross-signing keys.

    Raises:
        TryAgain: the server is away.
        AdapterError: the server refused.
    """
    return await ask(client, "POST", _QUERY, {"device_keys": {client.user_id: []}})


async def cross_sign(client: nio.AsyncClient, path: Path, password: str) -> None:
    """Make sure that the server knows our keys and that ours signed this device.

    Does nothing when all of it is so already. The device's own keys must have been uploaded.

    Args:
        client: logged in, with its store loaded.
        path: the file of the seeds; made when it is missing.
        password: may be empty when the server asks for none (no keys there yet).

    Raises:
        CannotRun: the server wants a password and has none from us.
        AdapterError: the server is away, or refused.
    """
    published = await own_keys(client)
    seeds = files.read(path, Seeds) or new_seeds()
    master = published.get("master_keys", {}).get(client.user_id, {}).get("keys", {})
    if SigningKey(seeds.master).public not in master.values():
        # Stored first: keys that the server knows and we lost would lock us out.
        files.write(path, seeds)
        await _publish(client, seeds, password)
    await _sign_device(client, SigningKey(seeds.self_signing), published)


async def _publish(client: nio.AsyncClient, seeds: Seeds, password: str) -> None:
    """Upload the three public keys, proving with the password that we may."""
    user = client.user_id
    master = SigningKey(seeds.master)
    body: dict[str, Any] = {"master_key": master.described(user, "master")}
    for name in ("self_signing", "user_signing"):
        body[f"{name}_key"] = SigningKey(getattr(seeds, name)).described(user, name)
        master.sign(body[f"{name}_key"], user)
    _vouch(client, body["master_key"])
    status, answer = await attempt(client, "POST", _UPLOAD_KEYS, body)
    if status == 401 and "session" in answer:
        body["auth"] = _proof(user, password, answer["session"])
        status, answer = await attempt(client, "POST", _UPLOAD_KEYS, body)
    if status == 401:
        raise CannotRun(_PROVE_IT)
    if status != 200:
        raise refusal(status, answer.get("errcode", ""), answer.get("retry_after_ms"))


_PROVE_IT = (
    "Matrix wants the account's password before it takes new cross-signing keys; set [matrix] "
    "password, once, or restore cross_signing.json from the backup of store_path"
)


def _vouch(client: nio.AsyncClient, master: dict[str, Any]) -> None:
    """Let the device sign the master key, so that other devices of the account trust it."""
    assert client.olm is not None  # noqa: S101 - its store is loaded
    signature = client.olm.account.sign(canonical(master).decode())
    master["signatures"] = {client.user_id: {f"ed25519:{client.device_id}": signature}}


def _proof(user_id: str, password: str, session: str) -> dict[str, Any]:
    if not password:
        raise CannotRun(_PROVE_IT)
    identifier = {"type": "m.id.user", "user": user_id}
    proof = {"type": "m.login.password", "identifier": identifier, "password": password}
    return {**proof, "session": session}


async def _sign_device(client: nio.AsyncClient, key: SigningKey, published: dict[str, Any]) -> None:
    """Put the account's signature under this device, unless it is there."""
    user, device_id = client.user_id, client.device_id
    device = published.get("device_keys", {}).get(user, {}).get(device_id)
    if device is None:
        raise CannotRun(
            "Matrix doesn't have this device's keys; restore store_path from its backup"
        )
    if f"ed25519:{key.public}" in device.get("signatures", {}).get(user, {}):
        return
    device.pop("unsigned", None)
    key.sign(device, user)
    answer = await ask(client, "POST", _UPLOAD_SIGNATURES, {user: {device_id: device}})
    if answer.get("failures"):
        raise CannotRun("Matrix refused the device's signature; start with an empty store_path")
