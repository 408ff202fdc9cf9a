"""A month to pick a day from: Monday first, ISO weeks."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.i18n import _, language


class CalendarPopup(QFrame):
    """A calendar that goes away when a day is chosen or something else is pressed."""

    day_chosen = Signal(object)

    def __init__(self, day: date | None, today: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.calendar = QCalendarWidget()
        self.calendar.setLocale(
            QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden)
            if language() == "sv"
            else QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
        )
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self.calendar.setGridVisible(False)
        weekend = QTextCharFormat()
        weekend.setForeground(theme.color("text2"))
        for each in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(each, weekend)
        shown = day or today
        self.calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.calendar.clicked.connect(self._choose)
        self.calendar.activated.connect(self._choose)
        now = QPushButton(_("Today"))
        now.clicked.connect(lambda _checked=False: self._choose(QDate(today.year, today.month, today.day)))
        row = QHBoxLayout()
        row.addWidget(now)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.calendar)
        column.addLayout(row)
        self.setAccessibleName(_("Pick in a calendar"))

    def _choose(self, day: QDate) -> None:
        chosen = date(day.year(), day.month(), day.day())
        self.close()
        self.day_chosen.emit(chosen)

    def show_under(self, widget: QWidget) -> None:
        """Opens beside a field, inside the screen."""
        self.adjustSize()
        corner = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        room = widget.screen().availableGeometry()
        corner.setX(max(room.left(), min(corner.x(), room.right() - self.width())))
        if corner.y() + self.height() > room.bottom():
            corner = widget.mapToGlobal(QPoint(0, -self.height() - 2))
        self.move(corner)
        self.show()
        self.calendar.setFocus()
