"""Real borders on the map: each district's shape fitted into the room, and the spot where its letters have most room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QTransform

Ring = Sequence[tuple[float, float]]
LEVELS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73)


@dataclass(frozen=True, slots=True)
class Shape:
    """One district as drawn: its path, where its letters stand and how wide they may be, in pixels."""

    path: QPainterPath
    centre: QPointF
    width: float


@dataclass(frozen=True, slots=True)
class _Flat:
    rings: tuple[tuple[tuple[float, float], ...], ...]
    centre: tuple[float, float]
    width: float


class BorderMap:
    """The shapes of all districts on one flat sheet, ready to be fitted into any room."""

    def __init__(self, borders: Mapping[UUID, Sequence[Ring]]) -> None:
        squeeze = _squeeze(ring for rings in borders.values() for ring in rings)
        self._flat = {id: _flat(rings, squeeze) for id, rings in borders.items() if any(len(r) > 2 for r in rings)}
        xs = [x for flat in self._flat.values() for ring in flat.rings for x, _y in ring]
        ys = [y for flat in self._flat.values() for ring in flat.rings for _x, y in ring]
        self._bounds = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)) if xs else QRectF()

    def __bool__(self) -> bool:
        return bool(self._flat)

    def fitted(self, room: QRectF) -> dict[UUID, Shape]:
        """Every shape scaled into the room, north up, proportions kept."""
        bounds = self._bounds
        scale = min(room.width() / (bounds.width() or 1), room.height() / (bounds.height() or 1))
        turn = QTransform()
        turn.translate(room.center().x(), room.center().y())
        turn.scale(scale, scale)
        turn.translate(-bounds.center().x(), -bounds.center().y())
        return {
            id: Shape(turn.map(_path(flat.rings)), turn.map(QPointF(*flat.centre)), flat.width * scale)
            for id, flat in self._flat.items()
        }


def _squeeze(rings: Iterable[Ring]) -> float:
    """How much narrower a degree of longitude is than one of latitude here; 1 where the numbers are metres."""
    points = [point for ring in rings for point in ring]
    if not points or any(abs(x) > 180 or abs(y) > 90 for x, y in points):
        return 1.0
    return cos(radians(sum(y for _x, y in points) / len(points)))


def _flat(rings: Sequence[Ring], squeeze: float) -> _Flat:
    drawn = tuple(tuple((x * squeeze, -y) for x, y in ring) for ring in rings if len(ring) > 2)
    centre, width = _roomiest_spot(drawn)
    return _Flat(drawn, centre, width)


def _roomiest_spot(rings: tuple[tuple[tuple[float, float], ...], ...]) -> tuple[tuple[float, float], float]:
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


def _stretches(rings: Iterable[Ring], y: float) -> list[tuple[float, float]]:
    """The stretches of a level line that lie inside the shape, holes left out."""
    crossings = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for ring in rings
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])
        if (y1 <= y) != (y2 <= y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=False))


def _path(rings: Iterable[Ring]) -> QPainterPath:
    path = QPainterPath()  # odd-even filling leaves holes open
    for ring in rings:
        path.moveTo(*ring[0])
        for point in ring[1:]:
            path.lineTo(*point)
        path.closeSubpath()
    return path
