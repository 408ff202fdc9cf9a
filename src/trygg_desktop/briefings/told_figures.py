"""A figure as it is printed: its value in words, the one before it, the change, the city, and what to beware of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from trygg_desktop.briefings.content import joined
from trygg_desktop.domain.figures import Indicator, Measured
from trygg_desktop.i18n import _, language, number
from trygg_desktop.insight.charts.indicator_charts import unit_of, unit_to_tell, values_of
from trygg_desktop.insight.charts.values import Unit, Value, remarks
from trygg_desktop.insight.periods import shown
from trygg_desktop.insight.points import Point
from trygg_desktop.insight.small_numbers import Change
from trygg_desktop.insight.trends import Series, Trend, change_of

NONE = "–"
"""Where there is no figure to compare with."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The latest figure of an indicator for a place, every part of it as it is written.

    Args:
        value: with its unit, or in words why there is none: withheld and missing are never a zero.
        sign: for why there is none, such as `..`; empty where there is a value.
        around: how far chance reaches to each side of it.
        before, before_period: the figure before it.
        change: the difference in the figure's own unit, and in words what it means.
        city: the whole city in the same period.
        unit: where the figure is no share and the name does not say it.
        remarks: what the reader is warned of.
    """

    indicator: UUID
    name: str
    period: str
    value: str
    sign: str
    around: str
    n: str
    before: str
    before_period: str
    change: str
    meaning: str
    city: str
    unit: str
    remarks: tuple[str, ...]
    source: str


class Told:
    """An indicator, told of place by place: what is the same for all of them is looked up once."""

    def __init__(self, found: Trend) -> None:
        indicator = found.indicator
        self._indicator, self._unit, self._value = indicator, unit_of(indicator), values_of(indicator)
        self._difference = Unit(decimals=self._unit.decimals)
        self._unit_told = "" if indicator.measured == Measured.SHARE else unit_to_tell(indicator)
        self._name, self._source = indicator.name or "", indicator.source or ""
        self._series = {series.area: series for series in reversed(found.series)}
        self._city = self._series.get(None)

    def at(self, area: UUID | None) -> Series | None:
        """The series of a place with any figures; nothing is the whole city."""
        series = self._series.get(area)
        return series if series is not None and series.points else None

    def figure(self, series: Series, pages: Mapping[UUID, str]) -> Figure:
        """The latest figure of a series.

        Args:
            pages: where in its source each figure stands.
        """
        unit, indicator = self._unit, self._indicator
        latest = series.points[-1]
        before = series.points[-2] if len(series.points) > 1 else None
        value, earlier = self._value(latest), self._value(before)
        there = self._in_the_city(series, latest)
        change, meaning = self._change(before, latest, earlier, value)
        assert indicator.id is not None
        return Figure(
            indicator=indicator.id,
            name=self._name,
            period=shown(latest.period),
            value=unit.shown(value.amount) if value.amount is not None else value.why_not.words,
            sign="" if value.amount is not None else value.why_not.sign,
            around=_around(value, unit),
            n="" if latest.n is None else number(latest.n),
            before=NONE if before is None else unit.of(earlier),
            before_period="" if before is None else shown(before.period),
            change=change,
            meaning=meaning,
            city=NONE if there is None else unit.of(self._value(there)),
            unit=self._unit_told,
            remarks=tuple(remarks(value)),
            source=joined((latest.source or self._source, pages.get(latest.id, "")), ", "),
        )

    def _in_the_city(self, series: Series, latest: Point) -> Point | None:
        city = self._city
        return city.at(latest.period) if city is not None and city is not series else None

    def _change(self, before: Point | None, latest: Point, earlier: Value, value: Value) -> tuple[str, str]:
        """The difference, and whether it is a good one as far as chance lets that be said."""
        change = change_of(self._indicator, before, latest) if before is not None else None
        if change is None:
            return NONE, ""
        figure = self._difference.figure(change.difference)
        written = f"+{figure}" if change.difference > 0 else figure
        if not change.difference:
            return written, _("unchanged")
        return written, _meaning(self._indicator, change, earlier, value)


def _meaning(indicator: Indicator, change: Change, before: Value, latest: Value) -> str:
    if indicator.better not in ("higher", "lower"):
        return ""
    if before.interval and latest.interval and _overlap(before.interval, latest.interval):
        return _("may be chance")
    if latest.few or before.few:
        return ""
    return _("better") if (change.difference > 0) == (indicator.better == "higher") else _("worse")


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _around(value: Value, unit: Unit) -> str:
    if value.interval is None:
        return ""
    low, high = value.interval
    return f"±{_half(language(), high - low, unit.decimals)}"


@lru_cache(maxsize=4096)
def _half(_language: str, wide: float, decimals: int) -> str:
    """Kept for each language: many figures rest on as many answers or cases."""
    return number(wide / 2, decimals=decimals)


def inside(words: str) -> str:
    """Words as they stand inside a sentence: `Tabell 4` becomes `tabell 4`, `IT-bilagan` stays."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words
