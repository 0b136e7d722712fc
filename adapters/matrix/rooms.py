"""Which rooms the bot is in, wants to be in, and what it makes of people coming and going."""

import nio
from msgspec import Struct
from msgspec.structs import replace

from adapters.matrix.events import NETWORK, Scene, first_name
from adapters.matrix.settings import MatrixSettings, server_of
from bot.ports import Address, Arrived, Departed, Joined, Left, Moved, Received, Sender, What


class Move(Struct, frozen=True):
    """A room that was upgraded: the old one, and the event that said so."""

    old: str
    event_id: str


class Places(Struct, frozen=True):
    """What must be remembered of rooms, besides what a sync tells.

    Attributes:
        desks: successors of desk rooms.
        moves: by new room: upgrades whose new room the bot has not entered yet.
        entering: rooms whose invitation was accepted; the server tells of it only once.
    """

    desks: frozenset[str] = frozenset()
    moves: dict[str, Move] = {}
    entering: frozenset[str] = frozenset()


class Rooms:
    """The bot's rooms, as the last sync left them."""

    def __init__(self, client: nio.AsyncClient, settings: MatrixSettings, places: Places) -> None:
        """Look at the rooms of this client; `places` is what was kept from the last run."""
        self._client = client
        self._settings = settings
        self.places = places

    def is_desk(self, room_id: str) -> bool:
        """Whether staff sits there."""
        return room_id in self._settings.desk_rooms or room_id in self.places.desks

    def is_private(self, room_id: str) -> bool:
        """Whether it is one person's room with the bot. Who is invited is nearly in."""
        room = self._client.rooms.get(room_id)
        return not self.is_desk(room_id) and (room is None or len(room.users) <= 2)

    def is_deserted(self, room_id: str) -> bool:
        """Whether the bot sits in a citizen's room by itself."""
        room = self._client.rooms.get(room_id)
        return room is not None and not self.is_desk(room_id) and len(room.users) < 2

    def scene(self, room_id: str, user_id: str) -> Scene:
        """The room as seen from something that this user did."""
        return Scene(room_id, self.is_private(room_id), self._sender(room_id, user_id))

    def welcomes(self, room_id: str, inviter: str, *, direct: bool) -> bool:
        """Whether an invitation is accepted: a desk room, or a direct room of whom we serve."""
        if self.is_desk(room_id) or room_id in self.places.moves:
            return True
        allowed = self._settings.allowed_servers or (self._settings.own_server,)
        return direct and ("*" in allowed or server_of(inviter) in allowed)

    def expect(self, room_id: str) -> None:
        """An invitation was accepted; the bot is on its way."""
        self.places = replace(self.places, entering=self.places.entering | {room_id})

    def give_up(self, room_id: str) -> None:
        """The room can't be entered; a new invitation may follow, to an upgraded room too."""
        self.places = replace(self.places, entering=self.places.entering - {room_id})

    def expect_move(self, old: str, new: str, event_id: str) -> None:
        """The room was upgraded; the bot is on its way to the new one."""
        moves = {**self.places.moves, new: Move(old, event_id)}
        self.places = replace(self.places, moves=moves)

    def entered(self, room_id: str, event_id: str) -> Received:
        """The bot is in a new room: a citizen's, a desk's, or the successor of one of them."""
        self.give_up(room_id)
        move = self.places.moves.get(room_id)
        user_id = self._other(room_id)
        if move is None:
            return self._happened(event_id, room_id, user_id, Joined())
        desks = self.places.desks | ({room_id} if self.is_desk(move.old) else set())
        moves = {new: kept for new, kept in self.places.moves.items() if new != room_id}
        self.places = replace(self.places, desks=desks, moves=moves)
        at, sender = Address(NETWORK, move.old), self._sender(room_id, user_id)
        return Received(move.event_id, at, sender, Moved(room_id), self.is_private(room_id))

    def ended(self, room_id: str, event_id: str, user_id: str) -> Received:
        """Nothing can be said there any more: the bot was removed, or the citizen has left."""
        return self._happened(event_id, room_id, user_id, Left())

    def departed(self, room_id: str, event_id: str, user_id: str) -> Received:
        """Somebody at a desk left, or was removed."""
        return self._happened(event_id, room_id, user_id, Departed())

    def arrived(self, room_id: str, event_id: str, user_id: str) -> Received:
        """Somebody came into a desk's encrypted room: nobody gives them the keys of before."""
        return self._happened(event_id, room_id, user_id, Arrived())

    def is_encrypted(self, room_id: str) -> bool:
        """Whether what is said there can be read only by those who were there."""
        room = self._client.rooms.get(room_id)
        return room is not None and bool(room.encrypted)

    def _happened(self, event_id: str, room_id: str, user_id: str, what: What) -> Received:
        at = Address(NETWORK, room_id)
        sender = self._sender(room_id, user_id)
        return Received(event_id, at, sender, what, self.is_private(room_id))

    def _sender(self, room_id: str, user_id: str) -> Sender:
        room = self._client.rooms.get(room_id)
        user = room.users.get(user_id) if room is not None else None
        return Sender(user_id, first_name(user.display_name if user is not None else None))

    def _other(self, room_id: str) -> str:
        """Somebody in the room who is not the bot; in a direct room there is only one."""
        room = self._client.rooms.get(room_id)
        others = [] if room is None else [u for u in room.users if u != self._client.user_id]
        return str(others[0] if others else self._client.user_id)
