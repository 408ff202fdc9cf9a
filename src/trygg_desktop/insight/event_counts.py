"""How many events the police told of: by kind, district and period, with the share that nobody could place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import String, Uuid, case, func, literal, select
from sqlmodel import col

from trygg_desktop.domain.events import Event
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.record import Audience
from trygg_desktop.i18n import local
from trygg_desktop.insight.audience import visible
from trygg_desktop.insight.periods import Grain, containing
from trygg_desktop.insight.presence import midnight
from trygg_desktop.workspace import Workspace

_LATE = "22"
"""The hour by the file's clock from which it may be the next day in Sweden."""


@dataclass(frozen=True, slots=True)
class EventCount:
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
    district: Any = col(Event.district)
    if confirmed_only:
        district = case((col(Event.district_confirmed).is_(True), district))
    within: tuple[Any, ...] = (
        col(Event.happened) >= midnight(since),
        col(Event.happened) < midnight(until + timedelta(days=1)),
        *visible(Event, audience),
    )
    if kinds:
        within = (*within, col(Event.event_type).in_(kinds))
    slot = _slot(grain)
    kind: Any = func.coalesce(col(Event.event_type), "") if by_kind else literal("")
    place = district if by_district else literal(None, Uuid())
    proposed = col(Event.district).is_not(None) & col(Event.district_confirmed).is_not(True)
    numbers = (
        func.count(),
        func.sum(case((district.is_(None), 1), else_=0)),
        func.sum(case((proposed, 1), else_=0)),
    )
    statement: Any = select(kind, place, slot, *numbers).where(*within).group_by(kind, place, slot)
    period_of = cache(lambda text: containing(_swedish_day(text), grain))
    sums: dict[tuple[str, UUID | None, Period], int] = {}
    total = unplaced = waiting = 0
    for name, where, text, number, nowhere, not_confirmed in workspace.select(statement):
        key = (name, where, period_of(text))
        sums[key] = sums.get(key, 0) + number
        total += number
        unplaced += nowhere
        waiting += not_confirmed
    counts = tuple(EventCount(*key, number) for key, number in sums.items())
    return EventCounts(grain, periods_between(since, until, grain), counts, total, unplaced, waiting)


def periods_between(since: date, until: date, grain: Grain) -> tuple[Period, ...]:
    """Every period that holds a day from one to another, oldest first."""
    periods = [containing(since, grain)]
    while periods[-1].last < until:
        periods.append(containing(periods[-1].last + timedelta(days=1), grain))
    return tuple(periods)


def _slot(grain: Grain) -> Any:
    """What events are grouped by within the database: their day or month, those late in the evening their hour.

    The file keeps UTC and SQLite knows no time zones. Sweden is one or two hours ahead, so only what happened
    after 22 by the file's clock can belong to the next day; its day is told here, all else by its text alone.
    """
    happened = func.substr(col(Event.happened), 1, 13, type_=String)
    hour = func.substr(col(Event.happened), 12, 2, type_=String)
    length = len("2026-01-20") if grain is Grain.WEEK else len("2026-01")
    return case((hour >= _LATE, happened), else_=func.substr(happened, 1, length, type_=String))


def _swedish_day(text: str) -> date:
    """A day of a group: of a month its first."""
    if len(text) == len("2026-01-20T22"):
        return local(datetime.fromisoformat(f"{text}:00:00Z")).date()
    return date.fromisoformat(text if len(text) == len("2026-01-20") else f"{text}-01")
