"""Where it is worst and where we are: problems, what is done about them and presence, area by area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from trygg_desktop.domain.figures import Better
from trygg_desktop.domain.measures import Measure, Stage
from trygg_desktop.domain.problems import Problem, ProblemStatus, weight
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.values import sort_key
from trygg_desktop.insight.audience import visible
from trygg_desktop.insight.lying import Lying
from trygg_desktop.insight.points import Point
from trygg_desktop.insight.presence import coverage, totals
from trygg_desktop.insight.trends import trend
from trygg_desktop.workspace import Workspace

WEEKS = 26
"""How far back presence is counted: half a year."""
_UNDERWAY = (Stage.DECIDED, Stage.ONGOING)


@dataclass(frozen=True, slots=True)
class DistrictNeed:
    """How much weighs on an area, and what is there against it. What is in its sub-areas is counted in.

    Args:
        problems: those that are not solved, the heaviest first.
        weight: their severity × extent × trend added up; it orders areas for a conversation and measures nothing.
        unweighed: how many of them have no weight yet.
        measures: those decided or ongoing, for this area.
        sessions: presence in the last half year.
        weeks, last: whole weeks since somebody was there, and the day (nothing: never).
        latest: the latest figure of the indicator that was asked for; nothing where there is none.
    """

    district: UUID
    name: str
    problems: tuple[UUID, ...]
    weight: int
    unweighed: int
    measures: tuple[UUID, ...]
    sessions: int
    weeks: int | None
    last: date | None
    waiting: bool
    latest: Point | None = None

    @property
    def unanswered(self) -> bool:
        """Whether there are problems and nothing under way against them."""
        return bool(self.problems) and not self.measures


def needs(
    workspace: Workspace,
    today: date,
    *,
    indicator: UUID | None = None,
    weeks: int | None = None,
    audience: Audience | None = None,
) -> list[DistrictNeed]:
    """Every area, the heaviest first; among equals those without a measure, then those that waited longest.

    Args:
        indicator: what tells where it is worst instead: the areas stand in the order of its latest figures,
            the highest first, or the lowest where higher is better. Areas without a figure come last.
        weeks: from how many weeks an area counts as waiting; the council's own limit where nothing is said.

    Raises:
        UserError: there is no such indicator.
    """
    area_of = Lying.read(workspace, audience).areas()
    problems, unweighed = _problems(workspace, area_of, audience)
    measures = _measures(workspace, area_of, audience)
    presence = totals(workspace, today - timedelta(weeks=WEEKS), today, audience=audience)
    figures = trend(workspace, indicator, audience=audience) if indicator else None
    latest = {series.area: series.latest for series in figures.series} if figures else {}
    found = []
    for area in coverage(workspace, today, weeks=weeks, audience=audience):
        here = sorted(problems.get(area.id, {}).items(), key=lambda each: -each[1])
        found.append(
            DistrictNeed(
                district=area.id,
                name=area.name,
                problems=tuple(id for id, _weight in here),
                weight=sum(each for _id, each in here),
                unweighed=len(unweighed & set(problems.get(area.id, {}))),
                measures=tuple(sorted(measures.get(area.id, set()), key=str)),
                sessions=presence[area.id].sessions if area.id in presence else 0,
                weeks=area.weeks,
                last=area.last,
                waiting=area.waiting,
                latest=latest.get(area.id),
            )
        )
    found.sort(key=_order)
    if figures:
        sign = 1 if figures.indicator.better == Better.HIGHER else -1
        found.sort(key=lambda need: _by_figure(need.latest, sign))
    return found


def _order(need: DistrictNeed) -> tuple[Any, ...]:
    never = need.weeks is None
    return -need.weight, not need.unanswered, not never, -(need.weeks or 0), sort_key(need.name) or ""


def _by_figure(latest: Point | None, sign: int) -> tuple[bool, float]:
    if latest is None or latest.value is None:
        return True, 0.0
    return False, sign * latest.value


def _problems(
    workspace: Workspace, area_of: dict[UUID, UUID], audience: Audience | None
) -> tuple[dict[UUID, dict[UUID, int]], set[UUID]]:
    """By area the problems that are not solved, with their weights; and those that nobody has weighed."""
    names = ["severity", "extent", "trend", "status", "districts"]
    by_area: dict[UUID, dict[UUID, int]] = {}
    unweighed: set[UUID] = set()
    for id, severity, extent, direction, status, districts in workspace.rows(
        Problem, names, where=visible(Problem, audience)
    ):
        if status == ProblemStatus.SOLVED:
            continue
        found = weight(Problem(title="", severity=severity, extent=extent, trend=direction))
        if found is None:
            unweighed.add(id)
        for area in {area_of[each] for each in districts or () if each in area_of}:
            by_area.setdefault(area, {})[id] = found or 0
    return by_area, unweighed


def _measures(
    workspace: Workspace, area_of: dict[UUID, UUID], audience: Audience | None
) -> dict[UUID, set[UUID]]:
    by_area: dict[UUID, set[UUID]] = {}
    rows = workspace.rows(Measure, ["stage", "districts"], where=visible(Measure, audience))
    for id, stage, districts in rows:
        if stage in _UNDERWAY:
            for area in {area_of[each] for each in districts or () if each in area_of}:
                by_area.setdefault(area, set()).add(id)
    return by_area
