"""Which way an indicator goes: a series for each place, and how the latest figure compares with others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.fields import Choice
from trygg_desktop.domain.figures import SMALLEST_SAMPLE, Better, Indicator, Measured, Measurement
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.values import sort_key
from trygg_desktop.i18n import N_, _
from trygg_desktop.insight.audience import visible
from trygg_desktop.insight.periods import Grain, grain_of, previous, year_before
from trygg_desktop.insight.small_numbers import FEWEST, Change, Interval, change, poisson, wilson
from trygg_desktop.workspace import Workspace


class Against(Choice):
    """What a figure is compared with."""

    PREVIOUS = "previous", N_("the period before")
    YEAR_BEFORE = "year-before", N_("the same period last year")
    CITY = "city", N_("the whole city")
    AREA = "area", N_("another area")


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a series. Without a value `mark` says why; a value of 0 is a zero."""

    id: UUID
    period: Period
    value: float | None
    mark: str | None
    n: int | None
    preliminary: bool
    source: str


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one place, oldest first. `area` is nothing for the whole city."""

    area: UUID | None
    name: str
    level: str | None
    points: tuple[Point, ...]

    def at(self, period: Period) -> Point | None:
        """The figure of a period."""
        return next((point for point in self.points if point.period == period), None)

    @property
    def latest(self) -> Point | None:
        """The last figure that has a value."""
        return next((point for point in reversed(self.points) if point.value is not None), None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A series' latest figure beside another one.

    Args:
        against: what it is compared with, `area` and `name` being that place.
        point: the other figure.
        change: from the other figure to the latest; of counts in places of unlike size there is none.
        better: whether the difference is a good one; nothing where it is none, or the indicator does not say.
    """

    against: Against
    area: UUID | None
    name: str
    point: Point
    change: Change | None
    better: bool | None


@dataclass(frozen=True, slots=True)
class Trend:
    """An indicator's series: the whole city first, then its districts, then places for comparison.

    Args:
        grain: how long the periods shown are; `grains` are those there are.
        sources: where the figures come from, the most usual first.
    """

    indicator: Indicator
    grain: Grain | None
    grains: tuple[Grain, ...]
    series: tuple[Series, ...]
    sources: tuple[str, ...]

    def of(self, area: UUID | None) -> Series | None:
        """The series of a place; nothing is the whole city."""
        return next((series for series in self.series if series.area == area), None)


def trend(
    workspace: Workspace,
    indicator: UUID,
    *,
    areas: Sequence[UUID | None] | None = None,
    grain: Grain | None = None,
    since: date | None = None,
    audience: Audience | None = None,
) -> Trend:
    """The series of an indicator.

    Where two sources give a figure for the same place and period, a final one is taken before a preliminary
    one, and then the source that gives most of the figures.

    Args:
        areas: only these places, nothing among them being the whole city; without it all.
        grain: only periods of this length; without it those of which there are most.
        since: only periods that begin on this day or later.

    Raises:
        UserError: there is no such indicator.
    """
    record = workspace.get(indicator)
    assert isinstance(record, Indicator)
    rows = _rows(workspace, indicator, areas, since, audience)
    sources = Counter(point.source for _area, point in rows if point.source)
    spans = Counter((point.period.first, point.period.last) for _area, point in rows)
    lengths = {span: grain_of(Period(*span)) for span in spans}
    grains: Counter[Grain] = Counter()
    for span, number in spans.items():
        grains[lengths[span]] += number
    chosen = grain or (max(grains, key=lambda each: grains[each]) if grains else None)
    kept: dict[UUID | None, dict[tuple[date, date], Point]] = {}
    for area, point in rows:
        when = (point.period.first, point.period.last)
        if lengths[when] is not chosen:
            continue
        there = kept.setdefault(area, {})
        other = there.get(when)
        if other is None or _weight(point, sources) > _weight(other, sources):
            there[when] = point
    places = _places(workspace, audience)
    series = [
        Series(area, *places[area], tuple(points.values())) for area, points in kept.items() if area in places
    ]
    return Trend(
        record,
        chosen,
        tuple(grains),
        tuple(sorted(series, key=_order)),
        tuple(source for source, _number in sources.most_common()),
    )


def comparisons(trend: Trend, series: Series, *, other: UUID | None = None) -> list[Comparison]:
    """How a series' latest figure compares with the period before, last year, the city and another place."""
    latest = series.latest
    if latest is None:
        return []
    found: list[Comparison] = []
    for against, period in (
        (Against.PREVIOUS, previous(latest.period)),
        (Against.YEAR_BEFORE, year_before(latest.period)),
    ):
        earlier = series.at(period) if period else None
        if earlier is not None:
            found.append(_comparison(trend, against, series, earlier, latest))
    for against, area in ((Against.CITY, None), (Against.AREA, other)):
        there = trend.of(area)
        if there is None or there is series or (against is Against.AREA and area is None):
            continue
        same = there.at(latest.period)
        if same is not None:
            found.append(_comparison(trend, against, there, same, latest))
    return found


