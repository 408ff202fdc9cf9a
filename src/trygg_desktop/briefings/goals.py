"""The goals as a tree under the programme's effects, as the action plan prints it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import col

from trygg_desktop.briefings.content import Reading
from trygg_desktop.domain.figures import Measurement
from trygg_desktop.domain.goals import Goal
from trygg_desktop.insight.charts.goal_charts import goal_tree
from trygg_desktop.insight.charts.goal_tree import GoalTree
from trygg_desktop.insight.goals import GoalNow, goals_now, measured_in


def gather_goals(reading: Reading) -> GoalTree | None:
    """All goals of the edition; nothing where there are none."""
    reading.records(Goal)
    found = goals_now(reading.workspace, reading.edition.today, audience=reading.audience)
    _hold_figures(reading, found)
    return goal_tree(found) if found else None


def _hold_figures(reading: Reading, found: Iterable[GoalNow]) -> None:
    """The protection of the figures behind the goals is in the edition."""
    for each in found:
        for area in measured_in(each.goal) if reading.find(each.goal.indicator) else ():
            place = col(Measurement.district)
            reading.counted(
                Measurement,
                col(Measurement.indicator) == each.goal.indicator,
                place.is_(None) if area is None else place == area,
            )
        _hold_figures(reading, each.under)
