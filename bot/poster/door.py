"""The ways in that a poster shows: which link, and what to do after it. Pure."""

from collections.abc import Mapping
from urllib.parse import quote

from msgspec import Struct


class Door(Struct, frozen=True):
    """One way to reach the bot.

    Attributes:
        name: the network, as people know it.
        link: what the QR code holds.
        shown: the same for people without a camera, short.
        then: what to do after the link has opened.
    """

    name: str
    link: str
    shown: str
    then: str


def telegram_door(username: str, library: str, words: Mapping[str, str]) -> Door:
    """Telegram's link tells the bot the library when the citizen presses Start."""
    name = username.removeprefix("@")
    return Door(
        "Telegram",
        f"https://t.me/{name}?start={library}",
        f"@{name}",
        _then("telegram", library, words),
    )


def matrix_door(user_id: str, library: str, words: Mapping[str, str]) -> Door:
    """A Matrix link can't carry the library, so the citizen types it as the first message."""
    link = f"https://matrix.to/#/{quote(user_id, safe='@:')}"
    return Door("Matrix", link, user_id, _then("matrix", library, words))


def _then(network: str, library: str, words: Mapping[str, str]) -> str:
    return words[f"poster_{network}"].replace("{library}", library)
