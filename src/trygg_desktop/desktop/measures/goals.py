"""The goals as a tree, each with what its indicator says now, read away from the window's thread."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from uuid import UUID

from trygg_desktop.domain.figures import Indicator
from trygg_desktop.domain.goals import Goal, GoalStatus, progress
from trygg_desktop.domain.measures import Measure
from trygg_desktop.i18n import _, ngettext, short_date
from trygg_desktop.insight.charts.goal_tree import Goal as Branch
from trygg_desktop.insight.charts.goal_tree import GoalTree
from trygg_desktop.insight.charts.indicator_charts import unit_of, value_of
from trygg_desktop.insight.charts.standing import Standing
from trygg_desktop.insight.charts.values import PLAIN, Unit, Value
from trygg_desktop.insight.trends import trend
from trygg_desktop.workspace import Workspace

KINDS = frozenset({"goal", "measure", "indicator", "measurement"})
"""Kinds that the tree shows something of."""


def read_goals(workspace: Workspace, today: date) -> GoalTree:
    """All goals; one whose parent is not here, or that lies under itself, stands at the top."""
    goals = {goal.id: goal for goal in workspace.records(Goal) if goal.id is not None}
    working = Counter(goal for _id, goal in workspace.rows(Measure, ["goal"]) if goal)
    under: defaultdict[UUID | None, list[Goal]] = defaultdict(list)
    for goal in goals.values():
        under[_parent(goal, goals)].append(goal)

    def branch(goal: Goal) -> Branch:
        assert goal.id is not None
        now, unit = _now(workspace, goal)
        return Branch(
            goal.title or "",
            goal.id,
            goal.baseline,
            now,
            goal.target,
            unit,
            _quietly(goal, working[goal.id]),
            standing(goal, now.amount if now else None, today),
            tuple(branch(each) for each in under[goal.id]),
        )

    return GoalTree(_("Goals and how far they have come"), tuple(branch(goal) for goal in under[None]))


def _parent(goal: Goal, goals: dict[UUID, Goal]) -> UUID | None:
    seen, above = {goal.id}, goal.parent
    while above is not None and above in goals:
        if above in seen:
            return None
        seen.add(above)
        above = goals[above].parent
    return goal.parent if goal.parent in goals else None


def _now(workspace: Workspace, goal: Goal) -> tuple[Value | None, Unit]:
    """The latest figure where the goal applies: its district, or the whole city where it names none.

    Several districts have no figure of their own that could be told as one.
    """
    indicator = workspace.find(goal.indicator) if goal.indicator else None
    if not isinstance(indicator, Indicator) or indicator.id is None:
        return None, PLAIN
    if len(goal.districts) > 1:
        return None, unit_of(indicator)
    area = goal.districts[0] if goal.districts else None
    series = trend(workspace, indicator.id, areas=[area]).of(area)
    latest = series.latest if series else None
    return (value_of(indicator, latest) if latest else None), unit_of(indicator)


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


def _quietly(goal: Goal, measures: int) -> str:
    """By when, and how many measures work for it."""
    by = _("by {day}", day=short_date(goal.due)) if goal.due else ""
    given_up = _("given up") if goal.status == GoalStatus.DROPPED else ""
    working = ngettext("{n} measure", "{n} measures", measures) if measures else ""
    return ", ".join(filter(None, (given_up, by, working)))
