"""The tables of the first version; new files are made with them at once."""

from alembic import op

from trygg_desktop.workspace.schema import TABLES

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the log's tables; Alembic makes its own."""
    for statement in TABLES:
        if "alembic_version" not in statement:
            op.execute(statement)
