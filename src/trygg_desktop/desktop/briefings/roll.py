"""Where the pages of a PDF lie under one another, as on a long roll of paper."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF

MARGIN = 16
GAP = 16


class Roll:
    """Pages of given sizes, in points; the widest is as wide as there is room, times the zoom. In pixels."""

    def __init__(self, sizes: Sequence[QSizeF] = (), room: float = 80, zoom: float = 1) -> None:
        self._sizes = sizes
        widest = max((size.width() for size in sizes), default=1.0) or 1.0
        full = room * zoom
        scale, top = full / widest, float(MARGIN)
        self.pages: list[QRectF] = []
        for size in sizes:
            width, height = size.width() * scale, size.height() * scale
            left = MARGIN + (full - width) / 2
            self.pages.append(QRectF(round(left), round(top), round(width), round(height)))
            top += height + GAP

    @property
    def height(self) -> float:
        """How long the roll is."""
        return self.pages[-1].bottom() + MARGIN if self.pages else 0.0

    @property
    def width(self) -> float:
        """How wide the roll is."""
        return max((page.right() for page in self.pages), default=0.0) + MARGIN

    def at(self, height: float) -> int:
        """The page, from 1, that this height is on or nearest to; 0 where there is none."""
        before = bisect_right(self.pages, height, key=lambda page: page.bottom() + GAP / 2)
        return min(before + 1, len(self.pages))

    def between(self, top: float, bottom: float) -> range:
        """The pages, from 0, of which something lies between two heights."""
        first = bisect_left(self.pages, top, key=QRectF.bottom)
        return range(first, bisect_right(self.pages, bottom, key=QRectF.top))

    def area(self, page: int, part: QRectF) -> QRectF:
        """Where a part of a page, in points, lies."""
        sheet = self.pages[page]
        scale = sheet.width() / (self._sizes[page].width() or 1.0)
        return QRectF(part.topLeft() * scale, part.size() * scale).translated(sheet.topLeft())
