"""A stakeholder's time drawn as lanes: when we talked, what is promised until when, what is agreed and runs out."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.parts import Mark, paint_mark
from trygg_desktop.desktop.stakeholders.story import Item, LaneOf, State, Story, months
from trygg_desktop.i18n import _, month, ngettext

ROW = 20
MARK = 12
_MARKS = {
    State.DONE: (Mark.DONE, "ok"),
    State.LATE: (Mark.LATE, "alert"),
    State.DROPPED: (Mark.LATE, "text2"),
    State.COMING: (Mark.NOT_BEGUN, "control"),
    State.HAPPENED: (Mark.ON_PLAN, "accent"),
}


class TimelinePicture(QWidget):
    """The lanes, the months under them and a line for today. Arrows walk through what is drawn, Enter opens it."""

    record_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._story: Story | None = None
        self._today: date | None = None
        self._places: list[tuple[Item, QRectF]] = []
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Timeline"))
        theme.notice().changed.connect(self.update)

    def show_story(self, story: Story, today: date) -> None:
        """Shows a stakeholder's time."""
        here = self.current()
        kept = here.id if here else None
        self._story, self._today = story, today
        ids = [item.id for item in story.items]
        self._at = ids.index(kept) if kept in ids else -1
        self._say()
        self.updateGeometry()
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def _row_height(self) -> int:
        return max(ROW, QFontMetrics(theme.font("small")).height() + 4)

    def _label_width(self) -> int:
        metrics = QFontMetrics(theme.font("side"))
        return max(metrics.horizontalAdvance(lane.label) for lane in LaneOf) + 12

    def sizeHint(self) -> QSize:
        rows = sum(max(1, len(rows)) for _lane, rows in self._story.lanes) if self._story else 3
        gaps = len(self._story.lanes) if self._story else 3
        return QSize(420, rows * self._row_height() + gaps * 6 + self._row_height() + 10)

    def _x(self, day: date) -> float:
        assert self._story is not None
        left, right = self._label_width(), self.width() - 8
        days = max(1, (self._story.until - self._story.since).days)
        share = (day - self._story.since).days / days
        return left + min(max(share, 0.0), 1.0) * (right - left)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._story is None or self._today is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._places = []
        bottom = self.height() - self._row_height() - 4
        self._months(painter, bottom)
        y = 2.0
        for lane, rows in self._story.lanes:
            self._label(painter, lane, y)
            for row in rows or ((),):
                for item in row:
                    self._item(painter, item, y)
                y += self._row_height()
            y += 6
        self._today_line(painter, bottom)
        self._ring(painter)

    def _months(self, painter: QPainter, bottom: int) -> None:
        """Lines as close as there is room for their names; January carries the year."""
        assert self._story is not None and self._today is not None
        painter.setFont(theme.font("small"))
        metrics = painter.fontMetrics()
        shown = months(self._story.since, self._story.until)
        room = (self.width() - self._label_width()) / max(1, len(shown))
        step = next(
            (step for step in (1, 2, 3, 6) if room * step >= metrics.horizontalAdvance("sept") + 10), 12
        )
        now = self._today_box(metrics)
        for first in shown:
            if (first.month - 1) % step:
                continue
            x = self._x(first)
            painter.setPen(theme.color("line2" if first.month == 1 else "line"))
            painter.drawLine(QPointF(x, 0), QPointF(x, bottom))
            words = str(first.year) if first.month == 1 else month(first)
            box = QRectF(x, bottom + 2, metrics.horizontalAdvance(words) + 1, metrics.height() + 2)
            if box.right() <= self.width() and not box.intersects(now):
                painter.setPen(theme.color("text" if first.month == 1 else "text2"))
                painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), words)

    def _label(self, painter: QPainter, lane: LaneOf, y: float) -> None:
        painter.setFont(theme.font("side"))
        painter.setPen(theme.color("text2"))
        box = QRectF(0, y, self._label_width() - 8, self._row_height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), lane.label)

    def _item(self, painter: QPainter, item: Item, y: float) -> None:
        middle = y + self._row_height() / 2
        mark, color = _MARKS[item.state]
        if item.lane is LaneOf.AGREEMENTS and item.starts:
            place = self._bar(painter, item, middle)
        else:
            x = self._x(item.ends)
            if item.starts:
                painter.setPen(QPen(theme.color(color), 2))
                painter.drawLine(QPointF(self._x(item.starts), middle), QPointF(x - MARK / 2, middle))
            place = QRectF(x - MARK / 2, middle - MARK / 2, MARK, MARK)
            paint_mark(painter, place, mark, theme.color("protected" if item.protected else color))
            if item.starts:
                place.setLeft(self._x(item.starts))
        self._places.append((item, place))

    def _bar(self, painter: QPainter, item: Item, middle: float) -> QRectF:
        """An agreement: solid as far as it has come, outlined for what is left."""
        assert item.starts is not None and self._today is not None
        left, right = self._x(item.starts), max(self._x(item.ends), self._x(item.starts) + 6)
        now = min(max(self._x(self._today), left), right)
        gone = item.state in (State.LATE, State.DROPPED)
        color = theme.color("protected" if item.protected else "text2" if gone else "accent")
        whole = QRectF(left, middle - 5, right - left, 10)
        painter.setPen(QPen(color, 1.5))
        painter.setBrush(theme.color("base"))
        painter.drawRoundedRect(whole, 2, 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRect(QRectF(left, middle - 5, now - left, 10))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._name(painter, item, whole)
        return whole

    def _name(self, painter: QPainter, item: Item, bar: QRectF) -> None:
        """An agreement's name behind its bar, where there is room."""
        painter.setFont(theme.font("small"))
        room = self.width() - 8 - bar.right() - 6
        shown = painter.fontMetrics().elidedText(item.title, Qt.TextElideMode.ElideRight, int(room))
        if room >= 60:
            painter.setPen(theme.color("text2"))
            box = QRectF(bar.right() + 6, bar.center().y() - 10, room, 20)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _today_box(self, metrics: QFontMetrics) -> QRectF:
        """Where the word for today stands, under its line."""
        assert self._today is not None
        width = QFontMetrics(theme.bold("small")).horizontalAdvance(_("today")) + 4
        left = min(
            max(self._x(self._today) - width / 2, float(self._label_width())), self.width() - width - 1
        )
        return QRectF(left, self.height() - self._row_height() - 2, width, metrics.height() + 2)

    def _today_line(self, painter: QPainter, bottom: int) -> None:
        assert self._today is not None
        x = self._x(self._today)
        painter.setPen(QPen(theme.color("text"), 1.5))
        painter.drawLine(QPointF(x, 0), QPointF(x, bottom))
        painter.setFont(theme.bold("small"))
        painter.drawText(
            self._today_box(painter.fontMetrics()), int(Qt.AlignmentFlag.AlignCenter), _("today")
        )

    def _ring(self, painter: QPainter) -> None:
        here = self.current()
        if here is None or not self.hasFocus():
            if self.hasFocus():
                painter.setPen(QPen(theme.color("accent"), 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
            return
        place = next(box for item, box in self._places if item is here)
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(-3, -3, 3, 3), 4, 4)

    def current(self) -> Item | None:
        """The item that the arrows stand on."""
        items = self._story.items if self._story else []
        return items[self._at] if 0 <= self._at < len(items) else None

    def item_at(self, point: QPointF) -> Item | None:
        """The item under a point."""
        near = [(item, box) for item, box in self._places if box.adjusted(-4, -4, 4, 4).contains(point)]
        return near[-1][0] if near else None

    def place_of(self, id: UUID) -> QRectF | None:
        """Where a record is drawn."""
        return next((box for item, box in self._places if item.id == id), None)

    def _say(self) -> None:
        here = self.current()
        n = len(self._story.items) if self._story else 0
        self.setAccessibleDescription(here.words if here else _walking(n))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            item = self.item_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), item.words if item else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.item_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self.item_at(event.position())
        if item is not None and self._story is not None:
            self._at = self._story.items.index(item)
            self._say()
            self.update()
            self.record_opened.emit(item.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        n = len(self._story.items) if self._story else 0
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        here = self.current()
        if step and n:
            self._at = min(max(self._at + step, 0), n - 1) if here else (0 if step > 0 else n - 1)
            self._say()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and here is not None:
            self.record_opened.emit(here.id)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def _walking(n: int) -> str:
    return ngettext(
        "{n} event; the arrow keys walk through them.", "{n} events; the arrow keys walk through them.", n
    )
