"""The districts beside each other: a bar for each, the largest first, with the whole city as a line."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from trygg_desktop.domain.values import sort_key
from trygg_desktop.i18n import N_, _, number
from trygg_desktop.insight.charts.lettering import Type
from trygg_desktop.insight.charts.parts import (
    MIDDLE,
    THIN,
    UNCERTAINTY,
    Sample,
    explained,
    key,
    note_lines,
    sentence,
    title_lines,
)
from trygg_desktop.insight.charts.shapes import (
    Align,
    Box,
    Dash,
    Form,
    Ink,
    Mark,
    Picture,
    Plate,
    Role,
    Shape,
    Sign,
    Stroke,
)
from trygg_desktop.insight.charts.sheet import Sheet, SheetRow, value_cells, value_sheet
from trygg_desktop.insight.charts.ticks import Scale, ticks_for
from trygg_desktop.insight.charts.values import PLAIN, Unit, Value, without

_NAME_SHARE = 0.36
_WIDEST = 76
"""Wider than this, in sizes of a label, n stands too far away from its bar."""
_ROW = 1.85
"""The height of a row in sizes of a label."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A district and its value. One that is `chosen` stands out from the others."""

    name: str
    value: Value
    key: Hashable = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart.

    Args:
        title: what it shows and in which unit.
        bars: the districts in any order; they are drawn largest first, those without a figure last.
        unit: how amounts are written.
        whole: the city's value, and what it is called.
        note: source and whatever else stands under it.
    """

    title: str
    bars: tuple[Bar, ...]
    unit: Unit = PLAIN
    whole: Value | None = None
    whole_name: str = ""
    note: str = ""

    @property
    def ordered(self) -> tuple[Bar, ...]:
        """As they are drawn: by value and then by name, those without a figure last."""
        return tuple(
            sorted(
                self.bars,
                key=lambda bar: (
                    bar.value.amount is None,
                    -(bar.value.amount or 0),
                    sort_key(bar.name) or "",
                ),
            )
        )

    @property
    def _named_whole(self) -> str:
        return self.whole_name or _("The whole city")

    @property
    def _rows(self) -> list[tuple[Hashable, str, Value]]:
        rows: list[tuple[Hashable, str, Value]] = [
            (bar.key or bar.name, bar.name, bar.value) for bar in self.ordered
        ]
        return [(None, self._named_whole, self.whole), *rows] if self.whole else rows

    def laid_out(self, width: float, type: Type) -> Picture:
        """The chart at a width: names, bars with their values, n at the right."""
        shapes, top = title_lines(self.title, type, width)
        rows = _Rows(self, min(width, _WIDEST * type.em), top, type)
        drawn, marks = rows.drawn()
        values = [value for _key, _name, value in self._rows]
        items: list[tuple[Sample, str]] = [item for item in explained(values) if isinstance(item[0], Form)]
        if any(value.interval for value in values):
            items.append((None, _("Thin line: {what}", what=_(UNCERTAINTY))))
        keyed, below = key(items, type, width, rows.bottom + 0.3 * type.em)
        noted, bottom = note_lines(self.note, type, width, below)
        return Picture(width, bottom + 0.1 * type.em, (*shapes, *drawn, *keyed, *noted), tuple(marks))

    def sheet(self) -> Sheet:
        """A line for the city and one for each district, as drawn."""
        rows = [SheetRow(key, (name, *value_cells(value, self.unit))) for key, name, value in self._rows]
        return value_sheet((N_("Area"),), rows)

    def told(self, row: int) -> str:
        """A district and its value."""
        _key, name, value = self._rows[row]
        return sentence(name, value, self.unit)

    def in_words(self) -> str:
        """The highest, the lowest and the city's value."""
        said = [_("Bar chart. {title}.", title=self.title)]
        known = [bar for bar in self.ordered if bar.value.amount is not None]
        if known:
            said += [
                _("Highest: {area} {value}.", area=known[0].name, value=self.unit.of(known[0].value)),
                _("Lowest: {area} {value}.", area=known[-1].name, value=self.unit.of(known[-1].value)),
            ]
        if self.whole:
            said.append(_("{area}: {first}.", area=self._named_whole, first=self.unit.of(self.whole)))
        return " ".join([*said, *without([bar.value for bar in self.bars])])


