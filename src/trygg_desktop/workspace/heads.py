"""Which changes nobody has superseded, as it follows from the log alone; the table `head` is a cache of this."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.lanes import lane_of, number_of
from trygg_desktop.workspace.log import ALIVE, CREATED, ERASED, encode
from trygg_desktop.workspace.schema import VOID

HeadRow = tuple[str, str, int]
_QUERY = "SELECT id, record, field, value, prev, seen FROM every_change"


def heads_from_log(connection: Connection) -> set[HeadRow]:
    """The valid changes of every record."""
    by_record: dict[str, list[tuple[Any, ...]]] = {}
    for row in connection.execute(f"{_QUERY} WHERE field <> ?", (VOID,)):
        by_record.setdefault(row[1], []).append(row)
    return {head for rows in by_record.values() for head in heads_of(rows)}


def renew_heads(connection: Connection, records: Iterable[str]) -> None:
    """Makes the cache again for some records."""
    for record in records:
        rows = connection.execute(f"{_QUERY} WHERE record = ?", (record,)).fetchall()
        connection.execute("DELETE FROM head WHERE record = ?", (record,))
        heads = heads_of(rows)
        connection.executemany("INSERT INTO head VALUES (?, ?, ?)", heads)
        note_apart(connection, {place for place, n in Counter(head[:2] for head in heads).items() if n > 1})


def note_apart(connection: Connection, places: Iterable[tuple[str, str]]) -> None:
    """Lists those of some fields, by record and name, that have several valid changes at once."""
    connection.execute(
        "INSERT OR IGNORE INTO apart SELECT h.record, h.field FROM json_each(?) place "
        "JOIN head h ON h.record = json_extract(place.value, '$[0]') "
        "AND h.field = json_extract(place.value, '$[1]') GROUP BY h.record, h.field HAVING count(*) > 1",
        (json.dumps([place for place in places if place[1] not in (CREATED, ERASED)]),),
    )


def heads_of(rows: list[tuple[Any, ...]]) -> set[HeadRow]:
    """The valid ones among one record's changes.

    A record that was made once has one head for its creation, and others for the fields that were edited since.
    One that was made on two laptops has heads for each field. Of an erased record only the erasure is left.
    """
    erasures = [row for row in rows if row[2] == ERASED]
    if whole := [(row[1], ERASED, row[0]) for row in erasures if not _erased_field(row)]:
        return set(whole)
    superseded: dict[str, set[int]] = {}
    for _change, _record, field, _value, prev, _seen in rows:
        superseded.setdefault(field, set()).update(map(int, prev.split()))
    creations = [row for row in rows if row[2] == CREATED]
    if len(creations) > 1:
        _supersede_equals(creations, superseded)
    heads = {
        (record, field, change)
        for change, record, field, _value, _prev, _seen in rows
        if field not in (CREATED, ERASED) and change not in superseded[field]
    }
    for change, record, _field, value, _prev, _seen in creations:
        if len(creations) == 1:
            heads.add((record, CREATED, change))
        else:
            heads |= {
                (record, field, change)
                for field in json.loads(value or "{}")
                if change not in superseded.get(field, ())
            }
    return {head for head in heads if not any(covers(row, head[1], head[2]) for row in erasures)}


def _supersede_equals(creations: list[tuple[Any, ...]], superseded: dict[str, set[int]]) -> None:
    """What two creations say alike is one: an edit that supersedes it in one of them supersedes it in both."""
    said: dict[tuple[str, str], set[int]] = {}
    for change, _record, _field, value, _prev, _seen in creations:
        for field, each in json.loads(value or "{}").items():
            said.setdefault((field, encode(each)), set()).add(change)
    for (field, _value), changes in said.items():
        if changes & superseded.get(field, set()):
            superseded[field] |= changes


def _erased_field(erasure: tuple[Any, ...]) -> str:
    field: str = json.loads(erasure[3]).get("field", "")
    return field


def covers(erasure: tuple[Any, ...], field: str, change: int) -> bool:
    """Whether the erasure of a field's past (a row as in this module) takes this change of the field."""
    if _erased_field(erasure) != field or field == ALIVE:
        return False
    seen: dict[str, int] = json.loads(erasure[5])
    return number_of(change) <= seen.get(str(lane_of(change)), 0)
