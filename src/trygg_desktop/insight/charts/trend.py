"""How something has gone over time: a line for each place, broken where there is no figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from trygg_desktop.i18n import N_, _
from trygg_desktop.insight.charts.lettering import Type
from trygg_desktop.insight.charts.parts import (
    UNCERTAINTY,
    Sample,
    explained,
    key,
    looks,
    note_lines,
    sentence,
    title_lines,
)
from trygg_desktop.insight.charts.shapes import Ink, Picture
from trygg_desktop.insight.charts.sheet import Sheet, SheetRow, value_cells, value_sheet
from trygg_desktop.insight.charts.trend_plot import Plot
from trygg_desktop.insight.charts.values import PLAIN, Gap, Unit, Value

_MOST_SPANS = 3
"""Stretches without a figure that are told one by one."""


@dataclass(frozen=True, slots=True)
class When:
    """A period: what stands under the axis, what it is called in full, and the day that stands for it."""

    on: date
    short: str
    full: str = ""

    @property
    def name(self) -> str:
        """What it is called in full."""
        return self.full or self.short


@dataclass(frozen=True, slots=True)
class Series:
    """One place over time, a value for each period. What is compared with is drawn dashed."""

    name: str
    values: tuple[Value, ...]
    compared: bool = False
    key: object = None

    @property
    def latest(self) -> int | None:
        """The number of the last period with a figure."""
        numbers = range(len(self.values) - 1, -1, -1)
        return next((n for n in numbers if self.values[n].amount is not None), None)

    @property
    def gaps(self) -> list[tuple[int, int]]:
        """The periods without a figure, from first to last, those of one reason together."""
        found, start = [], 0
        for why, group in groupby(self.values, lambda value: value.why_not if value.amount is None else None):
            length = len(list(group))
            if why is not None:
                found.append((start, start + length - 1))
            start += length
        return found


@dataclass(frozen=True, slots=True)
class Trend:
    """A line chart.

    Args:
        title: what it shows and in which unit.
        periods: the times, in order.
        series: the places; the first is the one that it is about.
        unit: how amounts are written.
        target: what is aimed at.
        note: source, sample and whatever else stands under it.
        from_zero: whether the axis has to begin at zero, as it has for counts.
    """

    title: str
    periods: tuple[When, ...]
    series: tuple[Series, ...]
    unit: Unit = PLAIN
    target: float | None = None
    note: str = ""
    from_zero: bool = False

    def laid_out(self, width: float, type: Type) -> Picture:
        """The chart at a width: title, lines with their names at the right, axis, key and note."""
        shapes, top = title_lines(self.title, type, width)
        if not self.periods or not self.series:
            return Picture(width, top, tuple(shapes), ())
        plot = Plot.within(self, width, top, type)
        drawn, marks = plot.drawn(looks([series.compared for series in self.series]))
        shapes += drawn
        items, below = key(self._key(), type, width, plot.below)
        noted, bottom = note_lines(" ".join(filter(None, (plot.cut_off, self.note))), type, width, below)
        return Picture(width, bottom + 0.1 * type.em, (*shapes, *items, *noted), tuple(marks))

    def _key(self) -> list[tuple[Sample, str]]:
        items = explained(value for series in self.series for value in series.values)
        if any(value.interval for value in self.series[0].values):
            items.append((Ink.BAND, _(UNCERTAINTY)))
        return items

    def sheet(self) -> Sheet:
        """A line for each place and period, and one for what is aimed at."""
        rows = [
            SheetRow(series.key or series.name, (series.name, when.name, *value_cells(value, self.unit)))
            for series in self.series
            for when, value in zip(self.periods, series.values, strict=True)
        ]
        if self.target is not None:
            aim = value_cells(Value(self.target), self.unit)
            rows.append(SheetRow(None, (_("Aim"), "", *aim)))
        return value_sheet((N_("Area"), N_("Period")), rows)

    def told(self, row: int) -> str:
        """A place, a period and the value there."""
        number, period = divmod(row, len(self.periods))
        if number == len(self.series):
            return sentence(_("Aim"), Value(self.target), self.unit)
        series = self.series[number]
        name = _("{area}, {period}", area=series.name, period=self.periods[period].name)
        return sentence(name, series.values[period], self.unit)

    def in_words(self) -> str:
        """The first and the last figure of each place."""
        said = [_("Line chart. {title}.", title=self.title)]
        said += [self._summary(series) for series in self.series]
        if self.target is not None:
            said.append(_("Aim: {value}.", value=self.unit.shown(self.target)))
        return " ".join(said)

    def _summary(self, series: Series) -> str:
        known = [n for n, value in enumerate(series.values) if value.amount is not None]
        gaps = list(self._without(series))
        if not known:
            why = "; ".join(gaps) or _("no figures")
            return _("{area}: {why}.", area=series.name, why=why)
        return " ".join(
            [self._ends(series, known[0], known[-1]), *(f"{gap[:1].upper()}{gap[1:]}." for gap in gaps)]
        )

    def _ends(self, series: Series, first: int, last: int) -> str:
        """The first figure and the last, which may be one."""
        end = {"last": self.unit.of(series.values[last]), "end": self.periods[last].name}
        if first == last:
            return _("{area}: {last} in {end}.", area=series.name, **end)
        start = {"first": self.unit.of(series.values[first]), "start": self.periods[first].name}
        return _("{area}: {first} in {start}, {last} in {end}.", area=series.name, **start, **end)

    def _without(self, series: Series) -> Iterator[str]:
        """Why periods have no figure, and which they are; of many stretches only how many periods it is."""
        for why in Gap:
            spans = [span for span in series.gaps if series.values[span[0]].why_not is why]
            if len(spans) > _MOST_SPANS:
                count = sum(last - first + 1 for first, last in spans)
                yield _("{reason}: {count} of {all}", reason=why.words, count=count, all=len(series.values))
            elif spans:
                yield f"{why.words} {', '.join(self._named(*span) for span in spans)}"

    def _named(self, first: int, last: int) -> str:
        """`2024`, or the first and the last of several."""
        names = [self.periods[number].name for number in dict.fromkeys((first, last))]
        return "–".join(names)
