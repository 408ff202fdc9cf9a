"""Brings the log's own tables from an earlier version of the program to today's shape.

The kinds' tables and the search index are no part of this: they are made again from the log.
"""

from __future__ import annotations

from pathlib import Path

from trygg_desktop.workspace.file import Connection


def upgrade(connection: Connection) -> None:
    """Runs every step that the file has not seen, inside the open transaction."""
    import sqlcipher3
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    from trygg_desktop.workspace.reading import Borrowed

    engine = create_engine(
        "sqlite://",
        module=sqlcipher3.dbapi2,
        creator=lambda: Borrowed(connection),
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,
        pool_reset_on_return=None,
    )
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    with engine.connect() as shared:
        config.attributes["connection"] = shared
        command.upgrade(config, "head")
