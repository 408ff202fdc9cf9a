"""The tables of the first version, as that version made them."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

_CHANGE_COLUMNS = """
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT,
    prev TEXT NOT NULL,
    seen TEXT,
    tx INTEGER NOT NULL,
    undoes INTEGER,
    message TEXT,
    hlc INTEGER NOT NULL,
    at INTEGER NOT NULL,
    author INTEGER NOT NULL,
    schema INTEGER NOT NULL
"""


def _log_table(name: str) -> list[str]:
    return [
        f"CREATE TABLE {name} ({_CHANGE_COLUMNS})",
        f"CREATE INDEX {name}_record ON {name} (record, field)",
        f"CREATE INDEX {name}_undoes ON {name} (undoes) WHERE undoes IS NOT NULL",
        f"CREATE INDEX {name}_link ON {name} (json_extract(value, '$.from_id')) "
        f"WHERE kind = 'link' AND field = '*'",
    ]


TABLES = [
    *_log_table("change"),
    *_log_table("draft_change"),
    "CREATE VIEW every_change AS SELECT * FROM change UNION ALL SELECT * FROM draft_change",
    "CREATE TABLE head (record TEXT, field TEXT, id INTEGER, PRIMARY KEY (record, field, id)) WITHOUT ROWID",
    """CREATE TABLE identity (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, side TEXT NOT NULL, own INTEGER NOT NULL DEFAULT 0,
        signing_public BLOB, signing_secret BLOB, age_recipient TEXT, age_secret TEXT,
        confirmed_at INTEGER, acked TEXT NOT NULL DEFAULT '{}')""",
    """CREATE TABLE lane (
        number INTEGER PRIMARY KEY, identity INTEGER NOT NULL, have INTEGER NOT NULL DEFAULT 0,
        chain TEXT NOT NULL DEFAULT '')""",
    """CREATE TABLE device (
        id INTEGER PRIMARY KEY CHECK (id = 1), lane INTEGER NOT NULL, hlc INTEGER NOT NULL DEFAULT 0,
        tx INTEGER NOT NULL DEFAULT 0, draft INTEGER NOT NULL DEFAULT 0, fingerprint TEXT NOT NULL DEFAULT '')""",
    "CREATE TABLE blob (hash TEXT PRIMARY KEY, bytes BLOB NOT NULL)",
    "CREATE TABLE inbox (n INTEGER PRIMARY KEY, state TEXT NOT NULL, bundle BLOB NOT NULL)",
    "CREATE TABLE erased (record TEXT, field TEXT, by INTEGER, at INTEGER, reason TEXT, PRIMARY KEY (record, field))",
    """CREATE TABLE sent (
        n INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, at INTEGER NOT NULL, recipient TEXT NOT NULL,
        what TEXT NOT NULL)""",
    "CREATE TABLE scratch (record TEXT, field TEXT, text TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY "
    "(record, field))",
    """CREATE TABLE step (
        tx INTEGER PRIMARY KEY, message TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0,
        first INTEGER NOT NULL, last INTEGER NOT NULL, draft_first INTEGER NOT NULL, draft_last INTEGER NOT NULL)""",
    "CREATE TABLE memory (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
]

NEVER_CHANGES = """CREATE TRIGGER log_never_changes BEFORE UPDATE ON change WHEN NEW.value IS NOT NULL
    OR NEW.id <> OLD.id OR NEW.record <> OLD.record OR NEW.field <> OLD.field OR NEW.prev <> OLD.prev
    OR NEW.hlc <> OLD.hlc OR NEW.author <> OLD.author
    BEGIN SELECT RAISE(ABORT, 'the log never changes'); END"""


def upgrade() -> None:
    """Makes the log's tables; Alembic makes its own."""
    for statement in (*TABLES, NEVER_CHANGES):
        op.execute(statement)
