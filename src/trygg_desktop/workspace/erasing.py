"""Erasure: what a record said, or what a field has said until now, goes from the log, the tables and the index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from trygg_desktop.workspace.addressees import forget_addressees
from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.heads import covers, renew_heads
from trygg_desktop.workspace.log import ALIVE, CREATED, ERASED, ChangeLog, encode


def erase(log: ChangeLog, kind: str, record: str, *, field: str = "", reason: str) -> int:
    """Writes that a record is erased, or everything that one of its fields has said until now; gives the change."""
    change = log.note_erasure(kind, record, field, reason)
    log.flush()
    row = log.connection.execute("SELECT * FROM change WHERE id = ?", (change,)).fetchone()
    apply_erasures(log.connection, [tuple(row)], {record})
    return change


def apply_erasures(
    connection: Connection, erasures: Sequence[tuple[Any, ...]], touched: Iterable[str]
) -> dict[str, str]:
    """Takes away what these changes erase, and what has come since for records that are gone.

    Gives the records touched with their kinds.
    """
    forget_addressees(connection, [(row[2], json.loads(row[4]).get("field", "")) for row in erasures])
    for row in erasures:
        told = json.loads(row[4])
        connection.execute(
            "INSERT OR IGNORE INTO erased VALUES (?, ?, ?, ?, ?)",
            (row[2], told.get("field", ""), row[12], row[11], told.get("reason", "")),
        )
        if field := told.get("field", ""):
            _empty_field(connection, (row[0], row[2], row[3], row[4], row[5], row[6]), field)
    if erasures:  # nothing before can be taken back any more, and the files kept for it say what is gone now
        connection.execute("UPDATE received SET undo = NULL")
    gone = connection.execute(
        "SELECT record FROM erased WHERE field = '' AND record IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(touched)),),
    ).fetchall()
    for (record,) in gone:
        connection.execute(
            "UPDATE change SET value = NULL WHERE record = ? AND field NOT IN (?, ?) AND value IS NOT NULL",
            (record, ALIVE, ERASED),
        )
        connection.execute("DELETE FROM scratch WHERE record = ?", (record,))
    renew_heads(connection, {record for (record,) in gone} | {row[2] for row in erasures})
    return {row[2]: row[1] for row in erasures}


def _empty_field(connection: Connection, erasure: tuple[Any, ...], field: str) -> None:
    record = erasure[1]
    values = connection.execute(
        "SELECT id, field, value FROM change WHERE record = ? AND field IN (?, ?) AND value IS NOT NULL",
        (record, field, CREATED),
    ).fetchall()
    for change, name, value in values:
        if not covers(erasure, field, change):
            continue
        kept = (
            {key: each for key, each in json.loads(value).items() if key != field}
            if name == CREATED
            else None
        )
        connection.execute(
            "UPDATE change SET value = ? WHERE id = ?", (None if kept is None else _as_kept(kept), change)
        )
    connection.execute("DELETE FROM scratch WHERE record = ? AND field = ?", (record, field))


def _as_kept(values: dict[str, Any]) -> str:
    return encode(values)


def drop_unused_documents(connection: Connection) -> int:
    """Takes away the contents of documents that no attachment names any more; gives how many.

    A deleted attachment can be restored, so its content stays as long as the log tells of it.
    """
    cursor = connection.execute(
        "DELETE FROM blob WHERE hash NOT IN ("
        "SELECT json_extract(value, '$.hash') FROM every_change WHERE kind = 'attachment' AND field = '*' "
        "AND json_extract(value, '$.hash') IS NOT NULL "
        "UNION SELECT json_extract(value, '$') FROM every_change WHERE kind = 'attachment' AND field = 'hash' "
        "AND value IS NOT NULL)"
    )
    return int(cursor.rowcount)
