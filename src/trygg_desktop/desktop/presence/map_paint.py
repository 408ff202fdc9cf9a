"""How the map of the districts is painted: tiles, borders, letters, the mark of a long wait and the lake."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.presence import colours
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
    ground, ink, edge = colours.waiting(row.weeks)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
    scale = rect.height() / 42
    inner = rect.adjusted(4 * scale, 3 * scale, -1 * scale, -2 * scale)
    half = inner.height() * 0.46
    label = _sized("tile", scale)
    words = QFontMetricsF(label).elidedText(
        row.short or row.name, Qt.TextElideMode.ElideRight, inner.width() + 2
    )
    painter.setPen(ink)
    painter.setFont(label)
    painter.drawText(QRectF(inner.left(), inner.top(), inner.width() + 2, half), _LEFT, words)
    _weeks(
        painter, QRectF(inner.left(), inner.top() + half, inner.width(), inner.height() - half), row, scale
    )
    if late:
        side = 9 * scale
        corner = QPointF(rect.right() - 4 * scale - side, rect.bottom() - 5 * scale - side * 0.9)
        paint_triangle(painter, QRectF(corner.x(), corner.y(), side, side * 0.9), ink)


def _weeks(painter: QPainter, rect: QRectF, row: DistrictRow, scale: float) -> None:
    """The weeks in figures, with a small unit after them."""
    figures, unit = _sized("record", scale, bold=True), _sized("tile", scale)
    width = QFontMetricsF(figures).horizontalAdvance(row.figure)
    painter.setFont(figures)
    painter.drawText(rect, _LEFT, row.figure)
    if row.weeks is not None:
        baseline = (
            rect.center().y() + (QFontMetricsF(figures).ascent() - QFontMetricsF(figures).descent()) / 2
        )
        painter.setFont(unit)
        painter.drawText(QPointF(rect.left() + width + 3 * scale, baseline), _("wk."))


def paint_triangle(painter: QPainter, rect: QRectF, color: QColor) -> None:
    """The mark of a long wait."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(
        QPolygonF([rect.bottomLeft(), QPointF(rect.center().x(), rect.top()), rect.bottomRight()])
    )


def paint_ring(painter: QPainter, rect: QRectF, *, focused: bool) -> None:
    """The accent ring outside the chosen tile; doubled while the map has the keyboard."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("base"), 1.5))
    painter.drawRoundedRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5), CORNER, CORNER)
    painter.setPen(QPen(theme.color("accent"), 3 if focused else 2.5))
    painter.drawRoundedRect(rect.adjusted(-1.75, -1.75, 1.75, 1.75), CORNER + 2, CORNER + 2)


def paint_frame(painter: QPainter, rect: QRectF) -> None:
    """The accent frame around a map that has the keyboard while no tile is chosen."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("accent"), 2))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), CORNER, CORNER)


def paint_empty_place(painter: QPainter, rect: QRectF) -> None:
    """A place that a tile may be dragged to."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("line2"), 1, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)


def paint_water(painter: QPainter, rect: QRectF) -> None:
    """The lake, which is a drawing and not data: a shore of waves, and its name in italics."""
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
    painter.setBrush(theme.color("water"))
    painter.drawPath(shore)
    italic = QFont(theme.font("side"))
    italic.setItalic(True)
    painter.setFont(italic)
    painter.setPen(theme.color("text2"))
    painter.drawText(
        rect.adjusted(0, rect.height() * 0.2, 0, 0), Qt.AlignmentFlag.AlignCenter, _("Lake Mälaren")
    )


def paint_shape(painter: QPainter, shape: Shape, row: DistrictRow) -> None:
    """One district with its real borders, in the colour of its weeks."""
    ground, _ink, edge = colours.waiting(row.weeks)
    # in the dark the steps have no edges of their own, and neighbours of one colour would run together
    painter.setPen(QPen(QColor(theme.tokens().waiting_edge[0]) if theme.is_dark() else edge, 1))
    painter.setBrush(QBrush(ground))
    painter.drawPath(shape.path)


def paint_surroundings(painter: QPainter, shape: Shape) -> None:
    """A place that belongs to no area: a quiet ground, so that the others lie where they do."""
    painter.setPen(QPen(theme.color("line2"), 1))
    painter.setBrush(QBrush(theme.color("alt")))
    painter.drawPath(shape.path)


def paint_outline(painter: QPainter, shape: Shape, *, focused: bool) -> None:
    """The accent line around the chosen district."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("base"), 5))
    painter.drawPath(shape.path)
    painter.setPen(QPen(theme.color("accent"), 3.5 if focused else 2.5))
    painter.drawPath(shape.path)


def paint_letters(painter: QPainter, shape: Shape, row: DistrictRow, *, late: bool) -> None:
    """As much of name, weeks and triangle as the shape has room for; the tooltip always has it all."""
    _ground, ink, _edge = colours.waiting(row.weeks)
    label, figures = QFontMetricsF(theme.font("tile")), QFontMetricsF(theme.bold("tile"))
    name, line = row.short or row.name, label.height()
    middle = shape.centre
    name_box = _around(middle - QPointF(0, line * 0.42), label.horizontalAdvance(name), line * 0.5)
    figure = figures.horizontalAdvance(row.figure)
    side = line * 0.55 if late and figure + line * 0.55 + 3 <= shape.width else 0.0
    width = figure + (side + 3 if side else 0)
    painter.setPen(ink)
    if _holds(shape, name_box):
        painter.setFont(theme.font("tile"))
        painter.drawText(name_box.adjusted(-2, -4, 2, 4), _CENTRE, name)
        middle = middle + QPointF(0, line * 0.45)
    elif width > shape.width:
        return
    painter.setFont(theme.bold("tile"))
    box = _around(middle, width, line)
    painter.drawText(box.adjusted(0, -2, 2, 2), _LEFT, row.figure)
    if side:
        paint_triangle(painter, QRectF(box.right() - side, middle.y() - side / 2, side, side * 0.9), ink)


def _holds(shape: Shape, box: QRectF) -> bool:
    """Whether there is room for a name with the weeks under it. Letters may touch a border, not leave it."""
    thirds = (box.left() + box.width() * 0.2, box.center().x(), box.right() - box.width() * 0.2)
    lines = (box.top(), box.bottom() + box.height())
    return box.width() + 4 < shape.width and all(
        shape.path.contains(QPointF(x, y)) for x in thirds for y in lines
    )


def _around(middle: QPointF, width: float, height: float) -> QRectF:
    return QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)


def _sized(role: str, scale: float, *, bold: bool = False) -> QFont:
    """A font that grows with its tile."""
    font = QFont(theme.bold(role) if bold else theme.font(role))
    font.setPointSizeF(font.pointSizeF() * scale / font_scale())
    return font
