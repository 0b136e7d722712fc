"""A store on each database: tests that use `store` run on SQLite and on PostgreSQL."""

from collections.abc import Iterator

import pytest

from bot.store import Store


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param("postgres", marks=[pytest.mark.slow, pytest.mark.postgres]),
    ]
)
def store_url(request, tmp_path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/wegwijs.db"
    return request.getfixturevalue("postgres_url")


@pytest.fixture
def store(store_url) -> Iterator[Store]:
    with Store(store_url) as opened:
        yield opened
