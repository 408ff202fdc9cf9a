"""Looks at a file and at what taking it in would do; nothing is changed. Runs away from the window's thread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from trygg_desktop.desktop.importing.sources import CONTACTS, Wish, make_plan
from trygg_desktop.domain.record import headline
from trygg_desktop.errors import UserError

if TYPE_CHECKING:
    from trygg_desktop.formats.importing import Addition, ImportPlan, ImportResult, Progress, Update
    from trygg_desktop.formats.mapping import Target
    from trygg_desktop.formats.tables import Table
    from trygg_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Preview:
    """What the window shows of a file before it is taken in.

    Args:
        plan: missing where the file can be read but not taken yet; `error` then says why.
        result: what the plan comes to, counted here: of many rows that takes a while.
        bad_rows: how many rows have a problem.
        table, mapping, targets: of a file with columns.
        titles: what the records are called that the plan names, new ones too.
    """

    plan: ImportPlan | None
    table: Table | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    targets: tuple[Target, ...] = ()
    titles: Mapping[UUID, str] = field(default_factory=dict)
    error: UserError | None = None
    result: ImportResult | None = None
    bad_rows: int = 0


def look(workspace: Workspace, wish: Wish, progress: Progress) -> Preview:
    """What taking the file in would do.

    Raises:
        UserError: the file can't be read as what it is said to be.
    """
    try:
        plan = make_plan(workspace, wish, progress)
    except UserError as error:
        if error.id != "no-name-column":
            raise
        return _only_columns(workspace, wish, error)
    return Preview(
        plan,
        plan.table,
        plan.mapping,
        plan.targets,
        _titles(workspace, plan),
        result=plan.result(),
        bad_rows=len({problem.row for problem in plan.problems}),
    )


def _only_columns(workspace: Workspace, wish: Wish, error: UserError) -> Preview:
    """The file's columns, so that the user can say which of them holds the names."""
    from trygg_desktop.formats import contacts, mapping
    from trygg_desktop.formats.tables import read_table

    if wish.source is CONTACTS:
        name, offered = "contact", contacts.targets()
    else:
        assert wish.kind is not None
        name, offered = wish.kind.about.name, mapping.targets(wish.kind)
    table = read_table(wish.path, mapping.recognises(offered))
    chosen = mapping.mapping_for(workspace, name, table.columns, offered, wish.mapping or {})
    return Preview(None, table, chosen, offered, error=error)


def _titles(workspace: Workspace, plan: ImportPlan) -> dict[UUID, str]:
    here = [each.id for each in plan.updates]
    here += [id for twin in plan.possible_duplicates for id in (twin.new, twin.existing)]
    for values in [*(each.values for each in plan.additions), *(each.values for each in plan.updates)]:
        here += _pointed_at(values)
    titles = dict(workspace.titles(here))
    titles |= {each.id: new_title(each) for each in plan.additions}
    return titles


def _pointed_at(values: Mapping[str, Any]) -> Iterator[UUID]:
    for value in values.values():
        if isinstance(value, UUID):
            yield value
        elif isinstance(value, tuple):
            yield from (part for part in value if isinstance(part, UUID))


def new_title(each: Addition | Update) -> str:
    """What a record will be called."""
    return headline(each.values.get(each.kind.about.naming))
