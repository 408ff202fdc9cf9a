"""What a list asks the workspace for, and the lines of text that come back; runs on the thread that reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import literal_column, or_, select, text
from sqlmodel import col

from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.values import show, sort_key
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.kinds import KEY_SUFFIX, KindTable

PROTECTION = "protection"
_ALWAYS = (PROTECTION, "ground", "draft")
_POINTING = frozenset({FieldKind.REFERENCE, FieldKind.REFERENCES})


@dataclass(frozen=True, slots=True)
class Question:
    """Which records a list shows, what of each, and in which order.

    Args:
        where: conditions of SQLAlchemy.
        order: a field's name, `-` before it for the largest first; empty for the kind's own order.
        sought: what was typed into the filter.
    """

    kind: type[Record]
    columns: tuple[str, ...]
    where: tuple[Any, ...] = ()
    order: str = ""
    sought: str = ""

    def conditions(self, workspace: Workspace) -> tuple[Any, ...]:
        """The conditions, those of the filter among them."""
        return (*self.where, *matching(workspace.kinds[self.kind], self.columns, self.sought))

    def with_order(self, order: str) -> Question:
        """The same in another order."""
        return replace(self, order=order)


@dataclass(frozen=True, slots=True)
class Line:
    """One record as the list shows it: a text for each column, and how far it may be spread."""

    id: UUID
    texts: tuple[str, ...]
    protection: str | None = None
    ground: str | None = None
    draft: bool = False


def count(workspace: Workspace, question: Question) -> int:
    """How many records there are."""
    return workspace.count(question.kind, *question.conditions(workspace))


def lines(workspace: Workspace, question: Question, offset: int = 0, limit: int | None = None) -> list[Line]:
    """Some of the lines, in order."""
    conditions = question.conditions(workspace)
    if not _needs_own_order(question):
        rows = workspace.rows(
            question.kind,
            _names(question),
            where=conditions,
            sort=question.order,
            limit=limit,
            offset=offset,
        )
        return _lines(workspace, question, rows)
    wanted = _ids_in_own_order(workspace, question, conditions, offset, limit)
    return lines_of(workspace, question, wanted)


def lines_of(workspace: Workspace, question: Question, wanted: Sequence[UUID]) -> list[Line]:
    """The lines of these records, in the order they are given; those that are gone are absent."""
    found: dict[UUID, tuple[Any, ...]] = {}
    for start in range(0, len(wanted), 500):
        chunk = wanted[start : start + 500]
        rows = workspace.rows(question.kind, _names(question), where=(col(question.kind.id).in_(chunk),))
        found |= {row[0]: row for row in rows}
    return _lines(workspace, question, [found[id] for id in wanted if id in found])


def ids(workspace: Workspace, question: Question) -> list[UUID]:
    """Every record's id, in order."""
    conditions = question.conditions(workspace)
    if _needs_own_order(question):
        return _ids_in_own_order(workspace, question, conditions, 0, None)
    return [id for (id,) in workspace.rows(question.kind, [], where=conditions, sort=question.order)]


def _names(question: Question) -> list[str]:
    return list(dict.fromkeys([*question.columns, *_ALWAYS]))


def _lines(workspace: Workspace, question: Question, rows: Iterable[tuple[Any, ...]]) -> list[Line]:
    names = _names(question)
    fields = question.kind.fields()
    shown = [fields[name] for name in question.columns]
    valued = [(row[0], dict(zip(names, row[1:], strict=True))) for row in rows]
    titles = workspace.titles(_mentioned(shown, [values for _id, values in valued]))
    return [
        Line(
            id,
            tuple(_one_line(show(field, values[field.name], titles=titles)) for field in shown),
            values[PROTECTION],
            values["ground"],
            bool(values["draft"]),
        )
        for id, values in valued
    ]


def _one_line(words: str) -> str:
    return " ".join(words[:400].split())


