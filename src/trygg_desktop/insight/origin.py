"""Where a figure was read: from which file, when and by whom it was taken in, as the log of changes tells."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from trygg_desktop.i18n import _, short_date
from trygg_desktop.workspace import Workspace

_AT_ONCE = 900
"""Records asked for in one statement: SQLite takes about a thousand values."""


@dataclass(frozen=True, slots=True)
class Origin:
    """How a figure got the value it has. Without a file somebody wrote it by hand."""

    file: str | None
    at: datetime
    author: str

    @property
    def words(self) -> str:
        """`anmälda-brott.csv, 3 mars 2026, Kommunens ledningsfunktion`."""
        if self.file:
            return _("{file}, {day}, {name}", file=self.file, day=short_date(self.at), name=self.author)
        return _("written by hand {day}, {name}", day=short_date(self.at), name=self.author)


def origins(workspace: Workspace, ids: Iterable[UUID]) -> dict[UUID, Origin]:
    """The origin of each figure's present value; those that are not here are absent."""
    last: dict[str, Sequence[Any]] = {}
    wanted = [id.hex for id in dict.fromkeys(ids)]
    with workspace.reader.at_one_moment():
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            for row in workspace.reader.execute(_VALUED.format(", ".join("?" * len(some))), some):
                last[row[0]] = row
        files: dict[tuple[str, int], str | None] = {}
        for _record, lane, change, tx, _at, _author in last.values():
            if (lane, tx) not in files:
                files[lane, tx] = _file(workspace, lane, change, tx)
    return {
        UUID(record): Origin(files[lane, tx], datetime.fromtimestamp(at / 1000, UTC), author or "")
        for record, lane, _change, tx, at, author in last.values()
    }


_VALUED = (
    "SELECT c.record, c.lane, c.id, c.tx, c.at, i.name FROM ("
    "SELECT 'change' AS lane, * FROM change UNION ALL SELECT 'draft_change', * FROM draft_change"
    ") c LEFT JOIN identity i ON i.id = c.author "
    "WHERE c.record IN ({}) AND c.field IN ('*', 'value', 'mark') ORDER BY c.hlc, c.id"
)


def _file(workspace: Workspace, table: str, change: int, tx: int) -> str | None:
    """The file that a transaction took in: its first change, not far before this one, carries its name."""
    found = workspace.reader.execute(
        f"SELECT message, tx FROM {table} WHERE id <= ? AND message IS NOT NULL ORDER BY id DESC LIMIT 1",
        (change,),
    )
    if not found or found[0][1] != tx:
        return None
    file = json.loads(found[0][0]).get("with", {}).get("file")
    return file if isinstance(file, str) else None
