"""Where each stakeholder stands in the picture of influence and interest: cells, columns in a cell, and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF

STEPS = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """A stakeholder and where it stands; from 1 to 5, or nowhere yet."""

    id: UUID
    name: str
    influence: int | None = None
    interest: int | None = None

    @property
    def cell(self) -> tuple[int, int] | None:
        """Interest and influence, where both are known and within the scale."""
        if self.influence is None or self.interest is None:
            return None
        if not (1 <= self.influence <= STEPS and 1 <= self.interest <= STEPS):
            return None
        return self.interest, self.influence


@dataclass(frozen=True, slots=True)
class GridMeasures:
    """The grid's rectangle and how large a name tag is, in pixels."""

    grid: QRectF
    tag_height: int
    least_width: int = 76
    gap: int = 3

    def cell(self, interest: int, influence: int) -> QRectF:
        """A cell: interest grows to the right, influence upwards."""
        width, height = self.grid.width() / STEPS, self.grid.height() / STEPS
        return QRectF(
            self.grid.left() + (interest - 1) * width,
            self.grid.top() + (STEPS - influence) * height,
            width,
            height,
        )

    def cell_at(self, point: QPointF) -> tuple[int, int] | None:
        """Interest and influence of the cell under a point."""
        if not self.grid.contains(point):
            return None
        interest = int((point.x() - self.grid.left()) / (self.grid.width() / STEPS)) + 1
        influence = STEPS - int((point.y() - self.grid.top()) / (self.grid.height() / STEPS))
        return min(max(interest, 1), STEPS), min(max(influence, 1), STEPS)

    def tags(self, interest: int, influence: int, n: int) -> tuple[list[QRectF], bool]:
        """Room for the tags of a cell, and whether the last of them must stand for those that don't fit."""
        box = self.cell(interest, influence).adjusted(4, 4, -4, -4)
        rows = max(1, int((box.height() + self.gap) // (self.tag_height + self.gap)))
        columns = 1
        if n > rows:
            columns = max(
                1, min(-(-n // rows), int((box.width() + self.gap) // (self.least_width + self.gap)))
            )
        shown = min(n, rows * columns)
        width = (box.width() - (columns - 1) * self.gap) / columns
        places = [
            QRectF(
                box.left() + (at // rows) * (width + self.gap),
                box.top() + (at % rows) * (self.tag_height + self.gap),
                width,
                self.tag_height,
            )
            for at in range(shown)
        ]
        return places, n > shown


def by_cell(standing: Sequence[Standing]) -> dict[tuple[int, int] | None, list[Standing]]:
    """The stakeholders of each cell, by name; those that stand nowhere under None."""
    found: dict[tuple[int, int] | None, list[Standing]] = {}
    for each in sorted(standing, key=lambda each: each.name.casefold()):
        found.setdefault(each.cell, []).append(each)
    return found
