"""The tree of goals as the page of measures shows it, read away from the window's thread."""

from __future__ import annotations

from datetime import date

from trygg_desktop.i18n import _
from trygg_desktop.insight.charts.goal_charts import goal_tree
from trygg_desktop.insight.charts.goal_tree import GoalTree
from trygg_desktop.insight.goals import goals_now
from trygg_desktop.workspace import Workspace

KINDS = frozenset({"goal", "measure", "indicator", "measurement"})
"""Kinds that the tree shows something of."""


def read_goals(workspace: Workspace, today: date) -> GoalTree:
    """The goals and how far they have come."""
    return goal_tree(goals_now(workspace, today), _("Goals and how far they have come"))
