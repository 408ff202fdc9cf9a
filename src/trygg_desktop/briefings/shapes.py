"""The shapes that stand before words: how something goes, and what an item on the agenda asks for.

The same shapes as on screen. Each is told from the others without its colour.
"""

from __future__ import annotations

from collections.abc import Sequence

from trygg_desktop.briefings.lines import Line
from trygg_desktop.briefings.look import CHIP, GREY, INK, PAPER, PROTECTED, Style
from trygg_desktop.briefings.paper import Paper
from trygg_desktop.briefings.parts import Shape

SIZE = 8.0
"""How wide and high a shape is, in points."""

CHIP_PADDING = 5.0


def draw_shape(paper: Paper, shape: Shape, x: float, middle: float, *, size: float = SIZE) -> None:
    """Draws a shape whose left edge is at `x` and whose middle lies at this height."""
    radius = size / 2
    centre = x + radius
    colour = shape.colour
    match shape:
        case Shape.ON_PLAN | Shape.DECISION:
            paper.disc(centre, middle, radius - 0.5, fill=colour)
        case Shape.DONE:
            paper.disc(centre, middle, radius - 0.5, edge=colour)
            _tick(paper, shape, centre, middle, radius)
        case Shape.RISK:
            _triangle_with_mark(paper, shape, centre, middle, radius)
        case Shape.LATE:
            _crossed_square(paper, shape, centre, middle, radius)
        case Shape.NOT_BEGUN | Shape.INFORMATION:
            paper.disc(centre, middle, radius - 0.5, edge=colour)
        case Shape.DISCUSSION:
            paper.disc(centre, middle, radius - 0.5, edge=colour)
            paper.half_disc(centre, middle, radius - 0.5, fill=colour)


def chip_style(confidential: bool) -> Style:
    """How the words of a marking are set."""
    return Style(CHIP.face, CHIP.size, CHIP.leading, PAPER if confidential else INK)


def chip_height(words: Sequence[Line]) -> float:
    """How high the marking is, in points."""
    return len(words) * CHIP.leading + 5


def draw_chip(
    paper: Paper, words: Sequence[Line], x: float, top: float, *, confidential: bool, dashed: bool = False
) -> float:
    """A marking in a frame, filled where it is confidential; returns how wide it is."""
    wide = max(line.width for line in words) + 2 * CHIP_PADDING
    fill, edge = (PROTECTED, PROTECTED) if confidential else (None, INK if dashed else GREY)
    paper.area(x, top, wide, chip_height(words), fill=fill, edge=edge, radius=2, dashed=dashed)
    paper.lines(words, chip_style(confidential), x + CHIP_PADDING, top + 2.3)
    return wide


def draw_waiting_mark(paper: Paper, x: float, top: float, *, size: float, colour: str) -> None:
    """The filled triangle on a tile whose district has waited too long; `x` is its right edge."""
    points = [(x - size, top + size * 0.9), (x, top + size * 0.9), (x - size / 2, top)]
    paper.shape(points, fill=colour)


def _tick(paper: Paper, shape: Shape, centre: float, middle: float, radius: float) -> None:
    points = [
        (centre - radius * 0.45, middle + radius * 0.02),
        (centre - radius * 0.1, middle + radius * 0.38),
        (centre + radius * 0.48, middle - radius * 0.36),
    ]
    paper.shape(points, edge=shape.colour, closed=False)


def _triangle_with_mark(paper: Paper, shape: Shape, centre: float, middle: float, radius: float) -> None:
    foot, top = middle + radius * 0.8, middle - radius * 0.95
    points = [(centre - radius, foot), (centre + radius, foot), (centre, top)]
    paper.shape(points, edge=shape.colour)
    mark = [(centre, middle - radius * 0.25), (centre, middle + radius * 0.22)]
    paper.shape(mark, edge=shape.colour, closed=False)
    paper.disc(centre, middle + radius * 0.52, 0.55, fill=shape.colour)


def _crossed_square(paper: Paper, shape: Shape, centre: float, middle: float, radius: float) -> None:
    side = radius - 0.3
    paper.area(centre - side, middle - side, 2 * side, 2 * side, fill=shape.colour, radius=0.8)
    arm = radius * 0.42
    for one in (1, -1):
        stroke = [(centre - arm, middle - arm * one), (centre + arm, middle + arm * one)]
        paper.shape(stroke, edge=PAPER, thickness=1.1, closed=False)
