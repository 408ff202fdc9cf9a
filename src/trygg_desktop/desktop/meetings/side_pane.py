"""The right-hand side of a meeting: the briefing, the details of what is chosen, and who was there."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from trygg_desktop.desktop.briefings.pane import BriefingPane
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.meetings.attendance_pane import AttendancePane
from trygg_desktop.desktop.meetings.decided_measures import DecidedMeasures
from trygg_desktop.desktop.meetings.decisions_section import DecisionsSection
from trygg_desktop.desktop.meetings.meeting_day import along_with_day
from trygg_desktop.desktop.meetings.word_tabs import WordTabs
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.i18n import _


class Side(IntEnum):
    """What the right-hand side can show."""

    BRIEFING = 0
    DETAILS = 1
    ATTENDANCE = 2


class SidePane(QWidget):
    """Three views of one meeting, one at a time; choosing something on the left never changes which."""

    side_shown = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = WordTabs(_("Beside the meeting"), self)
        self.stack = QStackedWidget(self)
        self.briefing = BriefingPane(desk, self.stack)
        self.form = RecordForm(desk, self.stack, along_with=along_with_day)
        self.decisions = DecisionsSection()
        self.attendance = AttendancePane(self.stack)
        self.form.add_section(self.decisions, _("Decisions"), kinds=("agenda-item",))
        self.measures = DecidedMeasures(desk)
        self.form.add_section(self.measures, _("Measures that follow"), kinds=("decision",))
        self.form.shown.connect(self.measures.show_record)
        for label, widget in (
            (_("Briefing"), self.briefing),
            (_("Details"), self.form),
            (_("Attendance"), self.attendance),
        ):
            self.tabs.addTab(label)
            self.stack.addWidget(widget)
        self.tabs.currentChanged.connect(self._changed)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAutoFillBackground(True)
        top = QHBoxLayout()
        top.setContentsMargins(16, 8, 16, 0)
        top.addWidget(self.tabs)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.stack, 1)

    @property
    def side(self) -> Side:
        """What is shown."""
        return Side(self.stack.currentIndex())

    def show_side(self, side: Side) -> None:
        """Shows one of the three."""
        self.tabs.setCurrentIndex(side)

    def _changed(self, number: int) -> None:
        self.stack.setCurrentIndex(number)
        self.side_shown.emit(number)