class _Rows:
    """The inner part of a bar chart at one size."""

    def __init__(self, chart: Bars, width: float, top: float, type: Type) -> None:
        self.chart, self.type, self.width = chart, type, width
        self.ordered = chart.ordered
        names = [type.width(bar.name, _role(bar)) for bar in self.ordered]
        self.left = min(max(names, default=0.0), width * _NAME_SHARE) + 0.6 * type.em
        counts = [type.width(number(bar.value.n)) for bar in self.ordered if bar.value.n is not None]
        self.counts = max([*counts, type.width("n")]) + 0.8 * type.em if counts else 0.0
        self.top = top + (type.height() + 0.2 * type.em if chart.whole or counts else 0.0)
        self.row = max(_ROW * type.em, type.height())
        self.bottom = self.top + self.row * len(self.ordered)
        self.shown = [chart.unit.of(bar.value) for bar in self.ordered]
        self.scale = self._scale()
        whole = chart.whole.amount if chart.whole else None
        self.whole_x = None if whole is None else self.scale.place(whole)

    def _scale(self) -> Scale:
        values = [bar.value for bar in self.ordered] + ([self.chart.whole] if self.chart.whole else [])
        reach = [amount for value in values for amount in value.reach]
        shown = [self.type.width(words, Role.LABEL_STRONG) for words in self.shown]
        right = (
            self.width
            - self.counts
            - max(shown, default=0.0)
            - (2.0 if any(v.few for v in values) else 0.8) * self.type.em
        )
        ticks = ticks_for([0.0, *reach], from_zero=True)
        ends = (min(0.0, *reach), max(reach)) if len(reach) > 1 and max(reach) > 0 else (ticks[0], ticks[-1])
        return Scale(ends, self.left, max(right, self.left + 2 * self.type.em))

    def drawn(self) -> tuple[list[Shape], list[Mark]]:
        shapes: list[Shape] = []
        marks: list[Mark] = []
        first = 1 if self.chart.whole else 0
        over: list[Shape] = []
        for place, bar in enumerate(self.ordered):
            y = self.top + place * self.row
            drawn, words = self._bar(bar, self.shown[place], y)
            shapes += drawn
            over += words
            marks.append(Mark(first + place, Box(0, y, self.width, self.row), first + place))
        if self.chart.whole:
            line, mark = self._whole(self.chart.whole)
            shapes += line
            marks.insert(0, mark)
        if self.counts:
            right = self.width
            over.append(self.type.text("n", right, self._heads, ink=Ink.QUIET, align=Align.RIGHT))
        return [*shapes, *over], marks

    @property
    def _heads(self) -> float:
        return self.top - self.type.height() - 0.2 * self.type.em

    def _bar(self, bar: Bar, shown: str, top: float) -> tuple[list[Shape], list[Shape]]:
        """The bar, and the words that lie over all bars."""
        type, em, value = self.type, self.type.em, bar.value
        middle = top + self.row / 2
        top_of_words = middle - type.height() / 2
        words: list[Shape] = [
            type.text(bar.name, 0, top_of_words, _role(bar), room=self.left - 0.6 * em),
        ]
        if value.n is not None:
            words.append(
                type.text(number(value.n), self.width, top_of_words, ink=Ink.QUIET, align=Align.RIGHT)
            )
        if value.amount is None:
            room = self.width - self.counts - self.left
            words.append(type.text(value.why_not.words, self.left, top_of_words, ink=Ink.QUIET, room=room))
            return [], words
        start, end = sorted((self.scale.place(0.0), self.scale.place(value.amount)))
        box = Box(start, top + 0.2 * self.row, end - start, 0.6 * self.row)
        fill = Ink.ACCENT if bar.chosen else Ink.STEP_3
        shapes: list[Shape] = [Plate(box, fill=fill, edge=Ink.ACCENT, thickness=THIN * em)]
        if value.interval:
            low, high = (self.scale.place(amount) for amount in value.interval)
            line = _lying(low, high, middle, self.row * 0.16, type)
            around = [line._replace(ink=Ink.GROUND, thickness=4 * THIN * em)] if bar.chosen else []
            shapes += [*around, line]
            end = max(end, high)
        return shapes, words + self._value(bar, shown, end + 0.45 * em, top_of_words)

    def _value(self, bar: Bar, shown: str, x: float, top: float) -> list[Shape]:
        type, em = self.type, self.type.em
        text = type.text(shown, x, top, Role.LABEL_STRONG)
        shapes: list[Shape] = [text]
        if self.whole_x is not None and text.box.grown(0.3 * em).holds(self.whole_x, top + em):
            room = Box(x - 0.15 * em, top + 0.1 * em, text.box.width + 0.3 * em, type.height() - 0.2 * em)
            shapes.insert(0, Plate(room, Ink.GROUND))
        if bar.value.few:
            middle = top + type.height() / 2
            shapes.append(Sign(Form.TRIANGLE, text.box.right + 0.75 * em, middle, 0.4 * em, Ink.WARN))
        return shapes

    def _whole(self, value: Value) -> tuple[list[Shape], Mark]:
        """The city's value: a dashed line through all bars, with its name over it."""
        type, em, chart = self.type, self.type.em, self.chart
        words = f"{chart._named_whole} {chart.unit.of(value)}"
        right = self.width - self.counts
        wide = min(type.width(words, Role.LABEL_STRONG), right)
        if value.amount is None:
            text = type.text(words, self.left, self._heads, Role.LABEL_STRONG, room=right - self.left)
            return [text], Mark(0, text.box, 0)
        x = self.scale.place(value.amount)
        left = max(0.0, min(x - wide / 2, right - wide))
        text = type.text(words, left, self._heads, Role.LABEL_STRONG, room=right)
        line = Stroke(((x, self.top - 0.15 * em), (x, self.bottom)), Ink.TEXT, MIDDLE * em, Dash.DASHED)
        return [line, text], Mark(0, text.box, 0)


def _role(bar: Bar) -> Role:
    return Role.LABEL_STRONG if bar.chosen else Role.LABEL


def _lying(low: float, high: float, y: float, arm: float, type: Type) -> Stroke:
    """A line with feet from left to right, in one go."""
    points = ((low, y - arm), (low, y + arm), (low, y), (high, y), (high, y - arm), (high, y + arm))
    return Stroke(points, Ink.TEXT, THIN * type.em)
