"""The pictures of an indicator, from its figures: how it has gone, and how it stands in each district."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from trygg_desktop.domain.districts import Level
from trygg_desktop.domain.figures import Better, Indicator, Mark, Measured
from trygg_desktop.domain.periods import Period
from trygg_desktop.i18n import _
from trygg_desktop.insight.charts.runs import runs
from trygg_desktop.insight.charts.tile_map import Tile, TileMap
from trygg_desktop.insight.charts.trend import Series, Trend, When
from trygg_desktop.insight.charts.values import MISSING, Gap, Unit, Value
from trygg_desktop.insight.periods import shown
from trygg_desktop.insight.points import Point, periods_of
from trygg_desktop.insight.trends import Series as Figures
from trygg_desktop.insight.trends import Trend as Found
from trygg_desktop.insight.trends import fewest, reaching


def unit_to_tell(indicator: Indicator) -> str:
    """The words of its unit, unless its name already says them."""
    unit = indicator.unit or ""
    return "" if f" {unit}".casefold() in f" {indicator.name or ''}".casefold() else unit


def unit_of(indicator: Indicator) -> Unit:
    """How an indicator's amounts are written; the words of its unit stand in the title instead."""
    if indicator.measured == Measured.SHARE:
        return Unit("%")
    return Unit(decimals=1 if indicator.measured == Measured.MEAN else 0)


def value_of(indicator: Indicator, point: Point | None) -> Value:
    """A figure with its uncertainty, with caution where few are behind it; no figure at all is a missing one."""
    return values_of(indicator)(point)


def values_of(indicator: Indicator) -> Callable[[Point | None], Value]:
    """The same for many figures of an indicator, of which what it measures is asked but once."""
    counted, smallest, around = indicator.measured == Measured.COUNT, fewest(indicator), reaching(indicator)

    def value(point: Point | None) -> Value:
        if point is None:
            return MISSING
        _id, _period, amount, mark, n, preliminary, _source = point
        if amount is None:
            gap = Gap.SUPPRESSED if mark == Mark.SUPPRESSED else Gap.MISSING
            return Value(None, gap, n, preliminary=preliminary)
        behind = amount if counted else n
        few = behind is not None and behind < smallest
        bounds = around(amount, n)
        if bounds is None:
            return Value(amount, None, n, few=few, preliminary=preliminary)
        return Value(amount, None, n, bounds.low, bounds.high, few, preliminary)

    return value


def trend_chart(
    found: Found, area: UUID | None, *, beside: Sequence[UUID | None] = (), target: float | None = None
) -> Trend:
    """How a place has gone, with others dashed beside it. Nothing is the whole city."""
    wanted = [series for each in (area, *beside) if (series := found.of(each)) is not None]
    periods = periods_of(series.points for series in wanted)
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


def map_chart(found: Found, period: Period, places: Mapping[UUID, tuple[str, tuple[int, int]]]) -> TileMap:
    """How the districts stand in a period, on the map; `places` has each one's short name, column and row."""
    value = values_of(found.indicator)
    return TileMap(
        _title(found.indicator, period),
        tuple(
            Tile(each.name, *places[each.area], value(_at(each, period)), each.area)
            for each in _districts(found)
            if each.area is not None and each.area in places
        ),
        unit_of(found.indicator),
        dark_is_low=found.indicator.better == Better.HIGHER,
        note=_note(found),
    )


def known_on_map(found: Found, period: Period, places: Container[UUID]) -> int:
    """How many districts `map_chart` would show a figure of."""
    points = (_at(each, period) for each in _districts(found) if each.area in places)
    return sum(point is not None and point.value is not None for point in points)


def _at(series: Figures, period: Period) -> Point | None:
    """The figure of a period, which most often is the last there is: to look for another, all have to be read."""
    last = series.points[-1] if series.points else None
    return last if last is not None and last.period == period else series.at(period)


def _districts(found: Found) -> list[Figures]:
    return [each for each in found.series if each.area is not None and each.level in (Level.AREA, None)]


def _values(found: Found, series: Figures, periods: Sequence[Period]) -> tuple[Value, ...]:
    return tuple(map(values_of(found.indicator), map(series.at, periods)))


def _middle(period: Period) -> date:
    return date.fromordinal((period.first.toordinal() + period.last.toordinal()) // 2)


def _title(indicator: Indicator, period: Period | None = None) -> str:
    name = indicator.name or ""
    when = f" {shown(period)}" if period else ""
    unit = unit_to_tell(indicator)
    return f"{name}{when}, {unit}" if unit else f"{name}{when}"


def _note(found: Found) -> str:
    return sources_told(found.sources)


def sources_told(sources: Iterable[str]) -> str:
    """Where figures come from, in a sentence; between sources a semicolon, as they hold commas themselves."""
    named = "; ".join(year_by_year(filter(None, sources)))
    return _("Source: {sources}.", sources=named) if named else ""


def year_by_year(sources: Iterable[str]) -> list[str]:
    """Each source once, followed by all its years: `Trygghetsmätningen 2023–2026`."""
    years: dict[str, set[int]] = {}
    for source in sources:
        name, blank, year = source.rpartition(" ")
        whole = not (blank and len(year) == 4 and year.isdecimal())
        years.setdefault(source if whole else name, set()).update(() if whole else (int(year),))
    return [" ".join(filter(None, (name, runs(there)))) for name, there in years.items()]
