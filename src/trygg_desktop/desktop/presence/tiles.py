"""Where each district's tile lies: a grid that follows the points of the compass and the system font."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import hypot
from uuid import UUID

from PySide6.QtCore import QPoint, QRect, QRectF, QSize

WIDTH, HEIGHT, GAP = 62, 42, 3
EDGE = 4
"""Room around the grid for the ring of the chosen tile."""
LARGEST = 1.4
"""How far tiles grow beyond what the font needs where there is room."""
USUAL_COLUMNS = 7
FEWEST_WATER_CELLS = 3

Place = tuple[int, int]
"""Column and row; 1,1 is the north-west corner."""


@dataclass(frozen=True, slots=True)
class TileGrid:
    """The rectangles of all places, at one scale (1.0 is 62 × 42 pixels a tile)."""

    columns: int
    rows: int
    scale: float

    @property
    def size(self) -> QSize:
        """What the whole grid takes."""
        return QSize(
            round(self.columns * (WIDTH + GAP) * self.scale) + 2 * EDGE,
            round(self.rows * (HEIGHT + GAP) * self.scale) + 2 * EDGE,
        )

    def rect(self, place: Place, *, across: int = 1) -> QRect:
        """The rectangle of a place, or of several places side by side."""
        column, row = place
        step_x, step_y = (WIDTH + GAP) * self.scale, (HEIGHT + GAP) * self.scale
        return QRectF(
            EDGE + (column - 1) * step_x,
            EDGE + (row - 1) * step_y,
            step_x * across - GAP * self.scale,
            step_y - GAP * self.scale,
        ).toRect()

    def place_at(self, point: QPoint) -> Place:
        """The place nearest to a point inside the grid."""
        column = int((point.x() - EDGE) // ((WIDTH + GAP) * self.scale)) + 1
        row = int((point.y() - EDGE) // ((HEIGHT + GAP) * self.scale)) + 1
        return max(1, min(column, self.columns)), max(1, min(row, self.rows))


def grid_for(
    places: Iterable[Place], room: QSize, *, font_scale: float, spare: int = 0, largest: float = LARGEST
) -> TileGrid:
    """The largest grid that fits the room, never smaller than the font needs.

    `spare` adds empty columns and rows at the far edges, for dragging a tile outwards.
    """
    taken = set(places)
    columns = max((column for column, _row in taken), default=1) + spare
    rows = max((row for _column, row in taken), default=1) + (spare or extra_row_for_water(taken))
    fit_x = (room.width() - 2 * EDGE) / (columns * (WIDTH + GAP))
    fit_y = (room.height() - 2 * EDGE) / (rows * (HEIGHT + GAP))
    return TileGrid(
        columns, rows, max(font_scale, min(fit_x, fit_y, font_scale * largest if not spare else 1.0))
    )


def water_run(places: Iterable[Place]) -> tuple[Place, int] | None:
    """Where the lake is drawn: the southernmost row from one place past its last tile to the east."""
    taken = set(places)
    if not taken:
        return None
    bottom, east = max(row for _c, row in taken), max(column for column, _r in taken)
    start = max(column for column, row in taken if row == bottom) + 2
    if east - start + 1 >= FEWEST_WATER_CELLS:
        return (start, bottom), east - start + 1
    return (1, bottom + 1), east


def extra_row_for_water(places: set[Place]) -> int:
    """One more row when the southernmost row of tiles leaves no room for the lake."""
    run = water_run(places)
    return int(run is not None and run[0][1] > max(row for _column, row in places))


def places_for(wanted: Mapping[UUID, Place | None]) -> dict[UUID, Place]:
    """A place for each tile: its own if that is free, else one in the rows below all others."""
    found: dict[UUID, Place] = {}
    homeless = []
    for id, place in wanted.items():
        if place is None or place in found.values():
            homeless.append(id)
        else:
            found[id] = place
    columns = max((column for column, _row in found.values()), default=USUAL_COLUMNS)
    below = max((row for _column, row in found.values()), default=0)
    for number, id in enumerate(homeless):
        found[id] = number % columns + 1, below + number // columns + 1
    return found


def neighbour(places: Mapping[UUID, QPoint], start: UUID, direction: QPoint) -> UUID:
    """The tile one arrow key away: the nearest one in that direction, those straight ahead first."""
    origin = places[start]
    best, best_cost = start, float("inf")
    for id, point in places.items():
        ahead = (point.x() - origin.x()) * direction.x() + (point.y() - origin.y()) * direction.y()
        aside = abs((point.x() - origin.x()) * direction.y()) + abs((point.y() - origin.y()) * direction.x())
        if id == start or ahead <= 0 or aside > 2 * ahead:
            continue
        cost = hypot(ahead, 3 * aside)
        if cost < best_cost:
            best, best_cost = id, cost
    return best
