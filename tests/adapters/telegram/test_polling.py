"""Polling: nothing is confirmed before it is stored, and trouble is told in one clear line."""

import asyncio
import logging
import sys

import pytest
from telegram.error import NetworkError

from adapters.telegram import TelegramAdapter
from adapters.telegram.polling import _patiently
from bot.ports import Address, Button, CannotRun, Message, Said
from tests.adapters.contract import Inbox, listening


async def test_an_update_is_confirmed_only_after_receive_has_returned(api, adapter):
    fatima = api.user("Fatima")
    entered, go_on = asyncio.Event(), asyncio.Event()

    async def receive(_received):
        entered.set()
        await go_on.wait()

    fatima.says("bewaar mij")
    task = asyncio.create_task(adapter.run(receive))
    await asyncio.wait_for(entered.wait(), 10)
    offsets = [asked["offset"] for asked in api.called("getUpdates")]
    task.cancel()  # as when the process is killed at this moment
    await asyncio.wait([task])

    async with listening(TelegramAdapter(api.token, api.url)) as later:
        again = await later.said("bewaar mij")
        await api.until(lambda: not api.world.updates)

    assert offsets == [0]
    assert again.id == "1"


STUCK = """
import asyncio, sys
from adapters.telegram import TelegramAdapter

async def receive(received):
    print(received.id, flush=True)
    await asyncio.Event().wait()

asyncio.run(TelegramAdapter(sys.argv[1], sys.argv[2]).run(receive))
"""


@pytest.mark.slow
async def test_a_process_killed_before_it_stored_an_update_gets_it_again(api):
    api.user("Fatima").says("bewaar mij")
    seen = []

    for _ in range(2):
        program = await asyncio.create_subprocess_exec(
            sys.executable, "-c", STUCK, api.token, api.url, stdout=asyncio.subprocess.PIPE
        )
        seen.append(await asyncio.wait_for(program.stdout.readline(), 20))
        program.kill()
        await program.wait()

    assert seen == [b"1\n", b"1\n"]
    assert len(api.world.updates) == 1


async def test_of_a_batch_the_updates_before_a_failure_are_known_by_their_ids(api, adapter):
    fatima = api.user("Fatima")
    for text in ("een", "twee", "drie"):
        fatima.says(text)
    seen = []

    async def receive(received):
        seen.append(received.what)
        if received.what == Said("twee"):
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await adapter.run(receive)

    assert seen == [Said("een"), Said("twee")]
    assert len(api.world.updates) == 3


async def test_an_update_nobody_can_read_is_passed_over_and_the_rest_is_not(api, adapter, caplog):
    fatima = api.user("Fatima")
    fatima.says("eerst")
    api.world.updates[0]["message"]["chat"]["id"] = "geheim"
    fatima.says("daarna")

    async with listening(adapter) as inbox:
        await inbox.said("daarna")

    assert [one.what for one in inbox.all] == [Said("daarna")]
    assert "update 1 is passed over" in caplog.text
    assert "geheim" not in caplog.text


@pytest.mark.parametrize(
    ("token", "line"),
    [("424242:wrong", "BotFather"), ("nonsense", "BotFather")],
)
async def test_a_refused_token_is_one_line_for_the_operator(api, token, line):
    with pytest.raises(CannotRun, match=line) as told:
        await TelegramAdapter(token, api.url).run(Inbox().receive)

    assert token not in str(told.value)
    assert told.value.__cause__ is None
    assert "\n" not in str(told.value)


async def test_a_token_that_is_taken_back_while_running_stops_the_adapter(api, adapter):
    task = asyncio.create_task(adapter.run(Inbox().receive))
    await api.until(lambda: api.called("getUpdates"))
    api.world.token = "424242:new-token_for-the_strict_server000"
    api.user("Fatima").says("hallo")

    with pytest.raises(CannotRun):
        await asyncio.wait_for(task, 10)


async def test_a_server_that_is_away_is_asked_again_until_it_is_back(api, log, caplog):
    await api.stop()
    adapter = TelegramAdapter(api.token, api.url)

    async with listening(adapter) as inbox:
        await log.until("can't be reached", times=2)
        await api.start()
        api.user("Fatima").says("daar bent u")
        await inbox.said("daar bent u")

    assert api.token not in caplog.text


