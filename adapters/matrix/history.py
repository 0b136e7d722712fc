"""What a sync left out: it brings the last events of a room alone, the rest is fetched here."""

import logging
from functools import partial

import nio

from adapters.matrix.errors import checked, network_errors
from adapters.matrix.requests import patiently
from bot.ports import Undeliverable

log = logging.getLogger(__name__)

_PAGE = 100


async def missed(
    client: nio.AsyncClient, room_id: str, info: nio.RoomInfo, since: str
) -> list[nio.Event]:
    """All events of the room after the position `since`, oldest first.

    Events that nio can't make sense of, and that have no id or sender, are left out.
    """
    events = [event for event in info.timeline.events if _usable(event)]
    start: str | None = info.timeline.prev_batch if info.timeline.limited else None
    while start:
        try:
            page = await patiently(partial(_page, client, room_id, start, since))
        except Undeliverable as error:  # removed from the room meanwhile, for instance
            log.warning("older events of a Matrix room can't be had: %s", error)
            break
        events[:0] = [event for event in reversed(page.chunk) if _usable(event)]
        start = page.end if page.chunk and page.end != start else None
    return events


async def _page(
    client: nio.AsyncClient, room_id: str, start: str, since: str
) -> nio.RoomMessagesResponse:
    """One page, newest first, decrypted where the keys are there."""
    back = nio.MessageDirection.back
    with network_errors():
        answer = await client.room_messages(room_id, start, since, back, _PAGE)
    return checked(answer, nio.RoomMessagesResponse)


def since_invitation(
    events: list[nio.Event], entrance: nio.Event, user_id: str, *, private: bool
) -> list[nio.Event]:
    """The part of a new room's events that is meant for the bot, its entrance left out.

    In a direct room people begin to write while the bot is still on its way, so everything since
    the invitation counts. Elsewhere, everything since the bot entered.
    """
    begin = events.index(entrance)
    if private:
        invitations = [
            number
            for number, event in enumerate(events[:begin])
            if isinstance(event, nio.RoomMemberEvent)
            and event.state_key == user_id
            and event.membership == "invite"
        ]
        begin = invitations[-1] if invitations else begin
    return [event for event in events[begin:] if event is not entrance]


def _usable(event: object) -> bool:
    source = getattr(event, "source", None)
    return (
        isinstance(source, dict)
        and isinstance(source.get("event_id"), str)
        and isinstance(source.get("sender"), str)
        and hasattr(event, "sender")
    )
