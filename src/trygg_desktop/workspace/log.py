"""The change log: how every change that is made here is written into it, and which of them nobody has superseded.

Runs on any SQLite connection that has the tables of `schema`. Values are JSON texts; records are 32 hex
digits. Two programs that hold the same changes show the same, byte for byte.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from trygg_desktop.domain.record import SCHEMA
from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.lanes import chain_whole, change_id, new_lane
from trygg_desktop.workspace.log_reading import ALIVE as ALIVE
from trygg_desktop.workspace.log_reading import CREATED as CREATED
from trygg_desktop.workspace.log_reading import ERASED as ERASED
from trygg_desktop.workspace.log_reading import LogReading

COLUMNS = "id, kind, record, field, value, prev, seen, tx, undoes, message, hlc, at, author, schema"
MARKS = ", ".join("?" * 14)


LATEST = 2**52
"""The hybrid clock follows no other clock beyond this (the year 144,000), so that it never runs out."""

_write_value = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Written:
    """The changes of one transaction, as ranges of ids in the log and among the drafts."""

    tx: int
    first: int
    last: int
    draft_first: int
    draft_last: int

    @property
    def empty(self) -> bool:
        """Whether nothing was changed after all."""
        return self.last < self.first and self.draft_last < self.draft_first


def encode(value: Any) -> str:
    """A JSON value as the log writes it: the same text for the same value everywhere."""
    return _write_value(value)


class ChangeLog(LogReading):
    """Writes changes in this laptop's lane and tells what holds.

    Args:
        connection: an open connection with the log's tables, inside or outside a transaction.
        clock: milliseconds since 1970, by the laptop's clock, which may be wrong.
    """

    def __init__(self, connection: Connection, clock: Callable[[], int]) -> None:
        self.connection = self._connection = connection
        self._clock = clock
        self._changes: list[tuple[Any, ...]] = []
        self._drafts: list[tuple[Any, ...]] = []
        self._heads: dict[tuple[str, str], int] = {}
        self.reload()

    @classmethod
    def start(cls, connection: Connection, *, name: str, side: str, clock: Callable[[], int]) -> ChangeLog:
        """The log of a new workspace: one identity, one lane."""
        identity = secrets.randbelow(2**53 - 1) + 1
        connection.execute(
            "INSERT INTO identity (id, name, side, own) VALUES (?, ?, ?, 1)", (identity, name, side)
        )
        lane = new_lane()
        connection.execute("INSERT INTO lane (number, identity) VALUES (?, ?)", (lane, identity))
        connection.execute("INSERT INTO device (id, lane) VALUES (1, ?)", (lane,))
        return cls(connection, clock)

    def now(self) -> int:
        """Milliseconds since 1970, by the laptop's clock."""
        return self._clock()

    def open_lane(self, number: int | None = None) -> None:
        """Goes on in a new lane: this file may have been restored, moved or copied."""
        lane = number or new_lane()
        chain_whole(self._connection, self.lane)
        self._connection.execute("INSERT INTO lane (number, identity) VALUES (?, ?)", (lane, self.author))
        self._connection.execute("UPDATE device SET lane = ?", (lane,))
        self.reload()

    def reload(self) -> None:
        """Forgets what a rolled-back transaction had begun."""
        device: tuple[int, int, int, int] = self._connection.execute(
            "SELECT lane, hlc, tx, draft FROM device"
        ).fetchone()
        self.lane, self._hlc, self._tx, self._draft = device
        lane: tuple[int, int] = self._connection.execute(
            "SELECT identity, have FROM lane WHERE number = ?", (self.lane,)
        ).fetchone()
        self.author, self._have = lane
        for pending in (self._changes, self._drafts, self._heads):
            pending.clear()

    def begin(self, message: str | None = None, undoes: int | None = None) -> int:
        """Starts a transaction with the name it will have in undo and history; gives its number."""
        self._tx += 1
        self._message, self._undoes = message, undoes
        self._at = self._clock()
        self._first, self._draft_first = self._have + 1, self._draft + 1
        return change_id(self.lane, self._tx)

    def finish(self) -> Written:
        """Writes what is left of the transaction."""
        self.flush()
        tx, first, last = (change_id(self.lane, n) for n in (self._tx, self._first, self._have))
        written = Written(tx, first, last, self._draft_first, self._draft)
        if not written.empty:
            self._connection.execute(
                "UPDATE device SET hlc = ?, tx = ?, draft = ?", (self._hlc, self._tx, self._draft)
            )
            self._connection.execute("UPDATE lane SET have = ? WHERE number = ?", (self._have, self.lane))
        return written

    def flush(self) -> None:
        """Writes what has gathered, so that it can be read."""
        for table, rows in (("change", self._changes), ("draft_change", self._drafts)):
            if rows:
                self._connection.executemany(f"INSERT INTO {table} ({COLUMNS}) VALUES ({MARKS})", rows)
                rows.clear()
        if self._heads:
            written = list(self._heads.items())
            self._connection.executemany("DELETE FROM head WHERE record = ? AND field = ?", self._heads)
            self._connection.executemany(
                "INSERT INTO head VALUES (?, ?, ?)", [(*place, change) for place, change in written]
            )
            self._heads.clear()

    def create(self, kind: str, record: str, values: dict[str, Any], *, draft: bool = False) -> int:
        """A new record with its first values."""
        change = self._append(kind, record, CREATED, encode(values), (), draft=draft)
        self._heads[record, CREATED] = change
        return change

    def edit(self, kind: str, record: str, field: str, value: Any, *, draft: bool = False) -> int:
        """Another value of one field, superseding all that hold now: so an answer settles a question, too."""
        return self._supersede(kind, record, field, encode(value), draft=draft)

    def set_alive(self, kind: str, record: str, alive: bool, *, draft: bool = False) -> int:
        """Deletes or restores. A deletion carries what it had seen, so that it never hides an unseen edit."""
        seen = None if alive or draft else encode({str(lane): have for lane, have in self.vector().items()})
        return self._supersede(kind, record, ALIVE, encode(alive), draft=draft, seen=seen)

    def note_erasure(self, kind: str, record: str, field: str, reason: str) -> int:
        """That a record, or what a field has said until now, is erased; see `erasing`."""
        self.flush()
        told = {"reason": reason} | ({"field": field} if field else {})
        seen = encode({str(lane): have for lane, have in self.vector().items()})
        return self._append(kind, record, ERASED, encode(told), (), draft=False, seen=seen)

    def _supersede(
        self, kind: str, record: str, field: str, value: str, *, draft: bool, seen: str | None = None
    ) -> int:
        prev = self.heads(record, field)
        change = self._append(kind, record, field, value, prev, draft=draft, seen=seen)
        self._heads[record, field] = change
        return change

    def _append(
        self,
        kind: str,
        record: str,
        field: str,
        value: str,
        prev: Iterable[int],
        *,
        draft: bool,
        seen: str | None = None,
    ) -> int:
        self._hlc = max(self._hlc + 1, self._at)
        if draft:
            self._draft += 1
            change, rows = self._draft, self._drafts
        else:
            self._have += 1
            change, rows = change_id(self.lane, self._have), self._changes
        tx = change_id(self.lane, self._tx)
        superseded = " ".join(map(str, sorted(prev)))
        row = (
            change, kind, record, field, value, superseded, seen, tx, self._undoes, self._message,
            self._hlc, self._at, self.author, SCHEMA,
        )  # fmt: skip
        self._message = None
        rows.append(row)
        return change

    def next_draft(self) -> int:
        """A number for one more change of a draft."""
        self._draft += 1
        return self._draft

    def catch_up(self, hlc: int) -> None:
        """What is written from now on is later than this by the hybrid clock."""
        self._hlc = max(self._hlc, min(hlc, LATEST))
        self._connection.execute("UPDATE device SET hlc = ?", (self._hlc,))

    @property
    def have(self) -> int:
        """How many changes there are in this laptop's lane."""
        return self._have

    def vector(self) -> dict[int, int]:
        """How many changes of each lane are here, without gaps."""
        held = dict(self._connection.execute("SELECT number, have FROM lane WHERE have > 0").fetchall())
        if self._have:
            held[self.lane] = self._have
        return held
