"""Which way an indicator goes: a series for each place, and how the latest figure compares with others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlmodel import col

from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.fields import Choice
from trygg_desktop.domain.figures import SMALLEST_SAMPLE, Better, Indicator, Measured, Measurement
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.values import sort_key
from trygg_desktop.i18n import N_, _
from trygg_desktop.insight.audience import visible
from trygg_desktop.insight.periods import Grain, previous, year_before
from trygg_desktop.insight.points import Point as Point
from trygg_desktop.insight.points import Points, Read, has_begun, read_points, read_points_at
from trygg_desktop.insight.remembered import remembered
from trygg_desktop.insight.small_numbers import FEWEST, Change, Interval, change, poisson, wilson
from trygg_desktop.workspace import Workspace


class Against(Choice):
    """What a figure is compared with."""

    PREVIOUS = "previous", N_("the period before")
    YEAR_BEFORE = "year-before", N_("the same period last year")
    CITY = "city", N_("the whole city")
    AREA = "area", N_("another area")


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one place, oldest first. `area` is nothing for the whole city."""

    area: UUID | None
    name: str
    level: str | None
    points: Sequence[Point]

    def at(self, period: Period) -> Point | None:
        """The figure of a period."""
        if isinstance(self.points, Points):
            return self.points.at(period)
        return next((point for point in self.points if point.period == period), None)

    def until(self, day: date) -> Series:
        """The same place with the figures of periods that have begun by a day."""
        if isinstance(self.points, Points):
            return replace(self, points=self.points.until(day))
        return replace(self, points=tuple(point for point in self.points if has_begun(point, day)))

    @property
    def latest(self) -> Point | None:
        """The last figure that has a value."""
        if isinstance(self.points, Points):
            return self.points.latest()
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


@remembered
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
    read = read_points(workspace, indicator, areas=areas, grain=grain, since=since, audience=audience)
    return _trend(record, read, _places(workspace, audience))


@remembered
def trends_at(
    workspace: Workspace, areas: Sequence[UUID | None], *, audience: Audience | None = None
) -> tuple[Trend, ...]:
    """Every indicator that has figures for some places, by its name, each as `trend` tells it for these places.

    Args:
        areas: the places, nothing among them being the whole city.
    """
    read = read_points_at(workspace, areas, audience=audience)
    known = workspace.records(Indicator, *visible(Indicator, audience))
    places = _places(workspace, audience)
    return tuple(_trend(each, read[each.id], places) for each in known if each.id in read)


def _trend(indicator: Indicator, read: Read, places: dict[UUID | None, tuple[str, str | None]]) -> Trend:
    series = [Series(area, *places[area], points) for area, points in read.points.items() if area in places]
    return Trend(indicator, read.grain, read.grains, tuple(sorted(series, key=_order)), read.sources)


def comparisons(trend: Trend, series: Series, today: date, *, other: UUID | None = None) -> list[Comparison]:
    """How a series' latest figure compares with the period before, last year, the city and another place.

    A forecast is not the latest: of a period that has not begun nothing can have been measured.
    """
    latest = series.until(today).latest
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
    return None if point.value is None else reaching(indicator)(point.value, point.n)


def reaching(indicator: Indicator) -> Callable[[float, int | None], Interval | None]:
    """The same for many figures of an indicator: how far chance reaches around a value from so many answers."""
    match indicator.measured:
        case Measured.COUNT:
            return _around_count
        case Measured.SHARE:
            return _around_share
    return lambda _value, _n: None


def _around_count(value: float, _n: int | None) -> Interval | None:
    return poisson(int(value)) if value >= 0 and value.is_integer() else None


@lru_cache(maxsize=4096)
def _around_share(value: float, n: int | None) -> Interval | None:
    if not n or not 0 <= value <= 100:
        return None
    around = wilson(value / 100 * n, n)
    return Interval(100 * around.low, 100 * around.high)


def _comparison(trend: Trend, against: Against, there: Series, point: Point, latest: Point) -> Comparison:
    elsewhere = against in (Against.CITY, Against.AREA)
    unlike = elsewhere and trend.indicator.measured in (Measured.COUNT, None)
    found = None if unlike else change_of(trend.indicator, point, latest)
    return Comparison(against, there.area, there.name, point, found, _is_better(trend.indicator, found))


def _is_better(indicator: Indicator, found: Change | None) -> bool | None:
    if found is None or not found.difference or indicator.better not in (Better.HIGHER, Better.LOWER):
        return None
    return (found.difference > 0) == (indicator.better == Better.HIGHER)


def _places(workspace: Workspace, audience: Audience | None) -> dict[UUID | None, tuple[str, str | None]]:
    found: Iterable[Any] = workspace.rows(District, ["name", "level"], where=visible(District, audience))
    places: dict[UUID | None, tuple[str, str | None]] = {id: (name or "", level) for id, name, level in found}
    places[None] = (_("The whole city"), None)
    return places


_LEVELS = {None: 0, Level.AREA.value: 1, Level.SUB_AREA.value: 2, Level.MUNICIPALITY.value: 3}


def _order(series: Series) -> tuple[bool, int, str]:
    return series.area is not None, _LEVELS.get(series.level, 1), sort_key(series.name) or ""


def undated(workspace: Workspace, indicator: UUID, *, audience: Audience | None = None) -> int:
    """How many figures of an indicator stand in no series, because no period that can be read is known of them."""
    of = (col(Measurement.indicator) == indicator, col(Measurement.from_on).is_(None))
    return workspace.count(Measurement, *of, *visible(Measurement, audience))


def undated_at(workspace: Workspace, area: UUID | None, *, audience: Audience | None = None) -> int:
    """The same of all indicators for one place, nothing being the whole city."""
    there = col(Measurement.district)
    of = (there.is_(None) if area is None else there == area, col(Measurement.from_on).is_(None))
    return workspace.count(Measurement, *of, *visible(Measurement, audience))
