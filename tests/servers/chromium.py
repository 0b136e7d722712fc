"""Chromium for tests: one browser for the whole run; each test opens a profile of its own.

Tests that use it run on the session's event loop: `pytest.mark.asyncio(loop_scope="session")`.
"""

import shutil

import pytest_asyncio
from playwright.async_api import async_playwright, expect

from tests.servers.install_chromium import NAMES

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable():
    """Chromium as the system has it, else None: Playwright then takes its own."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser():
    """A running Chromium, without windows."""
    expect.set_options(timeout=20_000)  # the machine may be busy with other tests
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(
            executable_path=executable(), args=list(ARGUMENTS)
        )
        yield launched
        await launched.close()
