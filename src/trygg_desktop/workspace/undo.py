"""Undo and redo, with names, over restarts: each step is taken back by changes of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_, _
from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.lanes import lane_of
from trygg_desktop.workspace.log import ALIVE, CREATED, ChangeLog, Written, encode
from trygg_desktop.workspace.schema import VOID

KEPT_STEPS = 200


@dataclass(frozen=True, slots=True)
class Step:
    """One transaction that can be taken back, or done again."""

    tx: int
    message: str
    undone: bool
    first: int
    last: int
    draft_first: int
    draft_last: int

    @property
    def name(self) -> str:
        """What was done, in the chosen language."""
        return named(self.message)


def message_text(message: str, parameters: dict[str, Any]) -> str:
    """A transaction's name as the log keeps it: the language can change later."""
    return encode({"id": message, **({"with": parameters} if parameters else {})})


def named(message: str) -> str:
    """A transaction's name in the chosen language."""
    kept = json.loads(message)
    parameters = {
        key: _(value) if isinstance(value, str) else value for key, value in kept.get("with", {}).items()
    }
    return _(kept["id"], **parameters)


_IN_ORDER = "tx & 1099511627775"
"""Steps as they came: a transaction's number goes on from lane to lane, the lane's own number does not."""

_STEP = "tx, message, undone, first, last, draft_first, draft_last"


def next_undo(connection: Connection) -> Step | None:
    """The step that Ctrl+Z takes back."""
    return _step(
        connection.execute(
            f"SELECT {_STEP} FROM step WHERE NOT undone ORDER BY {_IN_ORDER} DESC LIMIT 1"
        ).fetchone()
    )


def next_redo(connection: Connection) -> Step | None:
    """The step that is done again."""
    return _step(
        connection.execute(f"SELECT {_STEP} FROM step WHERE undone ORDER BY {_IN_ORDER} LIMIT 1").fetchone()
    )


def _step(row: tuple[Any, ...] | None) -> Step | None:
    return None if row is None else Step(row[0], row[1], bool(row[2]), *row[3:])


def remember(connection: Connection, written: Written, message: str) -> None:
    """A new step; what had been undone can't be done again after it."""
    connection.execute("DELETE FROM step WHERE undone")
    connection.execute(
        f"INSERT INTO step ({_STEP}) VALUES (?, ?, 0, ?, ?, ?, ?)",
        (written.tx, message, written.first, written.last, written.draft_first, written.draft_last),
    )
    connection.execute(
        f"DELETE FROM step WHERE tx NOT IN (SELECT tx FROM step ORDER BY {_IN_ORDER} DESC LIMIT ?)",
        (KEPT_STEPS,),
    )


def forget_all(connection: Connection) -> None:
    """Nothing before this moment can be undone: a draft was released."""
    connection.execute("DELETE FROM step")


def turned(connection: Connection, step: Step, written: Written) -> None:
    """The step was taken back, or done again, by these changes."""
    connection.execute(
        "UPDATE step SET undone = ?, first = ?, last = ?, draft_first = ?, draft_last = ? WHERE tx = ?",
        (not step.undone, written.first, written.last, written.draft_first, written.draft_last, step.tx),
    )


def drop(connection: Connection, step: Step) -> None:
    """A step that no longer applies is passed over from now on."""
    connection.execute("DELETE FROM step WHERE tx = ?", (step.tx,))


CHANGED_SINCE = N_(
    "“{name}” can't be taken back: what it changed has been changed again since. Nothing was changed."
)
ERASED_SINCE = N_(
    "“{name}” can't be taken back: what it changed has been erased for good since. Nothing was changed."
)
DECIDED_SINCE = N_(
    "“{name}” can't be taken back: the situational picture that it changed has been decided since. Nothing "
    "was changed. Take back the decision first, or make a new picture from it."
)


def passed_over(step: Step, why: str) -> UserError:
    """What is said about a step that no longer applies, by one of the sentences above."""
    return UserError("undo-passed-over", why, name=step.name)


def made_in(connection: Connection, step: Step) -> set[UUID]:
    """The records that a step had made, and that are gone when it is taken back."""
    rows = [
        *_rows(connection, "draft_change", step.draft_first, step.draft_last),
        *_rows(connection, "change", step.first, step.last),
    ]
    return {UUID(record) for _id, _kind, record, field, *_more in rows if field == CREATED}


