"""The attendance of one meeting, with everyone noted as present in one press."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from trygg_desktop.desktop.meetings.attendance_model import AttendanceRow
from trygg_desktop.desktop.meetings.attendance_table import AttendanceTable
from trygg_desktop.desktop.meetings.link_line import link_line
from trygg_desktop.desktop.parts import LinkLabel, SectionHeading, Words
from trygg_desktop.domain.council import Presence
from trygg_desktop.i18n import _


class AttendancePane(QWidget):
    """The members with a seat on the day of the meeting, and whether they were there."""

    attendance_noted = Signal(object)
    """Changed values by member."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scroll = QScrollArea(self)
        inner = QWidget(self._scroll)
        inner.setObjectName("page")
        self._scroll.setWidget(inner)
        self.table = AttendanceTable()
        self.everyone = LinkLabel(_("Note everyone as present"), self._note_everyone)
        self._heading = SectionHeading(_("Attendance"))
        self._none = Words(
            _("Nobody has a seat on that day. Add the council’s members first."), "body", "text2"
        )
        self._none.setWordWrap(True)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addLayout(link_line(self.everyone))
        column.addWidget(self.table)
        column.addWidget(self._none)
        column.addStretch(1)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self.table.selectionModel().currentChanged.connect(lambda now, before: self._keep_in_sight())
        self.table.attendance.attendance_noted.connect(self._noted)

    def _keep_in_sight(self) -> None:
        """The table does not scroll by itself: the member that the keyboard reaches is brought into sight."""
        inner, row = self._scroll.widget(), self.table.visualRect(self.table.currentIndex())
        if inner is not None and self.table.hasFocus():
            place = self.table.viewport().mapTo(inner, row.center())
            self._scroll.ensureVisible(place.x(), place.y(), 0, row.height())

    def show_attendance(self, rows: Iterable[AttendanceRow]) -> None:
        """Shows the members of a meeting."""
        found = list(rows)
        self.table.attendance.show_rows(found)
        self.table.setVisible(bool(found))
        self.everyone.setVisible(any(not row.presence for row in found))
        self._none.setVisible(not found)
        present = sum(row.presence == Presence.PRESENT for row in found)
        self._heading.set_fact(_("{n} of {all} present", n=present, all=len(found)))

    def _noted(self, member: UUID, values: dict[str, str]) -> None:
        self.attendance_noted.emit({member: values})

    def _note_everyone(self) -> None:
        rows = self.table.attendance.rows
        self.attendance_noted.emit(
            {row.member: {"presence": Presence.PRESENT.value} for row in rows if not row.presence}
        )
