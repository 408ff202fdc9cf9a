"""Which records a list holds and in which order: the questions it asks the workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import bindparam, case, func, literal_column, or_, select, text, true

from trygg_desktop.desktop.records.id_order import IdOrder
from trygg_desktop.domain.fields import FieldKind
from trygg_desktop.domain.values import option_label, sort_key
from trygg_desktop.workspace.kinds import KEY_SUFFIX

if TYPE_CHECKING:
    from trygg_desktop.domain.fields import Field
    from trygg_desktop.domain.record import Record
    from trygg_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Question:
    """What a list shows: a kind, narrowed and sorted.

    Args:
        where: SQLAlchemy expressions.
        typed: words of which every one must be found in a record's line.
        sort: a field's name, `-` before it for the largest first; empty for the kind's own order.
    """

    kind: type[Record]
    where: tuple[Any, ...] = ()
    typed: str = ""
    sort: str = ""


def ids(workspace: Workspace, question: Question, *, limit: int | None = None) -> IdOrder:
    """The ids of the records in their order, or the first of them."""
    kind = question.kind
    own: Any = literal_column(f'"{kind.__tablename__}".id').label("id")
    conditions = (*question.where, *_narrowed(workspace, question))
    ordering = _ordering(workspace, question, whole=limit is None)
    falling = (question.sort or next(iter(kind.about.order), "")).startswith("-")
    # In the order's own direction, as the index has it.
    last: Any = literal_column(f'"{kind.__tablename__}".id')
    ordered = (*ordering, last.desc() if falling else last)
    found = select(own).select_from(kind).where(*conditions).order_by(*ordered).limit(limit).subquery()
    return IdOrder(workspace.select(select(func.group_concat(found.c.id, "")))[0][0] or "")


def rows(
    workspace: Workspace, kind: type[Record], names: Sequence[str], wanted: Sequence[str]
) -> dict[str, tuple[Any, ...]]:
    """The asked fields of some records, by the id as the file writes it."""
    if not wanted:
        return {}
    table = kind.__tablename__
    among = text(f'"{table}".id IN :wanted').bindparams(bindparam("wanted", list(wanted), expanding=True))
    return {row[0].hex: row[1:] for row in workspace.rows(kind, names, where=(among,))}


def titles_for(
    workspace: Workspace, fields: Sequence[Field], found: dict[str, tuple[Any, ...]]
) -> dict[UUID, str]:
    """What the records that these rows refer to are called."""
    wanted: set[UUID] = set()
    for place, field in enumerate(fields):
        if field.many:
            wanted.update(each for row in found.values() for each in row[place])
        elif field.kind is FieldKind.REFERENCE:
            wanted.update(row[place] for row in found.values() if isinstance(row[place], UUID))
    return workspace.names(wanted) if wanted else {}


def _ordering(workspace: Workspace, question: Question, *, whole: bool) -> list[Any]:
    names = [question.sort] if question.sort else list(question.kind.about.order)
    return [_order_by(workspace, question.kind, name, whole=whole) for name in names]


def _order_by(workspace: Workspace, kind: type[Record], name: str, *, whole: bool) -> Any:
    """One part of an order; what is empty stands last.

    For the first lines an index is the quickest way. For all of them it is the slowest: it would fetch every
    row from another place in the file, so the plus sign keeps SQLite from using it.
    """
    field = kind.fields()[name.lstrip("-")]
    table, falling = workspace.kinds[kind], name.startswith("-")
    column = f'"{table.table}"."{field.name}"'
    if field.kind is FieldKind.CHOICE and field.options is not None:
        places = {option.value: place for place, option in enumerate(field.options)}
        place = case(places, value=literal_column(column), else_=len(places))
        return place.desc() if falling else place
    if field.kind is FieldKind.REFERENCE:
        column = f"(SELECT key FROM search_entry WHERE record = {column})"
    elif any(each.name == field.name for each in table.keyed):
        column = f'"{table.table}"."{field.name}{KEY_SUFFIX}"'
    plain = f"+{column}" if whole else column
    if falling:
        return text(f"{plain} DESC")
    return text(plain if field.required else f"{plain} NULLS LAST")


def _narrowed(workspace: Workspace, question: Question) -> list[Any]:
    """One condition a word: it stands in a text, an option or the title of something referred to."""
    return [_holds(workspace, question.kind, word, n) for n, word in enumerate(question.typed.split())]


def _holds(workspace: Workspace, kind: type[Record], word: str, number: int) -> Any:
    table = workspace.kinds[kind]
    key = sort_key(word) or ""
    pattern = "%" + key.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    name = f"pattern_{number}"
    places = [
        f'"{table.table}"."{field.name}{KEY_SUFFIX}" LIKE :{name} ESCAPE \'\\\'' for field in table.keyed
    ]
    titled = f"(SELECT record FROM search_entry WHERE key LIKE :{name} ESCAPE '\\')"
    places += [
        f'"{table.table}"."{field.name}" IN {titled}'
        for field in table.columns
        if field.kind is FieldKind.REFERENCE and field.listed
    ]
    roles = ", ".join(f"'{field.name}'" for field in table.references if field.listed)
    if roles:
        places.append(
            f'"{table.table}".id IN (SELECT from_id FROM link WHERE role IN ({roles}) AND to_id IN {titled})'
        )
    conditions = [text(f"({' OR '.join(places)})").bindparams(**{name: pattern})] if places else []
    conditions += [
        condition
        for field in table.columns
        if (condition := _option_holds(table.table, field, key)) is not None
    ]
    return or_(*conditions) if conditions else true()


def _option_holds(table: str, field: Field, key: str) -> Any:
    if field.kind is not FieldKind.CHOICE or field.options is None or not field.listed:
        return None
    meant = [
        option.value for option in field.options if key in (sort_key(option_label(field, option.value)) or "")
    ]
    return literal_column(f'"{table}"."{field.name}"').in_(meant) if meant else None
