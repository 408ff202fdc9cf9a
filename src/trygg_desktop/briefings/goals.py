"""The goals as a tree under the programme's effects, each with how far its indicator has come."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import col

from trygg_desktop.briefings.content import Reading, joined
from trygg_desktop.briefings.measure_lines import MeasureContent
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.domain.goals import Goal, GoalStatus, progress
from trygg_desktop.i18n import _, ngettext, short_date
from trygg_desktop.insight.charts.goal_tree import Goal as Branch
from trygg_desktop.insight.charts.goal_tree import GoalTree
from trygg_desktop.insight.charts.indicator_charts import unit_of, value_of
from trygg_desktop.insight.charts.standing import Standing
from trygg_desktop.insight.charts.values import PLAIN, Unit, Value
from trygg_desktop.insight.trends import trend


def gather_goals(reading: Reading, measures: Sequence[MeasureContent]) -> GoalTree | None:
    """All goals; one whose parent is not in the edition, or that lies under itself, stands at the top."""
    goals = {goal.id: goal for goal in reading.records(Goal) if goal.id is not None}
    working = Counter(each.goal for each in measures if each.goal is not None)
    under: defaultdict[UUID | None, list[Goal]] = defaultdict(list)
    for goal in goals.values():
        under[_parent(goal, goals)].append(goal)

    def branch(goal: Goal) -> Branch:
        assert goal.id is not None
        now, unit = _now(reading, goal)
        return Branch(
            goal.title or "",
            goal.id,
            goal.baseline,
            now,
            goal.target,
            unit,
            _quietly(goal, working[goal.id]),
            standing(goal, now.amount if now else None, reading.edition.today),
            tuple(branch(each) for each in under[goal.id]),
        )

    if not goals:
        return None
    return GoalTree("", tuple(branch(goal) for goal in under[None]))


def _parent(goal: Goal, goals: dict[UUID, Goal]) -> UUID | None:
    seen, above = {goal.id}, goal.parent
    while above is not None and above in goals:
        if above in seen:
            return None
        seen.add(above)
        above = goals[above].parent
    return goal.parent if goal.parent in goals else None


def _now(reading: Reading, goal: Goal) -> tuple[Value | None, Unit]:
    """The latest figure where the goal applies: its district, or the whole city where it names none."""
    indicator = reading.find(goal.indicator)
    if not isinstance(indicator, Indicator) or indicator.id is None:
        return None, PLAIN
    if len(goal.districts) > 1:
        return None, unit_of(indicator)
    area = goal.districts[0] if goal.districts else None
    there = col(Measurement.district)
    place = there.is_(None) if area is None else there == area
    reading.counted(Measurement, col(Measurement.indicator) == indicator.id, place)
    read = trend(reading.workspace, indicator.id, areas=[area], audience=reading.audience).of(area)
    points = [each for each in read.points if each.period.first <= reading.edition.today] if read else []
    latest = next((each for each in reversed(points) if each.value is not None), None)
    return (value_of(indicator, latest) if latest else None), unit_of(indicator)


def standing(goal: Goal, value: float | None, today: date) -> Standing | None:
    """How a goal goes: as someone has judged it, else by its day and by how the way compares with the time."""
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
    return joined((given_up, by, working), ", ")
