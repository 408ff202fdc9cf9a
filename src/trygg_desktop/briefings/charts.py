"""Charts on paper: the same shapes as on screen, with print's letters and colours, and told in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from reportlab.lib.colors import HexColor

from trygg_desktop.briefings.blocks import Block, DrawnBlock
from trygg_desktop.briefings.chart_parts import Pieces, pieces_of
from trygg_desktop.briefings.fonts import Face, Proofreader, register_faces, width
from trygg_desktop.briefings.look import (
    ALERT,
    CELL,
    GREY,
    INK,
    LINE,
    NOTE,
    OK,
    PAPER,
    TEXT_WIDTH,
    WARN,
    Style,
)
from trygg_desktop.briefings.paper import Paper
from trygg_desktop.briefings.parts import Align, Column, Table
from trygg_desktop.briefings.roles import Role as PartRole
from trygg_desktop.i18n import _
from trygg_desktop.insight.charts.colours import Palette, inks
from trygg_desktop.insight.charts.lettering import LEADING, SIZES, TALLEST_PLOT, Type
from trygg_desktop.insight.charts.shapes import Dash, Ink, Picture, Plate, Role, Shape, Sign, Stroke, Text
from trygg_desktop.insight.charts.sheet import Chart
from trygg_desktop.insight.charts.signs import Disc, parts_of

ON_PAPER = Palette(
    text=INK,
    quiet=GREY,
    ground=PAPER,
    accent="#0B5F74",
    control="#7E8790",
    axis="#8E969D",
    hair=LINE,
    ok=OK,
    warn=WARN,
    alert=ALERT,
)
_NARROWEST, _WIDEST, _LONGEST_NAME = 34.0, 84.0, 220.0
_TALLEST_ON_A_PAGE = 10.0
"""Lower than on screen: several plots and their tables share a page, and none may push the other off it."""
_STRONG = frozenset({Role.TITLE, Role.STRONG, Role.LABEL_STRONG, Role.TILE_STRONG})


def face_of(role: Role) -> Face:
    """The face of a role in a picture."""
    return Face.SEMIBOLD if role in _STRONG else Face.REGULAR


def paper_type(size: float = NOTE.size, *, tallest: float = TALLEST_PLOT) -> Type:
    """Print's letters as a layout needs them, a label being so many points high; plots as high as on screen
    unless told otherwise."""
    register_faces()
    faces = {role: (face_of(role), size * SIZES[role]) for role in Role}
    return Type(size, lambda words, role: width(words, *faces[role]), tallest=tallest)


@dataclass(kw_only=True, slots=True)
class ChartBlock(DrawnBlock):
    """A chart, measured. One of several branches goes on on the next page where it has to."""

    again: Callable[[Chart], ChartBlock]
    pieces: Pieces | None = None

    @property
    def least(self) -> float:
        return self.height if self.pieces is None else self.again(self.pieces.least).height

    def split(self, room: float) -> tuple[Block, Block] | None:
        count = self.pieces.first_that_fit(lambda one: self.again(one).height, room) if self.pieces else 0
        if self.pieces is None or not count:
            return None
        first, rest = self.pieces.some(0, count), self.pieces.some(count, self.pieces.count)
        return replace(self.again(first), before=self.before, after=0.0), self.again(rest)


def chart_block(chart: Chart, proofreader: Proofreader, *, room: float = TEXT_WIDTH) -> ChartBlock:
    """A chart for a page of a briefing: a figure with what it shows in words."""
    type = paper_type(tallest=_TALLEST_ON_A_PAGE)
    picture = chart.laid_out(room, type)

    def drawing(paper: Paper, x: float, top: float) -> None:
        draw_picture(paper, picture, x, top, em=type.em, proofreader=proofreader)

    return ChartBlock(
        drawing=drawing,
        again=partial(chart_block, proofreader=proofreader, room=room),
        pieces=pieces_of(chart, picture.height),
        height=picture.height,
        width=room,
        before=4,
        after=14,
        role=PartRole("Figure", alternative=proofreader.printable(chart.in_words())),
    )


def values_table(chart: Chart) -> Table:
    """A chart's values as a small table, its figures under one another."""
    sheet = chart.sheet()
    columns = []
    for place, head in enumerate(sheet.heads):
        name = _(head) if head else ""
        widest = max(
            width(text, CELL.face, CELL.size) for text in (name, *(row.cells[place] for row in sheet.rows))
        )
        if place in sheet.figures:
            # Narrow, so that a figure is read together with what it is about
            columns.append(Column(name, width=max(_NARROWEST, min(_WIDEST, widest + 2)), align=Align.RIGHT))
        else:
            columns.append(
                Column(
                    name,
                    share=max(_NARROWEST, min(_WIDEST if place else _LONGEST_NAME, widest)),
                    names_row=place == 0,
                )
            )
    rows = tuple(row.cells for row in sheet.rows)
    return Table(tuple(columns), rows, summary=chart.title, dense=True)


