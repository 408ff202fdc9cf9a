"""Paints a laid-out chart with the window's letters and colours, whichever scheme is in use."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

import trygg_desktop.desktop.lasting  # noqa: F401 - a chart makes thousands of calls of Qt
from trygg_desktop.desktop import theme
from trygg_desktop.desktop.tokens import Tokens
from trygg_desktop.insight.charts.colours import Palette, inks
from trygg_desktop.insight.charts.lettering import Type
from trygg_desktop.insight.charts.shapes import Dash, Ink, Picture, Plate, Role, Shape, Sign, Stroke, Text
from trygg_desktop.insight.charts.signs import Disc, parts_of

_FONTS = {
    Role.TITLE: ("section", True),
    Role.BODY: ("body", False),
    Role.STRONG: ("body", True),
    Role.LABEL: ("small", False),
    Role.LABEL_STRONG: ("small", True),
    Role.TILE: ("tile", False),
    Role.TILE_STRONG: ("tile", True),
}


POINTS_IN_AN_INCH = 72


def font_of(role: Role) -> QFont:
    """The window's font for a role in a picture; its letters stand as far apart as in print."""
    name, heavy = _FONTS[role]
    font = theme.bold(name) if heavy else theme.font(name)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setKerning(False)
    return font


def screen_type() -> Type:
    """The window's letters as a layout needs them; to be made anew when the system's font changes."""
    metrics = {role: QFontMetricsF(font_of(role)) for role in Role}
    em = theme.font("small").pointSizeF() * metrics[Role.LABEL].fontDpi() / POINTS_IN_AN_INCH
    return Type(em, lambda words, role: metrics[role].horizontalAdvance(words))


def palette(use: Tokens | None = None) -> Palette:
    """The colours of a scheme; of the one in use where none is named."""
    use = use or theme.tokens()
    return Palette(
        text=use.text,
        quiet=use.text2,
        ground=use.base,
        accent=use.accent,
        control=use.control,
        axis=use.line2,
        hair=use.line,
        ok=use.ok,
        warn=use.warn,
        alert=use.alert,
    )


class ChartPainter:
    """Draws shapes with one painter in the colours of one moment, or of a scheme that is named."""

    def __init__(self, painter: QPainter, em: float, use: Tokens | None = None) -> None:
        self.painter, self.em = painter, em
        self.colours = {ink: QColor(colour) for ink, colour in inks(palette(use)).items()}
        self.fonts = {role: font_of(role) for role in Role}
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def draw(self, picture: Picture) -> None:
        """All shapes, back to front."""
        for shape in picture.shapes:
            self._shape(shape)

    def _shape(self, shape: Shape) -> None:
        match shape:
            case Text():
                self._text(shape)
            case Stroke():
                self._stroke(shape)
            case Plate():
                self._plate(shape)
            case Sign():
                for part in parts_of(shape):
                    self._disc(part) if isinstance(part, Disc) else self._stroke(part)

    def _text(self, text: Text) -> None:
        box = text.box
        self.painter.setFont(self.fonts[text.role])
        self.painter.setPen(self.colours[text.ink])
        room = QRectF(box.left, box.top - self.em, box.width + self.em, box.height + 2 * self.em)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.painter.drawText(room, int(align | Qt.TextFlag.TextSingleLine), text.words)

    def _stroke(self, stroke: Stroke) -> None:
        self._use(stroke.ink, stroke.fill, stroke.thickness, stroke.dash)
        points = QPolygonF([QPointF(x, y) for x, y in stroke.points])
        if stroke.fill is None:
            self.painter.drawPolyline(points)
        else:
            self.painter.drawPolygon(points)

    def _plate(self, plate: Plate) -> None:
        self._use(plate.edge, plate.fill, plate.thickness)
        box = QRectF(plate.box.left, plate.box.top, plate.box.width, plate.box.height)
        if plate.radius:
            self.painter.drawRoundedRect(box, plate.radius, plate.radius)
        else:
            self.painter.drawRect(box)

    def _disc(self, disc: Disc) -> None:
        self._use(disc.edge, disc.fill, disc.thickness)
        self.painter.drawEllipse(QPointF(disc.x, disc.y), disc.radius, disc.radius)

    def _use(self, edge: Ink | None, fill: Ink | None, thickness: float, dash: Dash = Dash.SOLID) -> None:
        """Pen and brush; dashes are told in sizes of a label, while Qt counts in thicknesses."""
        self.painter.setBrush(QBrush() if fill is None else self.colours[fill])
        if edge is None:
            self.painter.setPen(Qt.PenStyle.NoPen)
            return
        pen = QPen(self.colours[edge], thickness)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dash.value:
            pen.setDashPattern([part * self.em / thickness for part in dash.value])
        self.painter.setPen(pen)
