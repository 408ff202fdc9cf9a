"""The council's year: the wheel, and beside it the same things in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.charts.copied_picture import copy_picture
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.meetings.year_marks import draw_mark
from trygg_desktop.desktop.meetings.year_wheel import YearWheel
from trygg_desktop.desktop.parts import LinkLabel, SectionHeading, Words
from trygg_desktop.i18n import _, month, weekday_and_day
from trygg_desktop.insight.charts.year_wheel import wheel_of_marks
from trygg_desktop.insight.year import YearMark

NARROW = 760
DATE_WIDTH = 92


class _MarkDelegate(QStyledItemDelegate):
    """One line: the day, the shape that stands on the wheel, what it is, and its kind at the right."""

    today = date.min

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, theme.row_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        mark: YearMark = index.data(Qt.ItemDataRole.UserRole)
        rect = QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("tint"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.color("accent"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(theme.font("body"))
        metrics = QFontMetrics(painter.font())
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(theme.color("text2"))
        painter.drawText(rect.adjusted(8, 0, 0, 0), middle, weekday_and_day(mark.day))
        fact = mark.what.label
        wide = metrics.horizontalAdvance(fact) + 4
        painter.drawText(rect.adjusted(0, 0, -4, 0), middle | int(Qt.AlignmentFlag.AlignRight), fact)
        left = rect.left() + max(DATE_WIDTH, metrics.horizontalAdvance("ons 00 mmm") + 16)
        draw_mark(painter, QPointF(left + 6, rect.center().y() + 0.5), mark, self.today)
        room = QRect(left + 20, rect.top(), max(rect.right() - left - 20 - wide - 12, 20), rect.height())
        painter.setPen(theme.color("text" if mark.waits else "text2"))
        painter.drawText(
            room, middle, metrics.elidedText(mark.shown, Qt.TextElideMode.ElideRight, room.width())
        )
        painter.restore()


class YearView(QWidget):
    """One year of the council, by wheel and by list; the years are stepped through at the top."""

    mark_opened = Signal(object)
    year_asked_for = Signal(int)
    left = Signal()
    calendar_wanted = Signal()
    """The year as a calendar file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._year, self._marks = 0, list[YearMark]()
        self.wheel = YearWheel()
        self.marks = QListWidget()
        self.marks.setFrameShape(QFrame.Shape.NoFrame)
        self._delegate = _MarkDelegate(self.marks)
        self.marks.setItemDelegate(self._delegate)
        self.marks.itemActivated.connect(self._opened)
        self._title = Words("", "page")
        self._heading = SectionHeading("")
        self.wheel.month_chosen.connect(lambda number: self._list())
        self.wheel.mark_opened.connect(self.mark_opened)
        side = QVBoxLayout()
        side.setSpacing(4)
        side.addWidget(self._heading)
        side.addWidget(self.marks, 1)
        wheel = QVBoxLayout()
        wheel.setSpacing(4)
        wheel.addWidget(self.wheel, 1)
        wheel.addWidget(LinkLabel(_("Copy as a picture"), self.copy_picture), 0, Qt.AlignmentFlag.AlignLeft)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(32)
        self._both.addLayout(wheel, 5)
        self._both.addLayout(side, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 16, 32, 16)
        column.setSpacing(12)
        column.addLayout(self._top())
        column.addLayout(self._both, 1)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._title)
        for name, words, step in (
            ("caret-left", _("The year before"), -1),
            ("caret-right", _("The year after"), 1),
        ):
            button = QPushButton(icon(name, "text"), words)
            button.clicked.connect(lambda checked, step=step: self.year_asked_for.emit(self._year + step))
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(LinkLabel(_("Save as a calendar file …"), self.calendar_wanted.emit))
        row.addWidget(LinkLabel(_("Back to the meeting"), self.left.emit))
        return row

    def copy_picture(self) -> None:
        """Puts the year on the clipboard as a wheel with the meetings' days beside it."""
        copy_picture(wheel_of_marks(self._marks, self._year, self._delegate.today))

    @property
    def shown_year(self) -> int:
        """The year that is shown."""
        return self._year

    def show_year(self, year: int, marks: Iterable[YearMark], today: date) -> None:
        """Shows a year."""
        self._year, self._marks = year, list(marks)
        self._delegate.today = today
        self._title.setText(_("The year {year}", year=year))
        self.wheel.show_year(year, self._marks, today)
        self._list()

    def _list(self) -> None:
        number = self.wheel.chosen_month
        shown = [mark for mark in self._marks if number in (0, mark.day.month)]
        self._heading.set_text(
            f"{month(date(self._year, number, 1))} {self._year}" if number else _("The whole year")
        )
        self._heading.set_fact(str(len(shown)))
        self.marks.setAccessibleName(_("What stands in the year"))
        self.marks.clear()
        for mark in shown:
            words = _("{day}: {title}", day=weekday_and_day(mark.day), title=mark.shown)
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, mark)
            item.setToolTip(f"{words}\n{mark.what.label}")
            self.marks.addItem(item)

    def _opened(self, item: QListWidgetItem) -> None:
        self.mark_opened.emit(item.data(Qt.ItemDataRole.UserRole))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._both.setDirection(direction)
