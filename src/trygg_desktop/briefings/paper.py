"""The sheet that is drawn on: text, lines and areas, in points from the upper left corner of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader

from trygg_desktop.briefings.emblem import Emblem
from trygg_desktop.briefings.fonts import Face, width
from trygg_desktop.briefings.lines import Line
from trygg_desktop.briefings.look import GREY, UPRIGHT, Colour, Sheet, Style
from trygg_desktop.briefings.tagging.canvas import TaggedCanvas
from trygg_desktop.briefings.tagging.elements import quoted
from trygg_desktop.briefings.tagging.tagger import Tagger, alternative, box
from trygg_desktop.briefings.tagging.writing import Writing

if TYPE_CHECKING:
    from trygg_desktop.briefings.blocks import Block
    from trygg_desktop.briefings.roles import Role

Point = tuple[float, float]

_SCOPES = {scope: f"/A<</O/Table/Scope/{scope}>>" for scope in ("Column", "Row")}

_DOT_STEP = 4.0

_REMEMBERED = 1000
"""So many texts are remembered as they were written: those of many pages, and few beside a long table's."""

_ASCENT = 0.79
"""How far below the middle of the leading a line's letters stand, as a share of their size."""


def _spanning(role: Role) -> str:
    return f"/A<</O/Table/Scope/{role.scope}/ColSpan {role.columns}>>"


def baseline(style: Style) -> float:
    """How far below the top of a line its letters stand."""
    return (style.leading - style.size) / 2 + style.size * _ASCENT


def heading_name(number: int) -> str:
    """The name of the place where a heading stands, the first one being 1."""
    return f"h{number}"


