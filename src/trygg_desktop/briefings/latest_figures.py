"""Figures as briefings print them: the value with its unit, how many it rests on, the period and the source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col

from trygg_desktop.briefings.content import Reading, joined
from trygg_desktop.domain.figures import Indicator, Mark, Measurement, is_small
from trygg_desktop.i18n import _, number
from trygg_desktop.insight.periods import shown
from trygg_desktop.insight.points import Point, has_begun
from trygg_desktop.insight.trends import Series, trend
from trygg_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class FigureContent:
    """One figure, and the one before it where there is one."""

    indicator: str
    unit: str
    place: str
    period: str
    value: float | None
    mark: str
    n: int | None
    small: bool
    preliminary: bool
    source: str
    before: FigureContent | None = None

    @property
    def in_words(self) -> str:
        """The value with its unit, how many it rests on and what to beware of."""
        told = with_unit(self.value, self.unit) if self.value is not None else _without_value(self.mark)
        few = _("few answers") if self.small else ""
        early = _("preliminary") if self.preliminary else ""
        rests_on = f"n = {number(self.n)}" if self.n is not None else ""
        beside = joined((rests_on, few, early), ", ")
        return f"{told} ({beside})" if beside else told


def with_unit(value: float | None, unit: str) -> str:
    """A value and its unit; a dash where there is none."""
    if value is None:
        return "–"
    return joined((number(value, decimals=None if value == int(value) else 1), unit), " ")


def with_count(value: float | None, unit: str, n: int | None) -> str:
    """A value and its unit, and how many answers it rests on where that is known."""
    told = with_unit(value, unit)
    return f"{told} (n = {number(n)})" if n is not None and value is not None else told


def _without_value(mark: str) -> str:
    return Mark(mark).label.lower() if mark in list(Mark) else "–"


def latest_figure(
    reading: Reading, indicator: Indicator, *, place: UUID | None = None, until: date | None = None
) -> FigureContent | None:
    """The latest figure of an indicator in a place, with the one before it; nothing where there is none.

    Args:
        place: a district; nothing for the whole city.
        until: the last day of the latest period that counts; without it each counts that has begun by today.
    """
    series = _series(reading, indicator, place)
    today = reading.edition.today
    points = [
        point
        for point in (series.points if series else ())
        if (point.period.last <= until if until else has_begun(point, today))
    ]
    if series is None or not points:
        return None
    earlier = _figure(indicator, series, points[-2]) if len(points) > 1 else None
    return _figure(indicator, series, points[-1], before=earlier)


def _series(reading: Reading, indicator: Indicator, place: UUID | None) -> Series | None:
    assert indicator.id is not None
    workspace: Workspace = reading.workspace
    reading.counted(Measurement, col(Measurement.indicator) == indicator.id, _of(place))
    found = trend(workspace, indicator.id, areas=[place], audience=reading.audience)
    return next((series for series in found.series if series.area == place), None)


def _of(place: UUID | None) -> object:
    return col(Measurement.district) == place if place else col(Measurement.district).is_(None)


def _figure(
    indicator: Indicator, series: Series, point: Point, before: FigureContent | None = None
) -> FigureContent:
    return FigureContent(
        indicator=indicator.name or "",
        unit=indicator.unit or "",
        place=series.name,
        period=shown(point.period),
        value=point.value,
        mark=point.mark or "",
        n=point.n,
        small=is_small(point.n, indicator.smallest_n),
        preliminary=point.preliminary,
        source=point.source,
        before=before,
    )
