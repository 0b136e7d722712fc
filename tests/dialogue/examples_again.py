"""Examples for cases that are opened again, and for cases that go to another desk; see examples_case."""

from bot.dialogue.conversation import Answering, ChoosingLibrary, Consenting, Helped, Waiting
from bot.dialogue.events import (
    CitizenChose,
    CitizenEdited,
    CitizenSaid,
    CitizenSent,
    PracticeAsked,
    StaffChose,
    StaffReopened,
    StaffSaid,
    TimerFired,
    TimerKind,
)
from tests.dialogue.examples_case import CLOSED, OWING
from tests.dialogue.talk import ANNA, BEA

TAKEN_UP = ["ReopenCase", "stop end_rating", "count case_reopened"]
BY_CITIZEN = [
    *TAKEN_UP,
    "edit card: desk_status_open [claim close transfer]",
    "desk: desk_reopened_by_citizen",
    "citizen: case_reopened [stop]",
    "set remind_desk",
    "set tell_citizen",
    "set close_quiet",
]
BY_STAFF = [
    *TAKEN_UP,
    "claim Bea",
    "edit card: desk_status_claimed [release close answer takeover transfer]",
    "desk: desk_reopened",
    "citizen: case_reopened_by_staff [stop]",
    "set close_quiet",
    "mark 👌",
    *OWING,
]
MOVED = [
    "desk: desk_transferred",
    *CLOSED[:-1],
    "count case_moved",
    "open breda",
    (
        "desk card: desk_card desk_card_question desk_card_offered desk_card_talk "
        "desk_card_citizen desk_card_bot desk_status_open [claim close transfer]"
    ),
    "desk: desk_transfer_note",
    "citizen: case_moved [stop]",
    "set remind_desk",
    "set tell_citizen",
    "set close_quiet",
    "count case_opened",
]
AGAIN, PAST = CitizenChose("again:7"), TimerFired(TimerKind.END_RATING)
FILE = "citizen: only_text kind_photo"

AGAIN_EXAMPLES = [
    (
        "New",
        PracticeAsked("haarlem"),
        Waiting,
        [
            "open haarlem",
            (
                "desk card: desk_practice_mark desk_card desk_card_question "
                "desk_practice_question desk_status_open [claim close transfer]"
            ),
            "set close_quiet",
            "desk: desk_practice_tip desk_practice_script",
        ],
    ),
    ("Answering after a case", AGAIN, Waiting, BY_CITIZEN),
    ("Answering after stopping", CitizenSaid("1"), Waiting, BY_CITIZEN),
    ("Answering after stopping", CitizenSent("photo", "1"), Waiting, [FILE, *BY_CITIZEN]),
    ("Answering after stopping", CitizenEdited("1"), Waiting, BY_CITIZEN),
    ("ChoosingLibrary after a case", AGAIN, Waiting, BY_CITIZEN),
    ("Consenting after a case", AGAIN, Waiting, BY_CITIZEN),
    ("Rating", CitizenSaid("4"), Waiting, BY_CITIZEN),
    ("Rating", AGAIN, Waiting, BY_CITIZEN),
    ("Rating", CitizenSent("photo", "4"), Waiting, [FILE, *BY_CITIZEN]),
    ("Rating", CitizenEdited("4"), Waiting, BY_CITIZEN),
    ("Answering after a case", StaffReopened(BEA, 7, "haarlem"), Helped, BY_STAFF),
    ("ChoosingLibrary", StaffReopened(BEA, 3, "haarlem"), Helped, BY_STAFF),
    ("Consenting", StaffReopened(BEA, 3, "haarlem"), Helped, BY_STAFF),
    ("Rating", StaffReopened(BEA, 7, "haarlem"), Helped, BY_STAFF),
    ("Answering after a case", PAST, Answering, []),
    ("ChoosingLibrary after a case", PAST, ChoosingLibrary, []),
    ("Consenting after a case", PAST, Consenting, []),
    (
        "Helped",
        StaffSaid(ANNA, "/transfer breda"),
        Helped,
        [
            *OWING,
            "desk: desk_transfer_asked",
            "citizen: move_consent network_other [move:yes move:no]",
            "mark 👌",
        ],
    ),
    (
        "Helped",
        StaffChose(ANNA, "block:yes"),
        Answering,
        ["desk: desk_blocked", "count blocked", *CLOSED, "citizen: blocked see_website [menu]"],
    ),
    ("Helped and offered", CitizenChose("move:yes"), Waiting, MOVED),
    ("Helped and offered", CitizenSaid("ja hoor"), Waiting, MOVED),
    (
        "Helped and offered",
        CitizenSaid("2"),
        Helped,
        ["desk: desk_transfer_refused", "citizen: move_refused"],
    ),
]
