"""Draws a text on one line or several, so that a narrow list hides nothing."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QTextLayout


def draw_lines(painter: QPainter, room: QRect, text: str) -> None:
    """A text in the painter's font on as many lines as there is height for, the last one shortened with …"""
    metrics = painter.fontMetrics()
    most = max(1, room.height() // metrics.height())
    layout = QTextLayout(text, painter.font())
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(room.width())
        starts.append(line.textStart())
    layout.endLayout()
    top = room.top() + (room.height() - len(starts) * metrics.height()) // 2
    for number, start in enumerate(starts):
        last = number == len(starts) - 1
        part = text[start:] if last else text[start : starts[number + 1]]
        shown = metrics.elidedText(part.strip(), Qt.TextElideMode.ElideRight, room.width())
        box = QRect(room.left(), top + number * metrics.height(), room.width(), metrics.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)
