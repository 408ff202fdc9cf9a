"""Breaks a text into lines and draws them, so that a narrow list hides nothing."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout


def lines_of(text: str, font: QFont, width: int, most: int) -> list[str]:
    """The text on lines of at most this width in pixels; the last line takes what is left."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        starts.append(line.textStart())
    layout.endLayout()
    ends = [*starts[1:], len(text)]
    return [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def draw_lines(painter: QPainter, room: QRect, text: str) -> None:
    """A text in the painter's font on as many lines as there is height for, the last one shortened with …"""
    metrics = painter.fontMetrics()
    lines = lines_of(text, painter.font(), room.width(), max(1, room.height() // metrics.height()))
    top = room.top() + (room.height() - len(lines) * metrics.height()) // 2
    for number, line in enumerate(lines):
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
        box = QRect(room.left(), top + number * metrics.height(), room.width(), metrics.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)
