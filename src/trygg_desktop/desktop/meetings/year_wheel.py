"""The council's year as a ring of twelve months, with what stands in each and where today is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import cos, hypot, pi, sin

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.meetings.year_marks import draw_mark
from trygg_desktop.i18n import _, day_and_month, month, ngettext, weekday_and_day
from trygg_desktop.insight.charts.year_wheel import free_place
from trygg_desktop.insight.year import What, YearMark

TRACKS = {
    What.MEETING: 1.0,
    What.REPORT: 0.7,
    What.PREPARATION: 0.7,
    What.DECISION: 0.61,
    What.REVIEW: 0.52,
    What.FOLLOW_UP: 0.52,
    What.PILOT: 0.43,
    What.AGREEMENT: 0.43,
    What.TWO_YEARS: 0.43,
}
LARGER = {What.MEETING: 15, What.TWO_YEARS: 13}
"""Pixels of the marks that the year is read by."""
INNER = 0.78
REACH = 9
APART = 11.5
"""Pixels between the middles of two marks."""


class YearWheel(QWidget):
    """Twelve months clockwise from the top. A click, or the arrow keys, choose a month; a mark opens."""

    month_chosen = Signal(int)
    """The chosen month, 1 to 12; 0 for the whole year."""
    mark_opened = Signal(object)
    """The mark that the user wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: list[YearMark] = []
        self._places: dict[YearMark, QPointF] = {}
        self._year = date.min.year
        self._today = date.min
        self._month = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(300, 300)

    def sizeHint(self) -> QSize:
        return QSize(440, 440)

    @property
    def chosen_month(self) -> int:
        """The chosen month, 1 to 12; 0 for the whole year."""
        return self._month

    def show_year(self, year: int, marks: Iterable[YearMark], today: date) -> None:
        """Shows what stands in a year."""
        self._year, self._today = year, today
        self._marks = sorted((mark for mark in marks if mark.day.year == year), key=lambda mark: mark.day)
        self._places.clear()
        self._describe()
        self.update()

    def choose_month(self, number: int) -> None:
        """Chooses a month, or with 0 the whole year."""
        if number == self._month:
            return
        self._month = number
        self._describe()
        self.update()
        self.month_chosen.emit(number)

    def _describe(self) -> None:
        self.setAccessibleName(_("Year wheel {year}", year=self._year))
        marks = [mark for mark in self._marks if self._month in (0, mark.day.month)]
        where = month(date(self._year, self._month, 1)) if self._month else str(self._year)
        said = [_("{day}: {title}", day=day_and_month(mark.day), title=mark.shown) for mark in marks]
        self.setAccessibleDescription("\n".join([where, *said]))

    # Where things lie

    def _center(self) -> QPointF:
        return QRectF(self.rect()).center()

    def _radius(self) -> float:
        label = QFontMetrics(theme.font("small")).horizontalAdvance("00 mmm") + 14
        return max(min(self.width() / 2 - label, self.height() / 2 - 26), 60.0)

    def _angle(self, day: date) -> float:
        days = (date(self._year + 1, 1, 1) - date(self._year, 1, 1)).days
        return 2 * pi * ((day - date(self._year, 1, 1)).days + 0.5) / days - pi / 2

    def _place(self, angle: float, part: float) -> QPointF:
        radius = self._radius() * part
        return self._center() + QPointF(radius * cos(angle), radius * sin(angle))

    def place_of(self, mark: YearMark) -> QPointF:
        """Where a mark stands on the wheel; several of one day stand beside one another."""
        if not self._places:
            self._set_apart()
        return self._places.get(mark) or self._place(self._angle(mark.day), TRACKS[mark.what])

    def _set_apart(self) -> None:
        def at(angle: float, part: float) -> tuple[float, float]:
            place = self._place(angle, part)
            return place.x(), place.y()

        taken: list[tuple[float, float]] = []
        for mark in sorted(self._marks, key=lambda mark: (-TRACKS[mark.what], mark.day)):
            x, y = free_place(
                self._angle(mark.day), TRACKS[mark.what], at, taken, near=APART, radius=self._radius()
            )
            taken.append((x, y))
            self._places[mark] = QPointF(x, y)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._places.clear()

    def mark_at(self, place: QPointF) -> YearMark | None:
        """The mark under a point."""
        near = [(hypot(*(self.place_of(mark) - place).toTuple()), mark) for mark in self._marks]
        near = [(distance, mark) for distance, mark in near if distance <= REACH]
        return min(near, key=lambda pair: pair[0])[1] if near else None

    def month_at(self, place: QPointF) -> int:
        """The month under a point; 0 in the middle and outside the ring."""
        offset = place - self._center()
        distance = hypot(offset.x(), offset.y()) / self._radius()
        if not 0.36 < distance < 1.08:
            return 0
        turn = (_atan(offset) + pi / 2) % (2 * pi)
        days = (date(self._year + 1, 1, 1) - date(self._year, 1, 1)).days
        return date.fromordinal(date(self._year, 1, 1).toordinal() + int(turn / (2 * pi) * days)).month

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ring(painter)
        self._paint_months(painter)
        self._paint_today(painter)
        for mark in self._marks:
            draw_mark(painter, self.place_of(mark), mark, self._today, size=self._size(mark))
        self._paint_meeting_days(painter)
        self._paint_middle(painter)

    def _size(self, mark: YearMark) -> float:
        return LARGER.get(mark.what, 10 if mark.what in (What.REPORT, What.REVIEW) else 9)

    def _paint_ring(self, painter: QPainter) -> None:
        radius = self._radius()
        outer = _circle(self._center(), radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("alt"))
        painter.drawEllipse(outer)
        if self._month:
            first = self._angle(date(self._year, self._month, 1))
            last = self._angle(_first_of_next(self._year, self._month))
            painter.setBrush(theme.color("tint"))
            painter.drawPie(outer, round(-first / pi * 180 * 16), round(-(last - first) / pi * 180 * 16))
        painter.setBrush(theme.color("base"))
        painter.drawEllipse(_circle(self._center(), radius * INNER))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("control"), 1))
        painter.drawEllipse(outer)
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.drawEllipse(_circle(self._center(), radius * INNER))
        painter.setPen(QPen(theme.color("line"), 1))
        for part in sorted({part for part in TRACKS.values() if part < INNER}):
            painter.drawEllipse(_circle(self._center(), radius * part))

    def _paint_months(self, painter: QPainter) -> None:
        for number in range(1, 13):
            first = date(self._year, number, 1)
            painter.setPen(QPen(theme.color("line2"), 1))
            painter.drawLine(self._place(self._angle(first), INNER), self._place(self._angle(first), 1.0))
            font = QFont(theme.font("small"))
            font.setWeight(QFont.Weight.DemiBold if number == self._month else QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(theme.color("text") if number == self._month else theme.color("text2"))
            middle = self._place(self._angle(first.replace(day=15)), (1.0 + INNER) / 2)
            painter.drawText(_circle(middle, 40), Qt.AlignmentFlag.AlignCenter, month(first))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(_circle(self._center(), self._radius() + 3))

    def _paint_today(self, painter: QPainter) -> None:
        if self._today.year != self._year:
            return
        angle = self._angle(self._today)
        painter.setPen(QPen(theme.color("text"), 1.5))
        painter.drawLine(self._place(angle, 0.36), self._place(angle, 1.0))

    def _paint_meeting_days(self, painter: QPainter) -> None:
        painter.setFont(theme.font("small"))
        metrics = QFontMetrics(painter.font())
        marked = [
            (mark.day, day_and_month(mark.day), False) for mark in self._marks if mark.what is What.MEETING
        ]
        if self._today.year == self._year and all(
            abs((day - self._today).days) > 9 for day, _text, _today in marked
        ):
            marked.append((self._today, _("today"), True))
        for day, text, is_today in marked:
            angle = self._angle(day)
            place = self._place(angle, 1.0) + QPointF(14 * cos(angle), 14 * sin(angle))
            wide, high = metrics.horizontalAdvance(text), metrics.height()
            left = place.x() - wide / 2 + (wide / 2) * cos(angle)
            top = place.y() - high / 2 + (high / 2) * sin(angle) * 0.4
            font = QFont(theme.font("small"))
            font.setWeight(QFont.Weight.Normal if is_today else QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(theme.color("text"))
            painter.drawText(QRectF(left - 4, top, wide + 8, high), Qt.AlignmentFlag.AlignCenter, text)

    def _paint_middle(self, painter: QPainter) -> None:
        meetings = sum(mark.what is What.MEETING for mark in self._marks)
        center = self._center()
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font("page"))
        high = QFontMetrics(painter.font()).height()
        painter.drawText(
            QRectF(center.x() - 60, center.y() - high, 120, high),
            Qt.AlignmentFlag.AlignCenter,
            str(self._year),
        )
        painter.setFont(theme.font("side"))
        painter.setPen(theme.color("text2"))
        words = ngettext("{n} meeting", "{n} meetings", meetings)
        painter.drawText(QRectF(center.x() - 60, center.y(), 120, high), Qt.AlignmentFlag.AlignHCenter, words)

    # The user

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self.mark_at(QPointF(event.pos()))
            if mark:
                words = _("{day}: {title}", day=weekday_and_day(mark.day), title=mark.shown)
                QToolTip.showText(event.globalPos(), f"{words}\n{mark.what.label}", self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.mark_at(event.position()) or self.month_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        mark = self.mark_at(event.position())
        if mark:
            self.mark_opened.emit(mark)
            return
        number = self.month_at(event.position())
        self.choose_month(0 if number == self._month else number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.choose_month((self._month + steps[Qt.Key(event.key())]) % 13)
        elif event.key() == Qt.Key.Key_Escape and self._month:
            self.choose_month(0)
        else:
            super().keyPressEvent(event)


def _atan(offset: QPointF) -> float:
    from math import atan2

    return atan2(offset.y(), offset.x())


def _circle(center: QPointF, radius: float) -> QRectF:
    return QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)


def _first_of_next(year: int, number: int) -> date:
    return date(year, 12, 31) if number == 12 else date(year, number + 1, 1)
