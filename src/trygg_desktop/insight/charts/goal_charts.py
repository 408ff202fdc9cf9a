"""The tree of goals, drawn from how each of them stands: the same on screen and on paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from trygg_desktop.domain.figures import Indicator
from trygg_desktop.domain.goals import GoalStatus
from trygg_desktop.i18n import _, ngettext, short_date
from trygg_desktop.insight.charts.goal_tree import Goal, GoalTree
from trygg_desktop.insight.charts.indicator_charts import unit_of, value_of
from trygg_desktop.insight.charts.values import PLAIN, Unit
from trygg_desktop.insight.goals import GoalNow


def goal_tree(found: Iterable[GoalNow], title: str = "") -> GoalTree:
    """The goals with how far each has come."""
    return GoalTree(title, tuple(map(_branch, found)))


def _branch(each: GoalNow) -> Goal:
    goal, indicator = each.goal, each.indicator
    return Goal(
        goal.title or "",
        goal.id,
        goal.baseline,
        value_of(indicator, each.latest) if indicator and each.latest else None,
        goal.target,
        _unit(indicator) if indicator else PLAIN,
        _quietly(each),
        each.standing,
        tuple(map(_branch, each.under)),
    )


def _unit(indicator: Indicator) -> Unit:
    """How the figures of a goal are written: with their unit, as a goal's title does not say what is counted."""
    unit = unit_of(indicator)
    return unit if unit.after else replace(unit, after=indicator.unit or "")


def _quietly(each: GoalNow) -> str:
    """Whether it was given up, by when it is due, and how many measures work for it."""
    given_up = _("given up") if each.goal.status == GoalStatus.DROPPED else ""
    by = _("by {day}", day=short_date(each.goal.due)) if each.goal.due else ""
    working = ngettext("{n} measure", "{n} measures", each.measures) if each.measures else ""
    return ", ".join(filter(None, (given_up, by, working)))