def _mentioned(fields: Sequence[Field], valued: Sequence[dict[str, Any]]) -> set[UUID]:
    found: set[UUID] = set()
    for field in fields:
        if field.kind not in _POINTING:
            continue
        for values in valued:
            value = values[field.name]
            found.update(value if field.many else ([value] if isinstance(value, UUID) else []))
    return found


# --- in order ---------------------------------------------------------------------------------------------


def _needs_own_order(question: Question) -> bool:
    """Whether the order is by something else than what stands in the column: a title, a rank of options."""
    field = question.kind.fields().get(question.order.lstrip("-"))
    return field is not None and field.kind in {*_POINTING, FieldKind.CHOICE}


def _ids_in_own_order(
    workspace: Workspace, question: Question, conditions: Sequence[Any], offset: int, limit: int | None
) -> list[UUID]:
    table = workspace.kinds[question.kind]
    field = table.fields[question.order.lstrip("-")]
    key = _order_key(table, field)
    ordering = f"{key} DESC" if question.order.startswith("-") else f"{key} IS NULL, {key}"
    statement = (
        select(literal_column(f'"{table.table}".id'))
        .select_from(question.kind)
        .where(*conditions)
        .order_by(text(ordering), *_then(workspace, question.kind), text(f'"{table.table}".id'))
        .limit(limit)
        .offset(offset or None)
    )
    return [UUID(row[0]) for row in workspace.select(statement)]


def _then(workspace: Workspace, kind: type[Record]) -> list[Any]:
    """What decides between records that are alike in what they are sorted by: the kind's own order."""
    return [key for name in kind.about.order for key in workspace.reader.ordering(kind, name)]


def _order_key(table: KindTable, field: Field) -> str:
    column = f'"{table.table}"."{field.name}"'
    if field.kind is FieldKind.REFERENCE:
        return f"(SELECT key FROM search_entry WHERE record = {column})"
    if field.kind is FieldKind.REFERENCES:
        return (
            "(SELECT min(e.key) FROM link l JOIN search_entry e ON e.record = l.to_id "
            f"WHERE l.from_id = \"{table.table}\".id AND l.role = '{field.name}')"
        )
    ranks = " ".join(f"WHEN '{option.value}' THEN {rank}" for rank, option in enumerate(field.options or ()))
    return f"(CASE {column} {ranks} END)" if ranks else column


# --- filtered ---------------------------------------------------------------------------------------------


def matching(table: KindTable, columns: Sequence[str], sought: str) -> tuple[Any, ...]:
    """The conditions of a filter: each word stands somewhere in what the list shows, or in the name."""
    names = dict.fromkeys([table.naming.name, *columns])
    fields = [table.fields[name] for name in names]
    return tuple(
        or_(*(condition for field in fields if (condition := _holds(table, field, word)) is not None))
        for word in sought.split()
    )


def _holds(table: KindTable, field: Field, word: str) -> Any:
    pattern = "%" + (sort_key(word) or "").replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    column = f'"{table.table}"."{field.name}"'
    keyed = any(each.name == field.name for each in table.keyed)
    if field.kind is FieldKind.CHOICE:
        wanted = [o.value for o in field.options or () if (sort_key(word) or "") in (sort_key(o.label) or "")]
        return literal_column(column).in_(wanted) if wanted else None
    if field.kind is FieldKind.REFERENCE:
        made = f"{column} IN (SELECT record FROM search_entry WHERE key LIKE :word ESCAPE '\\')"
    elif field.kind is FieldKind.REFERENCES:
        made = (
            f'"{table.table}".id IN (SELECT l.from_id FROM link l JOIN search_entry e ON e.record = l.to_id '
            f"WHERE l.role = '{field.name}' AND e.key LIKE :word ESCAPE '\\')"
        )
    elif keyed:
        column = f'"{table.table}"."{field.name}{KEY_SUFFIX}"'
        made = f"{column} LIKE :word ESCAPE '\\'"
    elif field.textual or field.kind in (FieldKind.DATE, FieldKind.DATETIME, FieldKind.INTEGER):
        made = f"{column} LIKE :word ESCAPE '\\'"
    else:
        return None
    return text(made).bindparams(word=pattern)
