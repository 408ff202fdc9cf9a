"""Turns Swedish map coordinates (SWEREF 99) into latitude and longitude, and back.

The formulas are Krüger's, as Lantmäteriet publishes them in *Gauss Conformal Projection (Transverse
Mercator)*. SWEREF 99 and WGS84 lie within a metre of each other, and are taken as one here.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, atan, atan2, atanh, cos, cosh, degrees, radians, sin, sinh, tan

_AXIS = 6378137.0
_FLATTENING = 1 / 298.257222101
_E2 = _FLATTENING * (2 - _FLATTENING)
_N = _FLATTENING / (2 - _FLATTENING)
_RADIUS = _AXIS / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)

_TO_CONFORMAL = (
    _E2,
    (5 * _E2**2 - _E2**3) / 6,
    (104 * _E2**3 - 45 * _E2**4) / 120,
    1237 * _E2**4 / 1260,
)
_FROM_CONFORMAL = (
    _E2 + _E2**2 + _E2**3 + _E2**4,
    -(7 * _E2**2 + 17 * _E2**3 + 30 * _E2**4) / 6,
    (224 * _E2**3 + 889 * _E2**4) / 120,
    -4279 * _E2**4 / 1260,
)
_FORWARD = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16 + 41 * _N**4 / 180,
    13 * _N**2 / 48 - 3 * _N**3 / 5 + 557 * _N**4 / 1440,
    61 * _N**3 / 240 - 103 * _N**4 / 140,
    49561 * _N**4 / 161280,
)
_BACKWARD = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440,
    17 * _N**3 / 480 - 37 * _N**4 / 840,
    4397 * _N**4 / 161280,
)


@dataclass(frozen=True, slots=True)
class Grid:
    """One flat system of northings and eastings: central meridian in degrees, scale, offsets in metres."""

    meridian: float
    scale: float = 1.0
    false_easting: float = 150_000.0
    false_northing: float = 0.0

    def to_geographic(self, north: float, east: float) -> tuple[float, float]:
        """Latitude and longitude in degrees of a point given in metres."""
        xi = (north - self.false_northing) / (self.scale * _RADIUS)
        eta = (east - self.false_easting) / (self.scale * _RADIUS)
        flat_xi, flat_eta = xi, eta
        for order, part in enumerate(_BACKWARD, start=1):
            flat_xi -= part * sin(2 * order * xi) * cosh(2 * order * eta)
            flat_eta -= part * cos(2 * order * xi) * sinh(2 * order * eta)
        conformal = asin(sin(flat_xi) / cosh(flat_eta))
        longitude = radians(self.meridian) + atan2(sinh(flat_eta), cos(flat_xi))
        latitude = conformal + sin(conformal) * cos(conformal) * _in_powers(_FROM_CONFORMAL, conformal)
        return degrees(latitude), degrees(longitude)

    def from_geographic(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Northing and easting in metres of a point given in degrees."""
        angle = radians(latitude)
        conformal = angle - sin(angle) * cos(angle) * _in_powers(_TO_CONFORMAL, angle)
        turn = radians(longitude - self.meridian)
        flat_xi = atan(tan(conformal) / cos(turn))
        flat_eta = atanh(cos(conformal) * sin(turn))
        xi, eta = flat_xi, flat_eta
        for order, part in enumerate(_FORWARD, start=1):
            xi += part * sin(2 * order * flat_xi) * cosh(2 * order * flat_eta)
            eta += part * cos(2 * order * flat_xi) * sinh(2 * order * flat_eta)
        metres = self.scale * _RADIUS
        return metres * xi + self.false_northing, metres * eta + self.false_easting


def _in_powers(parts: tuple[float, ...], angle: float) -> float:
    square = sin(angle) ** 2
    return sum(part * square**power for power, part in enumerate(parts))


SWEREF_99_TM = Grid(meridian=15.0, scale=0.9996, false_easting=500_000.0)
"""The whole country's system, EPSG:3006."""

GRIDS: dict[int, Grid] = {
    3006: SWEREF_99_TM,
    3007: Grid(12.0),
    3008: Grid(13.5),
    3009: Grid(15.0),
    3010: Grid(16.5),
    3011: Grid(18.0),
    3012: Grid(14.25),
    3013: Grid(15.75),
    3014: Grid(17.25),
    3015: Grid(18.75),
    3016: Grid(20.25),
    3017: Grid(21.75),
    3018: Grid(23.25),
}
"""By EPSG number: the country's system and the municipalities' own (3010, SWEREF 99 16 30, is Västerås's)."""
