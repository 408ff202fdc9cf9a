"""What the change log says: which changes hold, what they show, and whether a record is to be seen."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.unseen import unseen

CREATED, ALIVE, ERASED = "*", "~alive", "~erase"


@dataclass(frozen=True, slots=True)
class Head:
    """A change of one field that nobody has superseded."""

    id: int
    field: str
    value: Any
    hlc: int
    seen: str | None
    creation: bool = False


class LogReading(ABC):
    """The part of the change log that tells. What is written and still gathers is told as well."""

    connection: Connection
    _heads: dict[tuple[str, str], int]

    @abstractmethod
    def flush(self) -> None:
        """Writes what has gathered, so that it can be read."""

    def heads(self, record: str, field: str) -> list[int]:
        """The changes of one field that nobody has superseded; the creation where it was never edited."""
        if (record, field) in self._heads:
            return [self._heads[record, field]]
        found = self.connection.execute(
            "SELECT id, field FROM head WHERE record = ? AND field IN (?, ?) ORDER BY id",
            (record, field, field if field == ALIVE else CREATED),
        ).fetchall()
        if own := [change for change, told in found if told == field]:
            return own
        if (record, CREATED) in self._heads and field != ALIVE:
            return [self._heads[record, CREATED]]
        return [change for change, _told in found]

    def head_ids(self, record: str, field: str) -> list[int]:
        """The changes listed as holding for a field, or for the creation."""
        if (record, field) in self._heads:
            return [self._heads[record, field]]
        found = self.connection.execute(
            "SELECT id FROM head WHERE record = ? AND field = ? ORDER BY id", (record, field)
        )
        return [change for (change,) in found]

    def record_heads(self, record: str) -> list[Head]:
        """All heads of a record, in the order in which a later one is shown rather than an earlier."""
        return self._read_heads("h.record = ?", record)

    def _life(self, record: str) -> list[Head]:
        """The heads that tell whether a record is deleted or erased."""
        return self._read_heads("h.record = ? AND h.field IN (?, ?)", record, ALIVE, ERASED)

    def _read_heads(self, where: str, *values: str) -> list[Head]:
        self.flush()
        found = self.connection.execute(
            "SELECT c.id, h.field, c.value, c.hlc, c.seen, c.field = '*' FROM head h JOIN every_change c "
            f"ON c.id = h.id WHERE {where} ORDER BY c.hlc, c.id",
            values,
        )
        return [
            Head(change, field, None if value is None else json.loads(value), hlc, seen, bool(creation))
            for change, field, value, hlc, seen, creation in found
        ]

    def values(self, record: str) -> dict[str, Any]:
        """The value shown for each field: of several heads, the one with the latest clock."""
        return shown_values(self.record_heads(record))

    def is_alive(self, record: str, heads: list[Head] | None = None) -> bool:
        """Whether a record is to be seen. In doubt it is.

        Args:
            heads: the record's heads, where they are at hand.
        """
        heads = self._life(record) if heads is None else heads
        if any(head.field == ERASED for head in heads):
            return False
        alive = [head for head in heads if head.field == ALIVE]
        return not alive or any(head.value for head in alive) or bool(self.unseen(record))

    def unseen(self, record: str) -> list[int]:
        """What was said in a record and not seen by one who deleted it, see `unseen`; an erasure says nothing."""
        deletions = [
            head.seen
            for head in self._life(record)
            if head.field == ALIVE and head.value is False and head.seen is not None
        ]
        if not deletions:
            return []
        changes = self.connection.execute(
            "SELECT id, iif(field = ?, value, NULL) FROM change WHERE record = ? AND field NOT IN (?, ?) ORDER BY id",
            (CREATED, record, ALIVE, ERASED),
        )
        return unseen(deletions, changes.fetchall())

    def is_draft(self, record: str) -> bool:
        """Whether a record has never left this laptop."""
        self.flush()
        found = self.connection.execute("SELECT 1 FROM draft_change WHERE record = ? LIMIT 1", (record,))
        return found.fetchone() is not None

    def kind_of(self, record: str) -> str | None:
        """The kind of a record, deleted ones too."""
        self.flush()
        found = self.connection.execute(
            "SELECT kind FROM every_change WHERE record = ? LIMIT 1", (record,)
        ).fetchone()
        return found[0] if found else None


def shown_values(heads: Iterable[Head]) -> dict[str, Any]:
    """The values that a record's heads show; heads in the order of their clock."""
    created: dict[str, Any] = {}
    edited: dict[str, Any] = {}
    for head in heads:
        if head.field == CREATED:
            created |= head.value or {}
        elif head.field not in (ALIVE, ERASED):
            edited[head.field] = (head.value or {}).get(head.field) if head.creation else head.value
    return created | edited
