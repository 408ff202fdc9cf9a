"""The tables of the change log, and the guard that lets nobody but the workspace write."""

from __future__ import annotations

from collections.abc import Iterable

from trygg_desktop.workspace.file import Connection

REVISION = "0003"
"""The newest shape of these tables that this program knows; see `migrations`."""

KNOWN_REVISIONS = ("0001", "0002", REVISION)

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
    # where a field has had several valid changes at once; read together with head, which knows whether it still has
    "CREATE TABLE apart (record TEXT, field TEXT, PRIMARY KEY (record, field)) WITHOUT ROWID",
    """CREATE TABLE identity (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, side TEXT NOT NULL, own INTEGER NOT NULL DEFAULT 0,
        signing_public BLOB, signing_secret BLOB, age_recipient TEXT, age_secret TEXT,
        confirmed_at INTEGER, acked TEXT NOT NULL DEFAULT '{}', removed_at INTEGER, heard_at INTEGER,
        card BLOB, lane INTEGER, told_at INTEGER NOT NULL DEFAULT 0)""",
    # chained: how far the lane's hash goes; in one's own lane as far as anything was sent
    """CREATE TABLE lane (
        number INTEGER PRIMARY KEY, identity INTEGER NOT NULL, have INTEGER NOT NULL DEFAULT 0,
        chain TEXT NOT NULL DEFAULT '', chained INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE device (
        id INTEGER PRIMARY KEY CHECK (id = 1), lane INTEGER NOT NULL, hlc INTEGER NOT NULL DEFAULT 0,
        tx INTEGER NOT NULL DEFAULT 0, draft INTEGER NOT NULL DEFAULT 0, fingerprint TEXT NOT NULL DEFAULT '',
        circle TEXT NOT NULL DEFAULT '', marker TEXT NOT NULL DEFAULT '')""",
    "CREATE TABLE blob (hash TEXT PRIMARY KEY, bytes BLOB NOT NULL)",
    """CREATE TABLE inbox (
        n INTEGER PRIMARY KEY, state TEXT NOT NULL, bundle BLOB NOT NULL, fingerprint TEXT NOT NULL DEFAULT '',
        sender INTEGER, number INTEGER, at INTEGER)""",
    "CREATE TABLE erased (record TEXT, field TEXT, by INTEGER, at INTEGER, reason TEXT, PRIMARY KEY (record, field))",
    """CREATE TABLE received (
        n INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, at INTEGER NOT NULL, sender INTEGER NOT NULL,
        number INTEGER NOT NULL, what TEXT NOT NULL, undo TEXT)""",
    """CREATE TABLE sent (
        n INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, at INTEGER NOT NULL, recipient TEXT NOT NULL,
        what TEXT NOT NULL)""",
    "CREATE TABLE scratch (record TEXT, field TEXT, text TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY "
    "(record, field))",
    """CREATE TABLE step (
        tx INTEGER PRIMARY KEY, message TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0,
        first INTEGER NOT NULL, last INTEGER NOT NULL, draft_first INTEGER NOT NULL, draft_last INTEGER NOT NULL)""",
    "CREATE TABLE memory (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)",
]

LOG_TABLES = (
    "change", "draft_change", "head", "apart", "identity", "lane", "device", "blob", "inbox", "erased", "sent",
    "received", "step",
)  # fmt: skip
"""Tables that are no picture of the log and can't be made again from it."""

VOID = "~void"
"""The field of a change that was never sent and became a draft's: nothing is left in it but its number."""

LOG_NEVER_CHANGES = f"""CREATE TRIGGER log_never_changes BEFORE UPDATE ON change WHEN NOT (
        NEW.id = OLD.id AND NEW.field = '{VOID}' AND NEW.value IS NULL
        AND OLD.id & 0xFFFFFFFFFF > (SELECT chained FROM lane WHERE number = OLD.id >> 40)
    ) AND (
        NEW.value IS NOT NULL AND NOT EXISTS (SELECT 1 FROM erased WHERE record = OLD.record)
        OR NEW.id <> OLD.id OR NEW.record <> OLD.record OR NEW.field <> OLD.field OR NEW.prev <> OLD.prev
        OR NEW.hlc <> OLD.hlc OR NEW.author <> OLD.author
    ) BEGIN SELECT RAISE(ABORT, 'the log never changes'); END"""
"""Values go by erasure only; a change that was never sent may become void, when its record becomes a draft."""


def create_tables(connection: Connection) -> None:
    """Makes the log's tables in an empty database, which may be a plain one."""
    for statement in TABLES:
        connection.execute(statement)
    connection.execute("INSERT INTO alembic_version VALUES (?)", (REVISION,))
    guard(connection, LOG_TABLES)
    connection.execute(LOG_NEVER_CHANGES)


def guard(connection: Connection, tables: Iterable[str]) -> None:
    """Lets the tables be written only where the connection function `writing()` says so.

    Other programs do not have that function and are refused with "no such function".
    """
    for table in tables:
        for event in ("INSERT", "UPDATE", "DELETE"):
            connection.execute(
                f'CREATE TRIGGER "guard_{table}_{event.lower()}" BEFORE {event} ON "{table}" '
                f"WHEN NOT writing() BEGIN SELECT RAISE(ABORT, 'not through the workspace'); END"
            )
