"""The figures of an indicator by place, as the file holds them; one becomes a point when somebody looks at it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, overload
from uuid import UUID

from trygg_desktop.domain.figures import Mark, Measurement
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.record import Audience
from trygg_desktop.insight.audience import visible
from trygg_desktop.insight.periods import Grain, grain_of
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.asking import Sql, question

_COLUMNS = ("id", "district", "from_on", "to_on", "value", "mark", "n", "preliminary", "source")
_ID, _DISTRICT, _FIRST, _LAST, _VALUE, _MARK, _N, _PRELIMINARY, _SOURCE = range(len(_COLUMNS))
_span = itemgetter(_FIRST, _LAST)
_source = itemgetter(_SOURCE)
_first = itemgetter(_FIRST)

Row = tuple[Any, ...]


class Point(NamedTuple):
    """One figure of a series. Without a value `mark` says why; a value of 0 is a zero."""

    id: UUID
    period: Period
    value: float | None
    mark: str | None
    n: int | None
    preliminary: bool
    source: str


def has_begun(point: Point, today: date) -> bool:
    """Whether a figure is of a time that has begun: one of a later time is a forecast, and nobody is there yet."""
    return point.period.first <= today


class Points(Sequence[Point]):
    """The figures of one place, oldest first.

    An indicator may have thousands of figures of which a picture shows a few dozen, so that each is read from its
    row when it is first asked for.
    """

    __slots__ = ("_made", "_rows", "_where")

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._made: list[Point | None] = [None] * len(rows)
        self._where: dict[tuple[str, str], int] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Point: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Point, ...]: ...

    def __getitem__(self, at: int | slice) -> Point | tuple[Point, ...]:
        if isinstance(at, slice):
            return tuple(self[each] for each in range(len(self))[at])
        made = self._made[at]
        if made is None:
            made = self._made[at] = _point(self._rows[at])
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    @property
    def spans(self) -> set[tuple[str, str]]:
        """The first and the last day of each period, as the file writes them."""
        return set(map(_span, self._rows))

    def at(self, period: Period) -> Point | None:
        """The figure of a period."""
        if not self._where:
            self._where = {_span(row): at for at, row in enumerate(self._rows)}
        at = self._where.get(_written(period))
        return None if at is None else self[at]

    def until(self, day: date) -> Points:
        """The figures of periods that have begun by a day."""
        return Points(self._rows[: bisect_right(self._rows, day.isoformat(), key=_first)])

    def latest(self) -> Point | None:
        """The last figure that has a value."""
        found = (at for at in range(len(self._rows) - 1, -1, -1) if self._rows[at][_VALUE] is not None)
        at = next(found, None)
        return None if at is None else self[at]


class Read(NamedTuple):
    """What was read: the figures of each place, the grain they have, and all grains and sources there are."""

    points: dict[UUID | None, Points]
    grain: Grain | None
    grains: tuple[Grain, ...]
    sources: tuple[str, ...]


def read_points(
    workspace: Workspace,
    indicator: UUID,
    *,
    areas: Sequence[UUID | None] | None,
    grain: Grain | None,
    since: date | None,
    audience: Audience | None,
) -> Read:
    """The figures of an indicator by place; see `trends.trend`, which says what is asked for."""
    table = workspace.kinds[Measurement]
    where = _where(indicator, areas, since, audience)
    rows = workspace.reader.execute(*question(table, _COLUMNS, where=where))
    return _arranged(rows, grain)


def read_points_at(
    workspace: Workspace, areas: Sequence[UUID | None], *, audience: Audience | None
) -> dict[UUID, Read]:
    """The figures of all indicators in some places, nothing among them being the whole city, in one reading."""
    table = workspace.kinds[Measurement]
    columns = (*_COLUMNS, "indicator")
    where = _where(None, areas, None, audience)
    by_indicator: dict[str, list[Row]] = {}
    for row in workspace.reader.execute(*question(table, columns, where=where)):
        by_indicator.setdefault(row[-1], []).append(row)
    return {UUID(indicator): _arranged(rows, None) for indicator, rows in by_indicator.items() if indicator}


def _arranged(rows: list[Row], grain: Grain | None) -> Read:
    """The figures of one indicator by place, those of the usual grain."""
    rows = [row if row[_MARK] is None else _as_told(row) for row in rows]
    rows.sort(key=_first)  # the index gives them by indicator and id, so that ids decide between equals
    sources = Counter(map(_source, rows))
    sources.pop(None, None)
    grains = tuple(dict.fromkeys(_grain(*span) for span in dict.fromkeys(map(_span, rows))))
    chosen = grain or _usual(grains, rows)
    if grains and grains != (chosen,):
        rows = [row for row in rows if _grain(*_span(row)) is chosen]
    by_place: dict[str | None, list[Row]] = {}
    for row in rows:
        by_place.setdefault(row[_DISTRICT], []).append(row)
    points = {
        UUID(place) if place else None: Points(_one_each(there, sources)) for place, there in by_place.items()
    }
    named = tuple(source for source, _number in sources.most_common() if source)
    return Read(points, chosen, grains, named)


def _where(
    indicator: UUID | None,
    areas: Sequence[UUID | None] | None,
    since: date | None,
    audience: Audience | None,
) -> list[Any]:
    where: list[Any] = [Sql("from_on IS NOT NULL AND to_on IS NOT NULL"), *visible(Measurement, audience)]
    if indicator is not None:
        where.insert(0, Sql("indicator = ?", (indicator.hex,)))
    if since is not None:
        where.append(Sql("from_on >= ?", (since.isoformat(),)))
    if areas is not None:
        named = tuple(area.hex for area in areas if area is not None)
        there = [f"district IN ({', '.join('?' * len(named))})"] if named or None not in areas else []
        nowhere = ["district IS NULL"] if None in areas else []
        where.append(Sql(" OR ".join(nowhere + there), named))
    return where


def _as_told(row: Row) -> Row:
    """A figure that is withheld is not told, although somebody wrote it beside the word that says so."""
    return (*row[:_VALUE], None, *row[_VALUE + 1 :]) if row[_MARK] == Mark.SUPPRESSED else row


def _usual(grains: Sequence[Grain], rows: Sequence[Row]) -> Grain | None:
    """The grain of which there are most."""
    if len(grains) < 2:
        return grains[0] if grains else None
    return Counter(_grain(*_span(row)) for row in rows).most_common(1)[0][0]


def _one_each(rows: list[Row], sources: Counter[str]) -> Sequence[Row]:
    """One row for each period: where two sources give it, the weightier."""
    if len(set(map(_span, rows))) == len(rows):
        return rows
    kept: dict[tuple[str, str], Row] = {}
    for row in rows:
        other = kept.get(_span(row))
        if other is None or _weight(row, sources) > _weight(other, sources):
            kept[_span(row)] = row
    return list(kept.values())


def _weight(row: Row, sources: Counter[str]) -> tuple[bool, bool, int, str]:
    source = row[_SOURCE] or ""
    return row[_VALUE] is not None, not row[_PRELIMINARY], sources[source], source


def _point(row: Row) -> Point:
    id, _district, first, last, value, mark, n, preliminary, source = row[: len(_COLUMNS)]
    return Point(UUID(id), _period(first, last), value, mark or None, n, bool(preliminary), source or "")


@lru_cache(maxsize=4096)
def _period(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


@lru_cache(maxsize=4096)
def _grain(first: str, last: str) -> Grain:
    return grain_of(_period(first, last))


@lru_cache(maxsize=4096)
def _written(period: Period) -> tuple[str, str]:
    return period.first.isoformat(), period.last.isoformat()


def periods_of(several: Iterable[Sequence[Point]]) -> list[Period]:
    """The periods that any of these places has a figure for, the oldest first."""
    spans: set[tuple[str, str]] = set()
    for points in several:
        if isinstance(points, Points):
            spans |= points.spans
        else:
            spans.update(_written(point.period) for point in points)
    return [_period(*span) for span in sorted(spans)]
