"""How much the council has been present in the districts, counted from what an edition may hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col

from trygg_desktop.briefings.content import Reading, joined
from trygg_desktop.briefings.parts import (
    Align,
    AnyOrder,
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
from trygg_desktop.i18n import _, ngettext, number, short_date
from trygg_desktop.insight.presence import Totals, coverage, midnight, totals, weeks_without_presence

USUAL_WEEKS = 12
"""How far back presence is counted where there is no earlier meeting to count from."""


@dataclass(frozen=True, slots=True)
class DistrictContent:
    """One area: sessions and minutes in the period, and when someone was last there."""

    name: str
    short_name: str
    tile: tuple[int, int] | None
    sessions: int
    minutes: int
    last: date | None
    weeks: int | None
    waiting: bool


@dataclass(frozen=True, slots=True)
class PresenceContent:
    """All areas, those that waited longest first. `since` is nothing where there is no earlier meeting."""

    since: date | None
    limit: int
    districts: tuple[DistrictContent, ...]


def gather_presence(reading: Reading, *, since: date | None, until: date) -> PresenceContent | None:
    """Presence from one day to another, both included; nothing where none was ever logged."""
    workspace, audience = reading.workspace, reading.audience
    standing = coverage(workspace, until, audience=audience)
    reading.counted(PresenceSession, col(PresenceSession.started) < midnight(until + timedelta(days=1)))
    if not any(area.last for area in standing):
        return None
    first = since or until - timedelta(weeks=USUAL_WEEKS)
    sums = totals(workspace, first, until, audience=audience)
    reading.counted(District, (col(District.level) == Level.AREA) | col(District.level).is_(None))
    return PresenceContent(
        since=since,
        limit=weeks_without_presence(workspace),
        districts=tuple(
            DistrictContent(
                name=area.name,
                short_name=area.short_name,
                tile=area.tile,
                sessions=sums.get(area.id, Totals()).sessions,
                minutes=sums.get(area.id, Totals()).minutes,
                last=area.last,
                weeks=area.weeks,
                waiting=area.waiting,
            )
            for area in standing
        ),
    )


def presence_parts(content: PresenceContent) -> Iterator[Part]:
    """A map and a table under a heading."""
    title = (
        _("Presence in the districts since {day}", day=short_date(content.since))
        if content.since
        else _("Presence in the districts, the last {weeks} weeks", weeks=USUAL_WEEKS)
    )
    sessions = sum(area.sessions for area in content.districts)
    hours = number(round(sum(area.minutes for area in content.districts) / 60))
    aside = ngettext("{n} session, {hours} hours", "{n} sessions, {hours} hours", sessions, hours=hours)
    yield Heading(title, aside=aside)
    placed, absent = _on_and_off_the_map(content)
    tiles = tuple(Tile(area.short_name, *area.tile, weeks=area.weeks) for area in placed if area.tile)
    table = Table(
        columns=(
            Column(_("District"), names_row=True),
            Column(_("Sessions"), width=56, align=Align.RIGHT),
            Column(_("Hours"), width=56, align=Align.RIGHT),
            Column(_("Last there"), width=84, align=Align.RIGHT),
            Column(_("Weeks since"), width=72, align=Align.RIGHT),
        ),
        rows=tuple(map(_row, content.districts)),
        summary=title,
        dense=True,
    )
    if fits_on_paper(tiles):
        yield AnyOrder(TileMap(tiles, content.limit, _map_in_words(content)), table)
        if absent:
            names = ", ".join(area.name for area in absent)
            yield Paragraph(_("Not on the map: {districts}.", districts=names), Kind.NOTE)
    else:
        yield table


def _on_and_off_the_map(content: PresenceContent) -> tuple[list[DistrictContent], list[DistrictContent]]:
    """Areas with a place of their own on the map, and those without: the map must not seem to be all there is.

    Where two areas were given the same place, the first has it.
    """
    placed: dict[tuple[int, int], DistrictContent] = {}
    absent = []
    for area in content.districts:
        if area.tile is None or area.tile in placed:
            absent.append(area)
        else:
            placed[area.tile] = area
    return list(placed.values()), absent


def _row(area: DistrictContent) -> tuple[Cell, ...]:
    weeks = _("never") if area.weeks is None else number(area.weeks)
    return (
        area.name,
        number(area.sessions),
        number(area.minutes / 60, decimals=1) if area.minutes else "0",
        short_date(area.last) if area.last else "–",
        Paragraph(weeks, Kind.STRONG if area.waiting else Kind.BODY),
    )


def _map_in_words(content: PresenceContent) -> str:
    sentence = _(
        "Map of {count} districts, each with the weeks since someone was last there.",
        count=len(content.districts),
    )
    names = ", ".join(
        _("{district} never", district=area.name)
        if area.weeks is None
        else ngettext("{district} {n} week", "{district} {n} weeks", area.weeks, district=area.name)
        for area in content.districts
        if area.waiting
    )
    waiting = _("At least {limit} weeks: {districts}.", limit=content.limit, districts=names) if names else ""
    return joined((sentence, waiting), " ")
