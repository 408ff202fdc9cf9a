"""The districts as tiles where they lie in the city, shaded by the weeks since someone was last there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trygg_desktop.briefings.fonts import Face, width
from trygg_desktop.briefings.look import GREY, INK, PAPER, TEXT_WIDTH, Colour, Style
from trygg_desktop.briefings.paper import Paper
from trygg_desktop.briefings.parts import Tile, TileMap
from trygg_desktop.briefings.shapes import draw_waiting_mark
from trygg_desktop.i18n import _

GAP = 3.0
HIGH = 34.0
WIDEST = 58.0
LEGEND = 96.0
_SMALLEST = 6.0


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five shades, from light to dark in grey as well as in ochre."""

    below: int
    fill: Colour
    edge: Colour
    ink: Colour


STEPS = (
    Step(2, "#FBF8F0", "#BDB49A", INK),
    Step(4, "#F3E4BF", "#B9A266", INK),
    Step(6, "#E6C277", "#A47C2E", INK),
    Step(9, "#C98C2E", "#7D5115", INK),
    Step(10**9, "#7E470D", "#5F3507", PAPER),
)

_NAME = Style(Face.REGULAR, 7.5, 9.5)
_WEEKS = Style(Face.SEMIBOLD, 11.5, 14)
_UNIT = Style(Face.REGULAR, 7.5, 9.5)
_LEGEND = Style(Face.REGULAR, 8.5, 12, GREY)


def step_of(weeks: int | None) -> Step:
    """The shade for a number of weeks; the darkest where nobody has been there at all."""
    if weeks is None:
        return STEPS[-1]
    return next(step for step in STEPS if weeks < step.below)


def fits_on_paper(tiles: Sequence[Tile]) -> bool:
    """Whether a map can be drawn: positions are typed by people, and one may lie far away."""
    if not tiles:
        return False
    columns, rows = _extent(tiles)
    return columns <= 12 and rows <= 14


def _extent(tiles: Sequence[Tile]) -> tuple[int, int]:
    return (
        max(tile.column for tile in tiles) - min(tile.column for tile in tiles) + 1,
        max(tile.row for tile in tiles) - min(tile.row for tile in tiles) + 1,
    )


def map_size(tiles: Sequence[Tile]) -> tuple[float, float, float]:
    """The width and height of the whole picture, and the width of one tile, in points."""
    columns, rows = _extent(tiles)
    wide = min(WIDEST, (TEXT_WIDTH - LEGEND) / columns - GAP)
    return TEXT_WIDTH, max(rows * (HIGH + GAP) - GAP, 7 * _LEGEND.leading + 14), wide


def draw_tile_map(paper: Paper, shown: TileMap, x: float, top: float) -> None:
    """Draws the tiles at the left and what the shades mean at the right."""
    _whole, _high, wide = map_size(shown.tiles)
    first_column = min(tile.column for tile in shown.tiles)
    first_row = min(tile.row for tile in shown.tiles)
    for tile in shown.tiles:
        left = x + (tile.column - first_column) * (wide + GAP)
        _draw_tile(paper, tile, left, top + (tile.row - first_row) * (HIGH + GAP), wide, limit=shown.limit)
    _draw_legend(paper, x + TEXT_WIDTH - LEGEND + 14, top, limit=shown.limit)


def _draw_tile(paper: Paper, tile: Tile, x: float, top: float, wide: float, *, limit: int) -> None:
    step = step_of(tile.weeks)
    paper.area(x, top, wide, HIGH, fill=step.fill, edge=step.edge, radius=2)
    name, size = _fitting(tile.name, wide - 8)
    paper.words(name, Style(_NAME.face, size, _NAME.leading, step.ink), x + 4, top + 4)
    figure = _("never") if tile.weeks is None else str(tile.weeks)
    weeks = Style(_WEEKS.face, _WEEKS.size, _WEEKS.leading, step.ink)
    after = x + 4 + paper.words(figure, weeks, x + 4, top + 14.5) + 2.5
    if tile.weeks is not None:
        unit = Style(_UNIT.face, _UNIT.size, _WEEKS.leading, step.ink)
        paper.words(_("w."), unit, after, top + 15.6)
    if tile.weeks is None or tile.weeks >= limit:
        draw_waiting_mark(paper, x + wide - 4, top + HIGH - 12, size=8, colour=step.ink)


def _fitting(name: str, room: float) -> tuple[str, float]:
    """A short name and the size at which it fits its tile: people edit names, and may have many columns."""
    size = min(_NAME.size, _NAME.size * room / max(width(name, _NAME.face, _NAME.size), 1))
    if size >= _SMALLEST:
        return name, size
    while name and width(f"{name}…", _NAME.face, _SMALLEST) > room:
        name = name[:-1]
    return f"{name}…", _SMALLEST


def _draw_legend(paper: Paper, x: float, top: float, *, limit: int) -> None:
    paper.words(_("Weeks since last"), _LEGEND, x, top)
    top += _LEGEND.leading + 4
    lowest = 0
    for step in STEPS:
        paper.area(x, top + 1.5, 14, 9, fill=step.fill, edge=step.edge, radius=1.5)
        last = step is STEPS[-1]
        words = _("{weeks} or more", weeks=lowest) if last else f"{lowest}–{step.below - 1}"
        paper.words(words, _LEGEND, x + 20, top)
        lowest, top = step.below, top + _LEGEND.leading
    draw_waiting_mark(paper, x + 11, top + 6, size=8, colour=INK)
    paper.words(_("at least {weeks} weeks", weeks=limit), _LEGEND, x + 20, top + 4)
