"""Presence in the districts: when someone was last there, how often, and where nobody has been for long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.fields import moment_text
from trygg_desktop.domain.presence import PresenceSession
from trygg_desktop.domain.record import Audience
from trygg_desktop.i18n import HOME, local
from trygg_desktop.insight.audience import visible
from trygg_desktop.insight.lying import Lying
from trygg_desktop.insight.remembered import remembered
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.asking import question


@dataclass(frozen=True, slots=True)
class DistrictPresence:
    """How one area stands. Presence in its sub-areas is counted in.

    `last` is the day of the last session, `weeks` the calendar weeks since then (0 in the same
    week); both are None where nobody has been. `waiting` says that the council's limit is reached.
    """

    id: UUID
    name: str
    short_name: str
    tile: tuple[int, int] | None
    last: date | None
    weeks: int | None
    waiting: bool


@dataclass(frozen=True, slots=True)
class StripRow:
    """One area in the strip of weeks: the number of sessions in each week, oldest first."""

    district: DistrictPresence
    sessions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """Weeks (by their Mondays, oldest first) by areas, those that waited longest first."""

    weeks: tuple[date, ...]
    rows: tuple[StripRow, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Presence over a period: sessions, their minutes, adult minutes, conversations and young people met."""

    sessions: int = 0
    minutes: int = 0
    adult_minutes: int = 0
    conversations: int = 0
    young_people: int = 0


def monday(day: date) -> date:
    """The first day of the ISO week."""
    return day - timedelta(days=day.weekday())


def weeks_between(earlier: date, later: date) -> int:
    """Calendar weeks from one day to another: 0 in the same ISO week, whatever the weekday."""
    return (monday(later) - monday(earlier)).days // 7


def midnight(day: date) -> datetime:
    """When a day begins in Sweden, as the file keeps it."""
    return datetime.combine(day, time(), HOME).astimezone(UTC)


def coverage(
    workspace: Workspace, today: date, *, weeks: int | None = None, audience: Audience | None = None
) -> list[DistrictPresence]:
    """Every area and when someone was last there, those that waited longest first.

    `weeks` is the limit for `waiting`; without it the council's own setting holds.
    """
    return _coverage(workspace, _Places(workspace, audience), today, weeks, audience)


def _coverage(
    workspace: Workspace, places: _Places, today: date, weeks: int | None, audience: Audience | None
) -> list[DistrictPresence]:
    limit = weeks if weeks is not None else weeks_without_presence(workspace)
    last = _last_day(workspace, places, today, audience)
    found = [_standing(area, last.get(area_id), today, limit) for area_id, area in places.areas.items()]
    return sorted(found, key=lambda one: one.last or date.min)


def weeks_without_presence(workspace: Workspace) -> int:
    """How many weeks without presence the council accepts before it wants a reminder."""
    return workspace.council().weeks_without_presence or 6


@remembered
def strip(
    workspace: Workspace,
    today: date,
    *,
    weeks: int = 26,
    limit: int | None = None,
    audience: Audience | None = None,
) -> Strip:
    """Sessions per area and ISO week for the last `weeks` weeks, the week of `today` included."""
    first = monday(today) - timedelta(weeks=weeks - 1)
    places = _Places(workspace, audience)
    counts: Counter[tuple[UUID, int]] = Counter()
    for district, week, number in _sessions_by_week(workspace, first, today, audience):
        area = places.area_of(district)
        if area is not None:
            counts[area, week] += number
    rows = [
        StripRow(one, tuple(counts[one.id, week] for week in range(weeks)))
        for one in _coverage(workspace, places, today, limit, audience)
    ]
    return Strip(tuple(first + timedelta(weeks=week) for week in range(weeks)), tuple(rows))


def totals(
    workspace: Workspace, since: date, until: date, *, audience: Audience | None = None
) -> dict[UUID, Totals]:
    """Presence per area from one day to another, both included; areas without any are absent."""
    places = _Places(workspace, audience)
    found: dict[UUID, Totals] = {}
    for district, total in _totals(workspace, since, until, audience):
        area = places.area_of(district)
        if area is not None:
            found[area] = _sum((found.get(area, Totals()), total))
    return found


def total(workspace: Workspace, since: date, until: date, *, audience: Audience | None = None) -> Totals:
    """All presence from one day to another, both included, sessions outside the areas too."""
    return _sum(total for _district, total in _totals(workspace, since, until, audience))


