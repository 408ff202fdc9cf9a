"""The tree of goals with how far each has come; a goal opens its form."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.desktop.charts.chart_pane import ChartPane
from trygg_desktop.desktop.parts import lead_focus
from trygg_desktop.desktop.scrolling_sheet import ScrollingSheet
from trygg_desktop.insight.charts.goal_tree import GoalTree


class GoalsView(ScrollingSheet):
    """The tree, as picture or as table. `record_opened` carries the goal that the user wants to see."""

    record_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pane = ChartPane(GoalTree("", ()))
        self.pane.opened.connect(self.record_opened)
        column = QVBoxLayout(self.sheet)
        column.setContentsMargins(0, 8, 16, 8)
        column.addWidget(self.pane)
        column.addStretch(1)
        lead_focus(self, self.pane.view)

    def show_goals(self, tree: GoalTree) -> None:
        """Shows the goals as they are now."""
        self.pane.show_chart(tree)
