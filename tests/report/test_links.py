"""The link check against a site of our own, good and bad pages on it."""

import asyncio

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.report.links import PER_SITE, check_links

ANSWERS = {
    "/moved": lambda: web.HTTPMovedPermanently("/well"),
    "/for-now": lambda: web.HTTPFound("/well"),
    "/circle": lambda: web.HTTPFound("/circle"),
    "/gone": web.HTTPNotFound,
    "/robots": web.HTTPForbidden,
    "/ill": web.HTTPServiceUnavailable,
}


@pytest.fixture
async def site():
    """Its pages are named after what they do; `seen` holds every request."""
    seen, busy = [], []

    async def answer(request):
        seen.append((request.method, request.path))
        if request.path in ANSWERS:
            refusal = ANSWERS[request.path]()
            raise refusal
        if request.path == "/no-head" and request.method == "HEAD":
            raise web.HTTPMethodNotAllowed("HEAD", ["GET"])
        if request.path == "/never":
            await asyncio.Event().wait()
        if request.path == "/busy":
            busy.append(request)
            seen.append(len(busy))
            await asyncio.sleep(0)
            busy.remove(request)
        return web.Response(text="hier")

    app = web.Application()
    app.router.add_route("*", "/{any}", answer)
    server = TestServer(app)
    await server.start_server()
    server.seen = seen
    yield server
    await server.close()


async def state(site, path, **options):
    (link,) = await check_links([str(site.make_url(path))], **options)
    return link


@pytest.mark.parametrize(
    ("path", "expected", "status"),
    [
        ("/well", "well", 200),
        ("/moved", "moved", 200),
        ("/for-now", "well", 200),
        ("/gone", "gone", 404),
        ("/no-head", "well", 200),
        ("/robots", "refused", 403),
        ("/ill", "failed", 503),
        ("/circle", "unreachable", 0),
    ],
)
async def test_each_answer_is_told_apart(site, path, expected, status):
    link = await state(site, path)

    assert (link.state, link.status) == (expected, status)


async def test_it_is_told_where_a_page_moved_to(site):
    assert (await state(site, "/moved")).where == str(site.make_url("/well"))


async def test_a_page_is_asked_for_with_head_and_only_if_need_be_with_get(site):
    await state(site, "/well")
    await state(site, "/gone")

    assert site.seen == [("HEAD", "/well"), ("HEAD", "/gone"), ("GET", "/gone")]


async def test_a_site_that_never_answers_does_not_hold_up_the_others(site):
    urls = [str(site.make_url(path)) for path in ("/never", "/well")]

    found = await check_links(urls, timeout_s=0.2)

    assert [link.state for link in found] == ["unreachable", "well"]


async def test_a_site_that_is_not_there_is_told():
    (link,) = await check_links(["http://127.0.0.1:1/"])

    assert link.state == "unreachable"


async def test_one_site_gets_few_requests_at_once_and_each_answer_is_told(site):
    told = []
    urls = [str(site.make_url(f"/busy?{number}")) for number in range(12)]

    await check_links(urls, on_answer=told.append)

    assert len(told) == 12
    assert max(count for count in site.seen if isinstance(count, int)) <= PER_SITE
