"""How much the council has been present in the districts, counted from what an edition may hold, and printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlmodel import col

from trygg_desktop.briefings.content import Reading
from trygg_desktop.briefings.parts import (
    Align,
    Cell,
    Column,
    Heading,
    Kind,
    Paragraph,
    Part,
    Table,
    Tile,
    TileMap,
)
from trygg_desktop.briefings.tiles import fits_on_paper
from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.presence import PresenceSession
from trygg_desktop.domain.values import sort_key
from trygg_desktop.i18n import _, local, ngettext, number, short_date

DEFAULT_LIMIT = 6


@dataclass(frozen=True, slots=True)
class DistrictPresence:
    """One district: sessions and minutes in the period, and when someone was last there."""

    name: str
    short_name: str
    tile: tuple[int, int] | None
    sessions: int
    minutes: int
    last: date | None
    weeks: int | None


@dataclass(frozen=True, slots=True)
class PresenceContent:
    """All districts, the longest wait first. `since` is nothing where there is no earlier meeting."""

    since: date | None
    until: date
    limit: int
    districts: tuple[DistrictPresence, ...]


@dataclass
class _Count:
    sessions: int = 0
    minutes: int = 0
    last: date | None = None


@dataclass
class _Counts:
    by_district: dict[UUID, _Count] = field(default_factory=dict)

    def add(self, district: UUID, day: date, minutes: int, *, in_period: bool) -> None:
        count = self.by_district.setdefault(district, _Count())
        count.last = max(day, count.last or day)
        if in_period:
            count.sessions += 1
            count.minutes += minutes


def gather_presence(
    reading: Reading, *, since: date | None, until: date, limit: int
) -> PresenceContent | None:
    """Presence after `since` up to and with `until`; nothing where no presence was ever logged.

    Presence in a sub-area counts in the area it lies in.
    """
    districts = reading.records(District, col(District.level) != Level.MUNICIPALITY)
    counts = _count_sessions(reading, districts, since=since, until=until)
    if not counts.by_district:
        return None
    shown = [
        _district(district, counts.by_district.get(district.id or UUID(int=0), _Count()), until)
        for district in districts
        if district.level == Level.AREA or district.id in counts.by_district
    ]
    shown.sort(key=lambda one: (one.weeks is not None, -(one.weeks or 0), sort_key(one.name)))
    return PresenceContent(since, until, limit, tuple(shown))


def _count_sessions(
    reading: Reading, districts: list[District], *, since: date | None, until: date
) -> _Counts:
    areas = {district.id for district in districts if district.level == Level.AREA}
    lies_in = {district.id: district.parent for district in districts if district.parent in areas}
    known = {district.id for district in districts}
    counts = _Counts()
    for _id, district, started, minutes in reading.rows(PresenceSession, ["district", "started", "duration"]):
        place = lies_in.get(district, district)
        if started is None or place not in known:
            continue
        day = local(started).date()
        if day <= until:
            counts.add(place, day, minutes or 0, in_period=since is None or day > since)
    return counts


def _district(district: District, count: _Count, until: date) -> DistrictPresence:
    on_map = district.level == Level.AREA and district.tile_column and district.tile_row
    return DistrictPresence(
        name=district.name or "",
        short_name=district.short_name or district.name or "",
        tile=(district.tile_column or 0, district.tile_row or 0) if on_map else None,
        sessions=count.sessions,
        minutes=count.minutes,
        last=count.last,
        weeks=None if count.last is None else (until - count.last).days // 7,
    )


def presence_parts(content: PresenceContent) -> Iterator[Part]:
    """A map and a table under a heading."""
    title = (
        _("Presence in the districts since {day}", day=short_date(content.since))
        if content.since
        else _("Presence in the districts")
    )
    sessions = sum(one.sessions for one in content.districts)
    hours = number(round(sum(one.minutes for one in content.districts) / 60))
    aside = ngettext("{n} session, {hours} hours", "{n} sessions, {hours} hours", sessions, hours=hours)
    yield Heading(title, aside=aside)
    tiles = tuple(_tiles(content))
    if fits_on_paper(tiles):
        yield TileMap(tiles, content.limit, _map_in_words(content))
    yield Table(
        columns=(
            Column(_("District"), names_row=True),
            Column(_("Sessions"), width=56, align=Align.RIGHT),
            Column(_("Hours"), width=56, align=Align.RIGHT),
            Column(_("Last there"), width=84, align=Align.RIGHT),
            Column(_("Weeks since"), width=72, align=Align.RIGHT),
        ),
        rows=tuple(_row(one, content.limit) for one in content.districts),
        summary=title,
        dense=True,
    )


def _tiles(content: PresenceContent) -> Iterator[Tile]:
    taken: set[tuple[int, int]] = set()
    for one in content.districts:
        if one.tile is not None and one.tile not in taken:
            taken.add(one.tile)
            yield Tile(one.short_name, *one.tile, weeks=one.weeks)


def _row(one: DistrictPresence, limit: int) -> tuple[Cell, ...]:
    waiting = one.weeks is None or one.weeks >= limit
    weeks = _("never") if one.weeks is None else number(one.weeks)
    return (
        one.name,
        number(one.sessions),
        number(one.minutes / 60, decimals=1) if one.minutes else "0",
        short_date(one.last) if one.last else "–",
        Paragraph(weeks, Kind.STRONG if waiting else Kind.BODY),
    )


def _map_in_words(content: PresenceContent) -> str:
    waiting = [one for one in content.districts if one.weeks is None or one.weeks >= content.limit]
    sentence = _(
        "Map of {count} districts, each with the weeks since someone was last there.",
        count=len(content.districts),
    )
    if not waiting:
        return sentence
    names = ", ".join(
        _("{district} never", district=one.name)
        if one.weeks is None
        else _("{district} {weeks} weeks", district=one.name, weeks=one.weeks)
        for one in waiting
    )
    return f"{sentence} {_('At least {limit} weeks: {districts}.', limit=content.limit, districts=names)}"
