"""Where the lines of a trend run: axes, bands, points, gaps and the names at the right."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from trygg_desktop.i18n import _
from trygg_desktop.insight.charts.lettering import Type
from trygg_desktop.insight.charts.parts import (
    MIDDLE,
    THIN,
    EndLabel,
    Look,
    end_label,
    end_label_shapes,
    end_label_width,
    point_sign,
    spread,
    whisker,
)
from trygg_desktop.insight.charts.shapes import (
    Align,
    Box,
    Dash,
    Ink,
    Mark,
    Point,
    Role,
    Shape,
    Stroke,
    Text,
)
from trygg_desktop.insight.charts.ticks import Scale, decimals_of, ticks_for
from trygg_desktop.insight.charts.values import Unit

if TYPE_CHECKING:
    from trygg_desktop.insight.charts.trend import Series, Trend

_LABEL_SHARE = 0.34
"""The names at the right take no more of the width than this."""
_LOWEST = 8.5
"""The plot's height follows its width between this and what its medium allows, in sizes of a label."""
_ROOM_FOR_SIGNS = 1.1
"""Points get their own sign as long as they lie at least so far apart, in sizes of a label."""


@dataclass(frozen=True, slots=True)
class Plot:
    """The inner part of a trend at one size."""

    trend: Trend
    type: Type
    box: Box
    xs: tuple[float, ...]
    scale: Scale
    labels: tuple[EndLabel, ...]
    below: float
    edge: float

    @classmethod
    def within(cls, trend: Trend, width: float, top: float, type: Type) -> Plot:
        """The plot under a title; as high as its width and its names ask for."""
        em, high = type.em, type.height()
        ticks = _ticks(trend, most=int(_LOWEST * em / high) + 1)
        figures = Unit(decimals=decimals_of(ticks))
        left = max(type.width(figures.figure(tick)) for tick in ticks) + 0.6 * em
        labels = _labels(trend, type, max(5 * em, width * _LABEL_SHARE))
        names = max(end_label_width(label, type, Role.LABEL_STRONG) for label in labels)
        wide = max(3 * em, width - left - names - 1.4 * em)
        needed = sum(label.lines for label in labels) * high
        tall = max(needed, min(max(wide * 0.5, _LOWEST * em), type.tallest * em))
        box = Box(left, top + 0.5 * high, wide, tall)
        inset = min(0.8 * em, wide / 8)
        return cls(
            trend,
            type,
            box,
            _places(trend, box.left + inset, box.right - inset),
            Scale(ticks, box.bottom, box.top),
            labels,
            box.bottom + 1.5 * high + 0.35 * em,
            width,
        )

    @property
    def cut_off(self) -> str:
        """That the axis does not begin at zero, so that a change looks larger than it is."""
        lowest = min(self.scale.ticks)
        if lowest <= 0:
            return ""
        figure = Unit(decimals=decimals_of(self.scale.ticks)).figure(lowest)
        return _("The axis begins at {value}.", value=figure)

    def drawn(self, looks: list[Look]) -> tuple[list[Shape], list[Mark]]:
        """All shapes, back to front, and a mark for each value."""
        shapes = [*self._band(), *self._axes()]
        marks: list[Mark] = []
        texts: list[Text] = []
        for number, series in reversed(list(enumerate(self.trend.series))):
            shapes += self._line(series, looks[number])
        for number, series in enumerate(self.trend.series):
            self._gaps(series, looks[number], texts)
            shapes += self._points(series, looks[number], first=not number)
            marks += self._marks(number, series)
        shapes += texts
        named, target = self._names(looks)
        return [*shapes, *named], [*marks, *target]

    def _axes(self) -> list[Shape]:
        type, box = self.type, self.box
        unit = Unit(decimals=decimals_of(self.scale.ticks))
        shapes: list[Shape] = []
        for number, tick in enumerate(self.scale.ticks):
            y = self.scale.place(tick)
            ink = Ink.HAIR if number else Ink.AXIS
            shapes.append(Stroke(((box.left, y), (box.right, y)), ink, THIN * type.em))
            x = box.left - 0.5 * type.em
            words = unit.figure(tick)
            shapes.append(type.text(words, x, y - type.height() / 2, ink=Ink.QUIET, align=Align.RIGHT))
        return [*shapes, *self._period_labels()]

    def _period_labels(self) -> list[Shape]:
        """As many as there is room for, counted from the last, at even distances."""
        type, right = self.type, min(self.edge, self.box.right + 3 * self.type.em)
        periods, top = self.trend.periods, self.box.bottom + 0.5 * self.type.height()
        texts = []
        for when, x in zip(periods, self.xs, strict=True):
            half = type.width(when.short) / 2
            middle = max(half, min(x, right - half))
            texts.append(type.text(when.short, middle, top, ink=Ink.QUIET, align=Align.CENTRE))
        for step in range(1, len(texts) + 1):
            shown = texts[::-1][::step][::-1]
            ends = pairwise(shown)
            if all(a.box.right + 0.5 * type.em <= b.box.left for a, b in ends):
                return list(shown)
        return []

    def _at(self, series: Series, number: int) -> Point | None:
        amount = series.values[number].amount
        return None if amount is None else (self.xs[number], self.scale.place(amount))

    def _line(self, series: Series, look: Look) -> list[Shape]:
        runs: list[list[Point]] = [[]]
        for number in range(len(series.values)):
            point = self._at(series, number)
            if point is not None:
                runs[-1].append(point)
            elif runs[-1]:
                runs.append([])
        thick = look.thickness * self.type.em
        return [Stroke(tuple(run), look.ink, thick, look.dash) for run in runs if len(run) > 1]

    def _band(self) -> list[Shape]:
        """How sure the first place's values are; one that stands alone has a line with feet instead."""
        series, runs = self.trend.series[0], list[list[int]]([[]])
        for number, value in enumerate(series.values):
            if value.interval:
                runs[-1].append(number)
            elif runs[-1]:
                runs.append([])
        shapes: list[Shape] = []
        for run in runs:
            spans = [(self.xs[n], series.values[n].interval or (0.0, 0.0)) for n in run]
            upper = [(x, self.scale.place(high)) for x, (_low, high) in spans]
            lower = [(x, self.scale.place(low)) for x, (low, _high) in reversed(spans)]
            if len(run) > 1:
                shapes.append(Stroke((*upper, *lower), None, fill=Ink.BAND))
            elif run:
                shapes.append(whisker(upper[0][0], lower[0][1], upper[0][1], self.type, Ink.ACCENT))
        return shapes

    def _points(self, series: Series, look: Look, *, first: bool) -> list[Shape]:
        apart = (self.xs[-1] - self.xs[0]) / max(1, len(self.xs) - 1)
        every = apart >= _ROOM_FOR_SIGNS * self.type.em
        shapes: list[Shape] = []
        for number, value in enumerate(series.values):
            point = self._at(series, number)
            last = number == series.latest
            if point and (every or last or value.few or self._alone(series, number)):
                shapes.append(point_sign(value, look, *point, self.type, last=first and last))
        return shapes

    def _alone(self, series: Series, number: int) -> bool:
        beside = [n for n in (number - 1, number + 1) if 0 <= n < len(series.values)]
        return all(series.values[n].amount is None for n in beside)

    def _gaps(self, series: Series, look: Look, texts: list[Text]) -> None:
        """Marks each period without a figure right above zero; the signs go to `texts`.

        Each period has its own: one sign for several, at half the height, would read as a figure of one of them.
        """
        before = float("-inf")
        for first, last in series.gaps:
            sign = series.values[first].why_not.sign
            apart = self.type.width(sign, Role.STRONG) + 0.3 * self.type.em
            for number in range(first, last + 1):
                if self.xs[number] - before >= apart and self._placed(sign, number, apart, look, texts):
                    before = self.xs[number]

    @property
    def _low(self) -> float:
        """The height of what has no figure: above zero, but inside the plot where all figures are below zero."""
        high = self.type.height(Role.STRONG)
        return max(self._ground() - 0.65 * high, self.box.top + high / 2)

    def _ground(self) -> float:
        """Where zero is, or the foot of the plot where that lies outside it."""
        ticks = self.scale.ticks
        return self.scale.place(0.0) if ticks[0] <= 0 <= ticks[-1] else self.box.bottom

    def _placed(self, sign: str, number: int, apart: float, look: Look, texts: list[Text]) -> bool:
        """Whether there was room at a period, or beside what stands there: higher up it would read as a figure."""
        taken = [*(text.box for text in texts), *self._points_at(number)]
        reach = (self.xs[-1] - self.xs[0]) / max(1, len(self.xs) - 1) / 2
        top = self._low - self.type.height(Role.STRONG) / 2
        for step in (0, 1, -1, 2, -2, 3, -3):
            x = self.xs[number] + step * apart
            text = self.type.text(sign, x, top, Role.STRONG, look.ink, align=Align.CENTRE)
            aside = (
                abs(step) * apart <= reach
                and self.box.left <= text.box.left
                and text.box.right <= self.box.right
            )
            if (not step or aside) and not any(text.box.overlaps(other) for other in taken):
                texts.append(text)
                return True
        return False

    def _points_at(self, number: int) -> list[Box]:
        """What the points of a period take up."""
        size = 0.9 * self.type.em
        found = (self._at(series, number) for series in self.trend.series)
        return [Box(point[0] - size / 2, point[1] - size / 2, size, size) for point in found if point]

    def _marks(self, lane: int, series: Series) -> list[Mark]:
        reach, first = 0.8 * self.type.em, lane * len(self.xs)
        marks = []
        for number, x in enumerate(self.xs):
            point = self._at(series, number)
            y = point[1] if point else self._low
            marks.append(Mark(first + number, Box(x - reach, y - reach, 2 * reach, 2 * reach), lane))
        return marks

    def _names(self, looks: list[Look]) -> tuple[list[Shape], list[Mark]]:
        type, em = self.type, self.type.em
        wanted = [self._end(series)[1] for series in self.trend.series]
        inks = [look.ink for look in looks]
        shapes: list[Shape] = []
        if self.trend.target is not None:
            y = self.scale.place(self.trend.target)
            ends = ((self.box.left, y), (self.box.right, y))
            shapes.append(Stroke(ends, Ink.OK, MIDDLE * em, Dash.LONG))
            wanted, inks = [*wanted, y], [*inks, Ink.OK]
        heights = [label.lines * type.height() for label in self.labels]
        tops = spread(
            wanted, heights, self.box.top - 0.5 * type.height(), self.box.bottom + 0.5 * type.height()
        )
        x, marks = self.box.right + 0.9 * em, []
        for number, (label, top) in enumerate(zip(self.labels, tops, strict=True)):
            middle = top + heights[number] / 2
            series = self.trend.series[number] if number < len(self.trend.series) else None
            shapes += self._leader(series, wanted[number], middle, inks[number])
            role = _role(number)
            shapes += end_label_shapes(label, x, top, type, role, inks[number])
            if series is None:
                box = Box(x, top, end_label_width(label, type, role), heights[number])
                marks.append(Mark(number * len(self.xs), box, number))
        return shapes, marks

    def _end(self, series: Series) -> Point:
        latest = series.latest
        point = None if latest is None else self._at(series, latest)
        return point or (self.box.right, self._low)

    def _leader(self, series: Series | None, wanted: float, middle: float, ink: Ink) -> list[Shape]:
        """A thin line to a name that had to move away from the end of its line."""
        if abs(wanted - middle) < 0.5 * self.type.height():
            return []
        if series is not None and series.latest is None:
            return []
        start = self.box.right if series is None else self._end(series)[0] + 0.5 * self.type.em
        points = ((start, wanted), (self.box.right + 0.75 * self.type.em, middle))
        return [Stroke(points, ink, THIN * self.type.em)]


