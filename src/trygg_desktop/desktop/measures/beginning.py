"""What a new record of the plan knows from the start: what it belongs to, its number, its districts and indicators."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import col

from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.goals import Goal
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.problems import Cause, Problem
from trygg_desktop.workspace import Workspace


def belonging(workspace: Workspace, kind: str, shown: UUID | None) -> dict[str, Any]:
    """By which field a new record belongs to the one that is looked at, if it does."""
    record = workspace.find(shown) if shown is not None else None
    if kind == "cause" and isinstance(record, (Problem, Cause)):
        return {"problem": record.id if isinstance(record, Problem) else record.problem}
    if kind == "measure" and isinstance(record, (Cause, Measure)):
        return {"cause": record.id if isinstance(record, Cause) else record.cause}
    if kind in ("follow-up", "evaluation"):
        if isinstance(record, Measure):
            return {"measure": record.id}
        return {"measure": record.measure} if isinstance(record, (FollowUp, Evaluation)) else {}
    return {"parent": record.id} if kind == "goal" and isinstance(record, Goal) else {}


def completed(workspace: Workspace, kind: str, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The values with what follows from them; what is given already stands."""
    return {**_following(workspace, kind, values, today), **values}


def _following(workspace: Workspace, kind: str, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    if kind == "follow-up":
        return {"on": today}
    if kind == "problem":
        numbers = [number for _id, number in workspace.rows(Problem, ["number"])]
        return {"number": _next(numbers)}
    if kind == "cause" and values.get("problem"):
        where = (col(Cause.problem) == values["problem"],)
        return {"number": _next([number for _id, number in workspace.rows(Cause, ["number"], where=where)])}
    if kind == "measure" and values.get("cause"):
        cause = workspace.find(values["cause"])
        problem = workspace.find(cause.problem) if isinstance(cause, Cause) and cause.problem else None
        if isinstance(problem, Problem):
            return {"districts": list(problem.districts), "indicators": list(problem.indicators)}
    return {}


def _next(numbers: list[int | None]) -> int:
    return max((number for number in numbers if number is not None), default=0) + 1
