"""When the mail was made that last told what someone has: by it, late mail is known for what it is."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds a column; until someone is heard of again, any mail counts as the latest."""
    op.execute("ALTER TABLE identity ADD COLUMN told_at INTEGER NOT NULL DEFAULT 0")
