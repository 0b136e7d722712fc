"""One step of a conversation: (conversation, event, world) -> (new conversation, effects).

################################################################################
# The dialogue's table
################################################################################
#
# Rule 1: every change of state is a row of TRANSITIONS. A rule's function lives in a module of
# its subject, but where it may lead to stands here, and `step` checks it.
#
# Rule 2: nothing here waits, sends, stores, reads a clock or knows a network. A step may look at
# the conversation, the event and the world, and at nothing else. The same three give the same
# answer, today and in a year; so every talk can be played again in a test.
#
# Rule 3: the dialogue knows two parties, the citizen and the desk. It doesn't know where they
# are. A citizen on Telegram who is helped by staff on Matrix is no special case.
#
#
# Theory of operation
# ===================
#
# There are six states. Two have no question of ours open: Answering, where a talk begins, and
# Rating, which is Answering plus a question nobody has to answer. Two are on the way to a person:
# ChoosingLibrary and Consenting. Two are an open case: Waiting (nobody has it) and Helped.
#
#     Answering -> (ChoosingLibrary) -> Consenting -> Waiting <-> Helped -> Rating -> Answering
#
# A closed case may be opened again, by the citizen (into Waiting) or by staff (into Helped). A case
# that goes to another desk is closed at the old one and opened at the new one, within one step.
#
# Two promises follow from the shape of the table, and are tested as properties:
#
# 1) A conversation has at most one open case: OpenCase and ReopenCase are only ever asked for where
#    none is open, and only Waiting and Helped may end one. Leaving these two and CloseCase go together.
#
# 2) What staff write reaches the citizen from Helped alone (or from Waiting, in the very step in
#    which the writer claims). See staffing.py.
#
# Within an event, the order of decisions for a citizen's message is in deciding.py: danger first.
#
# An event without a row changes nothing and has no effects: a late timer, a repeated press, a
# message in a thread that is done. That is no accident, so each such pair stands in OMITTED with
# its reason. Every pair of a state and an event is in exactly one of the two tables.
#
# Some rows look at more than the types: a timer of the wrong kind, a rating for another case. They
# then return the turn as it was. So `to` contains the state itself in such rows.
#
#
# WARNING
# =======
#
# States are stored. A state that is renamed, or gets a field without a default, can't be read back
# from a conversation of yesterday. docs/dialogue.md is printed from these tables: after a change
# run `python docs/make_dialogue.py`; a test compares.
"""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from bot.dialogue import (
    buttons,
    casework,
    claiming,
    handoff,
    history,
    listening,
    lost_card,
    practice,
    rating,
    reopening,
    sharing,
    staffing,
    undoing,
    unusual,
)
from bot.dialogue.conversation import (
    Answering,
    ChoosingLibrary,
    Consenting,
    Conversation,
    Helped,
    Rating,
    Waiting,
)
from bot.dialogue.effects import Effect
from bot.dialogue.events import (
    CardLost,
    CaseOpened,
    CitizenChose,
    CitizenDeleted,
    CitizenEdited,
    CitizenJoined,
    CitizenLeft,
    CitizenSaid,
    CitizenSent,
    CitizenUnreadable,
    Event,
    HistoryFound,
    NotDelivered,
    PracticeAsked,
    PrivateTold,
    StaffArrived,
    StaffChose,
    StaffDeleted,
    StaffEdited,
    StaffLeft,
    StaffReopened,
    StaffSaid,
    StaffSent,
    TakenBack,
    TimerFired,
)
from bot.dialogue.turn import Turn
from bot.dialogue.world import World


class Rule(Struct, frozen=True):
    """A row: who decides, and the states it may lead to.

    `function` takes the turn, the state and the event, of the types that the row is for.
    """

    function: Callable[[Turn, Any, Any], Turn]
    to: tuple[type, ...]


class BrokenRuleError(AssertionError):
    """A rule led to a state that its row does not name: a mistake in our code, caught at once."""


