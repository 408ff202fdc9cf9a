"""How many events the police told of: by kind, district and period, with the share that nobody could place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlmodel import col

from trygg_desktop.domain.events import Event
from trygg_desktop.domain.fields import moment_text
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.record import Audience
from trygg_desktop.insight.audience import visible
from trygg_desktop.insight.periods import Grain, containing
from trygg_desktop.insight.presence import midnight
from trygg_desktop.insight.remembered import remembered
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.asking import question

_CONFIRMED = 'CASE WHEN district_confirmed THEN "district" END'
_ANY_TIME = datetime.min.replace(tzinfo=UTC)
_PROPOSED = "district IS NOT NULL AND district_confirmed IS NOT 1"


class EventCount(NamedTuple):
    """The events of one kind in one place and period; `district` is nothing for those nobody could place."""

    kind: str
    district: UUID | None
    period: Period
    number: int


@dataclass(frozen=True, slots=True)
class EventCounts:
    """The counts over some periods, all of them named, also those without events.

    Args:
        total: all events, placed or not. What is counted by district is a part of it and never the whole.
        unplaced: those without a district.
        proposed: those whose district was proposed and not yet confirmed by a person.
    """

    grain: Grain
    periods: tuple[Period, ...]
    counts: tuple[EventCount, ...]
    total: int
    unplaced: int
    proposed: int

    @property
    def share_unplaced(self) -> float | None:
        """The share of events without a district, from 0 to 1; nothing where there are no events."""
        return self.unplaced / self.total if self.total else None

    def series(self, *, kind: str | None = None, district: UUID | None = None) -> tuple[int, ...]:
        """The events of each period, of one kind and in one district where they are named."""
        sums = dict.fromkeys(self.periods, 0)
        for count in self.counts:
            if (kind is None or count.kind == kind) and (district is None or count.district == district):
                sums[count.period] += count.number
        return tuple(sums.values())

    def kinds(self) -> dict[str, int]:
        """The kinds of events and how many there are of each, the most usual first."""
        sums: dict[str, int] = {}
        for count in self.counts:
            sums[count.kind] = sums.get(count.kind, 0) + count.number
        return dict(sorted(sums.items(), key=lambda each: (-each[1], each[0])))


@remembered
def event_counts(
    workspace: Workspace,
    since: date,
    until: date,
    *,
    grain: Grain = Grain.MONTH,
    kinds: Sequence[str] = (),
    by_kind: bool = True,
    by_district: bool = True,
    confirmed_only: bool = False,
    audience: Audience | None = None,
) -> EventCounts:
    """Events from one day to another, both included, by Swedish days.

    Args:
        grain: weeks, months, quarters, half-years or years; the first and last may be cut off by the days.
        kinds: only these kinds of events; without them all.
        by_kind, by_district: whether they are told apart so; a picture of the sums alone is made quicker without.
        confirmed_only: whether a district that was proposed and not confirmed counts as unplaced.

    Raises:
        ValueError: the grain is another.
    """
    begins, ends = midnight(since), midnight(until + timedelta(days=1))
    periods = periods_between(since, until, grain)
    statement, given = _question(
        workspace, kinds, audience, by_kind=by_kind, by_district=by_district, confirmed_only=confirmed_only
    )
    counts: list[EventCount] = []
    total = unplaced = waiting = 0
    district_of = cache(UUID)
    with workspace.reader.at_one_moment():
        for period in periods:
            first = max(begins, midnight(period.first))
            after = min(ends, midnight(period.last + timedelta(days=1)))
            span = moment_text(first), moment_text(after)
            for kind, place, number, nowhere, proposed in workspace.reader.execute(
                statement, (*span, *given)
            ):
                counts.append(EventCount(kind, district_of(place) if place else None, period, number))
                total += number
                unplaced += nowhere
                waiting += proposed
    return EventCounts(grain, periods, tuple(counts), total, unplaced, waiting)


def _question(
    workspace: Workspace,
    kinds: Sequence[str],
    audience: Audience | None,
    *,
    by_kind: bool,
    by_district: bool,
    confirmed_only: bool,
) -> tuple[str, tuple[Any, ...]]:
    """Asks for the events between two moments; gives what fills the question marks after these.

    Each period is asked for by itself: the file keeps UTC, SQLite knows no time zones, and where a Swedish day
    begins is known here. To sort the events of a period is also quicker than to sort all of them.
    """
    place = _CONFIRMED if confirmed_only else '"district"'
    kind = "coalesce(event_type, '')" if by_kind else "''"
    where_to = place if by_district else "NULL"
    columns = [kind, where_to, "count(*)", f"sum({place} IS NULL)", f"sum({_PROPOSED})"]
    happened = col(Event.happened)
    where: list[Any] = [happened >= _ANY_TIME, happened < _ANY_TIME, *visible(Event, audience)]
    if kinds:
        where.append(col(Event.event_type).in_(kinds))
    # with a plus no index is taken for its order: the one that finds a period's events is worth more
    statement, (_first, _after, *given) = question(
        workspace.kinds[Event], columns, where=where, group=f"{kind}, +{where_to}"
    )
    return statement, tuple(given)


def periods_between(since: date, until: date, grain: Grain) -> tuple[Period, ...]:
    """Every period that holds a day from one to another, oldest first."""
    periods = [containing(since, grain)]
    while periods[-1].last < until:
        periods.append(containing(periods[-1].last + timedelta(days=1), grain))
    return tuple(periods)