def fewest(indicator: Indicator) -> int:
    """Below how many cases or answers no percentage of this indicator is shown."""
    if indicator.smallest_n is not None:
        return indicator.smallest_n
    return FEWEST if indicator.measured == Measured.COUNT else SMALLEST_SAMPLE


def change_of(indicator: Indicator, earlier: Point, later: Point) -> Change | None:
    """The change between two figures, with a percentage where enough cases or answers are behind both.

    A share or a rate of which nobody says how many are behind it gets its percentage: the file's authors have
    judged it fit to print.
    """
    if earlier.value is None or later.value is None:
        return None
    if indicator.measured == Measured.COUNT:
        return change(earlier.value, later.value, fewest=fewest(indicator))
    ns = [point.n for point in (earlier, later) if point.n is not None]
    smallest = min(ns) if ns else float("inf")
    return change(earlier.value, later.value, based_on=smallest, fewest=fewest(indicator))


def reach(indicator: Indicator, point: Point) -> Interval | None:
    """How far chance reaches around a figure: for counts, and for shares that carry their number of answers."""
    if point.value is None or point.value < 0:
        return None
    if indicator.measured == Measured.COUNT and point.value.is_integer():
        return poisson(int(point.value))
    if indicator.measured == Measured.SHARE and point.n and point.value <= 100:
        around = wilson(point.value / 100 * point.n, point.n)
        return Interval(100 * around.low, 100 * around.high)
    return None


def _comparison(trend: Trend, against: Against, there: Series, point: Point, latest: Point) -> Comparison:
    elsewhere = against in (Against.CITY, Against.AREA)
    unlike = elsewhere and trend.indicator.measured in (Measured.COUNT, None)
    found = None if unlike else change_of(trend.indicator, point, latest)
    return Comparison(against, there.area, there.name, point, found, _is_better(trend.indicator, found))


def _is_better(indicator: Indicator, found: Change | None) -> bool | None:
    if found is None or not found.difference or indicator.better not in (Better.HIGHER, Better.LOWER):
        return None
    return (found.difference > 0) == (indicator.better == Better.HIGHER)


def _rows(
    workspace: Workspace,
    indicator: UUID,
    areas: Sequence[UUID | None] | None,
    since: date | None,
    audience: Audience | None,
) -> list[tuple[UUID | None, Point]]:
    first, last = col(Measurement.from_on), col(Measurement.to_on)
    where: list[Any] = [
        col(Measurement.indicator) == indicator,
        first.is_not(None),
        last.is_not(None),
        *visible(Measurement, audience),
    ]
    if since is not None:
        where.append(first >= since)
    if areas is not None:
        place = col(Measurement.district)
        named = place.in_([area for area in areas if area is not None])
        where.append(named | place.is_(None) if None in areas else named)
    names = ["district", "from_on", "to_on", "value", "mark", "n", "preliminary", "source"]
    found = workspace.rows(Measurement, names, where=where, sort="from_on")
    period_of = cache(Period)
    return [
        (
            district,
            Point(id, period_of(begins, ends), value, mark or None, n, bool(preliminary), source or ""),
        )
        for id, district, begins, ends, value, mark, n, preliminary, source in found
    ]


def _weight(point: Point, sources: Counter[str]) -> tuple[bool, bool, int, str]:
    return point.value is not None, not point.preliminary, sources[point.source], point.source


def _places(workspace: Workspace, audience: Audience | None) -> dict[UUID | None, tuple[str, str | None]]:
    found: Iterable[Any] = workspace.rows(District, ["name", "level"], where=visible(District, audience))
    places: dict[UUID | None, tuple[str, str | None]] = {id: (name or "", level) for id, name, level in found}
    places[None] = (_("The whole city"), None)
    return places


_LEVELS = {None: 0, Level.AREA.value: 1, Level.SUB_AREA.value: 2, Level.MUNICIPALITY.value: 3}


def _order(series: Series) -> tuple[bool, int, str]:
    return series.area is not None, _LEVELS.get(series.level, 1), sort_key(series.name) or ""


def indicators_with_figures(workspace: Workspace, audience: Audience | None = None) -> dict[UUID, int]:
    """The indicators that have figures, and how many, for a choice of what to look at."""
    of = col(Measurement.indicator)
    statement: Any = select(of, func.count()).where(*visible(Measurement, audience)).group_by(of)
    return {id: number for id, number in workspace.select(statement) if id is not None}
