"""The meetings of one year as tabs, named by their day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.i18n import _, day_and_month, long_date_with_week


@dataclass(frozen=True, slots=True)
class MeetingTab:
    """One meeting as a tab shows it."""

    id: UUID
    title: str
    held_on: date | None
    cancelled: bool = False

    @property
    def label(self) -> str:
        """The day, or the title where no day is set."""
        return day_and_month(self.held_on) if self.held_on else self.title

    @property
    def in_full(self) -> str:
        """Title and day in words."""
        day = long_date_with_week(self.held_on) if self.held_on else _("no day set")
        words = _("{title}, {day}", title=self.title, day=day)
        return _("{meeting}, cancelled", meeting=words) if self.cancelled else words


class MeetingTabs(QTabBar):
    """One tab a meeting; the chosen one on a tinted ground with a line under it."""

    meeting_chosen = Signal(object)
    """The id of the chosen meeting."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: list[MeetingTab] = []
        self.setAccessibleName(_("Meetings of the year"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.currentChanged.connect(self._changed)

    def show_meetings(self, tabs: Iterable[MeetingTab], chosen: UUID | None) -> None:
        """Shows these meetings without telling that anything was chosen."""
        wanted = list(tabs)
        with QSignalBlocker(self):
            if [tab.id for tab in wanted] != [tab.id for tab in self._tabs]:
                while self.count():
                    self.removeTab(0)
                for tab in wanted:
                    self.addTab(tab.label)
            self._tabs = wanted
            for number, tab in enumerate(wanted):
                self.setTabText(number, tab.label)
                self.setTabToolTip(number, tab.in_full)
                self.setAccessibleTabName(number, tab.in_full)
            ids = [tab.id for tab in wanted]
            self.setCurrentIndex(ids.index(chosen) if chosen in ids else -1)
        self.update()

    def _changed(self, number: int) -> None:
        if 0 <= number < len(self._tabs):
            self.meeting_chosen.emit(self._tabs[number].id)

    def tabSizeHint(self, index: int) -> QSize:
        font = QFont(theme.font("body"))
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        return QSize(metrics.horizontalAdvance(self.tabText(index)) + 20, max(26, metrics.height() + 8))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(self.count()):
            rect, chosen = self.tabRect(number), number == self.currentIndex()
            font = QFont(theme.font("body"))
            font.setWeight(QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
            font.setStrikeOut(number < len(self._tabs) and self._tabs[number].cancelled)
            if chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("tint"))
                painter.drawRoundedRect(QRectF(rect), 4, 4)
                painter.fillRect(rect.adjusted(2, rect.height() - 2, -2, 0), theme.color("accent"))
            painter.setFont(font)
            painter.setPen(theme.color("text") if chosen else theme.color("text2"))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self.tabText(number))
            if chosen and self.hasFocus():
                painter.setPen(QPen(theme.color("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)
