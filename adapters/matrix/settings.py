"""What the operator says about the Matrix account; plain data, cheap to import."""

from pathlib import Path

from msgspec import Struct


class MatrixSettings(Struct, frozen=True, kw_only=True):
    """The `[matrix]` section and what belongs to it; see docs/operating.md for the words.

    Attributes:
        homeserver: its address, "https://matrix.example.org".
        user_id: the bot's account, "@wegwijs:example.org".
        password: logs the bot in, and again after a lost store. Preferred over a token.
        access_token: instead of a password; belongs to one device.
        device_id: the device to log in as the first time; the server invents one otherwise.
        store_path: a folder for keys, token and sync position. Back it up as a whole.
        store_passphrase: encrypts the keys in that folder; one is made there when it is empty.
        allowed_servers: whose people may start a direct room. Empty: only those of the bot's own
            server. "*": everybody's.
        desk_rooms: ids of the rooms where staff sits.
        suggestions: under a message with at most this many choices the bot puts their numbers
            as reactions, so that one tap chooses; 0 for never.
        key_patience: seconds to wait for the key of a message before calling it unreadable.
        start_patience: seconds to keep trying to reach the server at the start.
    """

    homeserver: str
    user_id: str
    store_path: str
    password: str = ""
    access_token: str = ""
    device_id: str = ""
    store_passphrase: str = ""
    allowed_servers: tuple[str, ...] = ()
    desk_rooms: frozenset[str] = frozenset()
    suggestions: int = 4
    key_patience: float = 10
    start_patience: float = 300

    @property
    def folder(self) -> Path:
        """The folder of `store_path`."""
        return Path(self.store_path)

    @property
    def own_server(self) -> str:
        """The server part of the bot's own id; user ids always have one, room ids need not."""
        return server_of(self.user_id)


def server_of(user_id: str) -> str:
    """The server of a user: "@an:example.org:8448" lives at "example.org:8448"."""
    return user_id.partition(":")[2]