@dataclass(frozen=True, slots=True)
class _Place:
    """What is needed of a district: its borders, which can be large, are not."""

    id: UUID
    name: str
    short_name: str | None
    level: str | None
    parent: UUID | None
    tile_column: int | None
    tile_row: int | None


class _Places:
    """The areas that an audience may see, and which of them each district counts to."""

    def __init__(self, workspace: Workspace, audience: Audience | None) -> None:
        names = ["name", "short_name", "level", "parent", "tile_column", "tile_row"]
        rows = workspace.rows(District, names, where=visible(District, audience))
        known = {place.id: place for place in (_Place(*row) for row in rows)}
        self.areas = {id_: place for id_, place in known.items() if place.level in (Level.AREA, None)}
        self._lying = Lying({id_: (place.level, place.parent) for id_, place in known.items()})

    def area_of(self, district: UUID | None) -> UUID | None:
        """The area a district is or lies in; nothing where it has no parent that is known."""
        return self._lying.area_of(district)


def _standing(area: _Place, last: date | None, today: date, limit: int) -> DistrictPresence:
    weeks = None if last is None else weeks_between(last, today)
    return DistrictPresence(
        id=area.id,
        name=area.name,
        short_name=area.short_name or area.name,
        tile=(area.tile_column, area.tile_row) if area.tile_column and area.tile_row else None,
        last=last,
        weeks=weeks,
        waiting=weeks is None or weeks >= limit,
    )


def _last_day(
    workspace: Workspace, places: _Places, today: date, audience: Audience | None
) -> dict[UUID, date]:
    before = col(PresenceSession.started) < midnight(today + timedelta(days=1))
    latest = workspace.latest(
        PresenceSession, "started", by="district", where=(before, *visible(PresenceSession, audience))
    )
    found: dict[UUID, date] = {}
    for district, moment in latest.items():
        area = places.area_of(district)
        if area is not None:
            found[area] = max(found.get(area, date.min), local(moment).date())
    return found


def _sessions_by_week(
    workspace: Workspace, since: date, until: date, audience: Audience | None
) -> Iterable[tuple[UUID | None, int, int]]:
    """Sessions counted by district and by week, told by its number from a Monday on.

    Each week is asked for by itself: the file keeps UTC, SQLite knows no time zones, and where a Swedish week
    begins is known here.
    """
    table, where = (
        workspace.kinds[PresenceSession],
        (*_within(since, until), *visible(PresenceSession, audience)),
    )
    statement, (_since, _until, *given) = question(
        table, ['"district"', "count(*)"], where=where, group='+"district"'
    )
    district_of = cache(UUID)
    with workspace.reader.at_one_moment():
        for week in range(weeks_between(since, until) + 1):
            first = since + timedelta(weeks=week)
            after = min(first + timedelta(weeks=1), until + timedelta(days=1))
            span = moment_text(midnight(first)), moment_text(midnight(after))
            for district, number in workspace.reader.execute(statement, (*span, *given)):
                yield district_of(district) if district else None, week, number


def _within(since: date, until: date) -> tuple[Any, Any]:
    started = col(PresenceSession.started)
    return started >= midnight(since), started < midnight(until + timedelta(days=1))


def _totals(
    workspace: Workspace, since: date, until: date, audience: Audience | None
) -> Iterable[tuple[UUID | None, Totals]]:
    length, adults = col(PresenceSession.duration), col(PresenceSession.adults)
    sums = (
        func.count(),
        func.coalesce(func.sum(length), 0),
        func.coalesce(func.sum(length * adults), 0),
        func.coalesce(func.sum(col(PresenceSession.conversations)), 0),
        func.coalesce(func.sum(col(PresenceSession.young_people)), 0),
    )
    district = col(PresenceSession.district)
    where = (*_within(since, until), *visible(PresenceSession, audience))
    statement: Any = select(district, *sums).where(*where).group_by(district)
    for found, *numbers in workspace.select(statement):
        yield found, Totals(*numbers)


def _sum(several: Iterable[Totals]) -> Totals:
    numbers = [
        (one.sessions, one.minutes, one.adult_minutes, one.conversations, one.young_people) for one in several
    ]
    return Totals(*(sum(column) for column in zip(*numbers, strict=True)))
