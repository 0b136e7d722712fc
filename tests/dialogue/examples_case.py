"""Examples for every row of the table with an open case.

Where the talk is, what happens, the state it leads to, and all that comes of it: sentences by
their keys, buttons by their data. `test_step.py` plays them, and checks that none is missing.
"""

from bot.dialogue.conversation import (
    Answering,
    Helped,
    Rating,
    Waiting,
)
from bot.dialogue.events import (
    CardLost,
    CaseOpened,
    CitizenChose,
    CitizenDeleted,
    CitizenEdited,
    CitizenLeft,
    CitizenSaid,
    CitizenSent,
    CitizenUnreadable,
    HistoryFound,
    NotDelivered,
    Party,
    PastCase,
    PrivateTold,
    StaffArrived,
    StaffChose,
    StaffDeleted,
    StaffEdited,
    StaffLeft,
    StaffSaid,
    StaffSent,
    TakenBack,
    TimerFired,
    TimerKind,
)
from tests.dialogue.talk import ANNA, BEA

CARD = (
    "desk_card desk_card_question desk_card_offered desk_card_talk desk_card_citizen desk_card_bot"
)
HAS_BUTTONS = "release close answer takeover transfer"
CLOSED = [
    "edit card: desk_status_closed",
    "CloseCase",
    "DropPrivate",
    "stop remind_desk",
    "stop tell_citizen",
    "stop close_quiet",
    "stop nudge_claimer",
    "stop return_claim",
    "count case_closed",
    "set end_rating",
]
WRAPPED = [
    CLOSED[0],
    (
        "desk: desk_wrap_up [done:answered done:referred done:appointment "
        "about:digid-aanvragen about:digid-app]"
    ),
    *CLOSED[1:],
]
OWING = ["set nudge_claimer", "set return_claim"]
CLAIMED = [
    "edit card: desk_status_claimed [release close answer takeover transfer]",
    "claim Anna",
    "stop remind_desk",
    "stop tell_citizen",
    "set close_quiet",
    "count claimed",
    "desk: desk_claimed",
    "citizen: claimed",
    *OWING,
]
ANSWERED = ["stop nudge_claimer", "stop return_claim"]
RELEASED = [
    "edit card: desk_status_open [claim close transfer]",
    "claim nobody",
    *ANSWERED,
    "set remind_desk",
    "set tell_citizen",
    "set close_quiet",
]

