"""How a mark of the year is drawn: a shape for each sort of thing, so that colour is never alone."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from trygg_desktop.desktop import theme
from trygg_desktop.insight.year import What, YearMark


def ink_of(mark: YearMark, today: date) -> QColor:
    """Petrol for meetings, ochre for what waits, red for what is late, grey for what is over."""
    if mark.what is What.MEETING:
        return theme.color("accent")
    if not mark.waits:
        return theme.color("text2")
    return theme.color("alert" if mark.day < today else "warn")


def draw_mark(painter: QPainter, center: QPointF, mark: YearMark, today: date, *, size: float = 10) -> None:
    """The shape of a mark; filled where it waits, open where it is over."""
    what, waits, ink = mark.what, mark.waits, ink_of(mark, today)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(ink if waits or what is What.MEETING else Qt.BrushStyle.NoBrush)
    box = QRectF(center.x() - size / 2, center.y() - size / 2, size, size).adjusted(0.75, 0.75, -0.75, -0.75)
    if what is What.MEETING:
        painter.drawEllipse(box)
    elif what is What.PREPARATION:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
    elif what is What.DECISION:
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    elif what is What.TWO_YEARS:
        painter.drawEllipse(box)
        painter.setPen(QPen(theme.color("base"), 1.5))
        painter.drawEllipse(box.adjusted(1.5, 1.5, -1.5, -1.5))
    else:
        painter.drawPolygon(_corners(what, box))
    painter.restore()


def _corners(what: What, box: QRectF) -> QPolygonF:
    """A diamond for reports, a triangle on its point for reviews, one on its base for what runs out, six corners for
    follow-ups, an hourglass for what is tried."""
    top, middle = QPointF(box.center().x(), box.top()), box.center()
    bottom = QPointF(middle.x(), box.bottom())
    if what is What.REPORT:
        left, right = QPointF(box.left(), middle.y()), QPointF(box.right(), middle.y())
        return QPolygonF([top, right, bottom, left])
    if what is What.FOLLOW_UP:
        quarter = box.height() / 4
        return QPolygonF(
            [
                top,
                QPointF(box.right(), middle.y() - quarter),
                QPointF(box.right(), middle.y() + quarter),
                bottom,
                QPointF(box.left(), middle.y() + quarter),
                QPointF(box.left(), middle.y() - quarter),
            ]
        )
    if what is What.PILOT:
        return QPolygonF([box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight()])
    if what is What.REVIEW:
        return QPolygonF([box.topLeft(), box.topRight(), bottom])
    return QPolygonF([top, box.bottomRight(), box.bottomLeft()])
