"""Real borders on the map: each shape fitted into the room, and where its letters have most room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QTransform

from trygg_desktop.formats.geometry import Borders, borders_drawing

Point = tuple[float, float]
LEVELS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73)


@dataclass(frozen=True, slots=True)
class Shape:
    """One district as drawn: its path, where its letters stand and how wide they may be, in pixels."""

    path: QPainterPath
    centre: QPointF
    width: float


@dataclass(frozen=True, slots=True)
class _Flat:
    rings: tuple[tuple[Point, ...], ...]
    centre: Point
    width: float


class BorderMap:
    """The shapes of all districts on one flat sheet, ready to be fitted into any room.

    `around` is drawn too, without colour: places that have borders and belong to no area.
    """

    def __init__(self, borders: Mapping[UUID, Borders], around: Mapping[UUID, Borders] | None = None) -> None:
        drawing = borders_drawing({**(around or {}), **borders})
        self._size = drawing.width, drawing.height
        self._flat = {id: _flat(drawing.outlines[id]) for id in borders if borders[id]}
        self._around = {id: _flat(drawing.outlines[id]) for id in around or {} if id not in borders}

    def __bool__(self) -> bool:
        return bool(self._flat or self._around)

    @property
    def proportion(self) -> float:
        """Height for each unit of width."""
        return self._size[1] / (self._size[0] or 1.0)

    def fitted(self, room: QRectF) -> dict[UUID, Shape]:
        """The districts' shapes scaled into the room, north up, proportions kept."""
        return self._fit(self._flat, room)

    def fitted_around(self, room: QRectF) -> dict[UUID, Shape]:
        """The shapes of the places around, at the same scale."""
        return self._fit(self._around, room)

    def _fit(self, flats: Mapping[UUID, _Flat], room: QRectF) -> dict[UUID, Shape]:
        width, height = self._size
        scale = min(room.width() / (width or 1.0), room.height() / (height or 1.0))
        turn = QTransform()
        turn.translate(room.center().x() - width * scale / 2, room.center().y() - height * scale / 2)
        turn.scale(scale, scale)
        return {
            id: Shape(turn.map(_path(flat.rings)), turn.map(QPointF(*flat.centre)), flat.width * scale)
            for id, flat in flats.items()
        }


def _flat(polygons: Iterable[Iterable[Sequence[Point]]]) -> _Flat:
    rings = tuple(tuple(ring) for polygon in polygons for ring in polygon)
    return _Flat(rings, *_roomiest_spot(rings))


def _roomiest_spot(rings: tuple[tuple[Point, ...], ...]) -> tuple[Point, float]:
    """The middle of the widest stretch inside the shape, looking along a few levels near its middle."""
    ys = [y for ring in rings for _x, y in ring]
    low, high = min(ys), max(ys)
    best, width = (rings[0][0][0], ys[0]), 0.0
    for level in LEVELS:
        y = low + (high - low) * level
        for left, right in _stretches(rings, y):
            if right - left > width * 1.08:
                best, width = ((left + right) / 2, y), right - left
    return best, width


def _stretches(rings: Iterable[Sequence[Point]], y: float) -> list[tuple[float, float]]:
    """The stretches of a level line that lie inside the shape, holes left out."""
    crossings = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for ring in rings
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])
        if (y1 <= y) != (y2 <= y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=False))


def _path(rings: Iterable[Sequence[Point]]) -> QPainterPath:
    path = QPainterPath()  # odd-even filling leaves holes open
    for ring in rings:
        path.moveTo(*ring[0])
        for point in ring[1:]:
            path.lineTo(*point)
        path.closeSubpath()
    return path