def step(
    conversation: Conversation, event: Event, world: World
) -> tuple[Conversation, tuple[Effect, ...]]:
    """What the conversation becomes, and what the outside world must do, in this order.

    Args:
        conversation: as the last step left it; a new one is `Conversation()`.
        event: what happened. The citizen's words are masked already.
        world: the knowledge base, the desks and the terms.

    Returns:
        The new conversation and the effects. Both are plain data.

    Raises:
        BrokenRuleError: our own mistake; no event, however strange, can cause it.
    """
    rule = TRANSITIONS.get((type(conversation.state), type(event)))
    if rule is None:
        return conversation, ()
    turn = rule.function(Turn(conversation, world), conversation.state, event)
    if turn.conversation.practice is not None:
        turn = practice.stage(turn, event)
    if type(turn.conversation.state) not in rule.to:
        names = f"{type(event).__name__} -> {type(turn.conversation.state).__name__}"
        raise BrokenRuleError(f"{type(conversation.state).__name__}, {names} is not in the table")
    return turn.conversation, turn.effects


_FREE = (Answering, ChoosingLibrary, Consenting)

TRANSITIONS: dict[tuple[type, type], Rule] = {
    # --- the bot answers ----------------------------------------------------------------------
    (Answering, CitizenSaid): Rule(listening.hear, (*_FREE, Waiting)),
    (Answering, CitizenChose): Rule(buttons.on_press, (*_FREE, Waiting)),
    (Answering, CitizenSent): Rule(unusual.receive_file, (*_FREE, Waiting)),
    (Answering, CitizenEdited): Rule(listening.hear_again, (*_FREE, Waiting)),
    (Answering, CitizenDeleted): Rule(unusual.forget_talk, (Answering,)),
    (Answering, CitizenUnreadable): Rule(unusual.receive_unreadable, (Answering,)),
    (Answering, CitizenJoined): Rule(listening.meet, (Answering,)),
    (Answering, PracticeAsked): Rule(practice.begin, (Waiting,)),
    (Answering, StaffReopened): Rule(reopening.reopen, (Helped,)),
    (Answering, TimerFired): Rule(rating.end_rating, (Answering,)),
    # --- a person was asked for: which library? -----------------------------------------------
    (ChoosingLibrary, CitizenSaid): Rule(listening.hear_library, _FREE),
    (ChoosingLibrary, CitizenChose): Rule(buttons.on_press, (*_FREE, Waiting)),
    (ChoosingLibrary, CitizenSent): Rule(unusual.receive_file, _FREE),
    (ChoosingLibrary, CitizenEdited): Rule(listening.hear_library, _FREE),
    (ChoosingLibrary, CitizenDeleted): Rule(unusual.forget_talk, (ChoosingLibrary,)),
    (ChoosingLibrary, CitizenUnreadable): Rule(unusual.receive_unreadable, (ChoosingLibrary,)),
    (ChoosingLibrary, CitizenLeft): Rule(listening.part_ways, (Answering,)),
    (ChoosingLibrary, StaffReopened): Rule(reopening.reopen, (Helped,)),
    (ChoosingLibrary, TimerFired): Rule(rating.end_rating, (ChoosingLibrary,)),
    # --- ... and may they read along? ---------------------------------------------------------
    (Consenting, CitizenSaid): Rule(listening.hear_consent, (*_FREE, Waiting)),
    (Consenting, CitizenChose): Rule(buttons.on_press, (*_FREE, Waiting)),
    (Consenting, CitizenSent): Rule(unusual.receive_file, (*_FREE, Waiting)),
    (Consenting, CitizenEdited): Rule(listening.hear_consent, (*_FREE, Waiting)),
    (Consenting, CitizenDeleted): Rule(unusual.forget_talk, (Consenting,)),
    (Consenting, CitizenUnreadable): Rule(unusual.receive_unreadable, (Consenting,)),
    (Consenting, CitizenLeft): Rule(listening.part_ways, (Answering,)),
    (Consenting, StaffReopened): Rule(reopening.reopen, (Helped,)),
    (Consenting, TimerFired): Rule(rating.end_rating, (Consenting,)),
    # --- a case nobody has claimed ------------------------------------------------------------
    (Waiting, CaseOpened): Rule(handoff.open_case, (Waiting,)),
    (Waiting, HistoryFound): Rule(history.tell, (Waiting,)),
    (Waiting, PrivateTold): Rule(sharing.confirm, (Waiting,)),
    (Waiting, CitizenSaid): Rule(casework.hear_in_case, (Waiting, Answering)),
    (Waiting, CitizenChose): Rule(buttons.on_press, (Waiting, Answering)),
    (Waiting, CitizenSent): Rule(casework.hear_attachment, (Waiting,)),
    (Waiting, CitizenEdited): Rule(casework.hear_edit, (Waiting,)),
    (Waiting, CitizenDeleted): Rule(casework.hear_deletion, (Waiting,)),
    (Waiting, CitizenUnreadable): Rule(casework.hear_unreadable, (Waiting,)),
    (Waiting, CitizenLeft): Rule(casework.lose_citizen, (Answering,)),
    (Waiting, StaffSaid): Rule(staffing.hear_staff, (Waiting, Helped, Answering)),
    (Waiting, StaffChose): Rule(staffing.press_card, (Waiting, Helped, Answering)),
    (Waiting, StaffSent): Rule(staffing.hear_staff_file, (Waiting,)),
    (Waiting, StaffEdited): Rule(undoing.hear_staff_edit, (Waiting,)),
    (Waiting, StaffDeleted): Rule(undoing.hear_staff_deletion, (Waiting,)),
    (Waiting, TakenBack): Rule(undoing.confirm, (Waiting,)),
    (Waiting, TimerFired): Rule(casework.wait_longer, (Waiting, Answering)),
    (Waiting, NotDelivered): Rule(casework.tell_undelivered, (Waiting, Answering)),
    (Waiting, CardLost): Rule(lost_card.send_card_again, (Waiting,)),
    (Waiting, StaffArrived): Rule(lost_card.show_to_newcomers, (Waiting,)),
    # --- a case that somebody has -------------------------------------------------------------
    (Helped, HistoryFound): Rule(history.tell, (Helped,)),
    (Helped, PrivateTold): Rule(sharing.confirm, (Helped,)),
    (Helped, CitizenSaid): Rule(casework.hear_in_case, (Helped, Waiting, Rating, Answering)),
    (Helped, CitizenChose): Rule(buttons.on_press, (Helped, Waiting, Rating, Answering)),
    (Helped, CitizenSent): Rule(casework.hear_attachment, (Helped,)),
    (Helped, CitizenEdited): Rule(casework.hear_edit, (Helped,)),
    (Helped, CitizenDeleted): Rule(casework.hear_deletion, (Helped,)),
    (Helped, CitizenUnreadable): Rule(casework.hear_unreadable, (Helped,)),
    (Helped, CitizenLeft): Rule(casework.lose_citizen, (Answering,)),
    (Helped, StaffSaid): Rule(staffing.hear_staff, (Helped, Waiting, Rating)),
    (Helped, StaffChose): Rule(staffing.press_card, (Helped, Waiting, Rating, Answering)),
    (Helped, StaffSent): Rule(staffing.hear_staff_file, (Helped,)),
    (Helped, StaffEdited): Rule(undoing.hear_staff_edit, (Helped,)),
    (Helped, StaffDeleted): Rule(undoing.hear_staff_deletion, (Helped,)),
    (Helped, TakenBack): Rule(undoing.confirm, (Helped,)),
    (Helped, StaffLeft): Rule(claiming.lose_staff, (Helped, Waiting)),
    (Helped, TimerFired): Rule(claiming.watch_claimer, (Helped, Waiting, Rating)),
    (Helped, NotDelivered): Rule(casework.tell_undelivered, (Helped, Answering)),
    (Helped, CardLost): Rule(lost_card.send_card_again, (Helped,)),
    (Helped, StaffArrived): Rule(lost_card.show_to_newcomers, (Helped,)),
    # --- the case is closed: how was it? ------------------------------------------------------
    (Rating, CitizenSaid): Rule(listening.hear_after_case, (*_FREE, Rating, Waiting)),
    (Rating, CitizenChose): Rule(buttons.on_press, (*_FREE, Rating, Waiting)),
    (Rating, CitizenSent): Rule(unusual.receive_file, (*_FREE, Rating, Waiting)),
    (Rating, CitizenEdited): Rule(listening.hear_again, (*_FREE, Waiting)),
    (Rating, CitizenDeleted): Rule(unusual.forget_talk, (Rating,)),
    (Rating, CitizenUnreadable): Rule(unusual.receive_unreadable, (Rating,)),
    (Rating, CitizenLeft): Rule(listening.part_ways, (Answering,)),
    (Rating, StaffReopened): Rule(reopening.reopen, (Helped,)),
    (Rating, TimerFired): Rule(rating.end_rating, (Rating, Answering)),
}
"""Every (state, event) that means something: who decides, and where it may lead to."""