class Paper:
    """One document's sheets, one after another.

    Everything with a meaning passes through `place`, which knows its role, or is drawn `inside` one; everything
    else drawn here (rules, areas, shapes) is decoration, or part of the picture it is drawn in.
    """

    def __init__(self, canvas: TaggedCanvas, sheet: Sheet = UPRIGHT) -> None:
        self.canvas = canvas
        self.high = sheet.high
        self.tagger = Tagger(canvas)
        self.headings = 0
        self.heading_pages: list[int] = []
        self._levels: list[int] = []
        self._colours: dict[Colour, Any] = {}
        self._written: dict[Colour, str] = {}
        self._pictures: dict[Emblem, Any] = {}
        self._shown: dict[tuple[str, Face, float], str] = {}

    def place(self, block: Block, x: float, top: float) -> None:
        """Draws a block with its upper left corner here, as what its role says that it is."""
        if block.repeated or block.silent:
            with self.tagger.apart():
                block.draw(self, x, top)
            return
        role = block.role
        if role is None:
            block.draw(self, x, top)
            return
        tag = role.tag
        if block.bookmark:
            level = self._level(int(tag[1:]))
            self._bookmark(block.bookmark, level=level, top=top)
            tag = f"H{level}"
        self.tagger.open(tag, attributes=self._attributes(role, block, x, top), part_of=block.part_of)
        if role.tag == "Figure":
            with self.tagger.picture():
                block.draw(self, x, top)
        else:
            block.draw(self, x, top)
        self.tagger.close()

    @contextmanager
    def inside(self, role: Role) -> Iterator[None]:
        """Around text that is drawn without a block, as what the role says that it is."""
        self.tagger.open(role.tag)
        yield
        self.tagger.close()

    def section(self, role: Role | None, tag: str) -> AbstractContextManager[None]:
        """Around the heads or the rows of what is drawn in this role: a table tells them apart."""
        return self.tagger.group(tag) if role is not None and role.tag == "Table" else nullcontext()

    def end_page(self) -> None:
        """The next sheet."""
        self.tagger.pause()
        self.canvas.showPage()

    def _attributes(self, role: Role, block: Block, x: float, top: float) -> str:
        match role.tag:
            case "Figure":
                foot = self.high - top - block.height
                place = box(x, foot, x + block.width, foot + block.height)
                return alternative(role.alternative) + place
            case "TH":
                return _SCOPES[role.scope] if role.columns == 1 else _spanning(role)
            case "L":
                return f"/A<</O/List/ListNumbering/{role.numbering}>>"
            case "Table":
                return f"/A<</O/Table/Summary {quoted(role.alternative)}>>" if role.alternative else ""
        return ""

    def _level(self, level: int) -> int:
        """The level of a heading, which is never more than one below the heading before: who listens would
        look for what lies between."""
        return min(level, self._levels[-1] + 1 if self._levels else 1)

    def _bookmark(self, text: str, *, level: int, top: float) -> None:
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self.headings += 1
        name = heading_name(self.headings)
        self.canvas.bookmarkHorizontalAbsolute(name, self.high - top + 6)
        self.canvas.addOutlineEntry(text, name, len(self._levels), 0)
        self._levels.append(level)

    def lines(
        self,
        lines: Sequence[Line],
        style: Style,
        x: float,
        top: float,
        *,
        room: float = 0,
        goes_on: bool = False,
        underlined: bool = True,
    ) -> None:
        """Lines of text under one another; against the right edge of `room` where there is one. Between two
        lines stands a blank, printed outside the edge and seen by nobody: without it their words would be read
        and copied as one. `goes_on` puts one at the end too. Links are underlined unless all of it is links."""
        if len(lines) == 1 and not goes_on and len(lines[0].spans) == 1:
            [span] = lines[0].spans
            if not (span.link or span.language or span.expansion):
                start = x + room - lines[0].width if room else x
                self._write(span.text, span.face, style, start, self.high - top - baseline(style))
                return
        plain, empty = True, True
        for line in lines:
            for span in line.spans:
                empty = empty and not span.text
                plain = plain and not span.is_told_apart
        if empty:
            return
        written = Writing(self.canvas, self.tagger, style, self._components(style.colour), plain=plain)
        last = None if goes_on else lines[-1]
        for index, line in enumerate(lines):
            written.line(
                line,
                x + room - line.width if room else x,
                self.high - top - baseline(style) - index * style.leading,
                blank=line is not last and not line.parts_word,
            )
        written.end(underlined=underlined)

    def words(self, text: str, style: Style, x: float, top: float, *, room: float = 0) -> float:
        """One line of text in one face, whatever line breaks were written in it; returns how wide it is."""
        text = text.replace("\n", " ")
        wide = width(text, style.face, style.size)
        start = x + room - wide if room else x
        self._write(text, style.face, style, start, self.high - top - baseline(style))
        return wide

    def _write(self, text: str, face: Face, style: Style, x: float, y: float) -> None:
        """One line in one face: the way of most words on paper, so it is a short one."""
        if not text:
            return
        self.tagger.words()
        shown = self._shown.get((text, face, style.size)) or self._show(text, face, style.size)
        colour = self._components(style.colour)
        self.canvas.write(f"BT {colour} rg 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} ET")

    def _show(self, text: str, face: Face, size: float) -> str:
        """The operators that show a text; a table says the same again in many of its rows."""
        pieces = self.canvas.codes(face).pieces(text)
        shown = " ".join([f"{part} {size:g} Tf ({written}) Tj" for part, written in pieces])
        if len(self._shown) == _REMEMBERED:
            self._shown.clear()
        self._shown[text, face, size] = shown
        return shown

    def rule(self, x: float, top: float, length: float, *, colour: Colour, thickness: float = 0.5) -> None:
        """A line from left to right."""
        self.tagger.decoration()
        y = self.high - top
        pen = f"{self._components(colour)} RG {thickness:g} w"
        self.canvas.write(f"{pen} {x:.2f} {y:.2f} m {x + length:.2f} {y:.2f} l S")

    def dots(self, left: float, right: float, top: float) -> None:
        """A dotted line that leads the eye from left to right; nothing where there is no room for it."""
        if right - left < 2 * _DOT_STEP:
            return
        self.tagger.decoration()
        y = self.high - top
        pen = f"{self._components(GREY)} RG 0.7 w 1 J [0 {_DOT_STEP:g}] 0 d"
        self.canvas.write(f"q {pen} {right:.2f} {y:.2f} m {left:.2f} {y:.2f} l S Q")

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
        self.tagger.decoration()
        self._ink(fill, edge, thickness, dashed=dashed)
        box = (x, self.high - top - high, wide, high)
        if radius:
            self.canvas.roundRect(*box, radius, stroke=int(edge is not None), fill=int(fill is not None))
        else:
            self.canvas.rect(*box, stroke=int(edge is not None), fill=int(fill is not None))
        if dashed:
            self.canvas.setDash()

    def picture(self, emblem: Emblem, x: float, top: float, wide: float, high: float) -> None:
        """An emblem, as large as this. The file holds it once, however often it is drawn."""
        self.tagger.decoration()
        if emblem.strokes is not None:
            place = (
                f"{wide / emblem.wide:.5f} 0 0 {high / emblem.high:.5f} {x:.2f} {self.high - top - high:.2f}"
            )
            self.canvas.write(f"q {place} cm")
            self.canvas.draw_drawing("emblem", emblem.strokes.operators, emblem.wide, emblem.high)
            self.canvas.write("Q")
            return
        if emblem not in self._pictures:
            self._pictures[emblem] = ImageReader(BytesIO(emblem.shown))
        self.canvas.drawImage(self._pictures[emblem], x, self.high - top - high, wide, high)

    def disc(
        self, x: float, top: float, radius: float, *, fill: Colour | None = None, edge: Colour | None = None
    ) -> None:
        """A disc or a ring with its centre here."""
        self.tagger.decoration()
        self._ink(fill, edge, 1)
        self.canvas.circle(
            x, self.high - top, radius, stroke=int(edge is not None), fill=int(fill is not None)
        )

    def half_disc(self, x: float, top: float, radius: float, *, fill: Colour) -> None:
        """The left half of a disc with its centre here."""
        self.tagger.decoration()
        self._ink(fill, None, 1)
        y = self.high - top
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
        self.tagger.decoration()
        self._ink(fill, edge, thickness)
        path = self.canvas.beginPath()
        for index, (x, top) in enumerate(points):
            (path.lineTo if index else path.moveTo)(x, self.high - top)
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

    def _components(self, colour: Colour) -> str:
        found = self._written.get(colour)
        if found is None:
            red, green, blue = self._colour(colour).rgb()
            found = self._written[colour] = f"{red:.4g} {green:.4g} {blue:.4g}"
        return found

    def _colour(self, colour: Colour) -> Any:
        if colour not in self._colours:
            self._colours[colour] = HexColor(colour)
        return self._colours[colour]
