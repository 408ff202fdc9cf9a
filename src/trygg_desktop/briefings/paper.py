"""The sheet that is drawn on: text, lines and areas, in points from the upper left corner of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader

from trygg_desktop.briefings.emblem import Emblem
from trygg_desktop.briefings.fonts import Face, width
from trygg_desktop.briefings.lines import Line
from trygg_desktop.briefings.look import PAGE_HEIGHT, Colour, Style

if TYPE_CHECKING:
    from trygg_desktop.briefings.blocks import Block

Point = tuple[float, float]

_ASCENT = 0.79
"""How far below the middle of the leading a line's letters stand, as a share of their size."""


def baseline(style: Style) -> float:
    """How far below the top of a line its letters stand."""
    return (style.leading - style.size) / 2 + style.size * _ASCENT


class Paper:
    """One document's sheets, one after another.

    Everything with a meaning passes through `place`, which knows its role; everything else drawn here
    (rules, areas, shapes) is decoration. That is the one place where a page learns to be read aloud.
    """

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas
        self.headings = 0
        self._levels: list[int] = []
        self._colours: dict[Colour, Any] = {}
        self._pictures: dict[Emblem, Any] = {}

    def place(self, block: Block, x: float, top: float) -> None:
        """Draws a block with its upper left corner here, as what its role says that it is."""
        if block.role is not None and block.bookmark:
            self._bookmark(block.bookmark, level=int(block.role.tag[1:]), top=top)
        block.draw(self, x, top)

    def _bookmark(self, text: str, *, level: int, top: float) -> None:
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self.headings += 1
        name = f"h{self.headings}"
        self.canvas.bookmarkHorizontalAbsolute(name, PAGE_HEIGHT - top + 6)
        self.canvas.addOutlineEntry(text, name, len(self._levels), 0)
        self._levels.append(level)

    def lines(self, lines: Sequence[Line], style: Style, x: float, top: float, *, room: float = 0) -> None:
        """Lines of text under one another; against the right edge of `room` where there is one."""
        text = self.canvas.beginText()
        text.setFillColor(self._colour(style.colour))
        face: Face | None = None
        y = PAGE_HEIGHT - top - baseline(style)
        for index, line in enumerate(lines):
            start = x + room - line.width if room else x
            text.setTextOrigin(start, y - index * style.leading)
            for span in line.spans:
                if span.face is not face:
                    text.setFont(str(span.face), style.size, style.leading)
                    face = span.face
                text.textOut(span.text)
            if not line.ends_paragraph:
                text.textOut(" ")
        self.canvas.drawText(text)

    def words(self, text: str, style: Style, x: float, top: float, *, room: float = 0) -> float:
        """One line of text in one face; returns how wide it is."""
        wide = width(text, style.face, style.size)
        shown = self.canvas.beginText(x + room - wide if room else x, PAGE_HEIGHT - top - baseline(style))
        shown.setFillColor(self._colour(style.colour))
        shown.setFont(str(style.face), style.size, style.leading)
        shown.textOut(text)
        self.canvas.drawText(shown)
        return wide

    def rule(self, x: float, top: float, length: float, *, colour: Colour, thickness: float = 0.5) -> None:
        """A line from left to right."""
        self._pen(colour, thickness)
        self.canvas.line(x, PAGE_HEIGHT - top, x + length, PAGE_HEIGHT - top)

    def area(
        self,
        x: float,
        top: float,
        wide: float,
        high: float,
        *,
        fill: Colour | None = None,
        edge: Colour | None = None,
        thickness: float = 0.7,
        radius: float = 0,
        dashed: bool = False,
    ) -> None:
        """A box, filled, edged or both."""
        self._ink(fill, edge, thickness, dashed=dashed)
        box = (x, PAGE_HEIGHT - top - high, wide, high)
        if radius:
            self.canvas.roundRect(*box, radius, stroke=int(edge is not None), fill=int(fill is not None))
        else:
            self.canvas.rect(*box, stroke=int(edge is not None), fill=int(fill is not None))
        if dashed:
            self.canvas.setDash()

    def picture(self, emblem: Emblem, x: float, top: float, wide: float, high: float) -> None:
        """An emblem, as large as this. The file holds it once, however often it is drawn."""
        if emblem not in self._pictures:
            self._pictures[emblem] = ImageReader(BytesIO(emblem.png))
        self.canvas.drawImage(self._pictures[emblem], x, PAGE_HEIGHT - top - high, wide, high)

    def disc(
        self, x: float, top: float, radius: float, *, fill: Colour | None = None, edge: Colour | None = None
    ) -> None:
        """A disc or a ring with its centre here."""
        self._ink(fill, edge, 1)
        self.canvas.circle(
            x, PAGE_HEIGHT - top, radius, stroke=int(edge is not None), fill=int(fill is not None)
        )

    def half_disc(self, x: float, top: float, radius: float, *, fill: Colour) -> None:
        """The left half of a disc with its centre here."""
        self._ink(fill, None, 1)
        y = PAGE_HEIGHT - top
        self.canvas.wedge(x - radius, y - radius, x + radius, y + radius, 90, 180, stroke=0, fill=1)

    def shape(
        self,
        points: Iterable[Point],
        *,
        fill: Colour | None = None,
        edge: Colour | None = None,
        thickness: float = 1,
        closed: bool = True,
    ) -> None:
        """Straight lines from point to point, each from the upper left corner."""
        self._ink(fill, edge, thickness)
        path = self.canvas.beginPath()
        for index, (x, top) in enumerate(points):
            (path.lineTo if index else path.moveTo)(x, PAGE_HEIGHT - top)
        if closed:
            path.close()
        self.canvas.drawPath(path, stroke=int(edge is not None), fill=int(fill is not None))

    def _ink(
        self, fill: Colour | None, edge: Colour | None, thickness: float, *, dashed: bool = False
    ) -> None:
        if fill is not None:
            self.canvas.setFillColor(self._colour(fill))
        if edge is not None:
            self._pen(edge, thickness)
        if dashed:
            self.canvas.setDash(3, 2)

    def _pen(self, colour: Colour, thickness: float) -> None:
        self.canvas.setStrokeColor(self._colour(colour))
        self.canvas.setLineWidth(thickness)

    def _colour(self, colour: Colour) -> Any:
        if colour not in self._colours:
            self._colours[colour] = HexColor(colour)
        return self._colours[colour]
