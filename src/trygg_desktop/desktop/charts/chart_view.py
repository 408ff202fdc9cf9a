"""A chart in the window: a pointer over it, or the arrow keys, tell its values one by one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.charts.chart_table import as_text
from trygg_desktop.desktop.charts.painting import ChartPainter, screen_type
from trygg_desktop.i18n import _
from trygg_desktop.insight.charts.shapes import Mark, Picture
from trygg_desktop.insight.charts.sheet import Chart

NARROWEST = 240
_USUAL = 560
_ROOM = 4
"""Pixels around the picture, for the ring of what has the focus."""
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class ChartView(QWidget):
    """Any chart, laid out anew for each width. `mark_opened` tells what a click or Enter asks for."""

    mark_opened = Signal(object)

    def __init__(self, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart = chart
        self._type = screen_type()
        self._picture = Picture(0, 0, (), ())
        self._current: Mark | None = None
        self._hovered: Mark | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(NARROWEST)
        theme.notice().changed.connect(self.update)
        self.show_chart(chart)

    @property
    def picture(self) -> Picture:
        """The chart as it is laid out now."""
        return self._picture

    @property
    def chart(self) -> Chart:
        """What is shown."""
        return self._chart

    def show_chart(self, chart: Chart) -> None:
        """Shows another chart in the same place; where the rows are as many, the same one stays current."""
        row = self._current.row if self._current else None
        self._chart = chart
        self._lay_out()
        self._current = next((mark for mark in self._picture.marks if mark.row == row), None)
        self._hovered = None
        self._say()

    def _lay_out(self) -> None:
        width = max(self.width(), NARROWEST) - 2 * _ROOM
        self._picture = self._chart.laid_out(width, self._type)
        rows = {mark.row: mark for mark in self._picture.marks}
        self._current = rows.get(self._current.row) if self._current else None
        self._hovered = None
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(_USUAL, NARROWEST), round(self._picture.height) + 2 * _ROOM + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange):
            self._type = screen_type()
            self._lay_out()

    @property
    def current(self) -> int | None:
        """The row of the value that the keyboard stands on."""
        return self._current.row if self._current else None

    def stand_on(self, mark: Mark | None) -> None:
        """Moves the keyboard's place and tells it to a screen reader."""
        if mark != self._current:
            self._current = mark
            self._say()
            self.update()

    def _say(self) -> None:
        if self._current is None:
            self.setAccessibleName(self._chart.title or _("Chart"))
        else:
            self.setAccessibleName(self._chart.told(self._current.row))
        self.setAccessibleDescription(self._chart.in_words())
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def _mark_under(self, event: QMouseEvent | QHelpEvent) -> Mark | None:
        place = event.position() if isinstance(event, QMouseEvent) else event.pos().toPointF()
        return self._picture.mark_at(place.x() - _ROOM, place.y() - _ROOM)

    def _text_under(self, event: QHelpEvent) -> str:
        """In full what is cut short under the pointer."""
        x, y = event.pos().x() - _ROOM, event.pos().y() - _ROOM
        return next((text.whole for text in self._picture.texts if text.whole and text.box.holds(x, y)), "")

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self._mark_under(event)
            words = self._chart.told(mark.row) if mark else self._text_under(event)
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        mark = self._mark_under(event)
        if mark != self._hovered:
            self._hovered = mark
            words = self._chart.told(mark.row) if mark else ""
            QToolTip.showText(event.globalPosition().toPoint(), words, self)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        mark = self._mark_under(event)
        if event.button() is Qt.MouseButton.LeftButton and mark:
            self.stand_on(mark)
            self._open(mark)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        marks, key = self._picture.marks, Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_table()
        elif key in _ARROWS and marks:
            self.stand_on(self._picture.beside(self._current, *_ARROWS[key]) if self._current else marks[0])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and marks:
            self.stand_on(marks[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current:
            self._open(self._current)
        elif key == Qt.Key.Key_Escape and self._current:
            self.stand_on(None)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def copy_table(self) -> None:
        """Puts the chart on the clipboard as a table for a spreadsheet."""
        QApplication.clipboard().setText(as_text(self._chart.sheet()))

    def _open(self, mark: Mark) -> None:
        rows = self._chart.sheet().rows
        key = rows[mark.row].key
        if key is not None:
            self.mark_opened.emit(key)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.translate(_ROOM, _ROOM)
        ChartPainter(painter, self._type.em).draw(self._picture)
        if self._hovered and self._hovered != self._current:
            self._ring(painter, self._hovered, 1)
        if self.hasFocus() and self._current:
            self._ring(painter, self._current, 2)
        elif self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            whole = QRectF(-_ROOM + 1, -_ROOM + 1, self.width() - 2, self.height() - 2)
            painter.drawRoundedRect(whole, 4, 4)

    def _ring(self, painter: QPainter, mark: Mark, thickness: float) -> None:
        box = mark.box
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent"), thickness))
        painter.drawRoundedRect(QRectF(box.left, box.top, box.width, box.height).adjusted(-1, -1, 1, 1), 4, 4)
