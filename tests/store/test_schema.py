"""The migrations and the tables say the same."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from bot.store import Store
from bot.store.migrations import config
from bot.store.schema import HEAD, metadata


def test_the_newest_migration_is_the_one_that_the_program_asks_for():
    assert ScriptDirectory.from_config(config()).get_heads() == [HEAD]


def test_migrating_an_empty_database_makes_exactly_the_tables_of_the_schema(store, store_url):
    url = store_url.replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(url)

    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)

    engine.dispose()
    assert differences == []


def test_opening_a_database_again_changes_nothing(store, store_url):
    with Store(store_url) as again, again.begin() as tx:
        assert tx.outbox.waiting() == (0, 0)


def test_every_migration_has_a_name_that_starts_with_its_number():
    scripts = ScriptDirectory.from_config(config()).walk_revisions()

    assert all(script.path.split("/")[-1].startswith(script.revision + "_") for script in scripts)