def invert(connection: Connection, log: ChangeLog, step: Step) -> dict[str, str]:
    """Writes the opposite of a step's changes; gives the records touched with their kinds.

    Raises:
        UserError: something it changed has been changed since, or was erased.
    """
    rows = [
        *_rows(connection, "draft_change", step.draft_first, step.draft_last),
        *_withdrawn(connection, step),
        *_rows(connection, "change", step.first, step.last),
    ]
    if _is_erased(connection, rows):
        raise passed_over(step, ERASED_SINCE)
    last = {(record, field): change for change, _kind, record, field, _value, _prev, _draft in rows}
    for (record, field), change in last.items():
        told_by_its_end = field == CREATED and (record, ALIVE) in last  # made and taken away in one step
        if not told_by_its_end and not _applies(connection, log, record, field, change):
            raise passed_over(step, CHANGED_SINCE)
    touched: dict[str, str] = {}
    before = {(record, field): prev for _c, _k, record, field, _v, prev, _d in reversed(rows)}
    for _change, kind, record, field, _value, _prev, draft in reversed(rows):
        first_prev = before.pop((record, field), None)
        if first_prev is None:
            continue  # a later change of the same field has been inverted, and all of them with it
        _write_opposite(connection, log, kind, record, field, first_prev, draft=draft)
        touched[record] = kind
    return touched


def _is_erased(connection: Connection, rows: list[tuple[Any, ...]]) -> bool:
    """Whether something that a step changed is erased; of an erased draft not even the changes are left."""
    if not rows or any(row[4] is None for row in rows):
        return True
    found = connection.execute(
        "SELECT 1 FROM erased WHERE field = '' AND record IN (SELECT value FROM json_each(?)) LIMIT 1",
        (json.dumps(sorted({row[2] for row in rows})),),
    )
    return found.fetchone() is not None


_ROW = "SELECT id, kind, record, field, value, prev"


def _rows(connection: Connection, table: str, first: int, last: int) -> list[tuple[Any, ...]]:
    """The changes of one transaction; what it moved among the drafts was written by others before it."""
    found = connection.execute(
        f"{_ROW}, ? FROM {table} WHERE id BETWEEN ? AND ? AND field <> ? "
        f"AND tx = (SELECT tx FROM {table} WHERE id = ?) ORDER BY id",
        (table == "draft_change", first, last, VOID, last),
    )
    return list(found)


def _withdrawn(connection: Connection, step: Step) -> list[tuple[Any, ...]]:
    """The changes of a transaction that have become a draft's since."""
    found = connection.execute(
        f"{_ROW}, 1 FROM draft_change WHERE NOT id BETWEEN ? AND ? AND tx IN "
        "(SELECT tx FROM change WHERE id BETWEEN ? AND ? AND field = ?) ORDER BY id",
        (step.draft_first, step.draft_last, step.first, step.last, VOID),
    )
    return list(found)


def _applies(connection: Connection, log: ChangeLog, record: str, field: str, change: int) -> bool:
    """Whether what holds now is still what the step made, or was brought back to it by other steps' undoing."""
    if field == CREATED:
        return log.is_alive(record) and all(
            lane_of(head.id) in _own_lanes(connection, log) for head in log.record_heads(record)
        )
    heads = log.heads(record, field)
    return heads == [change] or (len(heads) == 1 and _brought_back(connection, heads[0], change))


def _own_lanes(connection: Connection, log: ChangeLog) -> set[int]:
    """Where this person has written: drafts, this laptop's lane, and those before a backup was restored."""
    found = connection.execute("SELECT number FROM lane WHERE identity = ?", (log.author,))
    return {0, *(lane for (lane,) in found)}


def _brought_back(connection: Connection, head: int, change: int) -> bool:
    ((undoes, now),) = connection.execute("SELECT undoes, value FROM every_change WHERE id = ?", (head,))
    ((made,),) = connection.execute("SELECT value FROM every_change WHERE id = ?", (change,))
    return undoes is not None and now == made


def _write_opposite(
    connection: Connection, log: ChangeLog, kind: str, record: str, field: str, prev: str, *, draft: bool
) -> None:
    if field == CREATED:
        log.set_alive(kind, record, False, draft=draft)
    elif field == ALIVE:
        log.set_alive(kind, record, _earlier(connection, prev, field, default=True), draft=draft)
    else:
        log.edit(kind, record, field, _earlier(connection, prev, field, default=None), draft=draft)


def _earlier(connection: Connection, prev: str, field: str, *, default: Any) -> Any:
    """The value that was shown before: the latest by the clock of those that were superseded."""
    if not prev:
        return default
    marks = ", ".join("?" * len(prev.split()))
    field_of, value = connection.execute(
        f"SELECT field, value FROM every_change WHERE id IN ({marks}) ORDER BY hlc DESC, id DESC LIMIT 1",
        [int(change) for change in prev.split()],
    ).fetchone()
    earlier = None if value is None else json.loads(value)
    return (earlier or {}).get(field) if field_of == CREATED else earlier
