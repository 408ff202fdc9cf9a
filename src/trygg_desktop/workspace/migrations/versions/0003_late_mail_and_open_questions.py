"""When mail was made, so that late mail is known for what it is; and where fields have several values, at hand."""

from alembic import op

from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.schema import guard

revision = "0003"
down_revision = "0002"

STATEMENTS = (
    "ALTER TABLE identity ADD COLUMN told_at INTEGER NOT NULL DEFAULT 0",
    "CREATE TABLE apart (record TEXT, field TEXT, PRIMARY KEY (record, field)) WITHOUT ROWID",
    "INSERT INTO apart SELECT record, field FROM head WHERE field NOT IN ('*', '~erase') "
    "GROUP BY record, field HAVING count(*) > 1",
)


def upgrade() -> None:
    """Adds what the statements say; until someone is heard of again, any mail counts as the latest."""
    for statement in STATEMENTS:
        op.execute(statement)
    connection: Connection = op.get_bind().connection.dbapi_connection
    guard(connection, ("apart",))
