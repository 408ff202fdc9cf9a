"""Values from the log as people read them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from trygg_desktop.domain.values import from_column, json_to_column, show
from trygg_desktop.workspace.kinds import KindTable

Titles = Callable[[list[UUID]], dict[UUID, str]]


def in_words(table: KindTable | None, name: str, stored: Any, titles: Titles) -> str:
    """A value as people read it; what this program does not know as it is written."""
    if table is None or name not in table.fields:
        return "" if stored is None else str(stored)
    field = table.fields[name]
    if field.many:
        return "" if stored is None else str(stored)
    value = from_column(field, json_to_column(field, stored))
    named = titles([value]) if isinstance(value, UUID) else {}
    return show(field, value, titles=named)


def title_of(table: KindTable, values: dict[str, Any], titles: Titles) -> str:
    """What a record is called; one that is named by another, such as a district in a picture, as that one."""
    if table.naming.textual:
        return table.title(values)
    return in_words(table, table.naming.name, values.get(table.naming.name), titles)
