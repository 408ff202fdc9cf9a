"""The questions that can be asked of a workspace; none of them changes anything."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from trygg_desktop.domain.record import Record
from trygg_desktop.domain.settings import COUNCIL_KEY, CouncilSettings
from trygg_desktop.domain.sides import Side
from trygg_desktop.workspace import history as telling
from trygg_desktop.workspace import undo as steps
from trygg_desktop.workspace.basis import no_such_record
from trygg_desktop.workspace.deleted import Deleted, GoneName, as_it_was, deleted
from trygg_desktop.workspace.history import HistoryEntry
from trygg_desktop.workspace.kinds import Kinds
from trygg_desktop.workspace.known_before import Moves, gone_ids, where_now
from trygg_desktop.workspace.linking import DIFFERENT
from trygg_desktop.workspace.log import ChangeLog
from trygg_desktop.workspace.reading import Reader, Related
from trygg_desktop.workspace.search import Hit, search

KindOfRecord = TypeVar("KindOfRecord", bound=Record)


@dataclass(frozen=True, slots=True)
class Identity:
    """A leader: the name the history shows, and the side."""

    name: str
    side: Side


class Questions(ABC):
    """What a workspace answers: records, rows, counts, titles, links, search, history, whose it is."""

    kinds: Kinds

    @abstractmethod
    def now(self) -> int:
        """Milliseconds since 1970 by this laptop's clock."""

    @property
    @abstractmethod
    def reader(self) -> Reader:
        """Where the answers are read."""

    def get(self, id: UUID) -> Record:
        """The record with this id.

        Raises:
            UserError: it is not here, or deleted.
        """
        found = self.reader.find(id)
        if found is None:
            raise no_such_record(id)
        return found

    def find(self, id: UUID) -> Record | None:
        """The record with this id, or nothing."""
        return self.reader.find(id)

    def records(
        self,
        kind: type[KindOfRecord],
        *where: Any,
        order: Sequence[Any] = (),
        limit: int | None = None,
        offset: int = 0,
    ) -> list[KindOfRecord]:
        """Records of one kind; see `Reader.records`."""
        return self.reader.records(kind, *where, order=order, limit=limit, offset=offset)

    def rows(
        self,
        kind: type[Record],
        names: Sequence[str],
        *,
        where: Sequence[Any] = (),
        sort: str = "",
        limit: int | None = None,
        offset: int = 0,
    ) -> list[tuple[Any, ...]]:
        """Light rows for a list; see `Reader.rows`."""
        return self.reader.rows(kind, names, where=where, sort=sort, limit=limit, offset=offset)

    def count(self, kind: type[Record], *where: Any) -> int:
        """How many records of a kind there are."""
        return self.reader.count(kind, *where)

    def across(self, columns: Sequence[str], *, given: str) -> list[tuple[Any, ...]]:
        """Columns that every kind has, of all records in which one of them is written; see `Reader.across`."""
        return self.reader.across(columns, given=given)

    def latest(
        self, kind: type[Record], name: str, *, by: str, where: Sequence[Any] = ()
    ) -> dict[UUID | None, Any]:
        """The largest value of a field for each record that another refers to; see `Reader.latest`."""
        return self.reader.latest(kind, name, by=by, where=where)

    def select(self, statement: Any) -> list[Any]:
        """The rows of any read-only SQLAlchemy select."""
        return self.reader.select(statement)

    def titles(self, ids: Iterable[UUID]) -> dict[UUID, str]:
        """What records are called; holes are absent."""
        return self.reader.titles(ids)

    def names(self, ids: Iterable[UUID]) -> dict[UUID, str]:
        """What records are called, as `titles`; one that was deleted or erased is told as such, by a `GoneName`.

        What is absent then has not come yet.
        """
        wanted = set(ids)
        found = self.titles(wanted)
        missing = [id.hex for id in wanted if id not in found]
        if not missing:
            return found
        known = self.reader.execute(
            "SELECT DISTINCT record FROM every_change WHERE record IN (SELECT value FROM json_each(?))",
            (json.dumps(missing),),
        )
        return found | {UUID(record): GoneName() for (record,) in known}

    def deleted(self) -> list[Deleted]:
        """Every deleted record that could be restored or erased, the latest deleted first."""
        with self.reader.at_one_moment() as connection:
            return deleted(ChangeLog(connection, self.now), self.kinds)

    def find_deleted(self, id: UUID) -> Record | None:
        """A deleted record as it read; nothing where there is none."""
        with self.reader.at_one_moment() as connection:
            return as_it_was(ChangeLog(connection, self.now), self.kinds, id)

    def gone_ids(self, id: UUID) -> list[UUID]:
        """The ids that a record had before it said something else, and that nothing is seen under any more."""
        kind = self.kind_of(id)
        if kind is None or not kind.about.follows_key:
            return []
        with self.reader.at_one_moment() as connection:
            return [UUID(other) for other in gone_ids(ChangeLog(connection, self.now), id.hex)]

    def known_now(self, id: UUID) -> UUID | None:
        """The id of what is not seen under this one any more, because it says something else or again what it did."""
        kind = self.kind_of(id)
        if kind is None or not kind.about.follows_key:
            return None
        with self.reader.at_one_moment() as connection:
            now = where_now(ChangeLog(connection, self.now), Moves(connection), id.hex)
        return None if now is None else UUID(now)

    def kind_of(self, id: UUID) -> type[Record] | None:
        """What a record is; deleted ones are known too."""
        return self.reader.kind_of(id)

    def related(self, id: UUID) -> list[Related]:
        """What a record is linked to, but for the values of its fields."""
        return self.reader.related(id)

    def search(self, text: str, kind: str | None = None, limit: int = 50) -> list[Hit]:
        """The records that hold every word of the text, best first."""
        with self.reader.lock:
            return search(self.reader.connection, text, kind, limit)

    def history(self, id: UUID, *, every_field: bool = False) -> list[HistoryEntry]:
        """What happened to a record, newest first; deleted ones too."""
        kind = self.kind_of(id)
        if kind is None:
            raise no_such_record(id)
        with self.reader.lock:
            return telling.history(
                self.reader.connection, self.kinds[kind], id, self.titles, every_field=every_field
            )

    def council(self) -> CouncilSettings:
        """The council's settings; the defaults where nobody has set any."""
        found = self.records(CouncilSettings, limit=1)
        return found[0] if found else CouncilSettings(id=CouncilSettings.natural_id({"key": COUNCIL_KEY}))

    @property
    def me(self) -> Identity:
        """Whose laptop this is."""
        name, side = self.reader.execute(
            "SELECT i.name, i.side FROM device d JOIN lane l ON l.number = d.lane JOIN identity i ON i.id = l.identity"
        )[0]
        return Identity(name, Side(side))

    def attachment_bytes(self, id: UUID) -> bytes:
        """A document's content.

        Raises:
            UserError: there is no such document, or its content has not arrived.
        """
        found = self.reader.execute(
            "SELECT b.bytes FROM attachment a JOIN blob b ON b.hash = a.hash WHERE a.id = ?", (id.hex,)
        )
        if not found:
            raise no_such_record(id)
        return bytes(found[0][0])

    def different_pairs(self) -> set[frozenset[UUID]]:
        """All pairs that someone has said are not the same."""
        found = self.reader.execute("SELECT from_id, to_id FROM link WHERE role = ?", (DIFFERENT,))
        return {frozenset((UUID(a), UUID(b))) for a, b in found}

    def undo_name(self) -> str | None:
        """What Ctrl+Z would take back, in the chosen language."""
        with self.reader.lock:
            step = steps.next_undo(self.reader.connection)
        return step.name if step else None

    def redo_name(self) -> str | None:
        """What would be done again, in the chosen language."""
        with self.reader.lock:
            step = steps.next_redo(self.reader.connection)
        return step.name if step else None
