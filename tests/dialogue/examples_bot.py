"""Examples for every row of the table without an open case.

Where the talk is, what happens, the state it leads to, and all that comes of it: sentences by
their keys, buttons by their data. `test_step.py` plays them, and checks that none is missing.
"""

from bot.dialogue.conversation import (
    Answering,
    ChoosingLibrary,
    Consenting,
    Rating,
    Waiting,
)
from bot.dialogue.events import (
    CitizenChose,
    CitizenDeleted,
    CitizenEdited,
    CitizenJoined,
    CitizenLeft,
    CitizenSaid,
    CitizenSent,
    CitizenUnreadable,
    TimerFired,
    TimerKind,
)

OPENED = [
    "open haarlem",
    (
        "desk card: desk_card desk_card_question desk_card_offered desk_card_talk "
        "desk_card_citizen desk_card_bot desk_status_open [claim close transfer]"
    ),
    "citizen: case_opened [stop]",
    "set remind_desk",
    "set tell_citizen",
    "set close_quiet",
    "count case_opened",
]

BOT_EXAMPLES = [
    (
        "New",
        CitizenSaid("digid"),
        Answering,
        [
            "citizen: introduction_short",
            "citizen: answer_heading [p:steps:digid-aanvragen p:cost:digid-aanvragen good:digid-aanvragen bad:digid-aanvragen human]",
            "count answered",
        ],
    ),
    (
        "New",
        CitizenJoined(),
        Answering,
        ["citizen: introduction menu [t:digid-aanvragen t:zorgtoeslag human langs]"],
    ),
    (
        "Answering",
        CitizenSaid("zorgtoeslag"),
        Answering,
        ["citizen: answer_heading [good:zorgtoeslag bad:zorgtoeslag human]", "count answered"],
    ),
    (
        "Answering",
        CitizenSaid("medewerker"),
        ChoosingLibrary,
        ["citizen: which_library [lib:breda lib:haarlem cancel]"],
    ),
    (
        "Answering",
        CitizenSaid("/person Haarlem"),
        Consenting,
        ["citizen: consent network_other [yes no]"],
    ),
    (
        "Answering",
        CitizenChose("p:cost:digid-aanvragen"),
        Answering,
        [
            "citizen: part_heading part_cost [p:steps:digid-aanvragen good:digid-aanvragen bad:digid-aanvragen human]",
            "count part",
        ],
    ),
    (
        "Answering",
        CitizenChose("human"),
        ChoosingLibrary,
        ["citizen: which_library [lib:breda lib:haarlem cancel]"],
    ),
    ("Answering", CitizenSent("photo"), Answering, ["citizen: only_text kind_photo"]),
    (
        "Answering",
        CitizenSent("photo", "medewerker"),
        ChoosingLibrary,
        ["citizen: only_text kind_photo", "citizen: which_library [lib:breda lib:haarlem cancel]"],
    ),
    (
        "Answering",
        CitizenSent("voice", "/person breda"),
        Consenting,
        ["citizen: only_text kind_voice", "citizen: consent network_other [yes no]"],
    ),
    (
        "Answering",
        CitizenEdited("zorgtoeslag"),
        Answering,
        ["citizen: answer_heading [good:zorgtoeslag bad:zorgtoeslag human]", "count answered"],
    ),
    (
        "Answering",
        CitizenEdited("medewerker"),
        ChoosingLibrary,
        ["citizen: which_library [lib:breda lib:haarlem cancel]"],
    ),
    (
        "Answering",
        CitizenEdited("/person breda"),
        Consenting,
        ["citizen: consent network_other [yes no]"],
    ),
    ("Answering", CitizenDeleted(), Answering, ["citizen: deleted"]),
    ("Answering", CitizenUnreadable(), Answering, ["citizen: unreadable"]),
    ("Answering", CitizenJoined(), Answering, []),
    (
        "ChoosingLibrary",
        CitizenSaid("Breda"),
        Consenting,
        ["citizen: consent network_other [yes no]"],
    ),
    (
        "ChoosingLibrary",
        CitizenSaid("Nergenshuizen"),
        ChoosingLibrary,
        ["citizen: library_unknown [lib:breda lib:haarlem cancel]"],
    ),
    (
        "ChoosingLibrary",
        CitizenSaid("zorgtoeslag"),
        Answering,
        ["citizen: answer_heading [good:zorgtoeslag bad:zorgtoeslag human]", "count answered"],
    ),
    (
        "ChoosingLibrary",
        CitizenChose("lib:haarlem"),
        Consenting,
        ["citizen: consent network_other [yes no]"],
    ),
    (
        "ChoosingLibrary",
        CitizenChose("lib:weg"),
        ChoosingLibrary,
        [
            "citizen: button_expired [menu human]",
            "citizen: which_library_again [lib:breda lib:haarlem cancel]",
        ],
    ),
    (
        "ChoosingLibrary",
        CitizenChose("cancel"),
        Answering,
        ["citizen: no_person_then [t:digid-aanvragen t:zorgtoeslag human langs]"],
    ),
    (
        "ChoosingLibrary",
        CitizenSent("photo"),
        ChoosingLibrary,
        [
            "citizen: only_text kind_photo",
            "citizen: which_library_again [lib:breda lib:haarlem cancel]",
        ],
    ),
    (
        "ChoosingLibrary",
        CitizenSent("photo", "Breda"),
        Consenting,
        ["citizen: only_text kind_photo", "citizen: consent network_other [yes no]"],
    ),
    (
        "ChoosingLibrary",
        CitizenSent("photo", "digid"),
        Answering,
        [
            "citizen: only_text kind_photo",
            "citizen: answer_heading [p:steps:digid-aanvragen p:cost:digid-aanvragen good:digid-aanvragen bad:digid-aanvragen human]",
            "count answered",
        ],
    ),
    (
        "ChoosingLibrary",
        CitizenEdited("Breda"),
        Consenting,
        ["citizen: consent network_other [yes no]"],
    ),
    (
        "ChoosingLibrary",
        CitizenEdited("x"),
        ChoosingLibrary,
        ["citizen: library_unknown [lib:breda lib:haarlem cancel]"],
    ),
    (
        "ChoosingLibrary",
        CitizenEdited("digid"),
        Answering,
        [
            "citizen: answer_heading [p:steps:digid-aanvragen p:cost:digid-aanvragen good:digid-aanvragen bad:digid-aanvragen human]",
            "count answered",
        ],
    ),
    (
        "ChoosingLibrary",
        CitizenDeleted(),
        ChoosingLibrary,
        ["citizen: deleted", "citizen: which_library_again [lib:breda lib:haarlem cancel]"],
    ),
    (
        "ChoosingLibrary",
        CitizenUnreadable(),
        ChoosingLibrary,
        ["citizen: unreadable", "citizen: which_library_again [lib:breda lib:haarlem cancel]"],
    ),
    ("ChoosingLibrary", CitizenLeft(), Answering, []),
    ("Consenting", CitizenSaid("ja"), Waiting, [*OPENED]),
    (
        "Consenting",
        CitizenSaid("nee"),
        Answering,
        ["citizen: no_person_then [t:digid-aanvragen t:zorgtoeslag human langs]"],
    ),
    (
        "Consenting",
        CitizenSaid("mijn brief"),
        Consenting,
        ["citizen: consent_for_question network_other [yes no]"],
    ),
    (
        "Consenting",
        CitizenSaid("wijs me de bieb"),
        Consenting,
        ["citizen: consent_for_question network_other [yes no]"],
    ),
    ("Consenting", CitizenChose("yes"), Waiting, [*OPENED]),
    (
        "Consenting",
        CitizenChose("no"),
        Answering,
        ["citizen: no_person_then [t:digid-aanvragen t:zorgtoeslag human langs]"],
    ),
    (
        "Consenting",
        CitizenChose("privacy"),
        Consenting,
        ["citizen: privacy [forget]", "citizen: consent_again network_other [yes no]"],
    ),
    (
        "Consenting",
        CitizenSent("photo"),
        Consenting,
        ["citizen: only_text kind_photo", "citizen: consent_again network_other [yes no]"],
    ),
    ("Consenting", CitizenSent("photo", "ja"), Waiting, ["citizen: only_text kind_photo", *OPENED]),
    (
        "Consenting",
        CitizenSent("photo", "/stop"),
        Answering,
        [
            "citizen: only_text kind_photo",
            "citizen: no_person_then [t:digid-aanvragen t:zorgtoeslag human langs]",
        ],
    ),
    ("Consenting", CitizenEdited("ja"), Waiting, [*OPENED]),
    (
        "Consenting",
        CitizenEdited("nee"),
        Answering,
        ["citizen: no_person_then [t:digid-aanvragen t:zorgtoeslag human langs]"],
    ),
    (
        "Consenting",
        CitizenEdited("mijn brief"),
        Consenting,
        ["citizen: consent_for_question network_other [yes no]"],
    ),
    (
        "Consenting",
        CitizenDeleted(),
        Consenting,
        ["citizen: deleted", "citizen: consent_again network_other [yes no]"],
    ),
    (
        "Consenting",
        CitizenUnreadable(),
        Consenting,
        ["citizen: unreadable", "citizen: consent_again network_other [yes no]"],
    ),
    ("Consenting", CitizenLeft(), Answering, []),
    (
        "Rating",
        CitizenSaid("1"),
        Answering,
        ["count rated", "citizen: rating_thanks [menu]"],
    ),
    ("Rating", CitizenSaid("bedankt"), Rating, ["citizen: ", "count smalltalk"]),
    (
        "Rating",
        CitizenSaid("medewerker"),
        Consenting,
        ["citizen: consent network_other [yes no]"],
    ),
    (
        "Rating",
        CitizenChose("rate:1:7"),
        Answering,
        ["count rated", "citizen: rating_thanks [menu]"],
    ),
    (
        "Rating",
        CitizenChose("rate:1:6"),
        Answering,
        ["citizen: button_expired [menu human]"],
    ),
    ("Rating", CitizenSaid("🙁"), Rating, ["citizen: rate [rate:3:7 rate:2:7 rate:1:7 again:7]"]),
    ("Rating", CitizenChose("lang:en"), Rating, ["citizen: language_chosen", "count language"]),
    ("Rating", CitizenChose("human"), Consenting, ["citizen: consent network_other [yes no]"]),
    ("Rating", CitizenSent("photo"), Rating, ["citizen: only_text kind_photo"]),
    (
        "Rating",
        CitizenSent("photo", "digid"),
        Answering,
        [
            "citizen: only_text kind_photo",
            "citizen: answer_heading [p:steps:digid-aanvragen p:cost:digid-aanvragen good:digid-aanvragen bad:digid-aanvragen human]",
            "count answered",
        ],
    ),
    (
        "Rating",
        CitizenSent("photo", "medewerker"),
        Consenting,
        ["citizen: only_text kind_photo", "citizen: consent network_other [yes no]"],
    ),
    (
        "Rating",
        CitizenEdited("digid"),
        Answering,
        [
            "citizen: answer_heading [p:steps:digid-aanvragen p:cost:digid-aanvragen good:digid-aanvragen bad:digid-aanvragen human]",
            "count answered",
        ],
    ),
    (
        "Rating",
        CitizenEdited("medewerker"),
        Consenting,
        ["citizen: consent network_other [yes no]"],
    ),
    ("Rating", CitizenDeleted(), Rating, ["citizen: deleted"]),
    ("Rating", CitizenUnreadable(), Rating, ["citizen: unreadable"]),
    ("Rating", CitizenLeft(), Answering, []),
    ("Rating", TimerFired(TimerKind.END_RATING), Answering, []),
    ("Rating", TimerFired(TimerKind.CLOSE_QUIET), Rating, []),
    (
        "Answering at a library",
        CitizenChose("human"),
        Consenting,
        ["citizen: consent network_other [yes no]"],
    ),
    (
        "Consenting at a desk that is gone",
        CitizenSaid("ja"),
        ChoosingLibrary,
        ["citizen: which_library [lib:breda lib:haarlem cancel]"],
    ),
    (
        "Consenting at a desk that is gone",
        CitizenChose("yes"),
        ChoosingLibrary,
        ["citizen: which_library [lib:breda lib:haarlem cancel]"],
    ),
    (
        "Consenting at a desk that is gone",
        CitizenSent("photo", "medewerker"),
        ChoosingLibrary,
        ["citizen: only_text kind_photo", "citizen: which_library [lib:breda lib:haarlem cancel]"],
    ),
    (
        "Consenting at a desk that is gone",
        CitizenEdited("medewerker"),
        ChoosingLibrary,
        ["citizen: which_library [lib:breda lib:haarlem cancel]"],
    ),
    (
        "Rating of a desk that is gone",
        CitizenSaid("medewerker"),
        ChoosingLibrary,
        ["citizen: which_library [lib:breda lib:haarlem cancel]"],
    ),
    (
        "Rating of a desk that is gone",
        CitizenChose("human"),
        ChoosingLibrary,
        ["citizen: which_library [lib:breda lib:haarlem cancel]"],
    ),
    (
        "Rating of a desk that is gone",
        CitizenSent("photo", "medewerker"),
        ChoosingLibrary,
        [
            "citizen: only_text kind_photo",
            "citizen: which_library [lib:breda lib:haarlem cancel]",
        ],
    ),
    (
        "Rating of a desk that is gone",
        CitizenEdited("medewerker"),
        ChoosingLibrary,
        ["citizen: which_library [lib:breda lib:haarlem cancel]"],
    ),
]
