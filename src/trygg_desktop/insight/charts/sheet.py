"""A picture as a table: each value once, in the order in which the picture is read."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from trygg_desktop.i18n import N_, number
from trygg_desktop.insight.charts.lettering import Type
from trygg_desktop.insight.charts.shapes import Picture
from trygg_desktop.insight.charts.values import Unit, Value, remarks

VALUE_HEADS = (N_("Value"), N_("At least"), N_("At most"), "n", N_("Remark"))


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line of the table. `key` is what it is about, such as a record's id."""

    key: Hashable
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole table: heads marked for translation, rows, and the columns that hold figures."""

    heads: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    figures: frozenset[int] = frozenset()

    def without_empty(self) -> Sheet:
        """The same without the columns that say nothing in any row."""
        kept = [n for n in range(len(self.heads)) if any(row.cells[n] for row in self.rows)]
        return Sheet(
            tuple(self.heads[n] for n in kept),
            tuple(SheetRow(row.key, tuple(row.cells[n] for n in kept)) for row in self.rows),
            frozenset(new for new, old in enumerate(kept) if old in self.figures),
        )


class Chart(Protocol):
    """What every picture can tell of itself."""

    @property
    def title(self) -> str:
        """What it shows."""

    def laid_out(self, width: float, type: Type) -> Picture:
        """Its shapes at a width; the height follows. Row by row its marks are the table's."""

    def sheet(self) -> Sheet:
        """Its values as a table."""

    def told(self, row: int) -> str:
        """A row of the table as a sentence: what hovering shows and a screen reader says."""

    def in_words(self) -> str:
        """What it shows, for those who do not see it."""


def value_cells(value: Value, unit: Unit) -> tuple[str, ...]:
    """A value with all that belongs to it, under `VALUE_HEADS`."""
    low, high = value.interval or (None, None)
    return (
        unit.cell(value),
        "" if low is None else unit.figure(low),
        "" if high is None else unit.figure(high),
        "" if value.n is None else number(value.n),
        ", ".join(remarks(value)),
    )


def value_sheet(heads: Sequence[str], rows: Iterable[SheetRow]) -> Sheet:
    """A table whose rows name what they are about and then hold a value."""
    first = len(heads)
    return Sheet((*heads, *VALUE_HEADS), tuple(rows), frozenset(range(first, first + 4))).without_empty()
