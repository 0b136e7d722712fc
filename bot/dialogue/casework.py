"""The citizen's side of an open case: all that is said goes to the desk, and nothing gets lost."""

from msgspec.structs import replace

from bot.dialogue import answering, closing, commands, handoff, languages, sharing
from bot.dialogue.buttons import press
from bot.dialogue.conversation import Helped, Waiting
from bot.dialogue.deciding import decide
from bot.dialogue.effects import Count, TakeBack
from bot.dialogue.events import (
    CitizenDeleted,
    CitizenEdited,
    CitizenLeft,
    CitizenSaid,
    CitizenSent,
    CitizenUnreadable,
    NotDelivered,
    Party,
    TimerFired,
    TimerKind,
)
from bot.dialogue.opening import closed_line, is_away
from bot.dialogue.relaying import relay, relay_edit, relay_file
from bot.dialogue.turn import Turn

Open = Waiting | Helped


# --- what the citizen says --------------------------------------------------------------------


def hear_in_case(turn: Turn, _state: Open, event: CitizenSaid) -> Turn:
    """Danger is answered at once and still goes to the desk; commands work; the rest is relayed."""
    decision = decide(turn.conversation, event.text, turn.world)
    turn = languages.follow(turn, decision.understood)
    if decision.action == "command":
        return commands.run_command(turn, decision.command)
    if decision.action == "button":
        return press(turn, decision.data)
    if decision.action != "urgent":
        turn = relay(turn, "desk_citizen_says", event.text)
        turn = sharing.ask(turn, event.hides)
        return _explain(turn, decision.understood.smalltalk or "")
    topic_id = decision.understood.topics[0]
    turn = answering.show_urgent(turn, topic_id)
    turn = sharing.ask(relay(turn, "desk_citizen_says", event.text), event.hides)
    topic = turn.topic(topic_id, turn.desk_lang)
    return turn.tell_desk(turn.say_desk("desk_urgent", title=topic.title)) if topic else turn


def _explain(turn: Turn, wish: str) -> Turn:
    """Who asks in plain words to stop, or for a person, is told how it stands; staff read it too.

    Words can be misread, and may be meant for the person who helps: so nothing is stopped by them.
    """
    if wish == "stop":
        return turn.tell(turn.say("stop_case"), ((turn.choice("button_stop", "stop"),),))
    if wish == "person" and isinstance(turn.conversation.state, Waiting):
        return handoff.tell_it_waits(turn)
    return turn


# --- what is no plain message -----------------------------------------------------------------


def hear_edit(turn: Turn, _state: Open, event: CitizenEdited) -> Turn:
    """A message was changed: so is the desk's copy; what the desk never had, it gets now."""
    if not event.relayed:
        return sharing.ask(relay(turn, "desk_citizen_edited", event.text), event.hides)
    return sharing.ask(relay_edit(turn, event.text), event.hides)


def hear_deletion(turn: Turn, _state: Open, event: CitizenDeleted) -> Turn:
    """A message was taken back: so is the desk's copy, and both sides know."""
    turn = turn.do(TakeBack()) if event.relayed else turn
    turn = turn.tell_desk(turn.say_desk("desk_citizen_deleted"))
    return turn.tell(turn.say("taken_back_in_case" if event.relayed else "deleted_in_case"))


def hear_attachment(turn: Turn, _state: Open, event: CitizenSent) -> Turn:
    """It is passed on; what can't be is told to both sides, and of what kind it was."""
    kind = kind_of(turn, event.kind, turn.desk_lang)
    if event.passes or event.link:
        return sharing.ask(relay_file(turn, event, kind), event.hides)
    turn = turn.tell_desk(turn.say_desk("desk_citizen_sent", kind=kind))
    if event.caption:
        turn = relay(turn, "desk_citizen_says", event.caption)
    turn = turn.tell(turn.say("sent_in_case", kind=kind_of(turn, event.kind, turn.lang)))
    return sharing.ask(turn, event.hides)


