"""How a question about one kind of record is put to its table, and how the rows found become records.

SQLAlchemy says what is asked; the statement around it is put together here. To have SQLAlchemy compile a whole one
takes ten times as long as to run it, and a page asks for dozens.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import and_
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.orm import class_mapper
from sqlalchemy.sql.compiler import SQLCompiler

from trygg_desktop.domain.fields import TEXTUAL, Field, FieldKind, moment_text
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.values import from_column
from trygg_desktop.workspace.kinds import KindTable

KindOfRecord = TypeVar("KindOfRecord", bound=Record)

_AS_KEPT = TEXTUAL | {
    FieldKind.CHOICE,
    FieldKind.INTEGER,
    FieldKind.DURATION,
    FieldKind.NUMBER,
    FieldKind.FILE,
}
"""Kinds of field whose values are handed out as the table keeps them."""


class _PlainSQL(SQLCompiler):
    """SQL as any database reads it; to import SQLAlchemy's own for SQLite takes longer than the day's questions."""

    def visit_empty_set_expr(self, element_types: Any, **how: Any) -> str:
        """None of nothing, as in "one of these" where there are none."""
        return "SELECT 1 WHERE 1 != 1"


class _Plain(DefaultDialect):
    statement_compiler = _PlainSQL


_PLAIN = _Plain(paramstyle="qmark")


class Sql(NamedTuple):
    """A condition that is asked so often that it is written as SQL, with the values for its question marks."""

    words: str
    values: tuple[Any, ...] = ()


def question(
    table: KindTable,
    columns: Sequence[str],
    *,
    where: Sequence[Any] = (),
    group: str = "",
    order: Sequence[Any] = (),
    limit: int | None = None,
    offset: int = 0,
) -> tuple[str, tuple[Any, ...]]:
    """A statement that reads one kind's table, and the values for its question marks.

    Args:
        columns: as SQL.
        where: SQLAlchemy expressions or SQL, all of which must hold; one with a select inside must not refer to the
            kind.
        group: a column, as SQL.
        order: SQLAlchemy expressions or SQL.
    """
    statement = f'SELECT {", ".join(columns)} FROM "{table.table}"'
    values: tuple[Any, ...] = ()
    if where:
        condition, values = _all_of(where)
        statement += f" WHERE {condition}"
    if group:
        statement += f" GROUP BY {group}"
    if order:
        parts = [(each, ()) if isinstance(each, str) else _as_sql(each) for each in order]
        statement += f" ORDER BY {', '.join(words for words, _values in parts)}"
        values += tuple(value for _words, given in parts for value in given)
    if limit is not None or offset:
        statement += " LIMIT ? OFFSET ?"
        values += (-1 if limit is None else limit, offset)
    return statement, values


def records_of(
    kind: type[KindOfRecord], table: KindTable, rows: Sequence[tuple[Any, ...]]
) -> list[KindOfRecord]:
    """Records from the rows of their table; as SQLAlchemy makes them, no value passes by a setter."""
    if not rows:
        return []
    ids, drafts, *columns = zip(*rows, strict=True)
    values = [read(field, column) for field, column in zip(table.columns, columns, strict=True)]
    names = ["id", "draft", *(field.name for field in table.columns)]
    new = class_mapper(kind).class_manager.new_instance
    made = []
    for row in zip(map(UUID, ids), map(bool, drafts), *values, strict=True):
        record = new()
        record.__dict__.update(zip(names, row, strict=True))
        made.append(record)
    return made


def _all_of(where: Sequence[Any]) -> tuple[str, tuple[Any, ...]]:
    """The conditions as one, those that stand as SQL first."""
    plain = [each for each in where if isinstance(each, Sql)]
    rest = [each for each in where if not isinstance(each, Sql)]
    words, values = _as_sql(and_(*rest)) if rest else ("", ())
    parts = [each.words for each in plain] + ([words] if words else [])
    joined = " AND ".join(f"({part})" for part in parts) if plain else words
    return joined, tuple(value for each in plain for value in each.values) + values


def _as_sql(expression: Any) -> tuple[str, tuple[Any, ...]]:
    """A condition or an order on the kinds' columns as text, and the values for its question marks."""
    asked = expression.compile(dialect=_PLAIN).construct_expanded_state()
    return asked.statement, tuple(_kept(value) for value in asked.positional_parameters)


def _kept(value: Any) -> Any:
    """A value as the tables keep it."""
    match value:
        case UUID():
            return value.hex
        case datetime():
            return moment_text(value)
        case date():
            return value.isoformat()
        case _:
            return value


def read(field: Field, column: Sequence[Any]) -> Sequence[Any]:
    """One field of many rows, from what the table keeps."""
    return column if field.kind in _AS_KEPT else [from_column(field, value) for value in column]
