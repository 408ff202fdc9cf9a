"""The chips of a measure in plan and board: what is confidential or a draft, in the looks it has everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.parts import (
    chip_text,
    chip_width,
    draft_chip_width,
    paint_chip,
    paint_draft_chip,
)
from trygg_desktop.domain.record import Protection, Record
from trygg_desktop.i18n import _

_BETWEEN, _ABOVE = 6, 4


@dataclass(frozen=True, slots=True)
class Chips:
    """What a line has to warn of; the usual levels have no chip here, where there is little room."""

    ground: str | None = None
    confidential: bool = False
    draft: bool = False

    @classmethod
    def of(cls, record: Record) -> Chips:
        """The chips of a record."""
        return cls(record.ground, record.protection == Protection.PROTECTED, bool(record.draft))

    @property
    def words(self) -> str:
        """The same for someone who hears it."""
        said = [chip_text(Protection.PROTECTED, self.ground)] * self.confidential + [_("Draft")] * self.draft
        return ", ".join(said)

    def _widths(self) -> list[int]:
        wide = [chip_width(Protection.PROTECTED, self.ground)] * self.confidential
        return wide + [draft_chip_width()] * self.draft

    def height(self, width: int) -> int:
        """Pixels that they take in a column, one under the other where they do not fit beside each other."""
        wide = self._widths()
        if not wide:
            return 0
        lines = 2 if len(wide) == 2 and sum(wide) + _BETWEEN > width else 1
        return lines * (_high() + _ABOVE)

    def width(self) -> int:
        """Pixels that they take on one line."""
        wide = self._widths()
        return sum(wide) + _BETWEEN * (len(wide) - 1) if wide else 0

    def draw(self, painter: QPainter, room: QRect) -> int:
        """Draws them from the top left of a room, and gives how high they are."""
        left, top, high = room.left(), room.top() + _ABOVE, _high()
        for number, wide in enumerate(self._widths()):
            if number and left + wide > room.right():
                left, top = room.left(), top + high + _ABOVE
            box = QRect(left, top, min(wide, room.width()), high)
            if self.confidential and not number:
                paint_chip(painter, box, Protection.PROTECTED, self.ground)
            else:
                paint_draft_chip(painter, box)
            left += wide + _BETWEEN
        return self.height(room.width())


def _high() -> int:
    return max(20, QFontMetrics(theme.font("small")).height() + 4)