def hear_unreadable(turn: Turn, _state: Open, _event: CitizenUnreadable) -> Turn:
    """Something could not be decrypted: both sides know."""
    turn = turn.tell_desk(turn.say_desk("desk_citizen_unreadable"))
    return turn.tell(turn.say("unreadable"))


def kind_of(turn: Turn, kind: str, lang: str) -> str:
    """What people call this kind of attachment: "foto", "spraakbericht"."""
    key = f"kind_{kind}" if kind in KINDS else "kind_other"
    return turn.world.kb.say(key, lang)


KINDS = (
    "photo",
    "voice",
    "audio",
    "video",
    "document",
    "sticker",
    "location",
    "contact",
    "poll",
)
"""Kinds of attachments that have a name in _messages.yaml; everything else is "kind_other"."""


# --- leaving, time, and what never arrived ----------------------------------------------------


def lose_citizen(turn: Turn, _state: Open, _event: CitizenLeft) -> Turn:
    """The citizen blocked the bot or left: the desk knows, and the case ends."""
    return closing.end_case(turn.tell_desk(turn.say_desk("desk_citizen_left")), None, "left")


def wait_longer(turn: Turn, state: Waiting, event: TimerFired) -> Turn:
    """Nobody has claimed yet: remind the desk, be honest with the citizen, give up at last.

    A desk that has been closed meanwhile gets its time when it is open again.
    """
    if is_away(turn):
        promised = event.kind is TimerKind.TELL_CITIZEN  # in opening hours that were changed since
        turn = turn.tell(closed_line(turn, "case_waits", state.library)) if promised else turn
        return handoff.start_waiting(turn)
    if event.kind is TimerKind.REMIND_DESK:
        return turn.tell_desk(turn.say_desk("desk_reminder"))
    if event.kind is TimerKind.TELL_CITIZEN:
        return _tell_it_takes_longer(turn, state)
    if event.kind is TimerKind.CLOSE_QUIET:
        turn = turn.tell_desk(turn.say_desk("desk_closed_unanswered")).do(Count("unanswered"))
        return closing.end_case(turn, "case_unanswered", "unanswered")
    return turn


def _tell_it_takes_longer(turn: Turn, state: Waiting) -> Turn:
    """Once: when a claim was taken back meanwhile, the citizen knows already."""
    if state.told:
        return turn
    rows = ((turn.choice("button_stop", "stop"),),)
    return turn.tell(turn.say("still_waiting"), rows).become(replace(state, told=True))


def tell_undelivered(turn: Turn, state: Open, event: NotDelivered) -> Turn:
    """A message can't arrive: whoever counts on it hears the truth."""
    if event.to is Party.DESK:
        return _desk_unreachable(turn, state, event)
    if event.gone:
        turn = turn.tell_desk(turn.say_desk("desk_citizen_gone"))
        return closing.end_case(turn, None, "left")
    key = "desk_answer_undelivered" if event.answer else "desk_notice_undelivered"
    return turn.tell_desk(turn.say_desk(UNCHANGED.get(event.change, key)))


UNCHANGED = {"edit": "desk_edit_not_sent", "removal": "desk_deletion_not_sent"}
"""What the desk is told when the copy of a message could not be changed or taken back."""


def _desk_unreachable(turn: Turn, state: Open, event: NotDelivered) -> Turn:
    """Somebody has the case: one message was lost. Nobody has: the desk may never have seen it."""
    if isinstance(state, Helped) and not event.gone:
        return turn.tell(turn.say("not_relayed"))
    turn = turn.do(Count("desk_unreachable", state.library))
    turn = closing.end_case(turn, None, "unreachable")
    name = turn.library_name(state.library)
    text = turn.say("desk_unreachable", library=name)
    text += handoff.website_line(turn, state.library)
    return turn.tell(text, ((turn.choice("button_menu", "menu"),),))
