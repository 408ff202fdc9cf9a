"""The figures of a place as the page shows them: each indicator's latest value, with what it is to be read against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from trygg_desktop.desktop.pictures.reading import Place
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.values import sort_key
from trygg_desktop.i18n import _, number
from trygg_desktop.insight.charts.indicator_charts import map_chart, trend_chart, unit_of, value_of
from trygg_desktop.insight.charts.sheet import Chart
from trygg_desktop.insight.charts.tile_map import TileMap
from trygg_desktop.insight.origin import Origin, origins
from trygg_desktop.insight.periods import Grain, shown
from trygg_desktop.insight.points import periods_of
from trygg_desktop.insight.trends import Point, Series, Trend, trend, trends_at, undated_at
from trygg_desktop.workspace import Workspace

NO_VALUE = "–"
"""Where there is no figure to compare with."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One indicator for one place, every cell as it is written.

    Args:
        figure: the latest value's own record.
        origin: from which file that came, when and by whom.
        others: the other lengths of periods that the indicator has figures of here.
    """

    indicator: UUID
    figure: UUID
    name: str
    period: str
    value: str
    around: str
    n: str
    before: str
    city: str
    source: str
    told: str
    chart: Chart
    origin: str = ""
    others: tuple[Grain, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceFigures:
    """The indicators of a place, and how many figures wait for a period before they can be among them."""

    rows: tuple[FigureRow, ...] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class IndicatorName:
    """An indicator to choose for the map."""

    id: UUID
    name: str


def read_figures(
    workspace: Workspace,
    district: UUID | None,
    until: date | None,
    grains: Mapping[UUID, Grain] = MappingProxyType({}),
) -> PlaceFigures:
    """The indicators that have a figure for a place, by name; nothing later than the picture's last day.

    Args:
        grains: how long the periods are to be, for indicators that are not to be shown by their usual ones.
    """
    found = []
    for each in trends_at(workspace, [district, None]):
        read = _until(_by_grain(workspace, each, district, grains), until)
        series = read.of(district)
        if series is not None and series.points:
            found.append(_row(read, series))
    known = origins(workspace, [row.figure for row in found])
    told = (replace(row, origin=_origin(known.get(row.figure))) for row in found)
    rows = tuple(sorted(told, key=lambda row: sort_key(row.name) or ""))
    return PlaceFigures(rows, undated_at(workspace, district))


def _by_grain(
    workspace: Workspace, usual: Trend, district: UUID | None, grains: Mapping[UUID, Grain]
) -> Trend:
    """An indicator by the periods that are asked for; by its usual ones where the place has no figure of those."""
    id = usual.indicator.id
    grain = grains.get(id) if id is not None else None
    if id is None or grain is None or grain is usual.grain:
        return usual
    other = trend(workspace, id, areas=[district, None], grain=grain)
    return other if other.of(district) is not None else usual


def _origin(known: Origin | None) -> str:
    """The file, the day and who; in words that stand on a line of their own."""
    if known is None:
        return ""
    if known.file:
        return _("Read from {origin}", origin=known.words)
    return known.words[:1].upper() + known.words[1:]


def read_names(workspace: Workspace, places: Sequence[Place]) -> tuple[IndicatorName, ...]:
    """The indicators that have a figure for any of these places, by name."""
    of, districts = col(Measurement.indicator), [each.district for each in places if each.district]
    statement: Any = select(of).where(col(Measurement.district).in_(districts)).distinct()
    ids = [id for (id,) in workspace.select(statement) if id is not None]
    rows = workspace.rows(Indicator, ["name"], where=(col(Indicator.id).in_(ids),))
    named = (IndicatorName(id, name or "") for id, name in rows)
    return tuple(sorted(named, key=lambda each: sort_key(each.name) or ""))


@dataclass(frozen=True, slots=True)
class MapOf:
    """The map of an indicator for one of its periods, the latest of which stands first."""

    periods: tuple[Period, ...] = ()
    period: Period | None = None
    map: TileMap | None = None


def read_map(
    workspace: Workspace,
    indicator: UUID,
    places: Sequence[Place],
    until: date | None,
    period: Period | None = None,
) -> MapOf:
    """The map of a period, or of the latest where there is no figure for that one."""
    found = _until(trend(workspace, indicator), until)
    tiles: Mapping[UUID, tuple[str, tuple[int, int]]] = {
        each.district: (each.short, each.tile) for each in places if each.district and each.tile
    }
    here = periods_of(series.points for series in found.series if series.area in tiles)
    periods = tuple(reversed(here))
    if not periods:
        return MapOf()
    shown_period = period if period in periods else periods[0]
    return MapOf(periods, shown_period, map_chart(found, shown_period, tiles))


def _until(found: Trend, until: date | None) -> Trend:
    if until is None:
        return found
    return replace(
        found,
        series=tuple(
            replace(each, points=tuple(point for point in each.points if point.period.first <= until))
            for each in found.series
        ),
    )


def _row(found: Trend, series: Series) -> FigureRow:
    """The latest figure; where even that is suppressed or missing the sign for it stands there."""
    indicator, unit = found.indicator, unit_of(found.indicator)
    latest = series.points[-1]
    value = value_of(indicator, latest)
    before = series.points[-2] if len(series.points) > 1 else None
    city = found.of(None)
    there = city.at(latest.period) if city and city is not series else None
    around = ""
    if value.interval and value.amount is not None:
        low, high = value.interval
        around = f"±{number((high - low) / 2, decimals=unit.decimals)}"
    assert indicator.id is not None
    return FigureRow(
        indicator.id,
        latest.id,
        indicator.name or "",
        shown(latest.period),
        unit.of(value),
        around,
        "" if latest.n is None else number(latest.n),
        _cell(found, before),
        _cell(found, there),
        latest.source or indicator.source or "",
        unit.in_words(value),
        trend_chart(found, series.area, beside=() if series is city else (None,)),
        others=tuple(grain for grain in found.grains if grain is not found.grain),
    )


def _cell(found: Trend, point: Point | None) -> str:
    return NO_VALUE if point is None else unit_of(found.indicator).of(value_of(found.indicator, point))
