"""Practice cases have a citizen who is on no network, so nothing can ever be sent to one."""

import uuid

from bot.ports import Address

PRACTICE = "practice"


def practice_address() -> Address:
    """The address of a new citizen who does not exist."""
    return Address(PRACTICE, uuid.uuid4().hex)


def is_practice(citizen: Address | None) -> bool:
    """Whether this is the address of such a citizen."""
    return citizen is not None and citizen.network == PRACTICE
