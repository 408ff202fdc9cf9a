"""What remains from earlier meetings: decisions until someone ticks them off, measures until they are followed up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.desktop.meetings.points_model import Point
from trygg_desktop.desktop.meetings.points_table import PointsTable
from trygg_desktop.desktop.meetings.returning_measures import ReturningLine, ReturningMeasures
from trygg_desktop.desktop.parts import SectionHeading, Words
from trygg_desktop.i18n import _, number


class OpenPoints(QWidget):
    """The open points that are carried over to this meeting; `table` tells what is ticked off or changed.

    Under them stand the measures that come back to be followed up (`returning`).
    """

    point_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = SectionHeading(_("Open points carried over"))
        self.table = PointsTable(_("Open points carried over"), with_who=True, removable=False, parent=self)
        self.returning = ReturningMeasures()
        self._none = Words(_("Nothing remains from earlier meetings."), "body", "text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self.table)
        column.addWidget(self._none)
        column.addWidget(self.returning)
        column.addStretch(1)
        self._none.setContentsMargins(0, 6, 0, 0)
        self.table.point_opened.connect(self.point_opened)

    def show_points(
        self, points: Iterable[Point], today: date, returning: Sequence[ReturningLine] = ()
    ) -> None:
        """Shows these points and measures."""
        self.returning.show_measures(returning, today)
        found = list(points)
        self.table.points.show(found, today)
        self.table.setVisible(bool(found))
        self._none.setVisible(not found)
        self._heading.set_fact(number(sum(not point.done for point in found)))
