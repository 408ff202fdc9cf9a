"""What happened to one record, in words: who changed what, from what to what, and what was taken back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from trygg_desktop.domain.fields import Field
from trygg_desktop.domain.values import from_column, json_to_column, show
from trygg_desktop.i18n import _, day_and_clock
from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.kinds import KindTable
from trygg_desktop.workspace.log import ALIVE, CREATED, ERASED

Titles = Callable[[list[UUID]], dict[UUID, str]]
_SHORT = 60


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of one field.

    Args:
        field: the field's name, `*` for a creation, `~alive` for deleting and restoring.
        value: its value after the change, in the log's form.
        undone: whether it was taken back again.
        what: the change in words, without time and author.
        change: the change's id, as text.
    """

    field: str
    value: Any
    at: datetime
    author: str
    undone: bool
    what: str
    change: str

    @property
    def words(self) -> str:
        """`12 nov 14.03, Kommunens ledningsfunktion: Status ändrad från Planerad till Pågår`."""
        return f"{day_and_clock(self.at)}, {self.author}: {self.what}"


def history(
    connection: Connection, table: KindTable, id: UUID, titles: Titles, *, every_field: bool = False
) -> list[HistoryEntry]:
    """The changes of a record, newest first.

    Args:
        every_field: whether a creation is told field by field, and not as one change.
    """
    rows = connection.execute(
        "SELECT c.id, c.field, c.value, c.at, i.name, c.tx, c.hlc FROM every_change c "
        "LEFT JOIN identity i ON i.id = c.author WHERE c.record = ? ORDER BY c.hlc, c.id",
        (id.hex,),
    ).fetchall()
    links = _link_rows(connection, id)
    undone = undone_transactions(connection)
    story = _Story(table, titles(_mentioned(table, rows, links)), every_field=every_field)
    told = [
        HistoryEntry(
            field,
            value,
            datetime.fromtimestamp(at / 1000, UTC),
            author or "",
            tx in undone,
            what,
            str(change),
        )
        for change, at, author, tx, field, value, what in _merge(story.of_record(rows), story.of_links(links))
    ]
    return told[::-1]


def _merge(*streams: Iterator[tuple[int, tuple[Any, ...]]]) -> Iterator[tuple[Any, ...]]:
    gathered = [entry for stream in streams for entry in stream]
    return (entry for _hlc, entry in sorted(gathered, key=lambda pair: pair[0]))


def _link_rows(connection: Connection, id: UUID) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for table in ("change", "draft_change"):
        found += connection.execute(
            f"SELECT c.id, json_extract(made.value, '$.role'), json_extract(made.value, '$.to_id'), c.field, c.value, "
            f"c.at, i.name, c.tx, c.hlc FROM {table} made JOIN {table} c ON c.record = made.record "
            f"LEFT JOIN identity i ON i.id = c.author "
            f"WHERE made.kind = 'link' AND made.field = '*' AND json_extract(made.value, '$.from_id') = ?",
            (id.hex,),
        ).fetchall()
    return found


def undone_transactions(connection: Connection) -> set[int]:
    """The transactions that were taken back and not done again."""
    pairs = connection.execute(
        "SELECT DISTINCT undoes, tx FROM change WHERE undoes IS NOT NULL "
        "UNION SELECT DISTINCT undoes, tx FROM draft_change WHERE undoes IS NOT NULL"
    ).fetchall()
    undone: set[int] = set()
    for target, _undoing in sorted(pairs, key=lambda pair: -(pair[1] & 0xFFFFFFFFFF)):
        if _undoing not in undone:
            undone.add(target)
    return undone


def _mentioned(table: KindTable, rows: list[tuple[Any, ...]], links: list[tuple[Any, ...]]) -> list[UUID]:
    references = {field.name for field in table.columns if field.kind == "reference"}
    found = {id for row in links if (id := _uuid(row[2]))}
    for _change, field, value, *_rest in rows:
        content = json.loads(value) if value else None
        values = content if field == CREATED and content else {field: content}
        found |= {id for name, each in values.items() if name in references and (id := _uuid(each))}
    return list(found)


def _uuid(told: Any) -> UUID | None:
    """An id, or nothing where what another program wrote is none."""
    try:
        return UUID(told)
    except (ValueError, TypeError, AttributeError):
        return None


class _Story:
    """Tells changes in words; remembers what each field held before."""

    def __init__(self, table: KindTable, titles: dict[UUID, str], *, every_field: bool) -> None:
        self._table = table
        self._titles = titles
        self._every_field = every_field

    def of_record(self, rows: list[tuple[Any, ...]]) -> Iterator[tuple[int, tuple[Any, ...]]]:
        before: dict[str, Any] = {}
        for change, field, value, at, author, tx, hlc in rows:
            content = None if value is None else json.loads(value)
            if field == CREATED:
                before |= content or {}
                for name, each, what in self._created(content or {}):
                    yield hlc, (change, at, author, tx, name, each, what)
            else:
                what = self._edited(field, before.get(field), content)
                before[field] = content
                yield hlc, (change, at, author, tx, field, content, what)

    def _created(self, values: dict[str, Any]) -> Iterator[tuple[str, Any, str]]:
        if self._every_field:
            for name, value in values.items():
                yield name, value, self._edited(name, None, value)
        else:
            yield CREATED, None, _("Created")

    def _edited(self, name: str, old: Any, new: Any) -> str:
        if name == ALIVE:
            return _("Restored") if new else _("Deleted")
        if name == ERASED:
            erased = self._table.fields.get(new.get("field", ""))
            reason = new.get("reason", "")
            if erased is None:
                return _("Erased for good: {reason}", reason=reason)
            return _("{field} erased for good: {reason}", field=erased.title, reason=reason)
        field = self._table.fields.get(name)
        if field is None:
            return _("{field} changed", field=name)
        after, earlier = self._shown(field, new), self._shown(field, old)
        if not earlier:
            return _("{field}: {new}", field=field.title, new=after)
        if not after:
            return _("{field} emptied, was {old}", field=field.title, old=earlier)
        return _("{field} changed from {old} to {new}", field=field.title, old=earlier, new=after)

    def _shown(self, field: Field, stored: Any) -> str:
        value = from_column(field, json_to_column(field, stored))
        text = " ".join(show(field, value, titles=self._titles).split())
        return text if len(text) <= _SHORT else text[: _SHORT - 2].rstrip() + " …"

    def of_links(self, rows: list[tuple[Any, ...]]) -> Iterator[tuple[int, tuple[Any, ...]]]:
        for change, role, to_id, field, value, at, author, tx, hlc in rows:
            if role == "different" or field not in (CREATED, ALIVE):
                continue
            added = field == CREATED or (value and json.loads(value))
            label = self._table.fields[role].title if role in self._table.fields else _("See also")
            end = _uuid(to_id)
            other = (self._titles.get(end) if end else None) or _("not here yet")
            message = _("{field}: {other} added") if added else _("{field}: {other} taken away")
            what = message.format(field=label, other=other)
            yield hlc, (change, at, author, tx, role, to_id, what)
