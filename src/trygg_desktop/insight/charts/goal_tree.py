"""Goals under the effects they serve, each with how far it has come from where it began."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from trygg_desktop.i18n import N_, _, ngettext
from trygg_desktop.insight.charts.lettering import Type
from trygg_desktop.insight.charts.parts import MIDDLE, THIN, title_lines
from trygg_desktop.insight.charts.shapes import (
    Align,
    Box,
    Ink,
    Mark,
    Picture,
    Plate,
    Role,
    Shape,
    Sign,
    Stroke,
)
from trygg_desktop.insight.charts.sheet import Sheet, SheetRow
from trygg_desktop.insight.charts.standing import Standing
from trygg_desktop.insight.charts.values import PLAIN, Unit, Value

_INDENT = 1.5
_WIDE_ENOUGH = 46
"""From this width, in sizes of a label, progress stands beside the goal; below, under it."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal and those under it.

    Args:
        title: the goal.
        start, now, target: where it began, where it stands, where it is to come; nothing where that is not known.
        unit: how these are written.
        due: by when, in words.
        standing: how it goes.
        under: the goals that lead to it.
    """

    title: str
    key: Hashable = None
    start: float | None = None
    now: Value | None = None
    target: float | None = None
    unit: Unit = PLAIN
    due: str = ""
    standing: Standing | None = None
    under: tuple[Goal, ...] = ()

    @property
    def progress(self) -> float | None:
        """The part of the way from start to target that is behind, from 0 to 1; either way may be up."""
        amount = self.now.amount if self.now else None
        if amount is None or self.start is None or self.target is None or self.start == self.target:
            return None
        return min(1.0, max(0.0, (amount - self.start) / (self.target - self.start)))

    @property
    def in_figures(self) -> str:
        """`63 → 58 %, mål 70 %`."""
        return self._figures(lambda start, now: f"{start} → {now}")

    @property
    def in_words(self) -> str:
        """`från 63 till 58 %, mål 70 %`: an arrow is not heard."""
        return self._figures(lambda start, now: _("from {start} to {now}", start=start, now=now))

    def _figures(self, way: Callable[[str, str], str]) -> str:
        now = ""
        if self.now:
            now = self.unit.of(self.now) if self.now.amount is not None else self.now.why_not.words
        come = now if self.start is None or not self.now else way(self.unit.figure(self.start), now)
        aim = "" if self.target is None else _("aim {value}", value=self.unit.shown(self.target))
        return ", ".join(filter(None, (come, aim)))

    @property
    def state(self) -> str:
        """How it goes and by when."""
        return ", ".join(filter(None, (self.standing.words if self.standing else "", self.due)))


@dataclass(frozen=True, slots=True)
class Branch:
    """A goal with its depth in the tree and the number of the one above it."""

    goal: Goal
    depth: int
    above: int | None


@dataclass(frozen=True, slots=True)
class GoalTree:
    """All goals, those that lead to one under it."""

    title: str
    goals: tuple[Goal, ...]

    @property
    def branches(self) -> tuple[Branch, ...]:
        """From the top, each goal followed by those under it."""
        found: list[Branch] = []

        def walk(goal: Goal, depth: int, above: int | None) -> None:
            number = len(found)
            found.append(Branch(goal, depth, above))
            for each in goal.under:
                walk(each, depth + 1, number)

        for goal in self.goals:
            walk(goal, 0, None)
        return tuple(found)

    def laid_out(self, width: float, type: Type) -> Picture:
        """The tree at a width: goals at the left, progress at the right or under them."""
        shapes, top = title_lines(self.title, type, width)
        rows = _Rows(width, type, self.branches)
        marks: list[Mark] = []
        signs: list[tuple[float, float]] = []
        y = top
        for number, branch in enumerate(self.branches):
            drawn, height = rows.row(branch, y)
            x, middle = (branch.depth * _INDENT + 0.5) * type.em, y + type.height(Role.BODY) / 2
            if branch.above is not None:
                from_x, from_y = signs[branch.above]
                points = ((from_x, from_y + 0.6 * type.em), (from_x, middle), (x - 0.6 * type.em, middle))
                shapes.append(Stroke(points, Ink.AXIS, MIDDLE * type.em))
            signs.append((x, middle))
            shapes += drawn
            marks.append(Mark(number, Box(0, y, width, height), number))
            y += height
        return Picture(width, y, tuple(shapes), tuple(marks))

    def sheet(self) -> Sheet:
        """A line for each goal."""
        rows = []
        for branch in self.branches:
            goal = branch.goal
            start, aim = ("" if a is None else goal.unit.shown(a) for a in (goal.start, goal.target))
            now = goal.unit.of(goal.now) if goal.now else ""
            above = "" if branch.above is None else self.branches[branch.above].goal.title
            part = "" if goal.progress is None else _("{number}%", number=round(100 * goal.progress))
            rows.append(SheetRow(goal.key, (goal.title, above, start, now, aim, part, goal.state)))
        heads = (N_("Goal"), N_("Leads to"), N_("Start"), N_("Now"), N_("Aim"), N_("Of the way"), N_("State"))
        return Sheet(heads, tuple(rows), frozenset({2, 3, 4, 5})).without_empty()

    def told(self, row: int) -> str:
        """A goal, how far it has come and by when."""
        goal = self.branches[row].goal
        part = ""
        if goal.progress is not None:
            part = _("{part}% of the way", part=round(100 * goal.progress))
        return ", ".join(filter(None, (goal.title, goal.in_words, part, goal.state)))

    def in_words(self) -> str:
        """How many goals, and each of them."""
        count = ngettext("Tree of {n} goal.", "Tree of {n} goals.", len(self.branches))
        rows = [f"{self.told(number)}." for number in range(len(self.branches))]
        return " ".join([count, *rows])


class _Rows:
    """The rows of the tree at one size."""

    def __init__(self, width: float, type: Type, branches: Sequence[Branch]) -> None:
        self.type, self.width = type, width
        self.beside = width >= _WIDE_ENOUGH * type.em
        self.bar = min(11 * type.em, width * 0.3)
        # beside the longest title, so that the eye need not travel, and at least as much room as bars need
        longest = max(
            (self._indent(one) + type.width(one.goal.title, self._role(one)) for one in branches), default=0.0
        )
        self.figures = max(width * 0.46, width - longest - 3 * type.em) if self.beside else 0.0

    def _indent(self, branch: Branch) -> float:
        return (branch.depth * _INDENT + 1.4) * self.type.em

    def _role(self, branch: Branch) -> Role:
        return Role.STRONG if branch.depth == 0 else Role.BODY

    def row(self, branch: Branch, top: float) -> tuple[list[Shape], float]:
        """A goal's sign, title, bar and figures; and how high that is."""
        type, em, goal = self.type, self.type.em, branch.goal
        x = self._indent(branch)
        room = (self.width - self.figures - em if self.beside else self.width) - x
        role = self._role(branch)
        lines = type.wrapped(goal.title, role, room, most=3)
        whole = goal.title if "".join(lines) != goal.title else ""
        shapes: list[Shape] = [self._sign(goal, x - 0.9 * em, top + type.height(Role.BODY) / 2)]
        shapes += type.lines(lines, x, top, role, whole=whole)
        high = len(lines) * type.height(role)
        state, ink = goal.state, goal.standing.ink if goal.standing else Ink.QUIET
        if self.beside:
            left = self.width - self.figures
            beside, used = self._progress(goal, left, top + 0.06 * em, self.figures)
            below = (
                type.text(state, left, top + 0.06 * em + used, ink=ink, room=self.figures) if state else None
            )
            used += type.height() if below else 0.0
            return [*shapes, *beside, *([below] if below else [])], max(high, used) + 0.7 * em
        under, used = self._progress(goal, x, top + high, room)
        if state:
            shapes.append(type.text(state, x, top + high + used, ink=ink, room=room))
            used += type.height()
        return [*shapes, *under], high + used + 0.6 * em

    def _sign(self, goal: Goal, x: float, y: float) -> Sign:
        standing = goal.standing or Standing.NOT_BEGUN
        return Sign(standing.form, x, y, 0.45 * self.type.em, standing.ink)

    def _progress(self, goal: Goal, left: float, top: float, room: float) -> tuple[list[Shape], float]:
        """A bar filled as far as it has come, and the figures after it."""
        type, em = self.type, self.type.em
        shapes: list[Shape] = []
        x, high = left, type.height()
        if goal.progress is not None:
            box = Box(left, top + high / 2 - 0.36 * em, self.bar, 0.72 * em)
            shapes.append(Plate(box, fill=Ink.GROUND, edge=Ink.CONTROL, thickness=THIN * em))
            if goal.progress:
                done = Box(box.left, box.top, box.width * goal.progress, box.height)
                shapes.append(Plate(done, fill=Ink.ACCENT))
            part = _("{number}%", number=round(100 * goal.progress))
            right = left + self.bar + 3.2 * em
            shapes.append(type.text(part, right, top, Role.LABEL_STRONG, align=Align.RIGHT))
            x = right + 0.9 * em
        if not goal.in_figures:
            return shapes, high if shapes else 0.0
        if type.width(goal.in_figures) > left + room - x and shapes:
            shapes.append(type.text(goal.in_figures, left, top + high, ink=Ink.QUIET, room=room))
            return shapes, 2 * high
        shapes.append(type.text(goal.in_figures, x, top, ink=Ink.QUIET, room=left + room - x))
        return shapes, high
