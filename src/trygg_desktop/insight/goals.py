"""The goals under the effects they serve: what the indicator of each says now, what works for it, and how it goes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from trygg_desktop.domain.figures import Indicator
from trygg_desktop.domain.goals import Goal, GoalStatus, progress
from trygg_desktop.domain.measures import Measure, Stage
from trygg_desktop.domain.record import Audience
from trygg_desktop.insight.audience import may_see, visible
from trygg_desktop.insight.charts.standing import Standing
from trygg_desktop.insight.points import Point, has_begun
from trygg_desktop.insight.trends import trend
from trygg_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class GoalNow:
    """A goal as it stands on a day.

    Args:
        goal: the goal itself.
        indicator: what it is measured by; `latest` is that figure where the goal applies.
        measures: how many work for it; what was given up works for nothing.
        standing: how it goes, nothing where nobody can tell.
        under: the goals that lead to it.
    """

    goal: Goal
    indicator: Indicator | None
    latest: Point | None
    measures: int
    standing: Standing | None
    under: tuple[GoalNow, ...] = ()


def goals_now(workspace: Workspace, today: date, *, audience: Audience | None = None) -> tuple[GoalNow, ...]:
    """All goals; one whose parent is not to be seen, or that lies under itself, stands at the top."""
    goals = {goal.id: goal for goal in workspace.records(Goal, *visible(Goal, audience)) if goal.id}
    working = Counter(
        goal
        for _id, goal, stage in workspace.rows(Measure, ["goal", "stage"], where=visible(Measure, audience))
        if goal is not None and stage != Stage.DROPPED
    )
    under: defaultdict[UUID | None, list[Goal]] = defaultdict(list)
    for goal in goals.values():
        under[_parent(goal, goals)].append(goal)

    def told(several: Iterable[Goal]) -> tuple[GoalNow, ...]:
        return tuple(now(goal) for goal in several)

    def now(goal: Goal) -> GoalNow:
        assert goal.id is not None
        indicator = _indicator(workspace, goal, audience)
        latest = latest_of(workspace, goal, today, audience=audience) if indicator else None
        how = standing(goal, latest.value if latest else None, today)
        return GoalNow(goal, indicator, latest, working[goal.id], how, told(under[goal.id]))

    return told(under[None])


def _parent(goal: Goal, goals: dict[UUID, Goal]) -> UUID | None:
    seen, above = {goal.id}, goal.parent
    while above is not None and above in goals:
        if above in seen:
            return None
        seen.add(above)
        above = goals[above].parent
    return goal.parent if goal.parent in goals else None


def _indicator(workspace: Workspace, goal: Goal, audience: Audience | None) -> Indicator | None:
    found = workspace.find(goal.indicator) if goal.indicator else None
    return found if isinstance(found, Indicator) and may_see(found, audience) else None


def measured_in(goal: Goal) -> tuple[UUID | None, ...]:
    """Where a goal is measured: in its district, or in the whole city (nothing) where it names none.

    Several districts have no figure of their own that could be told as one.
    """
    return tuple(goal.districts or (None,)) if len(goal.districts) < 2 else ()


def latest_of(
    workspace: Workspace, goal: Goal, today: date, *, audience: Audience | None = None
) -> Point | None:
    """The latest figure with a value where the goal applies, of a period that had begun by the day.

    Raises:
        UserError: its indicator is not here.
    """
    for area in measured_in(goal) if goal.indicator else ():
        assert goal.indicator is not None
        series = trend(workspace, goal.indicator, areas=[area], audience=audience).of(area)
        points = reversed(series.points) if series else ()
        return next((each for each in points if each.value is not None and has_begun(each, today)), None)
    return None


def standing(goal: Goal, value: float | None, today: date) -> Standing | None:
    """How a goal goes: as someone has judged it, else by its day and by how the way compares with the time.

    A goal is at risk when less of the way than of the time from start to day is behind it.
    """
    if goal.status == GoalStatus.REACHED:
        return Standing.DONE
    if goal.status in (GoalStatus.MISSED, GoalStatus.DROPPED):
        return Standing.LATE if goal.status == GoalStatus.MISSED else None
    way = progress(goal, value)
    if goal.due is not None and goal.due < today and (way is None or way < 1):
        return Standing.LATE
    if way is None:
        return None
    if goal.due is None or goal.baseline_on is None or goal.due <= goal.baseline_on:
        return Standing.ON_PLAN if way >= 1 else None
    gone = (today - goal.baseline_on).days / (goal.due - goal.baseline_on).days
    return Standing.ON_PLAN if way >= min(1.0, gone) else Standing.RISK
