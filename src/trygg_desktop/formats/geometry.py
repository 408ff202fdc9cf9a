"""Borders as lists of points: read from GeoJSON, thinned out, and laid out for drawing."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from math import cos, hypot, isfinite, radians
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from trygg_desktop.formats import received
from trygg_desktop.formats.sweref import GRIDS, SWEREF_99_TM, Grid
from trygg_desktop.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path

Ring = list[list[float]]
"""Longitude and latitude of each corner; the last one is the first again."""
Borders = list[list[Ring]]
"""Polygons, each an outer ring and then its holes: GeoJSON's `MultiPolygon` coordinates in WGS84."""

DECIMALS = 6
"""About a decimetre."""
_TOLERANCE = 3.0
"""Metres that a thinned border may lie from the original: nothing at the size it is drawn."""
_METRES_PER_DEGREE = 111_320.0
_DEGREES = frozenset({"CRS84", "4326", "4258", "4619", "84"})
_LEAST_CORNERS = 4


def outlines(geometry: Any, crs: Any, path: Path) -> Borders:
    """The polygons of a GeoJSON geometry, in WGS84. Points and lines are left out.

    Args:
        geometry: as it stands in the file.
        crs: the file's `crs` member, if it has one.
        path: the file, for its name.

    Raises:
        ValueError: the coordinates are not what they should be.
        UserError: they are in a system that is not known here.
    """
    polygons = list(_polygons(geometry))
    corners = [point for polygon in polygons for ring in polygon for point in ring]
    if not corners:
        return []
    grid = _grid(corners, _named_system(crs), path)
    swap = _north_first(corners, grid)
    return [[_ring(ring, grid, swap) for ring in polygon] for polygon in polygons]


def simplified(borders: Borders) -> Borders:
    """The borders with fewer corners, never more than three metres from where they were."""
    return [[_thinned(ring) for ring in polygon] for polygon in borders]


def _polygons(geometry: Any) -> Iterator[list[list[list[float]]]]:
    if geometry is None:
        return
    if not isinstance(geometry, dict):
        raise ValueError("no geometry")
    kind, content = geometry.get("type"), geometry.get("coordinates")
    if kind == "GeometryCollection":
        for part in geometry.get("geometries") or []:
            yield from _polygons(part)
    elif kind == "Polygon":
        yield [_points(ring) for ring in _list(content)]
    elif kind == "MultiPolygon":
        for polygon in _list(content):
            yield [_points(ring) for ring in _list(polygon)]


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise ValueError("no coordinates")
    return value


def _points(ring: Any) -> list[list[float]]:
    points = []
    for point in _list(ring):
        if not isinstance(point, list) or len(point) < 2:
            raise ValueError("no point")
        x, y = float(point[0]), float(point[1])
        if not (isfinite(x) and isfinite(y)):
            raise ValueError("no finite point")
        points.append([x, y])
    if points[0] != points[-1]:
        points.append(points[0])
    if len(points) < _LEAST_CORNERS:
        raise ValueError("no area")
    return points


# Coordinate systems


def _named_system(crs: Any) -> str:
    """The system's number or code at the end of names such as `urn:ogc:def:crs:EPSG::3006`."""
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name") or "") if isinstance(properties, dict) else ""
    found = re.search(r"(CRS84|\d+)\s*$", name, re.IGNORECASE)
    return found[1].upper() if found else ""


def _grid(corners: list[list[float]], named: str, path: Path) -> Grid | None:
    """The flat system the corners are in; nothing where they are degrees. The numbers outweigh the name."""
    largest = max(max(abs(x), abs(y)) for x, y in corners)
    if largest <= 360:
        return None
    if named.isdigit() and int(named) in GRIDS:
        return GRIDS[int(named)]
    east, north = corners[0] if corners[0][1] > corners[0][0] else corners[0][::-1]
    if named in {"", *_DEGREES} and 250_000 < east < 1_000_000 and 6_000_000 < north < 7_800_000:
        return SWEREF_99_TM
    raise received.refused(
        path,
        "unknown-coordinates",
        N_("The coordinate system of “{name}” is not known here. Ask for it in WGS84 or SWEREF 99 TM."),
    )


def _north_first(corners: list[list[float]], grid: Grid | None) -> bool:
    """Whether northing or latitude comes first, as some programs write it against the standard."""
    if grid is not None:
        return corners[0][0] > corners[0][1]
    return all(54 <= first <= 70 and 9 <= second <= 26 for first, second in corners)


def _ring(points: list[list[float]], grid: Grid | None, swap: bool) -> Ring:
    ring = []
    for first, second in points:
        x, y = (second, first) if swap else (first, second)
        latitude, longitude = (y, x) if grid is None else grid.to_geographic(y, x)
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise ValueError("no place on earth")
        ring.append([round(longitude, DECIMALS), round(latitude, DECIMALS)])
    return ring


# Fewer corners


def _thinned(ring: Ring) -> Ring:
    """Douglas and Peucker's way, from the two corners that lie farthest apart."""
    if len(ring) <= _LEAST_CORNERS:
        return ring
    narrowing = cos(radians(ring[0][1]))
    flat = [(x * narrowing * _METRES_PER_DEGREE, y * _METRES_PER_DEGREE) for x, y in ring]
    far = max(range(len(flat)), key=lambda at: hypot(flat[at][0] - flat[0][0], flat[at][1] - flat[0][1]))
    keep = {0, far, len(flat) - 1}
    waiting = [(0, far), (far, len(flat) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        at = max(range(first + 1, last), key=lambda i: _distance(flat[i], flat[first], flat[last]))
        if _distance(flat[at], flat[first], flat[last]) > _TOLERANCE:
            keep.add(at)
            waiting += [(first, at), (at, last)]
    thinned = [ring[at] for at in sorted(keep)]
    return thinned if len(thinned) >= _LEAST_CORNERS else ring


def _distance(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """Metres from a point to the line between two others."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    if not length:
        return hypot(point[0] - a[0], point[1] - a[1])
    along = max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length))
    return hypot(point[0] - a[0] - along * dx, point[1] - a[1] - along * dy)


# Drawing

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Drawing(Generic[Name]):
    """Outlines laid out for drawing: north is up, the longer side is 1, y grows downwards.

    `outlines` holds for each name its polygons, each an outer ring and its holes of (x, y).
    """

    width: float
    height: float
    outlines: dict[Name, list[list[list[tuple[float, float]]]]]


def borders_drawing(borders: Mapping[Name, Borders]) -> Drawing[Name]:
    """Lays out borders with the right proportions at their latitude.

    A degree of longitude is shorter than one of latitude by the cosine of the latitude; over a city
    that is all a map needs.
    """
    points = [point for each in borders.values() for polygon in each for ring in polygon for point in ring]
    if not points:
        return Drawing(1.0, 1.0, {})
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    narrowing = cos(radians((south + north) / 2))
    size = max((east - west) * narrowing, north - south) or 1.0

    def placed(ring: Ring) -> list[tuple[float, float]]:
        return [((x - west) * narrowing / size, (north - y) / size) for x, y in ring]

    laid_out = {
        name: [[placed(ring) for ring in polygon] for polygon in each] for name, each in borders.items()
    }
    return Drawing((east - west) * narrowing / size, (north - south) / size, laid_out)
