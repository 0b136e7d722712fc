"""The places in a talk where examples begin."""

from bot.dialogue.conversation import (
    Consenting,
    Conversation,
    Rating,
)
from bot.dialogue.effects import Choice
from bot.dialogue.events import (
    CitizenChose,
    CitizenSaid,
    StaffChose,
    StaffSaid,
)
from tests.dialogue.talk import ANNA, Talk

TO_CONSENT = [CitizenSaid("digid"), CitizenSaid("/person haarlem")]
_TO_CASE = [*TO_CONSENT, CitizenChose("yes")]
_TO_HELP = [*_TO_CASE, StaffChose(ANNA, "claim")]

_TO_RATING = [*_TO_HELP, StaffChose(ANNA, "close")]

WAYS = {
    "New": [],
    "Answering": [CitizenSaid("digid")],
    "Answering at a library": [CitizenSaid("/start breda")],
    "ChoosingLibrary": [CitizenSaid("digid"), CitizenSaid("/person")],
    "Consenting": TO_CONSENT,
    "Waiting": _TO_CASE,
    "Helped": _TO_HELP,
    "Helped and offered": [*_TO_HELP, StaffSaid(ANNA, "/transfer breda\nzij belt straks")],
    "Rating": _TO_RATING,
    "Answering after a case": [*_TO_RATING, CitizenSaid("zorgtoeslag")],
    "Answering after stopping": [*_TO_CASE, CitizenChose("stop")],
    "ChoosingLibrary after a case": [
        *_TO_RATING,
        CitizenSaid("breda"),
        CitizenChose("lib:zwolle"),
        CitizenSaid("/person"),
    ],
    "Consenting after a case": [*_TO_RATING, CitizenSaid("/person")],
}
"""How a talk gets where an example begins."""

LEFT_ALONE = {
    "Consenting at a desk that is gone": Consenting("oud"),
    "Rating of a desk that is gone": Rating("oud", 7),
}
"""Where no talk gets by itself: the operator took a desk away meanwhile."""


def talk_in(place: str) -> Talk:
    """A talk that has got to this place."""
    if place in LEFT_ALONE:
        options = (Choice("ja", "yes"),)
        return Talk(conversation=Conversation(LEFT_ALONE[place], met=True, options=options))
    talk = Talk()
    for event in WAYS[place]:
        talk.happens(event)
    return talk
