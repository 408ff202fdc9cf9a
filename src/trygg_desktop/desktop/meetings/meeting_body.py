"""The left-hand side of a meeting: strip, head, agenda, and what remains before it and from earlier."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QTableView, QVBoxLayout, QWidget

from trygg_desktop.desktop.meetings.agenda_list import AgendaList
from trygg_desktop.desktop.meetings.checklist import Checklist
from trygg_desktop.desktop.meetings.meeting_heading import MeetingHeading
from trygg_desktop.desktop.meetings.meeting_strip import MeetingStrip
from trygg_desktop.desktop.meetings.open_points import OpenPoints
from trygg_desktop.desktop.meetings.reading import MeetingView
from trygg_desktop.desktop.records.tab_order import FocusInSight, follow_reading_order
from trygg_desktop.desktop.scrolling_sheet import ScrollingSheet

LEFT, RIGHT = 32, 20
TWO_COLUMNS = 560
"""Pixels from which open points and checklist stand side by side."""


class MeetingBody(ScrollingSheet):
    """One meeting from top to bottom; the whole of it scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        FocusInSight(self)
        self.strip = MeetingStrip(self.sheet)
        self.heading = MeetingHeading(self.sheet)
        self.agenda = AgendaList(self.sheet)
        self.open_points = OpenPoints(self.sheet)
        self.checklist = Checklist(self.sheet)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setContentsMargins(LEFT, 20, RIGHT, 16)
        self._foot.setSpacing(28)
        self._foot.addWidget(self.open_points, 16)
        self._foot.addWidget(self.checklist, 11)
        self.column = QVBoxLayout(self.sheet)
        self.column.setContentsMargins(0, 14, 0, 0)
        self.column.setSpacing(0)
        self.column.addLayout(self._inset(self.strip, LEFT - 8, bottom=10))
        self.column.addLayout(self._inset(self.heading, LEFT - 4, bottom=8))
        self.column.addWidget(self.agenda)
        self.column.addLayout(self._foot)
        self.column.addStretch(1)
        for table in (self.agenda.table, self.open_points.table, self.checklist.table):
            table.selectionModel().currentChanged.connect(
                lambda now, before, table=table: self._keep_in_sight(table)
            )

    def _inset(self, widget: QWidget, left: int, *, bottom: int) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setContentsMargins(left, 0, RIGHT, bottom)
        box.addWidget(widget)
        return box

    def show_meeting(self, view: MeetingView, today: date, chosen: UUID) -> None:
        """Shows a meeting as it stands in the workspace."""
        self.strip.show_year(view.year, view.years, view.tabs, chosen)
        self.heading.show_meeting(view.facts, today)
        self.agenda.show_agenda(
            view.items,
            starts=view.facts.starts,
            planned_end=view.planned_end,
            presenters=view.presenters,
            decision_word=view.decision_word,
        )
        self.open_points.show_points(view.open_points, today, view.returning)
        self.checklist.show_points(view.checklist, today, offer_usual=view.offers_checklist)
        self.checklist.lacks.show_checks(view.lacks)
        follow_reading_order(self.checklist)

    def _keep_in_sight(self, table: QTableView) -> None:
        """The lists do not scroll: the row that the keyboard reaches is brought into sight here."""
        if not table.hasFocus():
            return
        row = table.visualRect(table.currentIndex())
        place = table.viewport().mapTo(self.sheet, row.center())
        self.ensureVisible(place.x(), place.y(), 0, row.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.viewport().width() < TWO_COLUMNS
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._foot.direction() != direction:
            self._foot.setDirection(direction)
