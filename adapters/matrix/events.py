"""From a Matrix event to a `Received`. Pure: dictionaries in, plain data out.

Only what is said in a room is here; who comes and goes is in `rooms`. Whatever shape an event
has, it leads to a `Received` or to None, never to an error: anybody can send anything.
"""

import json
import re
from pathlib import PurePath
from typing import Any

from msgspec import Struct

from bot.ports import (
    Address,
    Attached,
    Deleted,
    Edited,
    File,
    Reacted,
    Received,
    Said,
    Sender,
    Unreadable,
    What,
)

NETWORK = "matrix"

Event = dict[str, Any]

_TEXTS = frozenset({"m.text", "m.emote"})
_IGNORED = frozenset({"m.notice", "m.key.verification.request"})  # bots must not answer notices
_FILES = {
    "m.image": "photo",
    "m.audio": "audio",
    "m.video": "video",
    "m.file": "document",
    "m.location": "location",
}
_GEO = re.compile(r"geo:(-?\d{1,3}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)")
_VOICE = ("org.matrix.msc3245.voice", "m.voice")
_POLLS = frozenset({"m.poll.start", "org.matrix.msc3381.poll.start"})
# "> <@an:example.org> what was said" and more such lines, then a blank one: the quotation that
# older clients put above a reply.
_QUOTATION = re.compile(r"\A(?:> [^\n]*\n)+\n")


class Scene(Struct, frozen=True):
    """The room as seen from an event: its id, whether it is private, and the speaker."""

    room: str
    private: bool
    speaker: Sender


def translated(event: Event, scene: Scene) -> Received | None:
    """What the event says, or None when it says nothing to the bot."""
    content = _dict(event.get("content"))
    match event.get("type"):
        case "m.room.message":
            return _message(event, content, scene)
        case "m.reaction":
            return _reaction(event, content, scene)
        case "m.room.redaction":
            about = event.get("redacts") or content.get("redacts")
            return _remark(event, scene, Deleted(), about)
        case kind:
            what = _other(kind, content)
            return _spoken(event, content, scene, what) if what else None


def unreadable(event: Event, scene: Scene) -> Received:
    """For an event whose key never came."""
    return _spoken(event, _dict(event.get("content")), scene, Unreadable())


def first_name(display_name: str | None) -> str:
    """The first word of a name as shown; "" when there is none."""
    words = (display_name or "").split()
    return words[0] if words else ""


def _message(event: Event, content: Event, scene: Scene) -> Received | None:
    if _text(content, "msgtype") in _IGNORED or not content:  # empty: taken back before we saw it
        return None
    relation = _dict(content.get("m.relates_to"))
    if relation.get("rel_type") == "m.replace":
        new = _dict(content.get("m.new_content"))
        return _remark(event, scene, Edited(_text(new, "body")), relation.get("event_id"))
    return _spoken(event, content, scene, _what(content))


def _other(kind: object, content: Event) -> What | None:
    """What an event of a rarer kind says, if anything."""
    if kind == "m.sticker":
        return Attached("sticker", _text(content, "body"))
    if kind == "m.room.encrypted" and content:  # in a way unknown to us; Megolm is opened before
        return Unreadable()
    return Attached("poll") if kind in _POLLS else None


def _what(content: Event) -> What:
    """A text, or something that came with or without one."""
    body = _text(content, "body")
    kind = _text(content, "msgtype")
    if kind in _TEXTS:
        reply = _dict(content.get("m.relates_to")).get("m.in_reply_to")
        return Said(_QUOTATION.sub("", body) if reply else body)
    # A body that differs from the file's name is a caption (since Matrix 1.10).
    caption = body if _text(content, "filename") not in {"", body} else ""
    if kind == "m.location":
        return Attached("location", link=_map(_text(content, "geo_uri")))
    if kind == "m.audio" and any(name in content for name in _VOICE):
        return Attached("voice", caption, _file(content))
    return Attached(_FILES.get(kind, "other"), caption, _file(content))


def _map(uri: str) -> str:
    """A page that shows the place of a "geo:52.37,4.89;u=35" (RFC 5870); "" for anything else."""
    found = _GEO.match(uri)
    return f"https://www.openstreetmap.org/#map=17/{found[1]}/{found[2]}" if found else ""


def _file(content: Event) -> File | None:
    """Where the server keeps it, with the keys when it is encrypted."""
    encrypted = _dict(content.get("file"))
    uri = _text(encrypted, "url") or _text(content, "url")
    if not uri.startswith("mxc://"):
        return None
    handle = json.dumps(encrypted or {"url": uri})
    info = _dict(content.get("info"))
    size = info.get("size")
    return File(
        NETWORK,
        handle,
        PurePath(_text(content, "filename") or _text(content, "body")).name or "bestand",
        _text(info, "mimetype"),
        size if isinstance(size, int) else None,
    )


def _reaction(event: Event, content: Event, scene: Scene) -> Received | None:
    relation = _dict(content.get("m.relates_to"))
    emoji = _text(relation, "key")
    return _remark(event, scene, Reacted(emoji), relation.get("event_id")) if emoji else None


def _spoken(event: Event, content: Event, scene: Scene, what: What) -> Received:
    """Something new in the room, perhaps in a thread, perhaps as a reply."""
    relation = _dict(content.get("m.relates_to"))
    thread = relation.get("event_id") if relation.get("rel_type") == "m.thread" else None
    reply = _dict(relation.get("m.in_reply_to")).get("event_id")
    if thread and relation.get("is_falling_back"):
        reply = None  # only there for clients that know no threads
    at = Address(NETWORK, scene.room, thread if isinstance(thread, str) else None)
    about = reply if isinstance(reply, str) else None
    event_id = event["event_id"]
    return Received(event_id, at, scene.speaker, what, scene.private, event_id, about)


def _remark(event: Event, scene: Scene, what: What, about: object) -> Received | None:
    """Something about an earlier message; an edit is that message, so later marks belong there."""
    if not isinstance(about, str):
        return None
    message = about if isinstance(what, Edited) else None
    at = Address(NETWORK, scene.room)
    return Received(event["event_id"], at, scene.speaker, what, scene.private, message, about)


def _dict(value: object) -> Event:
    return value if isinstance(value, dict) else {}


def _text(content: Event, key: str) -> str:
    value = content.get(key)
    return value if isinstance(value, str) else ""
