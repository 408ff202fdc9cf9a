"""Finds the rows of a file that would change something decided, before anybody takes the file in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trygg_desktop.domain.frozen import CONCERNED
from trygg_desktop.formats.importing import Addition, ImportPlan, Problem, Update
from trygg_desktop.i18n import _
from trygg_desktop.workspace.frozen import Foreseen

if TYPE_CHECKING:
    from trygg_desktop.workspace import Workspace


def sparing_decided(workspace: Workspace, plan: ImportPlan) -> ImportPlan:
    """The same plan, in which each row that would change what is decided is a problem that says so."""
    if plan.kind is None or plan.kind.about.name not in CONCERNED:
        return plan
    foreseen = Foreseen(workspace.reader, workspace.kinds, workspace.find_deleted)
    problems: list[Problem] = []

    def may(each: Addition | Update) -> bool:
        field = foreseen.change_of_decided(each.kind, each.id, each.values)
        if field is not None:
            problems.append(Problem(each.row, _column(plan, field), _why()))
        return field is None

    additions = tuple(each for each in plan.additions if may(each))
    updates = tuple(each for each in plan.updates if may(each))
    if not problems:
        return plan
    return replace(
        plan,
        additions=additions,
        updates=updates,
        problems=tuple(sorted((*plan.problems, *problems), key=lambda problem: problem.row)),
    )


def _column(plan: ImportPlan, field: str) -> str:
    """The column that a field is read from; for one that follows from others the field itself."""
    columns = {target: column for column, target in plan.mapping.items()}
    assert plan.kind is not None
    return columns.get(field) or plan.kind.fields()[field].title


def _why() -> str:
    return _(
        "The situational picture is decided, so what it says stays as it is. Take back the decision first, or leave "
        "the row out."
    )
