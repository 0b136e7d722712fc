"""The migrations and the tables say the same."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from bot.store import Store
from bot.store.migrations import config, upgrade
from bot.store.schema import HEAD, metadata


def test_the_newest_migration_is_the_one_that_the_program_asks_for():
    assert ScriptDirectory.from_config(config()).get_heads() == [HEAD]


def differences(connection):
    return compare_metadata(MigrationContext.configure(connection), metadata)


@pytest.fixture
def connection(store_url):
    engine = create_engine(store_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_the_migrations_make_exactly_the_tables_of_the_schema(connection):
    upgrade(connection)

    assert differences(connection) == []


def test_a_database_of_the_first_version_is_brought_up_to_date_when_it_is_opened(
    store_url, connection
):
    with connection.begin():
        upgrade(connection, "0001")

    with Store(store_url) as store, store.begin() as tx:
        assert tx.gaps.all() == []
    assert differences(connection) == []


def test_a_new_database_has_the_same_tables_and_says_so(store, connection):
    assert differences(connection) == []
    assert MigrationContext.configure(connection).get_current_revision() == HEAD


def test_opening_a_database_again_changes_nothing(store, store_url):
    with Store(store_url) as again, again.begin() as tx:
        assert tx.outbox.waiting() == (0, 0)


def test_every_migration_has_a_name_that_starts_with_its_number():
    scripts = ScriptDirectory.from_config(config()).walk_revisions()

    assert all(script.path.split("/")[-1].startswith(script.revision + "_") for script in scripts)
