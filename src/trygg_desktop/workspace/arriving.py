"""Changes that were made elsewhere join the log: a union of sets, in whichever order they come."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from trygg_desktop.workspace import drafts
from trygg_desktop.workspace.erasing import apply_erasures
from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.heads import note_apart, renew_heads
from trygg_desktop.workspace.lanes import chained, facts_of, lane_of, number_of
from trygg_desktop.workspace.log import COLUMNS, CREATED, ERASED, MARKS, ChangeLog
from trygg_desktop.workspace.schema import VOID

Row = tuple[Any, ...]
"""A change as the log's columns stand."""


def take_in(log: ChangeLog, rows: Sequence[Row]) -> dict[str, str]:
    """Adds changes made elsewhere; gives each record touched with its kind.

    The rows must be new here, and everything they supersede must be here or among them.
    """
    log.flush()
    connection = log.connection
    fresh = sorted(rows, key=lambda row: (row[10], row[0]))
    aside = _make_room(log, {row[2] for row in fresh})
    connection.executemany(f"INSERT INTO change ({COLUMNS}) VALUES ({MARKS})", fresh)
    real = [row for row in fresh if row[3] != VOID]
    _hold(connection, real)
    renew_heads(connection, _made_again(connection, real))
    erased = apply_erasures(connection, [row for row in real if row[3] == ERASED], {row[2] for row in real})
    _count_lanes(connection, fresh)
    log.catch_up(max((row[10] for row in fresh), default=0))
    return {row[2]: row[1] for row in real} | erased | aside


def _make_room(log: ChangeLog, records: set[str]) -> dict[str, str]:
    """Drafts of things that arrive shared step aside under new ids; gives what they are called now, with kinds."""
    moved: dict[str, str] = {}
    here = log.connection.execute(
        "SELECT DISTINCT record, kind FROM draft_change WHERE record IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(records)),),
    ).fetchall()
    for record, kind in here:
        moved |= drafts.step_aside(log, record, kind)
    return moved


def _made_again(connection: Connection, rows: list[Row]) -> set[str]:
    """Records touched that were created more than once, or are erased: their heads are not told row by row."""
    touched = json.dumps(sorted({row[2] for row in rows}))
    created = json.dumps(sorted({row[2] for row in rows if row[3] == CREATED}))
    found = connection.execute(
        "SELECT r.value FROM json_each(?1) r "
        "WHERE (SELECT count(*) FROM head WHERE record = r.value AND field = ?3) <> 1 "
        "UNION SELECT r.value FROM json_each(?2) r "
        "WHERE (SELECT count(*) FROM change WHERE record = r.value AND field = ?3) > 1",
        (touched, created, CREATED),
    )
    return {record for (record,) in found.fetchall()}


def _hold(connection: Connection, rows: list[Row]) -> None:
    """The heads after these rows: the new ones but for those that others of them supersede."""
    dead = [(row[2], row[3], int(old)) for row in rows for old in row[5].split()]
    gone = set(dead)
    connection.executemany("DELETE FROM head WHERE record = ? AND field = ? AND id = ?", dead)
    connection.executemany(
        "INSERT OR IGNORE INTO head VALUES (?, ?, ?)",
        [head for row in rows if row[3] != ERASED and (head := (row[2], row[3], row[0])) not in gone],
    )
    note_apart(connection, {(row[2], row[3]) for row in rows})


def _count_lanes(connection: Connection, rows: list[Row]) -> None:
    """How far each lane is held now, and its hash."""
    held = {
        number: (chain, reached)
        for number, chain, reached in connection.execute("SELECT number, chain, chained FROM lane").fetchall()
    }
    grown: dict[int, tuple[str, int]] = {}
    for row in sorted(rows):
        lane, number = lane_of(row[0]), number_of(row[0])
        if lane not in held:
            connection.execute("INSERT INTO lane (number, identity) VALUES (?, ?)", (lane, row[12]))
            held[lane] = ("", 0)
        chain, _reached = grown.get(lane, held[lane])
        grown[lane] = (chained(chain, facts_of(row)), number)
    connection.executemany(
        "UPDATE lane SET have = ?, chain = ?, chained = ? WHERE number = ?",
        [(number, chain, number, lane) for lane, (chain, number) in grown.items()],
    )
