"""The chain with its steps beside each other, a line from each to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trygg_desktop.insight.charts.lettering import Type
from trygg_desktop.insight.charts.parts import MIDDLE, THICK, THIN
from trygg_desktop.insight.charts.shapes import Box, Dash, Form, Ink, Mark, Role, Shape, Sign, Stroke

if TYPE_CHECKING:
    from trygg_desktop.insight.charts.chain import Place

_SHARES = (1.2, 1.25, 1.25, 0.85, 1.0, 1.1)
_LINK = 2.8
"""The room of a line between two steps, in sizes of a label."""
_DISC = 0.32
_ASIDE = 1.2
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Measured:
    """A place with its words broken for its column."""

    place: Place
    role: Role
    lines: tuple[str, ...]
    state: tuple[str, ...]
    quiet: tuple[str, ...]
    height: float


class Columns:
    """The chain at one size, wide enough for its steps to stand beside each other."""

    def __init__(
        self, places: Sequence[Place], steps: Sequence[str], width: float, top: float, type: Type
    ) -> None:
        self.places, self.steps, self.width, self.top, self.type = places, steps, width, top, type
        link = _LINK * type.em
        free = width - link * (len(steps) - 1)
        self.wide = [free * share / sum(_SHARES) for share in _SHARES]
        self.lefts = [sum(self.wide[:n]) + n * link for n in range(len(steps))]
        self.at = {(place.path, place.step): self._measured(place) for place in places}
        self.tops = self._row_tops()

    def _measured(self, place: Place) -> Measured:
        type, wide, node = self.type, self.wide[place.step], place.node
        role = Role.STRONG if place.step == 0 or node is None else Role.BODY
        lines = type.wrapped(place.words, role, wide, most=_MOST_LINES)
        state: tuple[str, ...] = ()
        quiet: tuple[str, ...] = ()
        if node and node.standing:
            state = type.wrapped(node.standing.words, Role.LABEL, wide - _ASIDE * type.em)
        if node and node.detail:
            quiet = type.wrapped(node.detail, Role.LABEL, wide)
        height = len(lines) * type.height(role) + (len(state) + len(quiet)) * type.height()
        return Measured(place, role, lines, state, quiet, height)

    def _row_tops(self) -> list[float]:
        """Where each path begins, and where the last one ends; the problem may reach past its first path, or stand
        alone."""
        type = self.type
        highest: dict[int, float] = {}
        for (path, step), measured in self.at.items():
            if step:
                highest[path] = max(highest.get(path, type.height(Role.BODY)), measured.height)
        tops, y = [], self.top + type.height() + 0.6 * type.em
        for path in sorted(highest):
            tops.append(y)
            y += highest[path] + 0.9 * type.em
        tops = tops or [y]
        return [*tops, max(y, tops[0] + self.at[0, 0].height + 0.9 * type.em)]

    def drawn(self) -> tuple[list[Shape], list[Mark], float]:
        """Heads, lines, nodes; a mark for each place; where it ends."""
        shapes: list[Shape] = [
            self.type.text(words, left, self.top, ink=Ink.QUIET, room=wide)
            for words, left, wide in zip(self.steps, self.lefts, self.wide, strict=True)
        ]
        y = self.top + self.type.height() + 0.15 * self.type.em
        shapes.append(Stroke(((0, y), (self.width, y)), Ink.AXIS, THIN * self.type.em))
        nodes: list[Shape] = []
        marks = []
        for row, measured in enumerate(self.at.values()):
            words, box = self._node(measured)
            nodes += words
            marks.append(Mark(row, box, measured.place.path))
            shapes += self._link(measured)
        return [*shapes, *nodes], marks, self.tops[-1]

    def _middle(self, path: int) -> float:
        """The height of the line of a path: the middle of its first line of words."""
        return self.tops[path] + self.type.height(Role.BODY) / 2

    def _node(self, measured: Measured) -> tuple[list[Shape], Box]:
        type, em, place = self.type, self.type.em, measured.place
        x, y = self.lefts[place.step], self.tops[place.path]
        lines, node = measured.lines, place.node
        whole = "" if lines == (place.words,) else place.words
        ink = Ink.TEXT if node else Ink.ALERT
        shapes: list[Shape] = list(type.lines(lines, x, y, measured.role, ink, whole=whole))
        y += len(lines) * type.height(measured.role)
        if node and node.standing:
            ink, middle = node.standing.ink, y + type.height() / 2
            shapes.append(Sign(node.standing.form, x + 0.45 * em, middle, 0.42 * em, ink))
            shapes += type.lines(measured.state, x + _ASIDE * em, y, ink=ink)
            y += len(measured.state) * type.height()
        shapes += type.lines(measured.quiet, x, y, ink=Ink.QUIET)
        box = Box(x, self.tops[place.path], self.wide[place.step], measured.height)
        return shapes, box.grown(0.2 * em)

    def _end_of(self, measured: Measured) -> float:
        """Where the line from a node begins: after its first line of words."""
        step = measured.place.step
        wide = self.type.width(measured.lines[0], measured.role) if measured.lines else 0.0
        return self.lefts[step] + min(wide, self.wide[step]) + 0.5 * self.type.em

    def _link(self, measured: Measured) -> list[Shape]:
        """The line to a node from the one that it hangs on; dashed and crossed where either is missing."""
        place, em = measured.place, self.type.em
        if place.before is None:
            return []
        source = self.at[place.before]
        broken = place.node is None or source.place.node is None
        y, above = self._middle(place.path), self._middle(source.place.path)
        end, start = self.lefts[place.step] - 0.75 * em, self._end_of(source)
        shapes: list[Shape] = []
        if above != y:
            start = self.lefts[place.step] - 1.8 * em
            shapes.append(Stroke(((start, above), (start, y + THICK * em / 2)), Ink.ACCENT, THICK * em))
        ink, dash, thick = (Ink.ALERT, Dash.DASHED, MIDDLE) if broken else (Ink.ACCENT, Dash.SOLID, THICK)
        shapes.append(Stroke(((start, y), (end, y)), ink, thick * em, dash))
        if place.node is None:
            shapes.append(Sign(Form.CROSS, (start + end) / 2, y, 0.34 * em, ink))
        form = Form.DISC if place.node else Form.RING
        return [*shapes, Sign(form, end, y, _DISC * em, ink)]
