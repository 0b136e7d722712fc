"""Which room belongs to which library's desk."""

from collections.abc import Iterable, Mapping

from bot.ports import Address
from bot.settings import Desk


class Desks:
    """All configured desks. A room that moved (supergroup, upgrade) is known by both its ids."""

    def __init__(
        self, desks: Iterable[Desk], moves: Mapping[tuple[str, str], str] | None = None
    ) -> None:
        self._room_of = {desk.library: Address(desk.network, desk.room) for desk in desks}
        for library, room in self._room_of.items():
            self._room_of[library] = _followed(room, moves or {})

    @property
    def libraries(self) -> frozenset[str]:
        """Ids of the libraries that have a desk."""
        return frozenset(self._room_of)

    @property
    def rooms(self) -> tuple[Address, ...]:
        """The rooms of all desks; one that several libraries share comes once."""
        return tuple(dict.fromkeys(self._room_of.values()))

    def of(self, library: str) -> Address:
        """The room of this library's desk. Raises KeyError when it has none."""
        return self._room_of[library]

    def is_desk(self, at: Address) -> bool:
        """True when this room or group is a desk."""
        return Address(at.network, at.chat) in self._room_of.values()

    def library_at(self, at: Address) -> str:
        """The id of the library whose desk this room is. Raises KeyError for another room."""
        room = Address(at.network, at.chat)
        for library, known in self._room_of.items():
            if known == room:
                return library
        raise KeyError(room.network)

    def move(self, old: Address, chat: str) -> None:
        """The room lives on under another id."""
        for library, room in self._room_of.items():
            if room == Address(old.network, old.chat):
                self._room_of[library] = Address(old.network, chat)


def _followed(room: Address, moves: Mapping[tuple[str, str], str]) -> Address:
    """Where the room is after all its moves; each is followed once, should they make a circle."""
    seen = {room.chat}
    while (chat := moves.get((room.network, room.chat))) is not None and chat not in seen:
        seen.add(chat)
        room = Address(room.network, chat)
    return room
