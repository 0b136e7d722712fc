"""Alembic's side of the store: runs the files in versions/ in one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def config() -> Config:
    """Alembic's settings; there is no alembic.ini."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent))
    return settings


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring the database to the newest version, or to that one, in the running transaction."""
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, to)