def _role(number: int) -> Role:
    return Role.LABEL if number else Role.LABEL_STRONG


def _ticks(trend: Trend, most: int) -> tuple[float, ...]:
    """Round numbers for the axis, no more than have room above each other."""
    reach = _reach(trend)
    several = (ticks_for(reach, from_zero=trend.from_zero, about=about) for about in (5, 4, 3))
    few = ticks_for(reach, from_zero=trend.from_zero, about=2)
    return next((ticks for ticks in several if len(ticks) <= most), few)


def _reach(trend: Trend) -> list[float]:
    """All that is drawn: the amounts, and how sure those of the first place are."""
    found = [amount for value in trend.series[0].values for amount in value.reach]
    others = (value.amount for series in trend.series[1:] for value in series.values)
    found += [amount for amount in others if amount is not None]
    return found if trend.target is None else [*found, trend.target]


def _labels(trend: Trend, type: Type, room: float) -> tuple[EndLabel, ...]:
    labels = []
    for number, series in enumerate(trend.series):
        latest = series.latest
        value = series.values[-1 if latest is None else latest]
        labels.append(end_label(series.name, trend.unit.of(value), type, _role(number), room))
    if trend.target is not None:
        labels.append(end_label(_("Aim"), trend.unit.shown(trend.target), type, Role.LABEL, room))
    return tuple(labels)


def _places(trend: Trend, left: float, right: float) -> tuple[float, ...]:
    """Where the periods stand: as far apart as they are in time."""
    days = [when.on.toordinal() for when in trend.periods]
    whole = days[-1] - days[0]
    if not whole:
        return tuple((left + right) / 2 for _day in days)
    return tuple(left + (day - days[0]) / whole * (right - left) for day in days)
