"""Reading records: whole ones, light rows for lists, counts, titles and links; nothing here can write."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col

from trygg_desktop.domain.fields import FieldKind
from trygg_desktop.domain.links import Link
from trygg_desktop.domain.record import Record
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_
from trygg_desktop.workspace.asking import Sql, question, read, records_of
from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.kinds import KEY_SUFFIX, Kinds, KindTable, table_named

KindOfRecord = TypeVar("KindOfRecord", bound=Record)
_CHUNK = 5000
_CACHE = 32 * 1024
"""Kilobytes of decrypted pages kept at most: a search through a large workspace comes by many of them."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another record that this one is linked to, and in which role and direction."""

    role: str
    id: UUID
    outgoing: bool


class Borrowed:
    """A connection that SQLAlchemy may read with, and neither end a transaction on nor close."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def commit(self) -> None:
        """The workspace commits."""

    def rollback(self) -> None:
        """The workspace rolls back."""

    def close(self) -> None:
        """The workspace closes."""


class Reader:
    """Answers questions over one connection, one at a time."""

    def __init__(self, connection: Connection, kinds: Kinds) -> None:
        self.connection = connection
        self.lock = threading.RLock()
        self._kinds = kinds
        self.read_from(connection)

    def read_from(self, connection: Connection) -> None:
        """Goes on with another connection, so that whoever holds this reader need not know."""
        self.connection = connection
        self.__dict__.pop("_engine", None)
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")

    @cached_property
    def _engine(self) -> Any:
        """SQLAlchemy's own way to the connection, made when it is first needed."""
        import sqlcipher3
        from sqlalchemy import create_engine
        from sqlalchemy.pool import StaticPool

        return create_engine(
            "sqlite://",
            module=sqlcipher3.dbapi2,
            creator=lambda: Borrowed(self.connection),
            poolclass=StaticPool,
            pool_reset_on_return=None,
        )

    @contextmanager
    def at_one_moment(self) -> Iterator[Connection]:
        """The connection, showing the same moment throughout, whatever is written meanwhile."""
        with self.lock:
            begun = not self.connection.in_transaction
            if begun:
                self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                if begun:
                    self.connection.execute("COMMIT")

    def select(self, statement: Any) -> list[Any]:
        """The rows of a read-only SQLAlchemy select over the kinds' tables."""
        from sqlalchemy.orm import Session

        with self.lock, Session(self._engine, autoflush=False) as session:
            found = list(session.execute(statement).all())
            session.expunge_all()
            return found

    def _ask(self, table: KindTable, columns: Sequence[str], **how: Any) -> list[tuple[Any, ...]]:
        """Columns of one kind's table as the file keeps them; see `asking.question`."""
        return self.execute(*question(table, columns, **how))

    def records(
        self,
        kind: type[KindOfRecord],
        *where: Any,
        order: Sequence[Any] = (),
        limit: int | None = None,
        offset: int = 0,
    ) -> list[KindOfRecord]:
        """Records of one kind with their fields of several references, in the kind's own order or the one asked."""
        table = self._kinds[kind]
        rows = self._ask(
            table,
            ["id", "draft", *(f'"{field.name}"' for field in table.columns)],
            where=where,
            order=[*(order or self._default_order(table)), "id"],
            limit=limit,
            offset=offset,
        )
        found = records_of(kind, table, rows)
        if table.references:
            self._fill_references(kind, found)
        return found

    def _default_order(self, table: KindTable) -> list[str]:
        return [self._order_by(table, name) for name in table.kind.about.order]

    def ordering(self, kind: type[Record], name: str) -> list[Any]:
        """An order for `records`: by a field, `-` before its name for the largest first.

        Raises:
            UserError: the kind has no such field, or it holds several values.
        """
        if self._kinds[kind].field(name.removeprefix("-")).many:
            raise UserError(
                "unsortable-field",
                N_("Records can't be sorted by {field}, which holds several values. Choose another field."),
                field=name.removeprefix("-"),
                column=name.removeprefix("-"),
            )
        return [text(self._order_by(self._kinds[kind], name))]

    def _order_by(self, table: KindTable, name: str) -> str:
        bare = name.lstrip("-")
        keyed = any(field.name == bare for field in table.keyed)
        column = f'"{table.table}"."{bare}{KEY_SUFFIX if keyed else ""}"'
        return f"{column} DESC" if name.startswith("-") else f"{column} NULLS LAST"

    def _tie(self, table: KindTable, order: Sequence[str]) -> str:
        """The id decides between equals, in the direction that lets the index be read as it is."""
        return f'"{table.table}".id' + (" DESC" if order and order[-1].startswith("-") else "")

    def _fill_references(self, kind: type[Record], records: Sequence[Record]) -> None:
        roles = [field.name for field in self._kinds[kind].references]
        linked = self.linked([record.id for record in records if record.id], roles)
        for record in records:
            assert record.id is not None
            record.with_references(linked.get(record.id, {}))

    def linked(self, ids: Sequence[UUID], roles: Sequence[str]) -> dict[UUID, dict[str, tuple[UUID, ...]]]:
        """For each record its references in the given roles."""
        found: dict[UUID, dict[str, tuple[UUID, ...]]] = {}
        for start in range(0, len(ids), _CHUNK):
            chunk = [id.hex for id in ids[start : start + _CHUNK]]
            rows = self.execute(
                f"SELECT from_id, role, to_id FROM link WHERE role IN ({_marks(roles)}) AND from_id IN "
                f"({_marks(chunk)}) "
                "ORDER BY rowid",
                (*roles, *chunk),
            )
            for from_id, role, to_id in rows:
                values = found.setdefault(UUID(from_id), {})
                values[role] = (*values.get(role, ()), UUID(to_id))
        return found

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a plain read-only statement."""
        with self.lock:
            return list(self.connection.execute(statement, parameters).fetchall())

    def find(self, id: UUID) -> Record | None:
        """The record with this id, if it is here and not deleted."""
        kind = self.kind_of(id)
        found = self.records(kind, Sql("id = ?", (id.hex,))) if kind else []
        return found[0] if found else None

    def kind_of(self, id: UUID) -> type[Record] | None:
        """What a record is; deleted ones are known too."""
        found = self.execute(
            "SELECT kind FROM change WHERE record = ?1 UNION ALL SELECT kind FROM draft_change WHERE "
            "record = ?1 LIMIT 1",
            (id.hex,),
        )
        return self._kinds[found[0][0]].kind if found and found[0][0] in self._kinds else None

    def count(self, kind: type[Record], *where: Any) -> int:
        """How many records of a kind there are."""
        return int(self._ask(self._kinds[kind], ["count(*)"], where=where)[0][0])

    def across(self, columns: Sequence[str], *, given: str) -> list[tuple[Any, ...]]:
        """Columns that every kind has, as the file keeps them, of all records in which one of them is written.

        Gives the kind's name, the record's id as text, and the columns. No class of a kind is made for it.
        """
        chosen = ", ".join(f'"{name}"' for name in columns)
        return self.execute(
            " UNION ALL ".join(
                f'SELECT \'{kind}\', id, {chosen} FROM "{table_named(kind)}" WHERE "{given}" IS NOT NULL'
                for kind in self._kinds.names
            )
        )

    def latest(
        self, kind: type[Record], name: str, *, by: str, where: Sequence[Any] = ()
    ) -> dict[UUID | None, Any]:
        """The largest value of a field for each record that `by` refers to, such as the last session by district."""
        table = self._kinds[kind]
        rows = self._ask(table, [f'"{by}"', f'max("{name}")'], where=where, group=f'"{by}"')
        referred, values = zip(*rows, strict=True) if rows else ((), ())
        return dict(zip(read(table.field(by), referred), read(table.field(name), values), strict=True))

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
        """Light rows for a list: the id and the asked fields; several references as tuples of ids.

        Args:
            sort: a field's name, `-` before it for the largest first; empty for the kind's own order.
        """
        table = self._kinds[kind]
        plain = [name for name in names if not table.field(name).many]
        order = [sort] if sort else list(kind.about.order)
        found = self._ask(
            table,
            ["id", *(f'"{name}"' for name in plain)],
            where=where,
            order=[*(self._order_by(table, name) for name in order), self._tie(table, order)],
            limit=limit,
            offset=offset,
        )
        ids = [UUID(row[0]) for row in found]
        several = [name for name in names if table.field(name).many]
        linked = self.linked(ids, several) if several else {}
        columns: list[Sequence[Any]] = [ids]
        for name in names:
            if name in several:
                columns.append([linked.get(id, {}).get(name, ()) for id in ids])
            else:
                place = plain.index(name) + 1
                columns.append(read(table.field(name), [row[place] for row in found]))
        return list(zip(*columns, strict=True))

    def titles(self, ids: Iterable[UUID]) -> dict[UUID, str]:
        """What records are called; those that are not here are absent."""
        wanted = list({id.hex for id in ids})
        found: dict[UUID, str] = {}
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            for record, title in self.execute(
                f"SELECT record, title FROM search_entry WHERE record IN ({_marks(chunk)})", chunk
            ):
                found[UUID(record)] = title
        self._borrow_titles(found)
        return found

    def _borrow_titles(self, found: dict[UUID, str]) -> None:
        """Records that name themselves from what they point to, such as an attendance from its member."""
        borrowed: dict[UUID, UUID] = {}
        nameless = [id.hex for id, title in found.items() if not title]
        for table in self._kinds.tables() if nameless else ():
            if table.naming.kind is FieldKind.REFERENCE:
                for record, other in self.execute(
                    f'SELECT id, "{table.naming.name}" FROM "{table.table}" WHERE id IN ({_marks(nameless)})',
                    nameless,
                ):
                    if other:
                        borrowed[UUID(record)] = UUID(other)
        if borrowed:
            titles = self.titles(borrowed.values())
            found |= {record: titles.get(other, "") for record, other in borrowed.items()}

    def related(self, id: UUID) -> list[Related]:
        """The records that this one is linked to, but for the values of fields."""
        kind = self.kind_of(id)
        found: list[Related] = []
        for link in self.records(Link, (col(Link.from_id) == id) | (col(Link.to_id) == id)):
            if link.from_id is None or link.to_id is None or link.role in (None, "different"):
                continue
            outgoing = link.from_id == id
            if outgoing and kind and link.role in kind.fields():
                continue
            found.append(Related(link.role or "", link.to_id if outgoing else link.from_id, outgoing))
        return found


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))
