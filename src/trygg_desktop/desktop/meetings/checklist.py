"""What remains before the meeting: what follows from the meeting itself, and what people wrote down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trygg_desktop.desktop.meetings.points_model import Point
from trygg_desktop.desktop.meetings.points_table import PointsTable
from trygg_desktop.desktop.parts import LinkLabel, SectionHeading
from trygg_desktop.i18n import _, ngettext


class Checklist(QWidget):
    """The points that remain; those that are done are folded away behind one line."""

    point_asked_for = Signal()
    usual_points_asked_for = Signal()
    point_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: list[Point] = []
        self._today = date.min
        self._offer = False
        self.shows_done = False
        self._heading = SectionHeading(_("Remains before the meeting"))
        self.table = PointsTable(_("Remains before the meeting"), with_who=False, removable=True)
        self.add = LinkLabel(_("Add a point"), self.point_asked_for.emit)
        self.usual = LinkLabel(_("Use the usual checklist"), self.usual_points_asked_for.emit)
        self.done_link = LinkLabel("", self._fold)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 4, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(self.add)
        foot.addWidget(self.usual)
        foot.addStretch(1)
        foot.addWidget(self.done_link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self.table)
        column.addLayout(foot)
        column.addStretch(1)
        self.table.point_opened.connect(self.point_opened)

    def show_points(self, points: Iterable[Point], today: date, *, offer_usual: bool) -> None:
        """Shows the checklist of a meeting; offers the usual points where nobody has written any."""
        self._points, self._today, self._offer = list(points), today, offer_usual
        self._lay_out()

    def edit_last(self) -> None:
        """Opens the text of the last point, which was just added."""
        written = [point for point in self.table.points.points if not point.key]
        if written:
            self.table.edit_title(written[-1].id)

    def _fold(self) -> None:
        self.shows_done = not self.shows_done
        self._lay_out()

    def _lay_out(self) -> None:
        done = [point for point in self._points if point.done]
        left = [point for point in self._points if not point.done]
        self.table.points.show([*left, *(done if self.shows_done else [])], self._today)
        self._heading.set_fact(_("{n} of {all}", n=len(left), all=len(self._points)))
        words = ngettext("{n} done", "{n} done", len(done))
        shown = _("hide {what}", what=words) if self.shows_done else _("show {what}", what=words)
        self.done_link.setText(shown)
        self.done_link.setVisible(bool(done))
        self.usual.setVisible(self._offer)
