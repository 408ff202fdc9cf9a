"""The figures that are here already: to know them again, with their period or without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from datetime import date
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from sqlmodel import col

from trygg_desktop.domain.figures import Measurement
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.record import natural_id
from trygg_desktop.domain.values import fold

if TYPE_CHECKING:
    from trygg_desktop.workspace import Workspace


class What(NamedTuple):
    """What a figure is about but for its time: what is measured, where, and by whose account."""

    indicator: UUID
    district: UUID | None
    source: str

    @property
    def undated_id(self) -> UUID:
        """What a figure without a period is known by, so that the same file twice is still one set of numbers."""
        place = self.district or ""
        return natural_id(Measurement.about.name, self.indicator, place, "", fold(self.source))


class Here(NamedTuple):
    """One figure that is here."""

    indicator: UUID
    district: UUID | None
    source: str | None
    from_on: date | None
    to_on: date | None
    draft: bool
    value: float | None
    mark: str | None
    n: int | None
    preliminary: bool | None
    page: str | None

    def says(self, value: float | None, mark: str | None) -> bool:
        """Whether it is the same number, or missing for the same reason."""
        return (self.value, self.mark or None) == (value, mark)


class FiguresHere:
    """The figures of some indicators."""

    def __init__(self, workspace: Workspace, indicators: Set[UUID]) -> None:
        where = (col(Measurement.indicator).in_(indicators),)
        rows = workspace.rows(Measurement, list(Here._fields), where=where, sort="id") if indicators else []
        self._by_id = {id: Here(*cells) for id, *cells in rows}
        self._undated = {
            id: here for id, here in self._by_id.items() if here.from_on is None and not here.draft
        }

    def get(self, id: UUID) -> Here | None:
        """The figure with this id."""
        return self._by_id.get(id)

    def undated(self, what: What) -> tuple[UUID, Here] | None:
        """The figure about the same that nobody has said the period of."""
        if not self._undated:
            return None
        id = what.undated_id
        here = self._undated.get(id)
        return None if here is None else (id, here)

    def period_of(self, figures: Iterable[tuple[What, float | None, str | None]]) -> Period | None:
        """The one period of which more than half of some figures are known here, whatever their order."""
        dated = self._dated()
        alike: Counter[Period] = Counter()
        total = 0
        for what, value, mark in figures:
            total += 1
            key = what._replace(source=fold(what.source))
            alike.update(period for period, here in dated.get(key, ()) if here.says(value, mark))
        (best, most), (_next, second) = (*alike.most_common(2), (None, 0), (None, 0))[:2]
        return best if 2 * most > total and most > second else None

    def source_of(self, figures: Iterable[tuple[What, Period, float | None, str | None]]) -> str:
        """The one source by whose account more than half of some figures are known here, in the same way."""
        by_time: dict[tuple[What, Period], list[Here]] = {}
        for here in self._by_id.values():
            if here.source and here.from_on and here.to_on:
                key = What(here.indicator, here.district, ""), Period(here.from_on, here.to_on)
                by_time.setdefault(key, []).append(here)
        alike: Counter[str] = Counter()
        total = 0
        for what, period, value, mark in figures:
            total += 1
            alike.update(
                {here.source or "" for here in by_time.get((what, period), ()) if here.says(value, mark)}
            )
        (best, most), (_next, second) = (*alike.most_common(2), ("", 0), ("", 0))[:2]
        return best if 2 * most > total and most > second else ""

    def _dated(self) -> dict[What, list[tuple[Period, Here]]]:
        found: dict[What, list[tuple[Period, Here]]] = {}
        for here in self._by_id.values():
            if here.from_on and here.to_on:
                key = What(here.indicator, here.district, fold(here.source or ""))
                found.setdefault(key, []).append((Period(here.from_on, here.to_on), here))
        return found


class Completions:
    """Figures that were here without a period or a source, and those of a file that says which one it is."""

    def __init__(self) -> None:
        self._pairs: dict[Period | None, list[tuple[UUID, UUID, bool]]] = {}

    def add(self, period: Period | None, new: UUID, undated: UUID, *, same: bool) -> None:
        """A figure of the file and the one about the same that lacks its period, or its source."""
        self._pairs.setdefault(period, []).append((new, undated, same))

    def found(self) -> Iterator[tuple[UUID, UUID]]:
        """The pairs that are one figure, a new one and the one it completes.

        Those of a period of which more than half have the same numbers: then it is the same file, or a corrected
        one. Otherwise the figures without a period are of another time, and stay as they are.
        """
        taken: set[UUID] = set()
        for pairs in sorted(self._pairs.values(), key=lambda each: -sum(same for _n, _u, same in each)):
            if 2 * sum(same for _new, _undated, same in pairs) <= len(pairs):
                continue
            for new, undated, _same in pairs:
                if undated not in taken:
                    taken.add(undated)
                    yield new, undated
