"""Everything Närvaro shows at once, gathered in one reading: districts by week, actions, their sessions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from trygg_desktop.desktop.presence.clock_times import day_of
from trygg_desktop.desktop.presence.districts_model import DistrictRow
from trygg_desktop.desktop.presence.quick_log import USUAL_MINUTES, USUAL_START, ActionOffer
from trygg_desktop.desktop.presence.session_table import SessionRow
from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.presence import PresenceAction, PresenceSession, PresenceStatus
from trygg_desktop.domain.values import sort_key
from trygg_desktop.formats.geometry import Borders
from trygg_desktop.i18n import local
from trygg_desktop.insight.presence import midnight, strip, weeks_without_presence
from trygg_desktop.workspace import Workspace

SESSIONS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One presence action as the list shows it, counted over the districts it is shown for."""

    id: UUID
    name: str
    weekly_times: str
    status: str | None
    protection: str | None
    ground: str | None
    draft: bool
    sessions: int
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Tally:
    """The sessions of one action in one area: how many, the latest one, and how long that was."""

    sessions: int
    latest: datetime | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class PresencePicture:
    """What the page shows, as values without any tie to the database."""

    districts: tuple[DistrictRow, ...] = ()
    mondays: tuple[date, ...] = ()
    limit: int = 6
    actions: tuple[PresenceAction, ...] = ()
    areas: dict[UUID, UUID] = field(default_factory=dict)
    tallies: dict[tuple[UUID | None, UUID | None], Tally] = field(default_factory=dict)
    around: dict[UUID, Borders] = field(default_factory=dict)

    def name(self, district: UUID | None) -> str:
        """A district's name; empty where it is not among those shown."""
        return next((row.name for row in self.districts if row.id == district), "")

    def area_of(self, district: UUID | None) -> UUID | None:
        """The area that a district is or lies in."""
        return None if district is None else self.areas.get(district)

    def rows(self, district: UUID | None) -> list[ActionRow]:
        """The actions of a district, or all, those with the latest session first; ended ones last."""
        found = [self._row(action, district) for action in self.actions if self._belongs(action, district)]
        found.sort(key=lambda row: sort_key(row.name) or "")
        found.sort(key=lambda row: row.last_on or date.min, reverse=True)
        found.sort(key=lambda row: row.status == PresenceStatus.ENDED)
        return found

    def _belongs(self, action: PresenceAction, district: UUID | None) -> bool:
        if district is None:
            return True
        planned = any(self.area_of(each) == district for each in action.districts)
        return planned or (action.id, district) in self.tallies

    def _row(self, action: PresenceAction, district: UUID | None) -> ActionRow:
        assert action.id is not None
        latest, count = None, 0
        for (of, area), tally in self.tallies.items():
            if of == action.id and district in (None, area):
                count += tally.sessions
                latest = (
                    max(latest or tally.latest, tally.latest)
                    if tally.latest and latest
                    else tally.latest or latest
                )
        return ActionRow(
            id=action.id,
            name=action.name or "",
            weekly_times=action.weekly_times or "",
            status=action.status,
            protection=action.protection,
            ground=action.ground,
            draft=bool(action.draft),
            sessions=count,
            last_on=day_of(latest),
        )

    def offers(self) -> list[ActionOffer]:
        """The actions a session can be logged on, with their usual times: those of the latest session."""
        return [self._offer(action) for action in self.actions if action.status != PresenceStatus.ENDED]

    def _offer(self, action: PresenceAction) -> ActionOffer:
        assert action.id is not None
        mine = [tally for (of, _area), tally in self.tallies.items() if of == action.id and tally.latest]
        newest = max(mine, key=lambda tally: tally.latest.timestamp() if tally.latest else 0, default=None)
        at = local(newest.latest).time() if newest and newest.latest else USUAL_START
        areas = {self.area_of(each) for each in action.districts} | {
            a for of, a in self.tallies if of == action.id
        }
        return ActionOffer(
            id=action.id,
            name=action.name or "",
            districts=tuple(area for area in areas if area),
            start=time(at.hour, at.minute),
            minutes=(newest.minutes if newest else None) or USUAL_MINUTES,
            last_on=day_of(newest.latest) if newest else None,
        )


