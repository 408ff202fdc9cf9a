"""The pictures of an indicator, from its figures: how it has gone, and how it stands in each district."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from trygg_desktop.domain.districts import Level
from trygg_desktop.domain.figures import Better, Indicator, Mark, Measured
from trygg_desktop.domain.periods import Period
from trygg_desktop.i18n import _
from trygg_desktop.insight.charts.bars import Bar, Bars
from trygg_desktop.insight.charts.tile_map import Tile, TileMap
from trygg_desktop.insight.charts.trend import Series, Trend, When
from trygg_desktop.insight.charts.values import MISSING, Gap, Unit, Value
from trygg_desktop.insight.periods import shown
from trygg_desktop.insight.trends import Point, fewest, reach
from trygg_desktop.insight.trends import Series as Figures
from trygg_desktop.insight.trends import Trend as Found


def unit_of(indicator: Indicator) -> Unit:
    """How an indicator's amounts are written; the words of its unit stand in the title instead."""
    if indicator.measured == Measured.SHARE:
        return Unit("%")
    return Unit(decimals=1 if indicator.measured == Measured.MEAN else 0)


def value_of(indicator: Indicator, point: Point | None) -> Value:
    """A figure with its uncertainty, with caution where few are behind it; no figure at all is a missing one."""
    if point is None:
        return MISSING
    if point.value is None:
        gap = Gap.SUPPRESSED if point.mark == Mark.SUPPRESSED else Gap.MISSING
        return Value(None, gap, n=point.n, preliminary=point.preliminary)
    behind = point.value if indicator.measured == Measured.COUNT else point.n
    around = reach(indicator, point)
    return Value(
        point.value,
        n=point.n,
        low=around.low if around else None,
        high=around.high if around else None,
        few=behind is not None and behind < fewest(indicator),
        preliminary=point.preliminary,
    )


def trend_chart(
    found: Found, area: UUID | None, *, beside: Sequence[UUID | None] = (), target: float | None = None
) -> Trend:
    """How a place has gone, with others dashed beside it. Nothing is the whole city."""
    wanted = [series for each in (area, *beside) if (series := found.of(each)) is not None]
    periods = sorted({point.period for series in wanted for point in series.points})
    return Trend(
        _title(found.indicator),
        tuple(When(_middle(period), shown(period)) for period in periods),
        tuple(
            Series(series.name, _values(found, series, periods), series.area != area, series.area)
            for series in wanted
        ),
        unit_of(found.indicator),
        target=target,
        note=_note(found),
        from_zero=found.indicator.measured == Measured.COUNT,
    )


def bars_chart(found: Found, period: Period, *, chosen: UUID | None = None) -> Bars:
    """How the districts stand in a period, with the whole city's value unless it is a count."""
    city = found.of(None)
    compared = city is not None and found.indicator.measured not in (Measured.COUNT, None)
    return Bars(
        _title(found.indicator, period),
        tuple(
            Bar(each.name, value_of(found.indicator, each.at(period)), each.area, each.area == chosen)
            for each in _districts(found)
        ),
        unit_of(found.indicator),
        value_of(found.indicator, city.at(period)) if city and compared else None,
        note=_note(found),
    )


def map_chart(found: Found, period: Period, places: Mapping[UUID, tuple[str, tuple[int, int]]]) -> TileMap:
    """The same on the map; `places` has each district's short name and its column and row."""
    return TileMap(
        _title(found.indicator, period),
        tuple(
            Tile(each.name, *places[each.area], value_of(found.indicator, each.at(period)), each.area)
            for each in _districts(found)
            if each.area is not None and each.area in places
        ),
        unit_of(found.indicator),
        dark_is_low=found.indicator.better == Better.HIGHER,
        note=_note(found),
    )


def _districts(found: Found) -> list[Figures]:
    return [each for each in found.series if each.area is not None and each.level in (Level.AREA, None)]


def _values(found: Found, series: Figures, periods: Sequence[Period]) -> tuple[Value, ...]:
    points = {point.period: point for point in series.points}
    return tuple(value_of(found.indicator, points.get(period)) for period in periods)


def _middle(period: Period) -> date:
    return date.fromordinal((period.first.toordinal() + period.last.toordinal()) // 2)


def _title(indicator: Indicator, period: Period | None = None) -> str:
    name = indicator.name or ""
    when = f" {shown(period)}" if period else ""
    return f"{name}{when}, {indicator.unit}" if indicator.unit else f"{name}{when}"


def _note(found: Found) -> str:
    return _("Source: {sources}.", sources=", ".join(found.sources)) if found.sources else ""