@pytest.mark.parametrize("code", [500, 502, 429, 0])
async def test_trouble_while_polling_passes(api, adapter, code):
    api.fail("getUpdates", code, retry_after=0 if code != 429 else 1)

    async with listening(adapter) as inbox:
        api.user("Fatima").says("hallo")

        assert await inbox.said("hallo")


async def test_another_process_that_polls_is_named_in_the_log(api, adapter, log):
    async with listening(adapter):
        await api.until(lambda: api.called("getUpdates"))
        async with listening(TelegramAdapter(api.token, api.url)):
            await log.until("another process polls this bot")


async def test_a_webhook_from_earlier_days_is_taken_away(api, adapter):
    api.world.webhook.url = "http://127.0.0.1:9/gone"

    async with listening(adapter) as inbox:
        await api.until(lambda: api.called("getUpdates"))
        api.user("Fatima").says("hallo")

        assert await inbox.said("hallo")


async def test_pauses_grow_and_have_a_longest(monkeypatch):
    pauses, answers = [], [NetworkError("away")] * 8

    async def call():
        if answers:
            raise answers.pop()
        return "back"

    async def sleep(seconds):
        pauses.append(seconds)

    monkeypatch.setattr("adapters.telegram.polling.FIRST_PAUSE", 1.0)
    monkeypatch.setattr("adapters.telegram.polling.asyncio.sleep", sleep)

    assert await _patiently(call) == "back"
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]


async def test_neither_token_nor_texts_nor_names_are_logged_at_any_level(api, caplog):
    caplog.set_level(logging.DEBUG)
    fatima = api.user("Fatima")
    adapter = TelegramAdapter(api.token, api.url, frozenset({"-100"}), {"nl": {"help": "Hulp"}})
    api.fail("sendMessage", 400, text="Bad Request: geheim antwoord")
    api.fail("getUpdates", 500, text="geheim")

    async with listening(adapter) as inbox:
        fatima.says("mijn geheim is 123456782")
        await inbox.said("mijn geheim is 123456782")
        at = Address("telegram", str(fatima.id))
        for number in range(2):
            buttons = ((Button("Geheim", "g"),),)
            await asyncio.gather(
                adapter.send(Message(f"m{number}", at, "geheim antwoord", buttons)),
                return_exceptions=True,
            )
        fatima.presses("Geheim")
        await inbox.first(lambda one: one.about)

    adapters_lines = [r for r in caplog.records if not r.name.startswith(("asyncio", "aiohttp"))]
    text = "\n".join(record.getMessage() for record in adapters_lines)
    assert adapters_lines
    for secret in (api.token, "geheim", "Geheim", "Fatima", "123456782"):
        assert secret not in text


async def test_menus_are_set_per_kind_of_chat_and_language(api):
    desk, strange = api.group("Balie"), "-1009999"
    desk.add_bot()
    adapter = TelegramAdapter(
        api.token,
        api.url,
        frozenset({str(desk.id), strange}),
        {"nl": {"help": "Wat ik kan"}, "en": {"help": "What I can do"}},
        {"nl": {"claim": "Deze vraag is van mij"}},
    )

    async with listening(adapter):
        await api.until(lambda: api.called("getUpdates"))

    told = {scope: commands[0]["description"] for scope, commands in api.world.commands.items()}
    assert told == {
        "all_private_chats:": "Wat ik kan",
        "all_private_chats:nl": "Wat ik kan",
        "all_private_chats:en": "What I can do",
        f"chat:{desk.id}:": "Deze vraag is van mij",
        f"chat:{desk.id}:nl": "Deze vraag is van mij",
    }


async def test_a_room_without_the_bot_is_named_and_does_not_stop_anything(api, caplog):
    menu = {"nl": {"help": "Hulp"}}
    adapter = TelegramAdapter(api.token, api.url, frozenset({"-1009999"}), menu, menu)
    api.fail("setMyCommands", 429, retry_after=5)

    async with listening(adapter) as inbox:
        api.user("Fatima").says("hallo")
        await inbox.said("hallo")
    async with listening(adapter) as inbox:
        api.user("Karin").says("hoi")
        await inbox.said("hoi")

    assert "the menu of commands could not be set" in caplog.text
    assert "desk room -1009999" in caplog.text
