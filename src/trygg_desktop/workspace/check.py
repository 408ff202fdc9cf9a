"""Looks whether the file, the log, its caches and the search index agree; changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from trygg_desktop.i18n import N_, _
from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.heads import heads_from_log
from trygg_desktop.workspace.kinds import Kinds, KindTable
from trygg_desktop.workspace.lanes import whole_chain
from trygg_desktop.workspace.log import ChangeLog


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be; `id` is stable, `message` for people."""

    id: str
    message: str


def check(connection: Connection, kinds: Kinds, log: ChangeLog) -> list[Finding]:
    """Everything that is wrong with a workspace; empty when all is well."""
    found = []
    for examine in (_file, _lanes, _causes, _heads, _blobs):
        found += [Finding(id, _(message, **facts)) for id, message, facts in examine(connection)]
    for table in kinds.tables():
        found += [
            Finding(id, _(message, **facts)) for id, message, facts in _projection(connection, log, table)
        ]
    found += [Finding(id, _(message, **facts)) for id, message, facts in _index(connection, kinds, log)]
    return found


Facts = Iterator[tuple[str, str, dict[str, Any]]]


def _file(connection: Connection) -> Facts:
    for (line,) in connection.execute("PRAGMA cipher_integrity_check").fetchall():
        yield "file", N_("The file is damaged: {detail}"), {"detail": line}
    for index in ("search", "search_plain"):
        # FTS5 looks whether another connection has written only when it is read, and else calls its index damaged
        connection.execute(f"SELECT 1 FROM {index} LIMIT 1").fetchall()
    for (line,) in connection.execute("PRAGMA integrity_check").fetchall():
        if line != "ok":
            yield "file", N_("The file is damaged: {detail}"), {"detail": line}


def _lanes(connection: Connection) -> Facts:
    held = connection.execute(
        "SELECT id >> 40, count(*), max(id & 0xFFFFFFFFFF) FROM change GROUP BY 1"
    ).fetchall()
    counted = {lane: (count, last) for lane, count, last in held}
    for lane, have in connection.execute("SELECT number, have FROM lane").fetchall():
        count, last = counted.pop(lane, (0, 0))
        if not count == last == have:
            yield "gap", N_("Lane {lane} has gaps: {count} changes, the last is number {last}, counted {have}."), {
                "lane": lane, "count": count, "last": last, "have": have,
            }  # fmt: skip
    for lane, chain, reached in connection.execute("SELECT number, chain, chained FROM lane").fetchall():
        if chain != whole_chain(connection, lane, reached):
            yield (
                "chain",
                N_("The changes of lane {lane} are not the ones that were written."),
                {"lane": lane},
            )
    for lane in counted:
        yield "lane", N_("Changes of an unknown lane, {lane}."), {"lane": lane}


def _causes(connection: Connection) -> Facts:
    known = {change for (change,) in connection.execute("SELECT id FROM every_change")}
    for change, prev in connection.execute("SELECT id, prev FROM every_change WHERE prev <> ''"):
        if any(int(earlier) not in known for earlier in prev.split()):
            yield "cause", N_("Change {change} supersedes one that is not here."), {"change": change}


def _heads(connection: Connection) -> Facts:
    if heads_from_log(connection) != set(connection.execute("SELECT record, field, id FROM head")):
        yield "heads", N_("The list of valid changes does not follow from the log."), {}
    unnoted = connection.execute(
        "SELECT record, field FROM head WHERE field NOT IN ('*', '~erase') GROUP BY record, field "
        "HAVING count(*) > 1 EXCEPT SELECT record, field FROM apart"
    )
    if unnoted.fetchone():
        yield "apart", N_("Some fields with several values are not listed as such."), {}


def _blobs(connection: Connection) -> Facts:
    missing = (
        connection.execute(
            "SELECT count(*) FROM attachment WHERE hash IS NOT NULL AND hash NOT IN (SELECT hash FROM blob)"
        )
        if _has_table(connection, "attachment")
        else None
    )
    if missing and (count := missing.fetchone()[0]):
        yield "blob", N_("Documents without content here: {count}."), {"count": count}


def _has_table(connection: Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone() is not None


def _projection(connection: Connection, log: ChangeLog, table: KindTable) -> Facts:
    columns = ", ".join(f'"{name}"' for name in ("id", "draft", *(field.name for field in table.columns)))
    keys = "".join(f', "{field.name}__key"' for field in table.keyed)
    rows = {row[0]: tuple(row) for row in connection.execute(f'SELECT {columns}{keys} FROM "{table.table}"')}
    records = connection.execute(
        "SELECT DISTINCT record FROM every_change WHERE kind = ?", (table.name,)
    ).fetchall()
    wrong = 0
    for (record,) in records:
        row = rows.pop(record, None)
        expected = (
            table.row(record, log.values(record), draft=log.is_draft(record))
            if log.is_alive(record)
            else None
        )
        wrong += row != expected
    if wrong or rows:
        yield "projection", N_("Records of {kind} that do not show what the log says: {count}."), {
            "count": wrong + len(rows), "kind": table.name,
        }  # fmt: skip


def _index(connection: Connection, kinds: Kinds, log: ChangeLog) -> Facts:
    (entries,) = connection.execute("SELECT count(*) FROM search_entry").fetchone()
    (indexed,) = connection.execute("SELECT count(*) FROM search").fetchone()
    (plain,) = connection.execute("SELECT count(*) FROM search_plain").fetchone()
    if not entries == indexed == plain:
        yield "index", N_("The search index has {indexed} entries for {entries} records."), {
            "indexed": indexed, "entries": entries,
        }  # fmt: skip
    wrong = sum(
        (title, body) != _searched(kinds[kind], log.values(record))
        for record, kind, title, body in connection.execute(
            "SELECT record, kind, title, body FROM search_entry"
        )
        if kind in kinds
    )
    if wrong:
        yield (
            "index-text",
            N_("Records that are found by words they no longer say: {count}."),
            {"count": wrong},
        )


def _searched(table: KindTable, values: dict[str, Any]) -> tuple[str, str]:
    return table.title(values), table.body(values)
