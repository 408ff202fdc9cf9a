"""Where the two have written apart: fields with two values, and what one deleted while the other went on with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.log import ALIVE, CREATED, ERASED, ChangeLog, encode
from trygg_desktop.workspace.undo import message_text

_NO_FIELDS = (CREATED, ERASED)


@dataclass(frozen=True, slots=True)
class Version:
    """One of the values that stand beside one another: which change wrote it, what, who and when.

    Args:
        changes: all the changes that wrote this same value; the first stands for them.
        at: milliseconds since 1970 by the writer's clock.
    """

    changes: tuple[int, ...]
    value: Any
    author: int
    at: int


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """One thing that a person must decide.

    Args:
        field: the field, or `~alive` where one deleted what the other had gone on with.
        versions: the values, the one that is shown now first.
        unseen: for a deletion, the changes that the one who deleted had not seen.
    """

    record: str
    kind: str
    field: str
    versions: tuple[Version, ...]
    unseen: tuple[int, ...] = ()


def open_ends(log: ChangeLog) -> list[OpenEnd]:
    """Everything that is open, ordered by record and field."""
    log.flush()
    found = [*_values(log), *_deletions(log)]
    return sorted(found, key=lambda end: (end.record, end.field))


def _values(log: ChangeLog) -> Iterator[OpenEnd]:
    """Fields with several values, but for records that were deleted by someone who had seen them."""
    heads = log.connection.execute(
        "SELECT h.record, h.field, c.kind, c.id, c.field, c.value, c.author, c.at "
        "FROM apart JOIN head h ON h.record = apart.record AND h.field = apart.field "
        "JOIN change c ON c.id = h.id "
        "WHERE h.field NOT IN (?, ?, ?) ORDER BY h.record, h.field, c.hlc DESC, c.id DESC",
        (*_NO_FIELDS, ALIVE),
    ).fetchall()
    for (record, field, kind), rows in groupby(heads, key=itemgetter(0, 1, 2)):
        versions = _distinct(field, (row[3:] for row in rows))
        if len(versions) > 1 and log.is_alive(record):
            yield OpenEnd(record, kind, field, tuple(versions))


def versions_of(connection: Connection, record: str, field: str) -> list[Version]:
    """The distinct values that stand beside one another in a field, the one that is shown first."""
    return _distinct(
        field,
        connection.execute(
            "SELECT c.id, c.field, c.value, c.author, c.at FROM head h JOIN change c ON c.id = h.id "
            "WHERE h.record = ? AND h.field = ? ORDER BY c.hlc DESC, c.id DESC",
            (record, field),
        ),
    )


def _distinct(field: str, heads: Iterable[tuple[Any, ...]]) -> list[Version]:
    """Heads of one field (change, field as written, value, author, time) by what they say."""
    by_value: dict[str, list[tuple[int, int, int]]] = {}
    for change, written, value, author, at in heads:
        each = read_value(written, field, value)
        by_value.setdefault(encode(each), []).append((change, author, at))
    return [
        Version(tuple(change for change, _author, _at in made), json.loads(value), made[0][1], made[0][2])
        for value, made in by_value.items()
    ]


def read_value(written: str, field: str, value: str | None) -> Any:
    """What a change says of a field; a creation says something of many."""
    told = None if value is None else json.loads(value)
    return (told or {}).get(field) if written == CREATED else told


def step_named(connection: Connection, change: int, name: str) -> bool:
    """Whether a change was written in a step of this name, which has no parameters; it stands at the step's first."""
    found = connection.execute(
        "SELECT c.tx, m.tx, m.message FROM change c JOIN change m ON m.id = (SELECT id FROM change "
        "WHERE id <= c.id AND message IS NOT NULL ORDER BY id DESC LIMIT 1) WHERE c.id = ?",
        (change,),
    ).fetchone()
    return found is not None and found[0] == found[1] and found[2] == message_text(name, {})


def _deletions(log: ChangeLog) -> Iterator[OpenEnd]:
    deleted = log.connection.execute(
        "SELECT DISTINCT h.record FROM head h JOIN change c ON c.id = h.id "
        "WHERE h.field = ? AND c.value = 'false' ORDER BY h.record",
        (ALIVE,),
    ).fetchall()
    for (record,) in deleted:
        versions = versions_of(log.connection, record, ALIVE)
        if log.head_ids(record, ERASED):
            continue
        unseen = tuple(log.unseen(record))
        if unseen or len(versions) > 1:
            yield OpenEnd(record, _kind(log.connection, record), ALIVE, tuple(versions), unseen)


def _kind(connection: Connection, record: str) -> str:
    (kind,) = connection.execute("SELECT kind FROM change WHERE record = ? LIMIT 1", (record,)).fetchone()
    return str(kind)


def common_ancestor(connection: Connection, record: str, field: str, changes: tuple[int, ...]) -> Any:
    """The value from which some changes of a field all came, the latest there is; nothing where there is none."""
    lines = [line_of(connection, record, field, change) for change in changes]
    shared = set.intersection(*lines) - set(changes) if lines else set()
    if not shared:
        return None
    told, value = connection.execute(
        "SELECT field, value FROM change WHERE id IN (SELECT value FROM json_each(?)) "
        "ORDER BY hlc DESC, id DESC LIMIT 1",
        (json.dumps(sorted(shared)),),
    ).fetchone()
    return read_value(told, field, value)


def line_of(connection: Connection, record: str, field: str, change: int) -> set[int]:
    """A change and everything that it, and what it superseded, superseded."""
    earlier = {
        id: [int(old) for old in prev.split()]
        for id, prev in connection.execute(
            "SELECT id, prev FROM change WHERE record = ? AND field IN (?, ?)", (record, field, CREATED)
        )
    }
    seen: set[int] = set()
    waiting = [change]
    while waiting:
        now = waiting.pop()
        if now not in seen and now in earlier:
            seen.add(now)
            waiting += earlier[now]
    return seen
