"""The checklist before the meeting, as people wrote it and in their own order; under it what the meeting lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.desktop.meetings.lacks_line import LacksLine
from trygg_desktop.desktop.meetings.link_line import link_line
from trygg_desktop.desktop.meetings.points_model import Point
from trygg_desktop.desktop.meetings.points_table import PointsTable
from trygg_desktop.desktop.parts import LinkLabel, SectionHeading
from trygg_desktop.desktop.records.reordering import new_places
from trygg_desktop.i18n import _, ngettext


class Checklist(QWidget):
    """The points that remain; those that are done are folded away behind one line."""

    point_asked_for = Signal()
    usual_points_asked_for = Signal()
    point_opened = Signal(object)
    points_placed = Signal(object)
    """The places that change by id, as a rule one: someone moved a point."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: list[Point] = []
        self._today = date.min
        self._offer = False
        self.shows_done = False
        self.heading = SectionHeading(_("Checklist"))
        self.table = PointsTable(_("Checklist"), with_who=False, removable=True, movable=True, parent=self)
        self.lacks = LacksLine()
        self.add = LinkLabel(_("Add a point"), self.point_asked_for.emit)
        self.usual = LinkLabel(_("Use the usual checklist"), self.usual_points_asked_for.emit)
        self.done_link = LinkLabel("", self._fold)
        foot = link_line(self.add, self.usual, top=4)
        foot.addWidget(self.done_link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.table)
        column.addLayout(foot)
        column.addWidget(self.lacks)
        column.addStretch(1)
        self.table.point_opened.connect(self.point_opened)
        self.table.point_moved.connect(self._move)

    def show_points(self, points: Iterable[Point], today: date, *, offer_usual: bool) -> None:
        """Shows the checklist of a meeting in its order; offers the usual points where nobody has written any."""
        self._points, self._today, self._offer = list(points), today, offer_usual
        self._lay_out()

    def _fold(self) -> None:
        self.shows_done = not self.shows_done
        self._lay_out()

    def _lay_out(self) -> None:
        done = [point for point in self._points if point.done]
        left = [point for point in self._points if not point.done]
        self.table.points.show([*left, *(done if self.shows_done else [])], self._today)
        fact = _("{done} of {all}", done=len(done), all=len(self._points)) if self._points else ""
        self.heading.set_fact(fact)
        words = ngettext("{n} done", "{n} done", len(done))
        shown = _("hide {what}", what=words) if self.shows_done else _("show {what}", what=words)
        self.done_link.setText(shown)
        self.done_link.setVisible(bool(done))
        self.usual.setVisible(self._offer)

    def _move(self, row: int, before: int) -> None:
        """Moves a point among those that are as far as it: what is done stands by itself."""
        shown = self.table.points.points
        point = shown[row]
        others = [each for each in shown if each.done == point.done and each.id != point.id]
        index = sum(each in others for each in shown[:before])
        if index == sum(each in others for each in shown[:row]):
            return
        rest = [each for each in self._points if each.id != point.id]
        at = rest.index(others[index]) if index < len(others) else rest.index(others[-1]) + 1
        places = new_places([(each.id, each.position) for each in self._points], point.id, at)
        rest.insert(at, point)
        self._points = [replace(each, position=places.get(each.id, each.position)) for each in rest]
        self._lay_out()
        self.points_placed.emit(places)
