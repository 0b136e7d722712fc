"""Updates wait, come again until confirmed, and go to one poller or to the webhook."""

import asyncio
import sys

import aiohttp
import pytest
import telegram
from aiohttp import web
from telegram.error import Conflict

from tests.botapi import BotApi


async def test_an_update_comes_again_until_a_higher_offset_confirms_it(api, bot):
    fatima = api.user("Fatima")
    fatima.says("een")
    fatima.says("twee")

    first = await bot.get_updates()
    again = await bot.get_updates()
    rest = await bot.get_updates(offset=first[0].update_id + 1)

    assert [one.message.text for one in first] == ["een", "twee"]
    assert [one.update_id for one in again] == [one.update_id for one in first]
    assert [one.message.text for one in rest] == ["twee"]
    assert [one["update_id"] for one in api.world.updates] == [first[1].update_id]


async def test_a_limit_cuts_and_a_negative_offset_keeps_the_last(api, bot):
    fatima = api.user("Fatima")
    for number in range(5):
        fatima.says(str(number))

    two = await bot.get_updates(limit=2)
    last = await bot.get_updates(offset=-1)

    assert [one.message.text for one in two] == ["0", "1"]
    assert [one.message.text for one in last] == ["4"]
    assert len(api.world.updates) == 1


async def test_a_long_poll_ends_as_soon_as_something_happens(api, bot):
    fatima = api.user("Fatima")
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await api.until(lambda: api.called("getUpdates"))

    fatima.says("hallo")

    assert (await asyncio.wait_for(poll, 5))[0].message.text == "hallo"


async def test_a_second_poller_ends_the_first(api, bot):
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await api.until(lambda: api.called("getUpdates"))
    async with telegram.Bot(api.token, base_url=f"{api.url}/bot") as second:
        await second.get_updates()

    with pytest.raises(Conflict, match="only one bot instance"):
        await asyncio.wait_for(poll, 5)


async def test_updates_are_lost_after_a_day(api, bot):
    api.user("Fatima").says("gisteren")

    api.world.later += 24 * 3600 + 1

    assert await bot.get_updates() == ()


async def test_reactions_come_only_to_those_who_ask_and_are_admins(api, bot):
    fatima, group = api.user("Fatima"), api.group("Balie")
    group.add_bot(admin=False)
    first = fatima.says("/een", group)
    fatima.reacts(first, "👍", group)
    await bot.get_updates(allowed_updates=["message", "message_reaction"])
    fatima.reacts(first, "👎", group)
    group.add_bot(admin=True)
    fatima.reacts(first, "🔥", group)

    updates = await bot.get_updates(offset=1)

    changes = [one.message_reaction for one in updates if one.message_reaction]
    assert [change.new_reaction[0].emoji for change in changes] == ["🔥"]


async def test_a_bot_in_privacy_mode_hears_what_concerns_it(api, bot):
    karin, group = api.user("Karin"), api.group("Balie")
    group.add_bot(admin=False)
    own = await bot.send_message(group.id, "Nieuwe vraag")
    karin.says("zullen we lunchen?", group)
    karin.says("/claim", group)
    karin.says("/claim@wegwijs_test_bot", group)
    karin.says("/claim@other_bot", group)
    karin.says("ik doe het", group, reply_to=own.message_id)

    heard = [one.message.text for one in await bot.get_updates() if one.message]

    assert heard == ["/claim", "/claim@wegwijs_test_bot", "ik doe het"]


@pytest.mark.parametrize(
    ("path", "code", "text"),
    [
        ("bot424242:wrong/getMe", 401, "Unauthorized"),
        ("botnonsense/getMe", 404, "Not Found"),
        ("bot{token}/getNonsense", 404, "Not Found"),
        ("bot{token}/sendMessage?chat_id=1&text=a&colour=red", 400, "has no parameter 'colour'"),
        ("bot{token}/sendMessage?chat_id=1", 400, "text is empty"),
        ("bot{token}/getUpdates?limit=many", 400, "limit is not Integer"),
        ("bot{token}/getUpdates?allowed_updates=[", 400, "can't parse JSON"),
    ],
)
async def test_calls_that_are_no_calls_are_refused(api, path, code, text):
    url = f"{api.url}/{path.format(token=api.token)}"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        body = await answer.json()

    assert (answer.status, body["ok"], body["error_code"]) == (code, False, code)
    assert text in body["description"]


async def test_a_webhook_gets_updates_with_the_secret_until_it_says_ok(api, bot):
    got, answers = [], [500, 200, 200]

    async def hook(request):
        got.append((request.headers["X-Telegram-Bot-Api-Secret-Token"], await request.json()))
        return web.Response(status=answers.pop(0))

    app = web.Application()
    app.router.add_post("/telegram", hook)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    fatima = api.user("Fatima")
    await bot.set_webhook(
        f"http://127.0.0.1:{runner.addresses[0][1]}/telegram", secret_token="geheim"
    )
    fatima.says("een")
    await api.until(lambda: api.world.webhook.error)
    fatima.says("twee")
    await api.until(lambda: not api.world.updates)
    await runner.cleanup()

    assert [(secret, one["message"]["text"]) for secret, one in got] == [
        ("geheim", "een"),
        ("geheim", "een"),
        ("geheim", "twee"),
    ]
    with pytest.raises(Conflict, match="webhook"):
        await bot.get_updates()


async def test_the_world_survives_in_a_file(tmp_path):
    file = tmp_path / "telegram.json"
    async with BotApi(state=file) as api:
        number = api.user("Fatima").says("bewaar dit")
        fatima = api.known_user(1001)

    async with BotApi(state=file) as later:
        assert later.known_user(fatima.id).chat.message(number).text == "bewaar dit"
        assert len(later.world.updates) == 1


@pytest.mark.slow
async def test_the_server_runs_as_a_program_with_people_driven_over_http():
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.botapi", stdout=asyncio.subprocess.PIPE
    )
    url, token = (await asyncio.wait_for(program.stdout.readline(), 20)).decode().split()
    async with aiohttp.ClientSession() as people:

        async def does(deed, **words):
            async with people.post(f"{url}/control/{deed}", json=words) as answer:
                return (await answer.json()).get("result")

        user = await does("user", name="Fatima")
        await does("say", user=user, text="Hoi")
        async with telegram.Bot(token, base_url=f"{url}/bot") as bot:
            update = (await bot.get_updates())[0]
            await bot.send_message(user, "Dag " + update.message.from_user.first_name)
        shown = await does("shown", chat=user)
        async with people.post(f"{url}/control/nonsense") as answer:
            nonsense = answer.status
    program.terminate()
    await program.wait()

    assert [message["text"] for message in shown] == ["Hoi", "Dag Fatima"]
    assert nonsense == 404
    assert program.returncode == 0
