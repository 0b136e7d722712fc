"""Opening a database, and what an operator is told when that fails."""

import asyncio

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from bot.dialogue.conversation import Conversation
from bot.ports import Address
from bot.store import Store, StoreError

FATIMA = Address("telegram", "1")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nonsense", "store.url is not an address"),
        ("mysql://localhost/x", "mysql is not supported"),
        ("sqlite:////no/such/folder/x.db", "the database can't be used"),
        ("postgresql://u:secret@127.0.0.1:1/x", "the database can't be used"),
    ],
)
def test_a_wrong_address_is_explained_in_one_line_without_the_password(url, says):
    with pytest.raises(StoreError) as error:
        Store(url)

    assert says in str(error.value)
    assert "\n" not in str(error.value)
    assert "secret" not in str(error.value)


def test_a_database_of_a_newer_program_is_refused(tmp_path):
    url = f"sqlite:///{tmp_path}/new.db"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num TEXT)"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('9999')"))
    engine.dispose()

    with pytest.raises(StoreError, match="newer than this program"):
        Store(url)


async def test_what_fails_half_way_leaves_nothing_behind(store):
    def half(tx):
        tx.inbox.add("telegram", "1", 0.0)
        raise LookupError

    with pytest.raises(LookupError):
        await store.run(half)

    assert await store.run(lambda tx: tx.inbox.add("telegram", "1", 0.0))


async def test_cancelling_waits_until_the_transaction_has_ended(store):
    task = asyncio.create_task(store.run(lambda tx: tx.inbox.add("telegram", "1", 0.0)))
    await asyncio.sleep(0)
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert not await store.run(lambda tx: tx.inbox.add("telegram", "1", 0.0))


async def test_two_messages_of_one_citizen_at_the_same_time_make_one_conversation(store):
    async def arrive():
        return await store.run(lambda tx: tx.conversations.at(FATIMA, 0.0).id)

    found = await asyncio.gather(*(arrive() for _ in range(8)))

    assert len(set(found)) == 1


async def test_changes_of_one_conversation_wait_for_each_other(store):
    """Each adds one letter to what it read: when two overlap, a letter is lost."""
    await store.run(lambda tx: tx.conversations.at(FATIMA, 0.0))

    def add_one(tx):
        stored = tx.conversations.at(FATIMA, 0.0)
        library = (stored.body.library or "") + "x"
        tx.conversations.save(stored.id, Conversation(library=library), 0.0)

    await asyncio.gather(*(store.run(add_one) for _ in range(20)))

    stored = await store.run(lambda tx: tx.conversations.at(FATIMA, 0.0))
    assert stored.body.library == "x" * 20


def test_a_new_database_file_can_be_read_by_its_owner_alone(tmp_path):
    with Store(f"sqlite:///{tmp_path}/private.db"):
        pass

    assert (tmp_path / "private.db").stat().st_mode & 0o077 == 0


async def test_an_error_of_the_database_quotes_nothing_that_was_stored(store):
    def refused(tx):
        tx.cases.open("geheimewoord", None, FATIMA, 0.0)

    with pytest.raises(DBAPIError) as error:
        await store.run(refused)

    assert "geheimewoord" not in str(error.value).split("DETAIL")[0]