_NO_CASE = "there is no open case; the engine answers what is said in a closed case's thread"
_NOT_ASKED = "no case was asked for in this state"
_NO_ONE_COUNTS_ON_IT = "nobody at a desk counts on it; delivery counts what never arrived"
_CAN_SPEAK = "the talk goes on where it was; there is nothing to tell"

OMITTED: dict[tuple[type, type], str] = {
    (Answering, CitizenLeft): "nothing is open, and nothing can be told",
    **{
        (state, event): _NO_CASE
        for state in (Answering, ChoosingLibrary, Consenting, Rating)
        for event in (StaffSaid, StaffChose, StaffSent, StaffEdited, StaffDeleted)
    },
    **{
        (state, CaseOpened): _NOT_ASKED
        for state in (Answering, ChoosingLibrary, Consenting, Helped, Rating)
    },
    **{
        (state, StaffLeft): "nobody has a case here"
        for state in (Answering, ChoosingLibrary, Consenting, Waiting, Rating)
    },
    **{
        (state, PracticeAsked): "a practice case has a conversation of its own, which is new"
        for state in (ChoosingLibrary, Consenting, Waiting, Helped, Rating)
    },
    **{
        (state, PrivateTold): "nothing is held without a case"
        for state in (Answering, ChoosingLibrary, Consenting, Rating)
    },
    **{
        (state, TakenBack): "no case is open, so no desk waits to hear of it"
        for state in (Answering, ChoosingLibrary, Consenting, Rating)
    },
    **{
        (state, HistoryFound): "only the desk of an open case asks for it"
        for state in (Answering, ChoosingLibrary, Consenting, Rating)
    },
    **{
        (state, StaffReopened): "a case is open: the engine says so at the desk"
        for state in (Waiting, Helped)
    },
    **{
        (state, StaffArrived): "no case is open, so there is nothing to show"
        for state in (Answering, ChoosingLibrary, Consenting, Rating)
    },
    **{
        (state, CardLost): "no case is open, so nobody misses its card"
        for state in (Answering, ChoosingLibrary, Consenting, Rating)
    },
    **{
        (state, NotDelivered): _NO_ONE_COUNTS_ON_IT
        for state in (Answering, ChoosingLibrary, Consenting, Rating)
    },
    **{
        (state, CitizenJoined): _CAN_SPEAK
        for state in (ChoosingLibrary, Consenting, Waiting, Helped, Rating)
    },
}
"""Every (state, event) that means nothing, and why."""
