"""Text on as many lines as it needs, measured and drawn alike, for the cells and cards of the plan."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from trygg_desktop.desktop.meetings.text_lines import lines_of


@lru_cache(maxsize=4096)
def _broken(text: str, font: str, width: int, most: int) -> tuple[str, ...]:
    """Kept, because a table asks for the same texts with every scroll."""
    made = QFont()
    made.fromString(font)
    found: list[str] = []
    for part in text.split("\n"):
        left = most - len(found)
        if left > 0:
            found += lines_of(part, made, width, left)
    return tuple(found)


def broken(text: str, font: QFont, width: int, most: int) -> tuple[str, ...]:
    """The lines of a text at a width in pixels, at most so many."""
    return _broken(text.strip(), font.toString(), max(width, 24), most) if text.strip() else ()


def height_of(text: str, font: QFont, width: int, most: int) -> int:
    """How high the text becomes, in pixels."""
    return len(broken(text, font, width, most)) * QFontMetrics(font).height()


def draw_text(painter: QPainter, room: QRect, text: str, font: QFont, most: int) -> int:
    """Draws a text from the top in the painter's colour, the last line shortened with …; gives its height."""
    metrics = QFontMetrics(font)
    painter.setFont(font)
    lines = broken(text, font, room.width(), most)
    for number, line in enumerate(lines):
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, max(room.width(), 24))
        box = QRect(room.left(), room.top() + number * metrics.height(), room.width() + 2, metrics.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)
    return len(lines) * metrics.height()
