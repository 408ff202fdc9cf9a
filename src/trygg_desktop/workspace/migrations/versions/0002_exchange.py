"""What the exchange needs: who is in the circle, what came and what went, and a hash of each lane as far as sent."""

from alembic import op

from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.lanes import chain_whole
from trygg_desktop.workspace.schema import LOG_NEVER_CHANGES, guard

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    "ALTER TABLE identity ADD COLUMN removed_at INTEGER",
    "ALTER TABLE identity ADD COLUMN heard_at INTEGER",
    "ALTER TABLE identity ADD COLUMN card BLOB",
    "ALTER TABLE identity ADD COLUMN lane INTEGER",
    "ALTER TABLE lane ADD COLUMN chained INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE device ADD COLUMN circle TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE device ADD COLUMN marker TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE inbox ADD COLUMN fingerprint TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE inbox ADD COLUMN sender INTEGER",
    "ALTER TABLE inbox ADD COLUMN number INTEGER",
    "ALTER TABLE inbox ADD COLUMN at INTEGER",
    """CREATE TABLE received (
        n INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, at INTEGER NOT NULL, sender INTEGER NOT NULL,
        number INTEGER NOT NULL, what TEXT NOT NULL, undo TEXT)""",
    "DROP TRIGGER log_never_changes",
    LOG_NEVER_CHANGES,
)


def upgrade() -> None:
    """Adds columns and a table; the hash of earlier lanes of one's own is made, the present one's when it is sent."""
    for statement in STATEMENTS:
        op.execute(statement)
    connection: Connection = op.get_bind().connection.dbapi_connection
    guard(connection, ("inbox", "received"))
    connection.execute("UPDATE lane SET chain = ''")
    for (lane,) in connection.execute(
        "SELECT number FROM lane WHERE number <> (SELECT lane FROM device)"
    ).fetchall():
        chain_whole(connection, lane)
