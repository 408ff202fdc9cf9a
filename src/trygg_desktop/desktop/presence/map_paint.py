"""How the map of the districts is painted: tiles, borders, letters, the mark of a long wait and the lake."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.presence.districts_model import DistrictRow
from trygg_desktop.desktop.presence.outlines import Shape
from trygg_desktop.i18n import _

DRAWN_FONT_HEIGHT = 18.0
"""The height of the body font that a tile of 62 × 42 pixels was drawn for."""
CORNER = 3
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


def font_scale() -> float:
    """How much larger than in the drawings the system font is; never smaller than 1."""
    return max(1.0, QFontMetricsF(theme.font("body")).height() / DRAWN_FONT_HEIGHT)


def paint_tile(painter: QPainter, rect: QRectF, row: DistrictRow, *, late: bool) -> None:
    """One district as a tile: ground by weeks, short name, weeks, and a triangle from the limit on."""
    ground, ink, edge = theme.tokens().ochre(row.weeks)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
    scale = rect.height() / 42
    inner = rect.adjusted(4 * scale, 3 * scale, -3 * scale, -2 * scale)
    half = inner.height() * 0.46
    label = _sized("label", scale)
    words = QFontMetricsF(label).elidedText(row.short or row.name, Qt.TextElideMode.ElideRight, inner.width() + 1)
    painter.setPen(ink)
    painter.setFont(label)
    painter.drawText(QRectF(inner.left(), inner.top(), inner.width() + 2, half), _LEFT, words)
    _weeks(painter, QRectF(inner.left(), inner.top() + half, inner.width(), inner.height() - half), row, scale)
    if late:
        side = 9 * scale
        corner = QPointF(rect.right() - 4 * scale - side, rect.bottom() - 5 * scale - side * 0.9)
        paint_triangle(painter, QRectF(corner.x(), corner.y(), side, side * 0.9), ink)


def _weeks(painter: QPainter, rect: QRectF, row: DistrictRow, scale: float) -> None:
    """The weeks in figures, with a small unit after them."""
    figures, unit = _sized("record", scale, bold=True), _sized("label", scale)
    width = QFontMetricsF(figures).horizontalAdvance(row.figure)
    painter.setFont(figures)
    painter.drawText(rect, _LEFT, row.figure)
    if row.weeks is not None:
        baseline = rect.center().y() + (QFontMetricsF(figures).ascent() - QFontMetricsF(figures).descent()) / 2
        painter.setFont(unit)
        painter.drawText(QPointF(rect.left() + width + 3 * scale, baseline), _("wk."))


def paint_triangle(painter: QPainter, rect: QRectF, color: QColor) -> None:
    """The mark of a long wait."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(QPolygonF([rect.bottomLeft(), QPointF(rect.center().x(), rect.top()), rect.bottomRight()]))


def paint_ring(painter: QPainter, rect: QRectF, *, focused: bool) -> None:
    """The accent ring outside the chosen tile; doubled while the map has the keyboard."""
    tokens = theme.tokens()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(tokens.base, 1.5))
    painter.drawRoundedRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5), CORNER, CORNER)
    painter.setPen(QPen(tokens.accent, 3 if focused else 2.5))
    painter.drawRoundedRect(rect.adjusted(-1.75, -1.75, 1.75, 1.75), CORNER + 2, CORNER + 2)


def paint_empty_place(painter: QPainter, rect: QRectF) -> None:
    """A place that a tile may be dragged to."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.tokens().line2, 1, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)


def paint_water(painter: QPainter, rect: QRectF) -> None:
    """The lake, which is a drawing and not data: a shore of waves, and its name in italics."""
    tokens = theme.tokens()
    shore, wave = QPainterPath(QPointF(rect.left(), rect.bottom())), rect.height() * 0.08
    top, crests = rect.top() + rect.height() * 0.2, max(3, round(rect.width() / 70))
    step = rect.width() / crests / 2
    shore.lineTo(rect.left(), top)
    for number in range(crests * 2):
        left = rect.left() + number * step
        lift = -2 * wave if number % 2 else 2 * wave
        shore.quadTo(QPointF(left + step / 2, top + lift), QPointF(left + step, top))
    shore.lineTo(rect.right(), rect.bottom())
    shore.closeSubpath()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.water)
    painter.drawPath(shore)
    italic = QFont(theme.font("side"))
    italic.setItalic(True)
    painter.setFont(italic)
    painter.setPen(tokens.text2)
    painter.drawText(rect.adjusted(0, rect.height() * 0.2, 0, 0), Qt.AlignmentFlag.AlignCenter, _("Lake Mälaren"))


def paint_shape(painter: QPainter, shape: Shape, row: DistrictRow) -> None:
    """One district with its real borders, in the colour of its weeks."""
    ground, _ink, edge = theme.tokens().ochre(row.weeks)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(QBrush(ground))
    painter.drawPath(shape.path)


def paint_surroundings(painter: QPainter, shape: Shape) -> None:
    """A place that belongs to no area: a quiet ground, so that the others lie where they do."""
    tokens = theme.tokens()
    painter.setPen(QPen(tokens.line2, 1))
    painter.setBrush(QBrush(tokens.alt))
    painter.drawPath(shape.path)


def paint_outline(painter: QPainter, shape: Shape, *, focused: bool) -> None:
    """The accent line around the chosen district."""
    tokens = theme.tokens()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(tokens.base, 5))
    painter.drawPath(shape.path)
    painter.setPen(QPen(tokens.accent, 3.5 if focused else 2.5))
    painter.drawPath(shape.path)


def paint_letters(painter: QPainter, shape: Shape, row: DistrictRow, *, late: bool) -> None:
    """As much of name, weeks and triangle as the shape has room for; the tooltip always has it all."""
    _ground, ink, _edge = theme.tokens().ochre(row.weeks)
    label, figures = theme.font("label"), theme.font("label", strong=True)
    name = row.short or row.name
    line = QFontMetricsF(label).height()
    tall = shape.path.boundingRect().height() > 2.6 * line
    painter.setPen(ink)
    middle = shape.centre.y()
    if tall and QFontMetricsF(label).horizontalAdvance(name) < shape.width - 4:
        painter.setFont(label)
        painter.drawText(_centred(shape.centre.x(), middle - line / 2, shape.width, line), _CENTRE, name)
        middle += line / 2
    width = QFontMetricsF(figures).horizontalAdvance(row.figure)
    side = line * 0.55 if late else 0.0
    if width + side + 6 > shape.width:
        return
    painter.setFont(figures)
    painter.drawText(_centred(shape.centre.x() - side / 2, middle, width + 4, line), _CENTRE, row.figure)
    if late:
        left = shape.centre.x() - side / 2 + width / 2 + 3
        paint_triangle(painter, QRectF(left, middle - side / 2, side, side * 0.9), ink)


def _centred(x: float, y: float, width: float, height: float) -> QRectF:
    return QRectF(x - width / 2, y - height / 2, width, height)


def _sized(role: str, scale: float, *, bold: bool = False) -> QFont:
    """A font that grows with its tile."""
    font = QFont(theme.font(role, strong=bold))
    font.setPointSizeF(font.pointSizeF() * scale / font_scale())
    return font
