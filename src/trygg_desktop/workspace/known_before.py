"""Which other ids a record has had: what is known by what it says gets another id when it says something else.

The log tells it without words of its own: in one step the record is made, or brought back, under its new id, and then
taken away under the one it had. So no laptop learns of an id that it has not got anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from trygg_desktop.workspace import local
from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.lanes import lane_of
from trygg_desktop.workspace.log import ALIVE, CREATED, ERASED, ChangeLog

_ROW = "SELECT id, kind, record, field, value, hlc, tx FROM"
_Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """That a record went from one id to another.

    Args:
        change: the one that took it away under its old id.
    """

    old: str
    new: str
    change: int


class Moves:
    """What the log tells of records that got another id; each step is read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._by_step: dict[tuple[int, str], list[Move]] = {}

    def of(self, record: str) -> list[Move]:
        """Each time that a record got this id, or got another instead of it."""
        found = self._connection.execute(
            f"{_ROW} every_change WHERE record = ? AND field IN (?, ?)", (record, CREATED, ALIVE)
        ).fetchall()
        steps = {row[6]: row for row in found}
        return [move for row in steps.values() for move in self._in(row) if record in (move.old, move.new)]

    def _in(self, row: _Row) -> list[Move]:
        """The moves of the step that wrote a row, among records of its kind."""
        step = row[6], row[1]
        if step not in self._by_step:
            self._by_step[step] = list(_moves_in(self._connection, row))
        return self._by_step[step]


def other_ids(connection: Connection, record: str) -> list[str]:
    """Every other id that a record has had, before and after this one."""
    moves, known, waiting = Moves(connection), {record}, [record]
    while waiting:
        for move in moves.of(waiting.pop()):
            fresh = {move.old, move.new} - known
            known |= fresh
            waiting += sorted(fresh)
    return sorted(known - {record})


def gone_ids(log: ChangeLog, record: str) -> list[str]:
    """The other ids of a record under which nothing is to be seen any more and something is told still."""
    return [
        other
        for other in other_ids(log.connection, record)
        if log.kind_of(other) is not None and not log.is_alive(other) and not log.head_ids(other, ERASED)
    ]


def where_now(log: ChangeLog, moves: Moves, record: str | None) -> str | None:
    """Under which id something stands that was moved to one, and perhaps on from there; nothing where it is gone."""
    known: set[str] = set()
    while record is not None and record not in known:
        if log.is_alive(record) and log.kind_of(record) is not None:
            return record
        known.add(record)
        on = [move for move in moves.of(record) if move.old == record]
        record = max(on, key=lambda move: move.change).new if on else None
    return None


def take_typed_along(log: ChangeLog, touched: Iterable[str]) -> None:
    """What was being typed in a record stands with it still when an undo has given it the id it had before.

    Args:
        touched: the records that the undo has changed.
    """
    typed = {record for (record,) in log.connection.execute("SELECT DISTINCT record FROM scratch").fetchall()}
    for record in typed.intersection(touched):
        now = where_now(log, Moves(log.connection), record)
        if now is not None and now != record:
            local.move_scratch(log.connection, record, now)


def _moves_in(connection: Connection, row: _Row) -> Iterator[Move]:
    written = [each for each in _step(connection, row) if each[1] == row[1] and each[3] in (CREATED, ALIVE)]
    here: list[str] = []
    for change, _kind, record, field, value, _hlc, _tx in sorted(written, key=lambda each: int(each[5])):
        if field == CREATED or value == "true":
            here.append(record)
        elif here:
            yield Move(record, here.pop(), change)


def _step(connection: Connection, row: _Row) -> list[_Row]:
    """All rows of the step that wrote a row: a step's rows lie together in their lane."""
    tx = row[6]
    rows: list[_Row] = connection.execute(f"{_ROW} draft_change WHERE tx = ?", (tx,)).fetchall()
    if lane_of(row[0]):
        back = connection.execute(f"{_ROW} change WHERE id <= ? ORDER BY id DESC", (row[0],))
        on = connection.execute(f"{_ROW} change WHERE id > ? ORDER BY id", (row[0],))
        rows += [*_as_long_as(back, tx), *_as_long_as(on, tx)]
    return rows


def _as_long_as(rows: Iterable[_Row], tx: int) -> Iterator[_Row]:
    for row in rows:
        if row[6] != tx:
            return
        yield row
