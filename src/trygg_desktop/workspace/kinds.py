"""The kinds of record that a workspace knows, and the tables and keys that follow from their fields."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from trygg_desktop import __version__, domain
from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.kinds import AllKinds
from trygg_desktop.domain.record import Record, headline
from trygg_desktop.domain.values import from_json, json_to_column, sort_key
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_

KEY_SUFFIX = "__key"
SHOWN = 2
"""Goes up whenever the same log is shown otherwise, so that the tables of a file written before are made anew."""
_SQL_TYPES = {
    FieldKind.BOOL: "BOOLEAN",
    FieldKind.INTEGER: "INTEGER",
    FieldKind.DURATION: "INTEGER",
    FieldKind.NUMBER: "REAL",
}


class KindTable:
    """One kind of record as a table: columns, stored sort keys, and how a row is written."""

    def __init__(self, kind: type[Record]) -> None:
        self.kind = kind
        self.name: str = kind.about.name
        self.table: str = str(kind.__tablename__)
        self.fields = kind.fields()
        self.columns = [field for field in self.fields.values() if not field.many and field.name != "draft"]
        self.references = [field for field in self.fields.values() if field.many]
        self.keyed = [
            field
            for field in self.columns
            if field.textual and (field.listed or field.name == kind.about.naming)
        ]
        self.naming = self.fields[kind.about.naming]
        self.searchable = [
            field
            for field in self.columns
            if field.searchable and (field is not self.naming or field.kind is FieldKind.PARAGRAPH)
        ]

    @cached_property
    def definition(self) -> list[str]:
        """The statements that make the table and its indexes."""
        columns = ["id TEXT PRIMARY KEY", "draft BOOLEAN"]
        columns += [f'"{field.name}" {_SQL_TYPES.get(field.kind, "TEXT")}' for field in self.columns]
        columns += [f'"{field.name}{KEY_SUFFIX}" TEXT' for field in self.keyed]
        made = [f'CREATE TABLE "{self.table}" ({", ".join(columns)})']
        made += [
            # the id breaks ties, so that a long list is read in its order and never sorted
            f'CREATE INDEX "{self.table}_{indexed}" ON "{self.table}" ("{indexed}", id)'
            for indexed in self._indexed()
        ]
        return made

    def _indexed(self) -> Iterator[str]:
        first = self.kind.about.order[0].lstrip("-") if self.kind.about.order else ""
        for field in self.columns:
            if field.kind is FieldKind.REFERENCE or (field.name == first and field not in self.keyed):
                yield field.name
        for field in self.keyed:
            yield field.name + KEY_SUFFIX

    @cached_property
    def insertion(self) -> str:
        """The statement that writes a whole row."""
        count = 2 + len(self.columns) + len(self.keyed)
        return f'INSERT OR REPLACE INTO "{self.table}" VALUES ({", ".join("?" * count)})'

    def row(self, record: str, values: dict[str, Any], *, draft: bool) -> tuple[Any, ...]:
        """The row of a record, from its values as the log keeps them."""
        stored = [json_to_column(field, values.get(field.name)) for field in self.columns]
        by_name = dict(zip((field.name for field in self.columns), stored, strict=True))
        return (record, draft, *stored, *(sort_key(by_name[field.name]) for field in self.keyed))

    def record(self, id: UUID, values: dict[str, Any]) -> Record:
        """The record that has these values, as the log keeps them."""
        known = {
            field.name: from_json(field, values.get(field.name))
            for field in self.columns
            if field.name != "id"
        }
        return self.kind(id=id, **known)

    def title(self, values: dict[str, Any]) -> str:
        """What the record is called, from its values as the log keeps them."""
        return headline(values.get(self.naming.name)) if self.naming.textual else ""

    def body(self, values: dict[str, Any]) -> str:
        """Everything searchable but the title."""
        return "\n".join(str(value) for field in self.searchable if (value := values.get(field.name)))

    def field(self, name: str) -> Field:
        """The field of this name.

        Raises:
            UserError: the kind has no such field.
        """
        if name not in self.fields:
            raise UserError(
                "no-such-field",
                N_("{kind} has no field called {field}. Nothing was changed. See: trygg kinds"),
                kind=self.name,
                field=name,
                column=name,
            )
        return self.fields[name]


def table_named(kind: str) -> str:
    """The table of a kind, by the kind's name."""
    return kind.replace("-", "_")


def _program_mark() -> str:
    """Says which program described the kinds, without making a class: its version, and its files where it has any.

    As long as it is the same, the tables that were made from the kinds are the same.
    """
    described = sorted(Path(domain.__file__).parent.glob("*.py"))
    made = [file for file in (Path(__file__), Path(__file__).with_name("search.py")) if file.exists()]
    files = [(file.name, *_size_and_time(file)) for file in (*described, *made)]
    return hashlib.blake2b(repr((__version__, files)).encode(), digest_size=16).hexdigest()


def _size_and_time(file: Path) -> tuple[int, int]:
    state = file.stat()
    return state.st_size, state.st_mtime_ns


class Kinds:
    """All kinds of one workspace, by the names that the command line and the log use."""

    def __init__(self, kinds: Sequence[type[Record]]) -> None:
        own = isinstance(kinds, AllKinds)
        self._classes: Mapping[str, type[Record]] = (
            kinds.by_name if isinstance(kinds, AllKinds) else {kind.about.name: kind for kind in kinds}
        )
        self.mark = _program_mark() if own else ""
        self._made: dict[str, KindTable] = {}

    def __iter__(self) -> Iterator[type[Record]]:
        return iter(self._classes.values())

    def __contains__(self, name: str) -> bool:
        return name in self._classes

    @property
    def names(self) -> tuple[str, ...]:
        """What the kinds are called, without making their classes."""
        return tuple(self._classes)

    def __getitem__(self, kind: str | type[Record]) -> KindTable:
        name = kind if isinstance(kind, str) else kind.about.name
        if name not in self._classes:
            raise UserError(
                "no-such-kind",
                N_("There is no kind of record called {kind}. Nothing was changed. See: trygg kinds"),
                kind=name,
            )
        if name not in self._made:
            self._made[name] = KindTable(self._classes[name])
        return self._made[name]

    def named(self, name: str) -> type[Record]:
        """The class of a kind.

        Raises:
            UserError: there is no such kind.
        """
        return self[name].kind

    def tables(self) -> Iterator[KindTable]:
        """Every kind's table."""
        return (self[name] for name in self._classes)

    @cached_property
    def fingerprint(self) -> str:
        """Changes whenever tables, keys or search would be made otherwise."""
        facts = [
            (table.definition, [field.name for field in table.searchable], table.kind.about.naming)
            for table in self.tables()
        ]
        return hashlib.blake2b(repr((SHOWN, facts)).encode(), digest_size=16).hexdigest()

    @cached_property
    def pointing(self) -> list[tuple[KindTable, Field]]:
        """Every field that refers to one other record."""
        return [
            (table, field)
            for table in self.tables()
            for field in table.columns
            if field.kind is FieldKind.REFERENCE
        ]
