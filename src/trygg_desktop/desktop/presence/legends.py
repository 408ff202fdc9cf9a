"""What the colours of the map and the strip mean, as small swatches with words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.presence import colours
from trygg_desktop.desktop.presence.map_paint import paint_triangle
from trygg_desktop.i18n import _

SWATCH, BESIDE, APART = QSize(14, 11), 5, 10


class MapLegend(QWidget):
    """The five steps of ochre, and the mark of a wait that has reached the limit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limit = 6
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Colours by weeks since the last presence"))

    def show_limit(self, weeks: int) -> None:
        """The number of weeks from which a district is marked."""
        self._limit = weeks
        self.setAccessibleDescription(self._limit_words())
        self.update()

    def _limit_words(self) -> str:
        return _("at least {weeks} weeks", weeks=self._limit)

    def sizeHint(self) -> QSize:
        return QSize(300, QFontMetrics(theme.font("small")).height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(theme.font("small"))
        left = 0.0
        words = [
            f"{start}–{end - 1}"
            for start, end in zip(colours.STEPS_FROM, colours.STEPS_FROM[1:], strict=False)
        ]
        for start, text in zip(colours.STEPS_FROM, [*words, _("9 or more")], strict=True):
            ground, _ink, edge = colours.waiting(start)
            left = _swatch(painter, left, self.height(), ground, edge, text)
        limit = self._limit_words()
        width = metrics.horizontalAdvance(limit)
        if self.width() - width - 14 > left:
            painter.drawText(self.rect(), _RIGHT, limit)
            spot = QRectF(self.width() - width - 14, (self.height() - 9) / 2, 10, 9)
            paint_triangle(painter, spot, theme.color("text2"))


class StripLegend(QWidget):
    """One, two, and three or more sessions in a week."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Colours by sessions in a week: 1, 2, 3 or more"))

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font("small"))
        words = sum(metrics.horizontalAdvance(text) for text in self._texts())
        return QSize(words + 3 * (SWATCH.width() + BESIDE) + 2 * APART, metrics.height() + 4)

    @staticmethod
    def _texts() -> list[str]:
        return ["1", "2", _("3 or more")]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        for number, text in enumerate(self._texts(), start=1):
            fill, edge = colours.presence(number)
            left = _swatch(painter, left, self.height(), fill, edge, text)


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _swatch(painter: QPainter, left: float, height: int, fill: QColor, edge: QColor, text: str) -> float:
    """Draws a swatch with its words and gives where the next one begins."""
    painter.setPen(QPen(edge, 1))
    painter.setBrush(fill)
    square = QRectF(left, (height - SWATCH.height()) / 2, SWATCH.width(), SWATCH.height())
    painter.drawRoundedRect(square.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("text2"))
    width = QFontMetrics(theme.font("small")).horizontalAdvance(text)
    at = left + SWATCH.width() + BESIDE
    painter.drawText(QRectF(at, 0, width + 2, height), Qt.AlignmentFlag.AlignVCenter, text)
    return at + width + APART
