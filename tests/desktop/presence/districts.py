"""Builders of districts with weeks of presence, as the map and the strip take them."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from trygg_desktop.desktop.presence.districts_model import DistrictRow, DistrictsModel
from trygg_desktop.formats.geometry import Borders

TODAY = date(2026, 11, 22)
MONDAYS = tuple(date(2026, 11, 16) - timedelta(weeks=back) for back in range(25, -1, -1))


def id_of(name: str) -> UUID:
    """The same id each time for a name."""
    return uuid5(NAMESPACE_URL, name)


def district(
    name: str, place: tuple[int, int] | None = None, weeks: int | None = 0, *, borders: Borders | None = None
) -> DistrictRow:
    """A district that was visited once, some weeks ago, or never."""
    last = None if weeks is None else TODAY - timedelta(weeks=weeks)
    sessions = tuple(int(weeks is not None and 25 - week == weeks) for week in range(26))
    return DistrictRow(id_of(name), name, name[:9], place, weeks, last, sessions, borders or [])


def model_of(*rows: DistrictRow, limit: int = 6) -> DistrictsModel:
    """A model with these districts."""
    model = DistrictsModel()
    model.show(rows, mondays=MONDAYS, limit=limit)
    return model


def square(x: float, y: float, side: float = 1.0) -> Borders:
    """Borders of a square, its south-western corner given."""
    return [[[(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]]]