def presence_picture(workspace: Workspace, today: date) -> PresencePicture:
    """Reads everything the page shows."""
    shown = strip(workspace, today)
    districts = workspace.records(District)
    areas = _areas(districts)
    borders, around = _borders(districts, areas)
    rows = tuple(
        DistrictRow(
            id=row.district.id,
            name=row.district.name,
            short=row.district.short_name,
            place=row.district.tile,
            weeks=row.district.weeks,
            last_on=row.district.last,
            sessions=row.sessions,
            borders=borders.get(row.district.id, []),
        )
        for row in shown.rows
    )
    return PresencePicture(
        districts=rows,
        mondays=shown.weeks,
        limit=weeks_without_presence(workspace),
        actions=tuple(workspace.records(PresenceAction)),
        areas=areas,
        around=around,
        tallies=_tallies(workspace, areas),
    )


def _areas(districts: Iterable[District]) -> dict[UUID, UUID]:
    """The area of each district; sub-areas without a known parent have none."""
    known = {one.id: one for one in districts if one.id}
    found: dict[UUID, UUID] = {}
    for id, one in known.items():
        passed: set[UUID] = set()
        here: District | None = one
        while here and here.id and here.id not in passed:
            passed.add(here.id)
            if here.level in (Level.AREA, None):
                found[id] = here.id
                break
            here = known.get(here.parent) if here.parent else None
    return found


def _borders(
    districts: Iterable[District], areas: dict[UUID, UUID]
) -> tuple[dict[UUID, Borders], dict[UUID, Borders]]:
    """The areas' borders, those without their own from their sub-areas; then those that lie in no area."""
    own = {one.id: one.borders for one in districts if one.id and one.borders}
    found = {id: list(borders) for id, borders in own.items() if areas.get(id) == id}
    around = {}
    for id, borders in own.items():
        area = areas.get(id)
        if area is None:
            around[id] = borders
        elif area not in own:
            found.setdefault(area, []).extend(borders)
    return found, around


def _tallies(workspace: Workspace, areas: dict[UUID, UUID]) -> dict[tuple[UUID | None, UUID | None], Tally]:
    started = col(PresenceSession.started)
    # beside max() SQLite gives the other columns from the row that holds the maximum
    statement: Any = select(
        col(PresenceSession.action),
        col(PresenceSession.district),
        func.count(),
        func.max(started),
        col(PresenceSession.duration),
    ).group_by(col(PresenceSession.action), col(PresenceSession.district))
    found: dict[tuple[UUID | None, UUID | None], Tally] = {}
    for action, district, count, latest, minutes in workspace.select(statement):
        key = action, areas.get(district)
        moment = datetime.fromisoformat(latest) if isinstance(latest, str) else latest
        before = found.get(key)
        if before and before.latest and (moment is None or before.latest > moment):
            moment, minutes = before.latest, before.minutes
        found[key] = Tally(count + (before.sessions if before else 0), moment, minutes)
    return found


def sessions_of(
    workspace: Workspace, *, action: UUID | None, districts: Iterable[UUID] = ()
) -> list[SessionRow]:
    """The latest sessions of an action, in some districts or anywhere."""
    where: list[Any] = [col(PresenceSession.action) == action]
    if within := list(districts):
        where.append(col(PresenceSession.district).in_(within))
    names = ["started", "duration", "adults", "text"]
    rows = workspace.rows(PresenceSession, names, where=where, sort="-started", limit=SESSIONS_SHOWN)
    return [
        SessionRow(id=id, started=started, duration=duration, adults=adults, text=text or "")
        for id, started, duration, adults, text in rows
    ]


def this_year(workspace: Workspace, action: UUID, today: date) -> tuple[int, int]:
    """How many sessions an action had this year, and how many minutes in all."""
    statement: Any = select(func.count(), func.coalesce(func.sum(col(PresenceSession.duration)), 0)).where(
        col(PresenceSession.action) == action,
        col(PresenceSession.started) >= midnight(date(today.year, 1, 1)),
    )
    count, minutes = workspace.select(statement)[0]
    return int(count), int(minutes)
