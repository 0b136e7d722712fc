"""What the page's server refuses: strangers, other pages, too much, and nonsense."""

import pytest

from adapters.web.guard import HEADERS


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""])
async def test_a_name_that_was_made_to_point_here_is_refused(client, host):
    status, _, _ = await client.get(Host=host)

    assert status == 403


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1234", "[::1]:8080", "LOCALHOST"])
async def test_the_names_of_this_machine_are_good(client, host):
    status, _, _ = await client.get(Host=host)

    assert status == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1", "null", None])
async def test_another_page_can_do_nothing(client, desk, origin):
    status, code = await client.post({"do": "arrive", "id": "1", "chat": "c1"}, Origin=origin)

    assert (status, code) == (403, "refused")
    assert desk.received == []


async def test_another_page_can_not_listen(client):
    client.origin = "http://evil.example"

    with pytest.raises(Exception, match="403"):
        await client.everything()


async def test_a_page_elsewhere_can_link_here_but_not_load_from_here(client):
    other = {"Sec-Fetch-Site": "cross-site"}

    assert (await client.get(**other, **{"Sec-Fetch-Mode": "navigate"}))[0] == 200
    assert (await client.get("/texts.json", **other, **{"Sec-Fetch-Mode": "cors"}))[0] == 403


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded"])
async def test_only_json_is_read(client, kind):
    assert await client.post(b"{}", **{"Content-Type": kind}) == (415, "refused")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"do":"fly","id":"1","chat":"c1"}',
        b'{"do":"say","id":"1","chat":"c1"}',
        b'{"do":"say","id":"1","chat":"c1","text":7}',
        b'{"do":"say","id":"1","chat":"c1","text":"x","admin":true}',
        b'{"do":"say","id":"../1","chat":"c1","text":"x"}',
        b'{"do":"attach","id":"1","chat":"c1","kind":"bomb"}',
        b'{"do":"arrive","id":"1","chat":"c1","start":"a b"}',
        b"[" * 100_000,
    ],
)
async def test_what_is_no_deed_is_refused(client, desk, body):
    assert await client.post(body) == (400, "refused")
    assert desk.received == []


async def test_a_message_of_a_hundred_thousand_characters_is_passed_on(client, desk):
    text = "\N{PILE OF POO}" * 100_000  # the most bytes that a character takes in JSON
    await client.act("arrive")

    answered = await client.act("say", text=text)

    assert answered == (200, None)
    assert desk.received[-1].what.text == text


@pytest.mark.parametrize("length", [100_001, 2_000_000])
async def test_a_longer_message_is_refused_in_words_the_page_knows(client, desk, length):
    await client.act("arrive")

    answered = await client.act("say", text="x" * length)

    assert answered == (413, "too_long")
    assert len(desk.received) == 1


@pytest.mark.parametrize(
    "path", ["/nothing", "/static/", "/static/../adapter.py", "/static/%2e%2e/adapter.py", "/deeds"]
)
async def test_what_is_not_there_is_answered_with_a_refusal(client, path):
    status, body, _ = await client.get(path)

    assert status in (404, 405)
    assert "refused" in body


@pytest.mark.parametrize("path", ["/", "/texts.json", "/static/main.js", "/nothing"])
async def test_every_answer_carries_the_headers(client, path):
    _, _, headers = await client.get(path)

    assert {name: headers[name] for name in HEADERS} == HEADERS


async def test_the_page_has_no_script_or_style_of_its_own(client):
    _, page, _ = await client.get()

    assert "style=" not in page
    assert page.count("<script") == page.count('<script type="module" src="static/') == 1
    assert "unsafe" not in HEADERS["Content-Security-Policy"]
