"""Before and after a measure: two values and the line between them, with the comparison area dashed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trygg_desktop.i18n import N_, _
from trygg_desktop.insight.charts.lettering import Type
from trygg_desktop.insight.charts.parts import (
    COMPARED,
    FIRST,
    THIN,
    UNCERTAINTY,
    EndLabel,
    Look,
    Sample,
    end_label,
    end_label_shapes,
    end_label_width,
    explained,
    key,
    note_lines,
    point_sign,
    sentence,
    spread,
    title_lines,
    whisker,
)
from trygg_desktop.insight.charts.shapes import Align, Box, Ink, Mark, Picture, Role, Shape, Stroke
from trygg_desktop.insight.charts.sheet import Sheet, SheetRow, value_cells, value_sheet
from trygg_desktop.insight.charts.ticks import Scale, ticks_for
from trygg_desktop.insight.charts.values import PLAIN, Unit, Value

_WIDEST = 38
"""Wider than this, in sizes of a label, the two ends are too far apart to be compared."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A place before and after."""

    name: str
    before: Value
    after: Value
    key: object = None

    @property
    def values(self) -> tuple[Value, Value]:
        """Both."""
        return self.before, self.after


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """A slope chart.

    Args:
        title: what was measured and in which unit.
        before, after: the two periods.
        treated: where the measure was.
        comparison: where it was not.
        unit: how amounts are written.
        result: what it comes to, in a sentence; stands out under the lines.
        note: source and whatever else stands under it.
        from_zero: whether the heights begin at zero, as they have to for counts.
    """

    title: str
    before: str
    after: str
    treated: Pair
    comparison: Pair | None = None
    unit: Unit = PLAIN
    result: str = ""
    note: str = ""
    from_zero: bool = True

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The places in order."""
        return (self.treated, self.comparison) if self.comparison else (self.treated,)

    def laid_out(self, width: float, type: Type) -> Picture:
        """The chart at a width: values at the left, names with values at the right."""
        shapes, top = title_lines(self.title, type, width)
        slopes = _Slopes(self, min(width, _WIDEST * type.em), top, type)
        drawn, marks = slopes.drawn()
        y = slopes.box.bottom + 0.8 * type.em
        said = type.wrapped(self.result, Role.LABEL_STRONG, width, most=4)
        result = type.lines(said, 0, y, Role.LABEL_STRONG)
        y += len(said) * type.height()
        values = [value for pair in self.pairs for value in pair.values]
        items: list[tuple[Sample, str]] = list(explained(values))
        if any(value.interval for value in values):
            items.append((None, _("Upright line: {what}", what=_(UNCERTAINTY))))
        keyed, y = key(items, type, width, y)
        noted, bottom = note_lines(self.note, type, width, y)
        return Picture(
            width, bottom + 0.1 * type.em, (*shapes, *drawn, *result, *keyed, *noted), tuple(marks)
        )

    def sheet(self) -> Sheet:
        """A line for each place before and after."""
        periods = (_("before, {period}", period=self.before), _("after, {period}", period=self.after))
        rows = [
            SheetRow(pair.key or pair.name, (pair.name, period, *value_cells(value, self.unit)))
            for pair in self.pairs
            for period, value in zip(periods, pair.values, strict=True)
        ]
        return value_sheet((N_("Area"), N_("Period")), rows)

    def told(self, row: int) -> str:
        """A place, before or after, and the value."""
        place, after = divmod(row, 2)
        pair, period = self.pairs[place], self.after if after else self.before
        name = _("{area}, {period}", area=pair.name, period=period)
        return sentence(name, pair.values[after], self.unit)

    def in_words(self) -> str:
        """All values and the result."""
        said = [_("Before and after. {title}.", title=self.title)]
        said += [
            _(
                "{area}: {first} in {start}, {last} in {end}.",
                area=pair.name,
                first=self.unit.of(pair.before),
                start=self.before,
                last=self.unit.of(pair.after),
                end=self.after,
            )
            for pair in self.pairs
        ]
        return " ".join([*said, self.result]).strip()


class _Slopes:
    """The inner part at one size."""

    def __init__(self, chart: BeforeAfter, width: float, top: float, type: Type) -> None:
        self.chart, self.type = chart, type
        em, unit = type.em, chart.unit
        room = max(5 * em, width * 0.36)
        self.labels = [
            end_label(pair.name, unit.of(pair.after), type, _role(number), room)
            for number, pair in enumerate(chart.pairs)
        ]
        left = max(type.width(unit.of(pair.before), Role.LABEL_STRONG) for pair in chart.pairs) + 0.9 * em
        heads = [type.width(words) for words in (chart.before, chart.after)]
        left = max(left, min(heads[0] / 2, width * 0.2))
        names = max(end_label_width(label, type, _role(number)) for number, label in enumerate(self.labels))
        right = width - max(names + 0.9 * em, min(heads[1] / 2, width * 0.2))
        self.width = width
        tall = max(11 * em, sum(label.lines for label in self.labels) * type.height() + em)
        self.box = Box(left, top + 1.6 * type.height(), max(4 * em, right - left), tall)
        reach = [amount for pair in chart.pairs for value in pair.values for amount in value.reach]
        ticks = ticks_for(reach, from_zero=chart.from_zero)
        ends = (ticks[0], max(reach)) if reach and ticks[0] == 0 and max(reach) > 0 else (ticks[0], ticks[-1])
        self.scale = Scale(ends, self.box.bottom, self.box.top)

    def drawn(self) -> tuple[list[Shape], list[Mark]]:
        """The two uprights with their periods, the lines, the values."""
        shapes: list[Shape] = [*self._uprights()]
        ends = (self.box.left, self.box.right)
        for number, pair in reversed(list(enumerate(self.chart.pairs))):
            shapes += self._line(pair, COMPARED if number else FIRST, ends)
        marks = [
            Mark(2 * number + after, self._hit(x, pair.values[after]), number)
            for number, pair in enumerate(self.chart.pairs)
            for after, x in enumerate(ends)
        ]
        return [*shapes, *self._values(), *self._names()], marks

    def _uprights(self) -> list[Shape]:
        type, box, gap = self.type, self.box, 0.4 * self.type.em
        y = box.top - 1.6 * type.height()
        middle = box.centre[0]
        sides = (
            (box.left, self.chart.before, 0.0, middle),
            (box.right, self.chart.after, middle, self.width),
        )
        shapes: list[Shape] = []
        for x, words, low, high in sides:
            shown = type.elided(words, Role.LABEL, high - low - type.em)
            half = type.width(shown) / 2
            at = max(low + half, min(x, high - half))
            whole = words if shown != words else ""
            shapes.append(type.text(shown, at, y, ink=Ink.QUIET, align=Align.CENTRE, whole=whole))
            shapes.append(Stroke(((x, box.top - gap), (x, box.bottom + gap)), Ink.AXIS, THIN * type.em))
        if self.scale.ticks[0] == 0:
            foot = ((box.left, box.bottom), (box.right, box.bottom))
            shapes.append(Stroke(foot, Ink.HAIR, THIN * type.em))
        return shapes

    def _line(self, pair: Pair, look: Look, ends: tuple[float, float]) -> list[Shape]:
        type = self.type
        places = [None if v.amount is None else self.scale.place(v.amount) for v in pair.values]
        shapes: list[Shape] = []
        if places[0] is not None and places[1] is not None:
            points = ((ends[0], places[0]), (ends[1], places[1]))
            shapes.append(Stroke(points, look.ink, look.thickness * type.em, look.dash))
        for x, y, value in zip(ends, places, pair.values, strict=True):
            if y is None:
                continue
            if value.interval:
                low, high = (self.scale.place(amount) for amount in value.interval)
                aside = 0.0 if look is FIRST else (0.5 if x == ends[0] else -0.5) * type.em
                shapes.append(whisker(x + aside, low, high, type, look.ink))
            shapes.append(point_sign(value, look, x, y, type, last=look is FIRST))
        return shapes

    def _middle(self, value: Value) -> float:
        return self.box.centre[1] if value.amount is None else self.scale.place(value.amount)

    def _hit(self, x: float, value: Value) -> Box:
        reach = 0.9 * self.type.em
        return Box(x - reach, self._middle(value) - reach, 2 * reach, 2 * reach)

    def _values(self) -> list[Shape]:
        """The values before, at the left."""
        type, pairs = self.type, self.chart.pairs
        tops = self._tops([self._middle(pair.before) for pair in pairs], [type.height()] * len(pairs))
        right = self.box.left - 0.7 * type.em
        return [
            type.text(
                self.chart.unit.of(pair.before),
                right,
                top,
                Role.LABEL_STRONG,
                _look(number).ink,
                align=Align.RIGHT,
            )
            for number, (pair, top) in enumerate(zip(pairs, tops, strict=True))
        ]

    def _names(self) -> list[Shape]:
        type, pairs = self.type, self.chart.pairs
        heights = [label.lines * type.height() for label in self.labels]
        tops = self._tops([self._middle(pair.after) for pair in pairs], heights)
        x = self.box.right + 0.7 * type.em
        shapes: list[Shape] = []
        for number, (label, top) in enumerate(zip(self.labels, tops, strict=True)):
            shapes += _named(label, x, top, type, number)
        return shapes

    def _tops(self, wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
        half = self.type.height() / 2
        return spread(wanted, heights, self.box.top - half, self.box.bottom + half)


def _look(number: int) -> Look:
    return COMPARED if number else FIRST


def _role(number: int) -> Role:
    return Role.LABEL if number else Role.LABEL_STRONG


def _named(label: EndLabel, x: float, top: float, type: Type, number: int) -> list[Shape]:
    return list(end_label_shapes(label, x, top, type, _role(number), _look(number).ink))
