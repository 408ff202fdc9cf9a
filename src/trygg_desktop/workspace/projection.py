"""The ordinary tables and the search index: today's picture of the log, which can always be made again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from trygg_desktop.workspace import local
from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.kinds import Kinds, KindTable
from trygg_desktop.workspace.lanes import lane_of
from trygg_desktop.workspace.log import ChangeLog
from trygg_desktop.workspace.log_reading import shown_values
from trygg_desktop.workspace.schema import LOG_TABLES, guard
from trygg_desktop.workspace.search import SearchIndex

MARK = "the program that described the kinds"
"""Where a workspace remembers by which program its tables were looked at last."""


def is_current(connection: Connection, kinds: Kinds) -> bool:
    """Whether the tables were made for today's kinds; their classes are made only where another program came by."""
    if kinds.mark and local.recall(connection, MARK) == kinds.mark:
        return True
    (fingerprint,) = connection.execute("SELECT fingerprint FROM device").fetchone()
    return bool(fingerprint == kinds.fingerprint)


class Projection:
    """Keeps each kind's table and the search index equal to what the log shows."""

    def __init__(self, connection: Connection, kinds: Kinds) -> None:
        self._connection = connection
        self._kinds = kinds
        self._new_rows: dict[str, list[tuple[Any, ...]]] = {}
        self.index = SearchIndex(connection)

    def rebuild(self, log: ChangeLog) -> None:
        """Makes all tables, their guard and the search index again from the log."""
        self._drop()
        for table in self._kinds.tables():
            for statement in table.definition:
                self._connection.execute(statement)
        self.index.create()
        records = self._connection.execute(
            "SELECT DISTINCT record, kind FROM every_change ORDER BY record"
        ).fetchall()
        self.project(log, dict(records))
        self.flush()
        guard(self._connection, [table.table for table in self._kinds.tables()])
        self._connection.execute("UPDATE device SET fingerprint = ?", (self._kinds.fingerprint,))

    def _drop(self) -> None:
        kept = self._connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard_%'"
        ).fetchall()
        ours = {trigger.removeprefix("guard_").rpartition("_")[0] for (trigger,) in kept}
        for table in sorted(ours.difference(LOG_TABLES)):
            self._connection.execute(f'DROP TABLE IF EXISTS "{table}"')
        self.index.drop()

    def project(self, log: ChangeLog, records: dict[str, str] | Iterable[tuple[str, str]]) -> None:
        """Brings the rows of some records (with their kinds) up to date."""
        self.flush()
        for record, kind in dict(records).items():
            if kind not in self._kinds:
                continue
            table = self._kinds[kind]
            heads = log.record_heads(record)
            if heads and log.is_alive(record, heads):
                self._write(
                    table, record, shown_values(heads), draft=any(lane_of(head.id) == 0 for head in heads)
                )
            else:
                self.remove(table, record)

    def remove(self, table: KindTable, record: str) -> None:
        """Takes a record's row and its words in the index away."""
        self._connection.execute(f'DELETE FROM "{table.table}" WHERE id = ?', (record,))
        self.index.remove(record)

    def _write(self, table: KindTable, record: str, values: dict[str, Any], *, draft: bool) -> None:
        self._connection.execute(table.insertion, table.row(record, values, draft=draft))
        if not table.kind.about.side_kind:
            self.index.put(record, table.name, table.title(values), table.body(values))

    def add(self, table: KindTable, record: str, values: dict[str, Any], *, draft: bool) -> None:
        """The row of a record that was just made; written with others of its kind."""
        self._new_rows.setdefault(table.name, []).append(table.row(record, values, draft=draft))
        if not table.kind.about.side_kind:
            self.index.add(record, table.name, table.title(values), table.body(values))

    def flush(self) -> None:
        """Writes the rows that have gathered, so that they can be read."""
        for kind, rows in self._new_rows.items():
            self._connection.executemany(self._kinds[kind].insertion, rows)
        self._new_rows.clear()
        self.index.flush()

    def forget(self) -> None:
        """Drops what a rolled-back transaction had gathered."""
        self._new_rows.clear()
        self.index.forget()
