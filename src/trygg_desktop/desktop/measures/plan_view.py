"""The plan as a table, with what it comes to at its foot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.measures.plan import Plan
from trygg_desktop.desktop.measures.plan_table import PlanTable
from trygg_desktop.desktop.measures.standing import State, counted, plan_in_figures
from trygg_desktop.desktop.parts import ElidedWords, lead_focus, paint_mark

MARK = 12
_GAP = 16


class StateCounts(QWidget):
    """How many measures there are in each state, each with its shape; what there is no room for is told in words."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: list[tuple[State, str]] = []
        theme.notice().changed.connect(self.update)

    def show_counts(self, counts: Counter[State]) -> None:
        """Shows the states there are."""
        self._counts = [(state, counted(state, counts[state])) for state in State if counts[state]]
        words = ", ".join(text for _state, text in self._counts)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def _texts(self) -> list[str]:
        """In words, or the figures alone where there is no room for more."""
        whole = [text for _state, text in self._counts]
        return whole if sum(_widths(whole)) <= self.width() else [text.split()[0] for text in whole]

    def sizeHint(self) -> QSize:
        return QSize(
            sum(_widths(text for _state, text in self._counts)),
            max(24, QFontMetrics(theme.font("side")).height() + 8),
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = theme.font("side")
        painter.setFont(font)
        texts = self._texts()
        left, middle = max(0, self.width() - sum(_widths(texts))), self.height() // 2
        for (state, _whole), text, width in zip(self._counts, texts, _widths(texts), strict=True):
            box = QRect(left, middle - MARK // 2, MARK, MARK)
            paint_mark(painter, box, state.mark, theme.color(state.color))
            painter.setPen(theme.color("text"))
            high = QFontMetrics(font).height()
            painter.drawText(QRect(left + MARK + 6, middle - high // 2, width, high), 0, text)
            left += width


def _widths(texts: Iterable[str]) -> list[int]:
    metrics = QFontMetrics(theme.font("side"))
    return [MARK + 6 + metrics.horizontalAdvance(text) + _GAP for text in texts]


class PlanView(QWidget):
    """The six columns over a line of figures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = PlanTable()
        self.figures = ElidedWords("", "side", "text2")
        self.counts = StateCounts()
        foot = QHBoxLayout()
        foot.setContentsMargins(5, 4, 8, 6)
        foot.setSpacing(16)
        foot.addWidget(self.figures, 1)
        foot.addWidget(self.counts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        lead_focus(self, self.table)

    def show_plan(self, plan: Plan) -> None:
        """Shows the plan as it is now."""
        self.table.show_lines(plan.lines)
        self.counts.show_counts(Counter(line.state for line in plan.measures))
        self.figures.setText(plan_in_figures(plan.causes, len(plan.measures), plan.without))
