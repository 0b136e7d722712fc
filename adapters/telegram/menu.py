"""The menu of commands that Telegram shows beside the text field, for citizens and for desks."""

from collections.abc import Mapping

from msgspec import Struct

Menu = Mapping[str, Mapping[str, str]]
"""Language -> command without "/" -> what it does. The first language is for all the others."""


class Menus(Struct, frozen=True):
    """What stands in the menus: `citizens` in private chats, `desks` in each of `rooms`."""

    citizens: Menu
    desks: Menu
    rooms: frozenset[str]