CASE_EXAMPLES = [
    ("Waiting", CaseOpened(9), Waiting, []),
    (
        "Waiting",
        CitizenSaid("mijn brief"),
        Waiting,
        ["desk relayed: desk_citizen_says", "set close_quiet"],
    ),
    (
        "Waiting",
        CitizenSaid("/stop"),
        Answering,
        ["desk: desk_citizen_stopped", *CLOSED, "citizen: case_stopped [again:7 menu]"],
    ),
    ("Waiting", CitizenChose("langs"), Waiting, ["citizen: which_language [lang:nl lang:en]"]),
    (
        "Waiting",
        CitizenChose("stop"),
        Answering,
        ["desk: desk_citizen_stopped", *CLOSED, "citizen: case_stopped [again:7 menu]"],
    ),
    (
        "Waiting",
        CitizenSent("voice"),
        Waiting,
        ["desk: desk_citizen_sent kind_voice", "citizen: sent_in_case kind_voice"],
    ),
    (
        "Waiting",
        CitizenEdited("beter"),
        Waiting,
        ["desk relayed: desk_citizen_edited", "set close_quiet"],
    ),
    (
        "Waiting",
        CitizenDeleted(),
        Waiting,
        ["desk: desk_citizen_deleted", "citizen: deleted_in_case"],
    ),
    (
        "Waiting",
        CitizenUnreadable(),
        Waiting,
        ["desk: desk_citizen_unreadable", "citizen: unreadable"],
    ),
    ("Waiting", PrivateTold(found=True), Waiting, ["count shared", "citizen: share_done"]),
    (
        "Waiting",
        HistoryFound((PastCase(3, 2, "answered", "zorgtoeslag"),)),
        Waiting,
        [
            (
                "desk: desk_card_talk desk_card_citizen desk_card_bot desk_history_cases "
                "desk_history_case desk_outcome_answered desk_history_kept"
            )
        ],
    ),
    (
        "Helped",
        HistoryFound(()),
        Helped,
        [
            "desk: desk_card_talk desk_card_citizen desk_card_bot desk_history_first desk_history_kept"
        ],
    ),
    ("Helped", PrivateTold(found=False), Helped, ["citizen: share_gone"]),
    ("Waiting", CitizenLeft(), Answering, ["desk: desk_citizen_left", *CLOSED]),
    ("Waiting", StaffSaid(BEA, "wie?"), Waiting, ["mark ✍", "desk: desk_hint_unclaimed"]),
    (
        "Waiting",
        StaffSaid(ANNA, "Hallo", to_card=True),
        Helped,
        [*CLAIMED, "mark 👀", "citizen relayed: staff_says", "set close_quiet", *ANSWERED],
    ),
    (
        "Waiting",
        StaffSaid(ANNA, "/close"),
        Answering,
        ["mark 👌", "desk: desk_closed", *CLOSED, "citizen: case_closed [again:7 menu]"],
    ),
    ("Waiting", StaffChose(BEA, "release"), Waiting, ["desk: desk_not_claimed"]),
    (
        "Waiting",
        StaffChose(BEA, "claim"),
        Helped,
        ["claim Bea" if line == "claim Anna" else line for line in CLAIMED],
    ),
    (
        "Waiting",
        StaffChose(BEA, "close"),
        Answering,
        ["desk: desk_closed", *CLOSED, "citizen: case_closed [again:7 menu]"],
    ),
    ("Waiting", StaffSent(ANNA, "photo"), Waiting, ["mark ✍", "desk: desk_hint_unclaimed"]),
    ("Waiting", TimerFired(TimerKind.REMIND_DESK), Waiting, ["desk: desk_reminder"]),
    ("Waiting", TimerFired(TimerKind.TELL_CITIZEN), Waiting, ["citizen: still_waiting [stop]"]),
    (
        "Waiting",
        TimerFired(TimerKind.CLOSE_QUIET),
        Answering,
        [
            "desk: desk_closed_unanswered",
            "count unanswered",
            *CLOSED,
            "citizen: case_unanswered [again:7 menu]",
        ],
    ),
    ("Waiting", TimerFired(TimerKind.END_RATING), Waiting, []),
    (
        "Waiting",
        NotDelivered(Party.CITIZEN, gone=False),
        Waiting,
        ["desk: desk_notice_undelivered"],
    ),
    (
        "Waiting",
        NotDelivered(Party.CITIZEN, gone=True),
        Answering,
        ["desk: desk_citizen_gone", *CLOSED],
    ),
    (
        "Waiting",
        NotDelivered(Party.DESK, gone=False),
        Answering,
        ["count desk_unreachable", *CLOSED, "citizen: desk_unreachable see_website [menu]"],
    ),
    (
        "Helped",
        CitizenSaid("mijn brief"),
        Helped,
        ["desk relayed: desk_citizen_says", "set close_quiet"],
    ),
    (
        "Helped",
        CitizenSaid("/stop"),
        Rating,
        [
            "desk: desk_citizen_stopped",
            *WRAPPED,
            "citizen: case_stopped rate [rate:3:7 rate:2:7 rate:1:7 again:7]",
        ],
    ),
    (
        "Helped",
        CitizenSaid("/forget"),
        Answering,
        ["desk: desk_forgotten", *CLOSED[:-1], "stop end_rating", "citizen: forgotten", "Forget"],
    ),
    ("Helped", CitizenChose("help"), Helped, ["citizen: help_in_case [stop]"]),
    (
        "Helped",
        CitizenChose("stop"),
        Rating,
        [
            "desk: desk_citizen_stopped",
            *WRAPPED,
            "citizen: case_stopped rate [rate:3:7 rate:2:7 rate:1:7 again:7]",
        ],
    ),
    (
        "Helped",
        CitizenChose("forget"),
        Answering,
        ["desk: desk_forgotten", *CLOSED[:-1], "stop end_rating", "citizen: forgotten", "Forget"],
    ),
    (
        "Helped",
        CitizenSent("location", "hier"),
        Helped,
        [
            "desk: desk_citizen_sent kind_location",
            "desk relayed: desk_citizen_says",
            "set close_quiet",
            "citizen: sent_in_case kind_location",
        ],
    ),
    (
        "Helped",
        CitizenEdited("beter"),
        Helped,
        ["desk relayed: desk_citizen_edited", "set close_quiet"],
    ),
    (
        "Helped",
        CitizenDeleted(),
        Helped,
        ["desk: desk_citizen_deleted", "citizen: deleted_in_case"],
    ),
    (
        "Helped",
        CitizenUnreadable(),
        Helped,
        ["desk: desk_citizen_unreadable", "citizen: unreadable"],
    ),
    ("Helped", CitizenLeft(), Answering, ["desk: desk_citizen_left", *CLOSED]),
    (
        "Helped",
        StaffSaid(ANNA, "Hallo"),
        Helped,
        [*OWING, "mark 👀", "citizen relayed: staff_says", "set close_quiet", *ANSWERED],
    ),
    ("Helped", StaffSaid(BEA, "psst"), Helped, ["mark ✍", "desk: desk_hint_claimed"]),
    (
        "Helped",
        StaffSaid(BEA, "/overnemen"),
        Helped,
        [
            "edit card: desk_status_claimed [release close answer takeover transfer]",
            "claim Bea",
            "desk: desk_taken_over",
            "citizen: claimed",
            *OWING,
            "mark 👌",
        ],
    ),
    (
        "Helped",
        StaffSaid(BEA, "/release"),
        Waiting,
        ["desk: desk_released", "citizen: released", *RELEASED, "mark 👌"],
    ),
    (
        "Helped",
        StaffSaid(ANNA, "!close"),
        Rating,
        [
            *OWING,
            "mark 👌",
            "desk: desk_closed",
            *WRAPPED,
            "citizen: case_closed rate [rate:3:7 rate:2:7 rate:1:7 again:7]",
        ],
    ),
    ("Helped", StaffChose(BEA, "claim"), Helped, ["desk: desk_already_claimed"]),
    (
        "Helped",
        StaffChose(ANNA, "release"),
        Waiting,
        ["desk: desk_released", "citizen: released", *RELEASED],
    ),
    (
        "Helped",
        StaffChose(ANNA, "close"),
        Rating,
        [
            "desk: desk_closed",
            *WRAPPED,
            "citizen: case_closed rate [rate:3:7 rate:2:7 rate:1:7 again:7]",
        ],
    ),
    (
        "Helped",
        StaffSent(ANNA, "photo", "kijk", passes=True),
        Helped,
        ["mark 👀", "citizen relayed: staff_sends_file kind_photo", "set close_quiet", *ANSWERED],
    ),
    ("Helped", StaffSent(ANNA, "photo", "// kijk", passes=True), Helped, ["mark ✍"]),
    ("Helped", StaffSent(ANNA, "photo"), Helped, ["mark 👎", "desk: desk_file kind_photo"]),
    ("Helped", StaffSent(BEA, "photo"), Helped, ["mark ✍", "desk: desk_hint_claimed"]),
    ("Helped", StaffEdited(ANNA, "x"), Helped, []),
    ("Helped", StaffEdited(ANNA, "x", relayed=True), Helped, ["mark 👀", "edit copy: staff_says"]),
    ("Helped", StaffEdited(ANNA, "// x", relayed=True), Helped, ["mark ✍", "take back"]),
    ("Helped", StaffEdited(ANNA, "/close", relayed=True), Helped, ["desk: desk_edit_not_sent"]),
    ("Helped", StaffEdited(BEA, "x", relayed=True), Helped, ["desk: desk_edit_not_sent"]),
    ("Helped", StaffDeleted(ANNA), Helped, []),
    ("Helped", StaffDeleted(BEA, relayed=True), Helped, ["take back"]),
    ("Helped", StaffSaid(ANNA, "!undo"), Helped, [*OWING, "mark 👌", "take back"]),
    ("Helped", TakenBack(found=True), Helped, ["desk: desk_taken_back"]),
    ("Helped", TakenBack(found=False), Helped, ["desk: desk_nothing_to_undo"]),
    ("Waiting", StaffEdited(ANNA, "x"), Waiting, []),
    ("Waiting", StaffEdited(ANNA, "x", relayed=True), Waiting, ["desk: desk_edit_not_sent"]),
    ("Waiting", StaffDeleted(ANNA, relayed=True), Waiting, ["take back"]),
    ("Waiting", TakenBack(found=True), Waiting, ["desk: desk_taken_back"]),
    (
        "Waiting",
        CitizenEdited("beter", relayed=True),
        Waiting,
        ["edit copy: desk_citizen_edited", "set close_quiet"],
    ),
    (
        "Waiting",
        CitizenDeleted(relayed=True),
        Waiting,
        ["take back", "desk: desk_citizen_deleted", "citizen: taken_back_in_case"],
    ),
    ("Helped", TimerFired(TimerKind.REMIND_DESK), Helped, []),
    (
        "Helped",
        StaffLeft("1"),
        Waiting,
        ["desk: desk_claimer_left", *RELEASED, "count claim_returned", "citizen: released"],
    ),
    ("Helped", StaffLeft("2"), Helped, []),
    ("Helped", TimerFired(TimerKind.NUDGE_CLAIMER), Helped, ["desk: desk_answer_owed"]),
    (
        "Helped",
        TimerFired(TimerKind.RETURN_CLAIM),
        Waiting,
        ["desk: desk_claim_returned", *RELEASED, "count claim_returned", "citizen: released"],
    ),
    (
        "Helped",
        TimerFired(TimerKind.CLOSE_QUIET),
        Rating,
        [
            "desk: desk_closed_quiet",
            *WRAPPED,
            "citizen: case_quiet rate [rate:3:7 rate:2:7 rate:1:7 again:7]",
        ],
    ),
    (
        "Helped",
        NotDelivered(Party.CITIZEN, gone=False, answer=True),
        Helped,
        ["desk: desk_answer_undelivered"],
    ),
    ("Helped", NotDelivered(Party.CITIZEN, gone=False), Helped, ["desk: desk_notice_undelivered"]),
    (
        "Helped",
        NotDelivered(Party.CITIZEN, gone=True),
        Answering,
        ["desk: desk_citizen_gone", *CLOSED],
    ),
    (
        "Helped",
        NotDelivered(Party.DESK, gone=True),
        Answering,
        ["count desk_unreachable", *CLOSED, "citizen: desk_unreachable see_website [menu]"],
    ),
    ("Helped", NotDelivered(Party.DESK, gone=False), Helped, ["citizen: not_relayed"]),
    (
        "Waiting",
        CardLost(),
        Waiting,
        [f"desk card: {CARD} desk_status_open [claim close transfer]", "desk: desk_card_again"],
    ),
    (
        "Waiting",
        StaffArrived(),
        Waiting,
        [f"desk: desk_card_for_newcomers {CARD} desk_status_open [claim close transfer]"],
    ),
    (
        "Helped",
        StaffArrived(),
        Helped,
        [
            f"desk: desk_card_for_newcomers {CARD} desk_status_claimed [{HAS_BUTTONS}]",
        ],
    ),
    (
        "Helped",
        CardLost(),
        Helped,
        [
            f"desk card: {CARD} desk_status_claimed [{HAS_BUTTONS}]",
            "desk: desk_card_again",
        ],
    ),
]
