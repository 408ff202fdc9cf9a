"""What stands in the council's year: meetings, preparations, decisions due, agreements running out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from trygg_desktop.desktop import theme
from trygg_desktop.domain.fields import Choice
from trygg_desktop.i18n import N_


class What(Choice):
    """The kinds of marks in the year."""

    MEETING = "meeting", N_("Meeting")
    PREPARATION = "preparation", N_("Preparation")
    DECISION = "decision", N_("Decision")
    AGREEMENT = "agreement", N_("Runs out")


@dataclass(frozen=True, slots=True)
class YearMark:
    """One thing on one day of the year. `waits` is false for what is done or over."""

    day: date
    what: What
    title: str
    id: UUID
    waits: bool = True


def ink_of(mark: YearMark, today: date) -> QColor:
    """Petrol for meetings, ochre for what waits, red for what is late, grey for what is over."""
    if mark.what is What.MEETING:
        return theme.color("accent")
    if not mark.waits:
        return theme.color("text2")
    return theme.color("alert" if mark.day < today else "warn")


def draw_mark(painter: QPainter, center: QPointF, mark: YearMark, today: date, *, size: float = 10) -> None:
    """The shape of a mark: disc, ring, square or triangle; filled where it waits, open where it is over."""
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
    else:
        top = QPointF(box.center().x(), box.top())
        painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))
    painter.restore()
