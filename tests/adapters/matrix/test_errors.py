"""What a server answers, and what that means for a message."""

import aiohttp
import nio
import pytest

from adapters.matrix.errors import checked, network_errors, refusal
from bot.ports import AdapterError, CannotRun, Gone, TryAgain, Undeliverable


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (429, "M_LIMIT_EXCEEDED", TryAgain),
        (429, "", TryAgain),
        (0, "M_LIMIT_EXCEEDED", TryAgain),
        (500, "M_UNKNOWN", TryAgain),
        (502, "", TryAgain),
        (404, "", TryAgain),
        (403, "M_FORBIDDEN", Gone),
        (404, "M_NOT_FOUND", Undeliverable),
        (413, "M_TOO_LARGE", Undeliverable),
        (413, "", Undeliverable),
        (400, "M_BAD_JSON", Undeliverable),
        (401, "M_UNKNOWN_TOKEN", CannotRun),
    ],
)
def test_each_refusal_says_who_must_act(status: int, code: str, kind: type[AdapterError]):
    assert type(refusal(status, code)) is kind


def test_the_pause_that_the_server_asks_for_is_told_in_seconds():
    error = refusal(429, "M_LIMIT_EXCEEDED", 2500)

    assert isinstance(error, TryAgain)
    assert error.after == 2.5


def test_an_error_object_becomes_an_exception_without_the_servers_words():
    answer = nio.RoomSendError("Sanne may not say geheim", "M_FORBIDDEN")

    with pytest.raises(Gone) as refused:
        checked(answer, nio.RoomSendResponse)

    assert "geheim" not in str(refused.value)


def test_an_answer_that_was_hoped_for_is_passed_on():
    answer = nio.RoomSendResponse("$e", "!r")

    assert checked(answer, nio.RoomSendResponse) is answer


@pytest.mark.parametrize(
    ("problem", "kind"),
    [
        (aiohttp.ServerDisconnectedError(), TryAgain),
        (TimeoutError(), TryAgain),
        (ConnectionRefusedError(), TryAgain),
        (aiohttp.InvalidURL("matrix"), CannotRun),
    ],
)
def test_trouble_on_the_way_is_translated(problem: Exception, kind: type[AdapterError]):
    with pytest.raises(kind), network_errors():
        raise problem