def draw_picture(
    paper: Paper, picture: Picture, x: float, top: float, *, em: float, proofreader: Proofreader
) -> None:
    """Draws a laid-out chart with its upper left corner here."""
    pen = _Pen(paper, x, top, em, proofreader)
    paper.canvas.saveState()
    paper.canvas.setLineJoin(1)
    for shape in picture.shapes:
        pen.shape(shape)
    paper.canvas.restoreState()


class _Pen:
    """Draws shapes on one sheet from one corner."""

    def __init__(self, paper: Paper, x: float, top: float, em: float, proofreader: Proofreader) -> None:
        self.paper, self.canvas, self.em = paper, paper.canvas, em
        self.x, self.y = x, paper.high - top
        self.top = top
        self.proofreader = proofreader
        self.names = inks(ON_PAPER)
        self.colours: dict[Ink, Any] = {ink: HexColor(colour) for ink, colour in self.names.items()}

    def shape(self, shape: Shape) -> None:
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
        size, face = self.em * SIZES[text.role], face_of(text.role)
        style = Style(face, size, size * LEADING, self.names[text.ink])
        words = self.proofreader.printable(text.words, face)
        self.paper.words(words, style, self.x + text.box.left, self.top + text.box.top)

    def _stroke(self, stroke: Stroke) -> None:
        self._use(stroke.ink, stroke.fill, stroke.thickness, stroke.dash)
        path = self.canvas.beginPath()
        for number, (x, y) in enumerate(stroke.points):
            (path.lineTo if number else path.moveTo)(self.x + x, self.y - y)
        if stroke.fill is not None:
            path.close()
        self.canvas.drawPath(path, stroke=int(stroke.ink is not None), fill=int(stroke.fill is not None))

    def _plate(self, plate: Plate) -> None:
        self._use(plate.edge, plate.fill, plate.thickness)
        box = plate.box
        place = (self.x + box.left, self.y - box.bottom, box.width, box.height)
        drawn = {"stroke": int(plate.edge is not None), "fill": int(plate.fill is not None)}
        if plate.radius:
            self.canvas.roundRect(*place, plate.radius, **drawn)
        else:
            self.canvas.rect(*place, **drawn)

    def _disc(self, disc: Disc) -> None:
        self._use(disc.edge, disc.fill, disc.thickness)
        drawn = {"stroke": int(disc.edge is not None), "fill": int(disc.fill is not None)}
        self.canvas.circle(self.x + disc.x, self.y - disc.y, disc.radius, **drawn)

    def _use(self, edge: Ink | None, fill: Ink | None, thickness: float, dash: Dash = Dash.SOLID) -> None:
        if fill is not None:
            self.canvas.setFillColor(self.colours[fill])
        if edge is not None:
            self.canvas.setStrokeColor(self.colours[edge])
            self.canvas.setLineWidth(thickness)
        self.canvas.setDash([part * self.em for part in dash.value])
