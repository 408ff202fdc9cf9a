"""The chain with its steps under each other, for a narrow window: set in by their place in the chain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from trygg_desktop.insight.charts.lettering import Type
from trygg_desktop.insight.charts.parts import MIDDLE, THICK
from trygg_desktop.insight.charts.shapes import Box, Dash, Form, Ink, Mark, Role, Shape, Sign, Stroke

if TYPE_CHECKING:
    from trygg_desktop.insight.charts.chain import Place

_INDENT = 1.3
_AFTER_DISC = 1.0


class Listing:
    """The chain at one size, too narrow for its steps to stand beside each other."""

    def __init__(
        self, places: Sequence[Place], steps: Sequence[str], width: float, top: float, type: Type
    ) -> None:
        self.places, self.steps, self.width, self.type = places, steps, width, type
        self.top = top
        self.missing = {(place.path, place.step) for place in places if place.node is None}
        self.discs: dict[tuple[int, int], tuple[float, float]] = {}

    def drawn(self) -> tuple[list[Shape], list[Mark], float]:
        """Lines and nodes; a mark for each place; where it ends."""
        words: list[Shape] = []
        lines: list[Shape] = []
        marks = []
        y = self.top
        for row, place in enumerate(self.places):
            y += 0.35 * self.type.em if place.step <= 1 and row else 0.0
            texts, height = self._node(place, y)
            x = (place.step * _INDENT + 0.4) * self.type.em
            middle = y + self.type.height(Role.BODY) / 2
            self.discs[place.path, place.step] = (x, middle)
            lines += self._link(place, x, middle)
            words += texts
            marks.append(Mark(row, Box(x - 0.4 * self.type.em, y, self.width - x, height), row))
            y += height
        return [*lines, *words], marks, y + 0.2 * self.type.em

    def _node(self, place: Place, top: float) -> tuple[list[Shape], float]:
        """The title, and under it the step and how it goes."""
        type, em, node = self.type, self.type.em, place.node
        x = (place.step * _INDENT + 0.4 + _AFTER_DISC) * em
        room = self.width - x
        strong = place.step == 0 or node is None
        role, ink = (Role.STRONG if strong else Role.BODY), (Ink.TEXT if node else Ink.ALERT)
        titles = type.wrapped(place.words, role, room, most=3)
        whole = place.words if "".join(titles) != place.words else ""
        shapes: list[Shape] = list(type.lines(titles, x, top, role, ink, whole=whole))
        height = len(titles) * type.height(role)
        if node is None:
            return shapes, height + 0.3 * em
        standing, y = node.standing, top + height
        below = [
            self.steps[place.step],
            *([standing.words] if standing else []),
            *([node.detail] if node.detail else []),
        ]
        aside = 1.2 * em if standing else 0.0
        if standing:
            shapes.append(Sign(standing.form, x + 0.45 * em, y + type.height() / 2, 0.42 * em, standing.ink))
        quiet = type.wrapped(" · ".join(below), Role.LABEL, room - aside, most=2)
        shapes += type.lines(quiet, x + aside, y, ink=Ink.QUIET)
        return shapes, height + len(quiet) * type.height() + 0.3 * em

    def _link(self, place: Place, x: float, y: float) -> list[Shape]:
        """Down from the node that it hangs on and in to this one."""
        em = self.type.em
        broken = place.node is None
        ink = Ink.ALERT if broken else Ink.ACCENT
        end = Sign(Form.RING if broken else Form.DISC, x, y, 0.32 * em, ink)
        if place.before is None:
            return [end]
        above_x, above_y = self.discs[place.before]
        source_missing = place.before in self.missing
        dashed = broken or source_missing
        dash, thick = (Dash.DASHED, MIDDLE) if dashed else (Dash.SOLID, THICK)
        points = ((above_x, above_y + 0.5 * em), (above_x, y), (x - 0.4 * em, y))
        shapes: list[Shape] = [Stroke(points, Ink.ALERT if dashed else ink, thick * em, dash), end]
        if broken:
            shapes.append(Sign(Form.CROSS, above_x, y - 0.75 * em, 0.3 * em, ink))
        return shapes
