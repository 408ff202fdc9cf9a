"""The council's year as a ring of twelve months clockwise from the top, with what stands in each."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, hypot, pi, sin, sqrt

from trygg_desktop.i18n import N_, _, day_and_month, month, ngettext, short_date
from trygg_desktop.insight.charts.lettering import Type
from trygg_desktop.insight.charts.parts import MIDDLE, THIN, spread, title_lines
from trygg_desktop.insight.charts.shapes import (
    Align,
    Box,
    Form,
    Ink,
    Mark,
    Picture,
    Point,
    Role,
    Shape,
    Sign,
    Stroke,
)
from trygg_desktop.insight.charts.sheet import Sheet, SheetRow
from trygg_desktop.insight.year import What, YearMark

_INNER = 0.78
"""The inner edge of the months, as a share of the radius."""
_TRACKS = (1.0, 0.67, 0.56, 0.45)
_LARGEST, _SMALLEST = 30, 15
"""The ring is as wide as this, in sizes of a label, with its names beside it."""
_CORNERS = 96
_INNERMOST, _ASIDE = 0.3, 6
"""How far in a sign may move, and how many places to either side of its day."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on one day.

    Args:
        day, title: when and what.
        what: the kind of thing, in words.
        track: 0 on the outer edge, where days are written out, to 3 innermost.
        form, ink: how it is drawn: an open form for what is over.
        key: what it is about.
    """

    day: date
    title: str
    what: str = ""
    track: int = 0
    form: Form = Form.DISC
    ink: Ink = Ink.ACCENT
    key: Hashable = None


@dataclass(frozen=True, slots=True)
class YearWheel:
    """A year with its entries, and a line for today where it lies in the year."""

    year: int
    entries: tuple[Entry, ...]
    today: date | None = None
    title: str = ""

    @property
    def ordered(self) -> tuple[Entry, ...]:
        """Those of the year, by day."""
        return tuple(
            sorted((e for e in self.entries if e.day.year == self.year), key=lambda e: (e.day, e.track))
        )

    def laid_out(self, width: float, type: Type) -> Picture:
        """The ring in the middle and the days of its outer edge beside it."""
        shapes, top = title_lines(self.title, type, width)
        ring = _Ring(self, width, top, type)
        drawn, marks = ring.drawn()
        return Picture(width, ring.bottom, (*shapes, *drawn), tuple(marks), in_order=True)

    def sheet(self) -> Sheet:
        """A line for each entry, by day."""
        rows = [
            SheetRow(entry.key, (short_date(entry.day), entry.title, entry.what)) for entry in self.ordered
        ]
        return Sheet((N_("Day"), N_("What"), N_("Kind")), tuple(rows)).without_empty()

    def told(self, row: int) -> str:
        """A day and what stands there."""
        entry = self.ordered[row]
        said = _("{day}: {title}", day=day_and_month(entry.day), title=entry.title)
        return ", ".join(filter(None, (said, entry.what)))

    def in_words(self) -> str:
        """The year, day by day."""
        count = ngettext("{n} entry.", "{n} entries.", len(self.ordered))
        said = [_("Year wheel {year}", year=self.year) + ".", count]
        return " ".join([*said, *(f"{self.told(row)}." for row in range(len(self.ordered)))])


def wheel_of_marks(marks: Iterable[YearMark], year: int, today: date | None = None) -> YearWheel:
    """The council's year as a chart: meetings on the outer edge, inwards reports and preparations, then decisions
    and reviews, and innermost what runs out. What is over is a ring, what is late has the colour of alarm."""
    entries = [_entry(mark, today) for mark in marks]
    return YearWheel(year, tuple(entries), today, _("The year {year}", year=year))


_SIGNS = {
    What.MEETING: (0, Form.DISC),
    What.REPORT: (1, Form.DIAMOND),
    What.PREPARATION: (1, Form.DISC),
    What.DECISION: (2, Form.SQUARE),
    What.REVIEW: (2, Form.CORNER),
    What.FOLLOW_UP: (2, Form.DISC),
    What.PILOT: (3, Form.DIAMOND),
    What.AGREEMENT: (3, Form.TRIANGLE),
    What.TWO_YEARS: (3, Form.WARNING),
}
"""On which track each sort of mark stands, and its shape."""


def _entry(mark: YearMark, today: date | None) -> Entry:
    track, whole = _SIGNS[mark.what]
    late = mark.waits and today is not None and mark.day < today
    ink = (
        Ink.ACCENT
        if mark.what is What.MEETING
        else Ink.ALERT
        if late
        else Ink.WARN
        if mark.waits
        else Ink.QUIET
    )
    form = whole if mark.waits or mark.what is What.MEETING else Form.RING
    return Entry(mark.day, mark.shown, mark.what.label, track, form, ink, (mark.id, mark.what, mark.number))


def free_place(
    angle: float,
    part: float,
    at: Callable[[float, float], Point],
    taken: Sequence[Point],
    *,
    near: float,
    radius: float,
) -> Point:
    """Where a sign stands that lies over no other: inwards from its place on its day, else a little beside the day.

    Args:
        part: of the radius, where it belongs.
        at: the point of an angle and a part of the radius.
        near: how far signs are to be apart, as `radius` is measured.
    """
    aside = near / (radius * _TRACKS[-1])
    for turn in sorted(range(-_ASIDE, _ASIDE + 1), key=abs):
        inwards = part
        while inwards > _INNERMOST:
            x, y = at(angle + turn * aside, inwards)
            if all(hypot(x - a, y - b) >= near for a, b in taken):
                return x, y
            inwards -= 0.4 * near / radius
    return at(angle, part)


@dataclass(frozen=True, slots=True)
class _Label:
    """A day beside the ring."""

    day: date
    words: str
    angle: float
    strong: bool


class _Ring:
    """The wheel at one size."""

    def __init__(self, wheel: YearWheel, width: float, top: float, type: Type) -> None:
        self.wheel, self.type, self.width = wheel, type, width
        em = type.em
        shortest = max(type.width(day_and_month(date(wheel.year, n, 28))) for n in range(1, 13))
        across = max(_SMALLEST * em, min(_LARGEST * em, width - 2 * (shortest + 2 * em)))
        self.labels = [*self._labels()]
        sides = [sum((cos(each.angle) >= 0) is right for each in self.labels) for right in (True, False)]
        tall = max(across, max(sides) * type.height())
        self.radius = across / 2 - 0.6 * em
        self.centre = (width / 2, top + tall / 2 + 0.7 * type.height())
        self.top, self.bottom = top, top + tall + 1.4 * type.height()

    def _labels(self) -> Iterator[_Label]:
        for entry in self.wheel.ordered:
            if entry.track == 0:
                words = f"{day_and_month(entry.day)} {entry.title}"
                yield _Label(entry.day, words, self._angle(entry.day), False)
        today = self.wheel.today
        if today and today.year == self.wheel.year:
            words = _("today {day}", day=day_and_month(today))
            yield _Label(today, words, self._angle(today), True)

    def _angle(self, day: date) -> float:
        year = self.wheel.year
        days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
        return 2 * pi * ((day - date(year, 1, 1)).days + 0.5) / days - pi / 2

    def _at(self, angle: float, part: float) -> Point:
        x, y = self.centre
        return x + self.radius * part * cos(angle), y + self.radius * part * sin(angle)

    def drawn(self) -> tuple[list[Shape], list[Mark]]:
        """Ring, months, today, entries and the days beside it."""
        shapes = [*self._circles(), *self._months()]
        today = self.wheel.today
        if today and today.year == self.wheel.year:
            angle = self._angle(today)
            shapes.append(
                Stroke((self._at(angle, 0.36), self._at(angle, 1.0)), Ink.TEXT, MIDDLE * self.type.em)
            )
        signs, marks = self._entries()
        middle = self.type.text(
            str(self.wheel.year),
            self.centre[0],
            self.centre[1] - self.type.height(Role.TITLE) / 2,
            Role.TITLE,
            align=Align.CENTRE,
        )
        return [*shapes, *self._days(), *signs, middle], marks

    def _circles(self) -> Iterator[Shape]:
        em = self.type.em
        edges = ((1.0, Ink.CONTROL), (_INNER, Ink.AXIS), *((track, Ink.HAIR) for track in _TRACKS[1:]))
        for part, ink in edges:
            turns = (2 * pi * n / _CORNERS for n in range(_CORNERS + 2))
            yield Stroke(tuple(self._at(turn, part) for turn in turns), ink, THIN * em)

    def _months(self) -> Iterator[Shape]:
        high = self.type.height()
        for number in range(1, 13):
            first = date(self.wheel.year, number, 1)
            angle = self._angle(first)
            yield Stroke((self._at(angle, _INNER), self._at(angle, 1.0)), Ink.AXIS, THIN * self.type.em)
            x, y = self._at(self._angle(first.replace(day=16)), (1 + _INNER) / 2)
            yield self.type.text(month(first), x, y - high / 2, ink=Ink.QUIET, align=Align.CENTRE)

    def _entries(self) -> tuple[list[Shape], list[Mark]]:
        """A sign for each; those that would lie over another move inwards."""
        em, taken = self.type.em, list[Point]()
        shapes: list[Shape] = []
        marks = []
        for row, entry in enumerate(self.wheel.ordered):
            part, angle = _TRACKS[min(entry.track, len(_TRACKS) - 1)], self._angle(entry.day)
            x, y = free_place(angle, part, self._at, taken, near=0.8 * em, radius=self.radius)
            taken.append((x, y))
            size = min(0.5 * em, self.radius / 26) if entry.track == 0 else 0.36 * em
            shapes.append(Sign(entry.form, x, y, size, entry.ink))
            marks.append(Mark(row, Box(x - 0.75 * em, y - 0.75 * em, 1.5 * em, 1.5 * em), 0))
        return shapes, marks

    def _days(self) -> list[Shape]:
        type, em, high = self.type, self.type.em, self.type.height()
        shapes: list[Shape] = []
        for right in (True, False):
            side = [label for label in self.labels if (cos(label.angle) >= 0) is right]
            wanted = [self._at(label.angle, 1.06)[1] for label in side]
            tops = spread(wanted, [high] * len(side), self.top, self.bottom)
            for label, top in zip(side, tops, strict=True):
                start, middle = self._at(label.angle, 1.05), top + high / 2
                reach = self._beside(top) + 0.5 * em
                x = self.centre[0] + reach if right else self.centre[0] - reach
                room = (self.width - x if right else x) - 0.5 * em
                role = Role.LABEL_STRONG if label.strong else Role.LABEL
                near = x - 0.25 * em if right else x + 0.25 * em
                shapes.append(Stroke((start, (near, middle)), Ink.AXIS, THIN * em))
                align = Align.LEFT if right else Align.RIGHT
                fits = type.width(label.words, role) <= room
                words, whole = (label.words, "") if fits else (day_and_month(label.day), label.words)
                shapes.append(type.text(words, x, top, role, align=align, room=room, whole=whole))
        return shapes

    def _beside(self, top: float) -> float:
        """How far from the middle words on a line begin, to stay outside the ring and its signs."""
        outer, bottom = self.radius + 0.9 * self.type.em, top + self.type.height()
        aside = min(max(self.centre[1], top), bottom) - self.centre[1]
        return sqrt(max(outer * outer - aside * aside, 0.0))
